"""What the store knows, read from its SQLite catalogue; everything else in the store is made from this."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import NotFoundError
from rag.index.database import sqlite_errors
from rag.schema import Article, ArticleSummary, Certainty, Dating, Filters, Passage, Removed, Repair, Segment, SourceMap

_ARTICLE = """SELECT a.id, a.kind, a.title, a.text, a.language, a.published, a.published_from, a.dating,
p.page, p.source_map, p.removed, p.repairs, a.author, a.canonical_url
FROM articles a JOIN appearances p ON p.article = a.id
WHERE p.page = (SELECT MIN(page) FROM appearances WHERE article = a.id)"""
_SUMMARY = """SELECT a.id, a.kind, a.title, (SELECT MIN(page) FROM appearances WHERE article = a.id) AS source,
a.language, a.published, a.published_from, a.author, a.canonical_url, a.dating FROM articles a"""
_BATCH = 500


class Catalogue:
    """Reads a catalogue through one connection; values out, no SQL beyond this file and its writer."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def close(self) -> None:
        """Gives the file back."""
        self.connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one generation, whatever another process commits meanwhile."""
        with sqlite_errors(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def meta(self, key: str) -> str | None:
        """What is noted under ``key``."""
        row = self._one("SELECT value FROM meta WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    @property
    def generation(self) -> int:
        """How often the catalogue has been changed; 0 when it never was."""
        return int(self.meta("generation") or 0)

    def counts(self) -> dict[str, int]:
        """How many rows there are of each noun."""
        tables = ("files", "pages", "articles", "passages")
        return {table: int(self._one(f"SELECT COUNT(*) FROM {table}")[0]) for table in tables}

    def article(self, article_id: str) -> Article:
        """One article; raises ``NotFoundError``."""
        found = self.articles([article_id])
        if not found:
            raise NotFoundError(f"there is no article {article_id!r} in {self.path.parent}")
        return found[article_id]

    def articles(self, ids: Collection[str]) -> dict[str, Article]:
        """The articles among ``ids`` that exist, by id."""
        rows = self._in(f"{_ARTICLE} AND a.id IN", ids)
        return {row[0]: _article(row, self._stood_on(row[0], row[1])) for row in rows}

    def _stood_on(self, article_id: str, kind: str) -> tuple[str, ...]:
        if kind != "teaser":
            return ()
        rows = self._all("SELECT page FROM appearances WHERE article = ? ORDER BY page", (article_id,))
        return tuple(row[0] for row in rows)

    def summaries(self) -> tuple[ArticleSummary, ...]:
        """All articles, without their texts, by source and then kind."""
        rows = self._all(f"{_SUMMARY} ORDER BY source, kind, title")
        return tuple(_summary(row) for row in rows)

    def files_of(self, article_id: str) -> dict[str, str]:
        """The files that an article stands in: absolute path → source name."""
        sql = """SELECT DISTINCT f.path, f.source FROM files f JOIN pages g ON g.file = f.path
        JOIN appearances x ON x.page = g.source WHERE x.article = ? ORDER BY f.path"""
        return dict(self._all(sql, (article_id,)))

    def summaries_of_file(self, path: str) -> tuple[ArticleSummary, ...]:
        """The articles that stand in a file, teasers last."""
        rows = self._all(
            f"""{_SUMMARY} WHERE a.id IN (SELECT x.article FROM appearances x JOIN pages g ON g.source = x.page
            WHERE g.file = ?) ORDER BY a.kind, source, a.title""",
            (path,),
        )
        return tuple(_summary(row) for row in rows)

    def raw_page(self, source: str) -> str:
        """The page as it was read; raises ``NotFoundError``."""
        row = self._one("SELECT raw FROM pages WHERE source = ?", (source,))
        if row is None:
            raise NotFoundError(f"there is no page {source!r} in {self.path.parent}")
        return zlib.decompress(row[0]).decode("utf-8")

    def passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, Article]]:
        """The passages with these numbers that exist, each with its article."""
        rows = self._in("SELECT number, id, article, start, end FROM passages WHERE number IN", numbers)
        articles = self.articles({row[2] for row in rows})
        return {r[0]: (_passage(r[1], articles[r[2]], r[3], r[4]), articles[r[2]]) for r in rows}

    def all_passages(self, newer_than: int = 0) -> Iterator[tuple[int, Passage, str, str]]:
        """(number, passage, title, language) of every passage numbered above ``newer_than``, in order."""
        sql = """SELECT p.number, p.id, p.article, p.start, p.end, substr(a.text, p.start + 1, p.end - p.start),
        a.title, a.language
        FROM passages p JOIN articles a ON a.id = p.article WHERE p.number > ? ORDER BY p.number"""
        with sqlite_errors(self.path):
            for r in self.connection.execute(sql, (newer_than,)):
                yield r[0], Passage(r[1], r[2], r[3], r[4], r[5]), r[6], r[7]

    def vectors(self, dimensions: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """All passage numbers, shape (n,), and their vectors, shape (n, dimensions)."""
        rows = self._all("SELECT number, vector FROM passages ORDER BY number")
        numbers = np.fromiter((row[0] for row in rows), np.int64, len(rows))
        return numbers, np.frombuffer(b"".join(row[1] for row in rows), np.float16).reshape(len(rows), dimensions)

    def passage_numbers(self) -> list[int]:
        """The numbers of all passages, in order."""
        return [row[0] for row in self._all("SELECT number FROM passages ORDER BY number")]

    def allowed(self, filters: Filters) -> list[int] | None:
        """The numbers of the passages that a filter lets through; None when it lets all through."""
        if filters == Filters():
            return None
        conditions = list(_conditions(filters))
        wanted = " AND ".join(condition for condition, _ in conditions)
        sql = f"SELECT p.number FROM passages p JOIN articles a ON a.id = p.article WHERE {wanted}"
        values = [value for _, value in conditions]
        return [row[0] for row in self._all(sql, values)]

    def _one(self, sql: str, values: tuple[object, ...] = ()) -> Any:
        with sqlite_errors(self.path):
            return self.connection.execute(sql, values).fetchone()

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with sqlite_errors(self.path):
            return self.connection.execute(sql, values).fetchall()

    def _in(self, sql: str, values: Collection[object]) -> list[Any]:
        listed = list(values)
        batches = (listed[i : i + _BATCH] for i in range(0, len(listed), _BATCH))
        return [row for batch in batches for row in self._all(f"{sql} ({','.join('?' * len(batch))})", batch)]


def _conditions(filters: Filters) -> Iterator[tuple[str, str]]:
    if filters.kind is not None:
        yield "a.kind = ?", filters.kind
    if filters.since is not None:
        yield "a.published >= ?", filters.since.isoformat()
    if filters.until is not None:
        yield "a.published <= ?", filters.until.isoformat()
    if filters.source is not None:
        yield "EXISTS (SELECT 1 FROM appearances x WHERE x.article = a.id AND x.page GLOB ?)", filters.source


def _article(row: Any, stood_on: tuple[str, ...]) -> Article:
    article_id, kind, title, text, language, published, published_from, dating = row[:8]
    source, source_map, removed, repairs, author, canonical_url = row[8:]
    segments = tuple(Segment(*numbers) for numbers in json.loads(source_map))
    return Article(
        article_id, kind, title, text, source, language, _day(published), published_from, stood_on,
        SourceMap(segments), tuple(Removed(*entry) for entry in json.loads(removed)),
        tuple(Repair(*entry) for entry in json.loads(repairs)), author, canonical_url, _dating(*json.loads(dating)),
    )  # fmt: skip


def _summary(row: Any) -> ArticleSummary:
    article_id, kind, title, source, language, published, published_from, author, url, dating = row
    return ArticleSummary(
        article_id,
        kind,
        title,
        source,
        language,
        _day(published),
        published_from,
        author,
        url,
        _dating(*json.loads(dating)),
    )


def _passage(passage_id: str, article: Article, start: int, end: int) -> Passage:
    return Passage(passage_id, article.id, start, end, article.text[start:end])


def _dating(earliest: str | None, latest: str | None, sure: Certainty, why: str) -> Dating:
    return Dating(_day(earliest), _day(latest), sure, why)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
