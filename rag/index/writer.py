"""Changing the catalogue: one transaction a sync, all or nothing."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np

from rag.index.catalogue import Catalogue
from rag.index.database import sqlite_errors
from rag.index.embedding import Stored, vector_key
from rag.index.site_lines import SitePage
from rag.ingest.page import Page
from rag.ingest.site_lines import PageLines
from rag.schema import Article, Dating, Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a page with its passages, ready to be stored."""

    article: Article
    passages: tuple[Passage, ...]


class Writer(Catalogue):
    """A catalogue that may be changed; call its methods inside ``transaction``."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits at the end, or undoes all when anything was raised."""
        with sqlite_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def note(self, key: str, value: str) -> None:
        """Remembers ``value`` under ``key``."""
        self._run("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)

    def known_files(self) -> dict[str, tuple[str, str]]:
        """Absolute path → (source, digest) of every indexed file."""
        return {row[0]: (row[1], row[2]) for row in self._all("SELECT path, source, digest FROM files")}

    def known_pages(self, path: str) -> dict[str, str]:
        """Source → digest of every page of a file."""
        return dict(self._all("SELECT source, digest FROM pages WHERE file = ?", (path,)))

    def known_vectors(self, keys: Collection[str]) -> dict[str, Stored]:
        """Those of the vectors that some passage already has."""
        rows = self._in("SELECT vector_key, vector FROM passages WHERE vector_key IN", keys)
        return {key: np.frombuffer(blob, np.float16) for key, blob in rows}

    def vectors_of_file(self, path: str) -> dict[str, Stored]:
        """The vectors of all passages of a file's articles."""
        rows = self._all(
            """SELECT DISTINCT p.vector_key, p.vector FROM passages p JOIN appearances x ON x.article = p.article
            JOIN pages g ON g.source = x.page WHERE g.file = ?""",
            (path,),
        )
        return {key: np.frombuffer(blob, np.float16) for key, blob in rows}

    def kinds(self) -> Counter[str]:
        """How many articles there are of each kind."""
        return Counter(dict(self._all("SELECT kind, COUNT(*) FROM articles GROUP BY kind")))

    def put_file(self, path: str, source: str, digest: str) -> None:
        """Adds a file or updates what is known of it; its pages stay."""
        self._run(
            "INSERT INTO files VALUES (?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET source = excluded.source, digest = excluded.digest",
            path, source, digest,
        )  # fmt: skip

    def put_page(
        self, path: str, page: Page, digest: str, entries: Sequence[Entry], vectors: dict[str, Stored]
    ) -> None:
        """Replaces a page and all that it carries."""
        self.drop_page(page.source)
        raw = zlib.compress(page.raw.encode("utf-8"), 6)
        self._run("INSERT INTO pages VALUES (?, ?, ?, ?)", page.source, path, digest, raw)
        for entry in entries:
            self._put_entry(page.source, entry, vectors)

    def put_lines(self, file: str, site_pages: Iterable[tuple[str, SitePage]]) -> None:
        """Replaces what the pages of a file, each given with its site, offer to be counted."""
        self._run("DELETE FROM page_lines WHERE file = ?", file)
        for site, page in site_pages:
            keys, sketch = page.lines.keys.tobytes(), page.lines.sketch.tobytes()
            self._run("INSERT OR REPLACE INTO page_lines VALUES (?, ?, ?, ?, ?)", page.page, file, site, keys, sketch)

    def sites_of_files(self) -> dict[str, frozenset[str]]:
        """The files whose lines are counted, each with the sites of its pages."""
        found: dict[str, frozenset[str]] = {}
        for file, site in self._all("SELECT DISTINCT file, site FROM page_lines"):
            found[file] = found.get(file, frozenset()) | {site}
        return found

    def site_pages(self, site: str) -> list[SitePage]:
        """All pages of a site, by name."""
        rows = self._all("SELECT page, file, keys, sketch FROM page_lines WHERE site = ? ORDER BY page", (site,))
        return [
            SitePage(page, file, PageLines(np.frombuffer(keys, np.int64), np.frombuffer(sketch, np.uint64)))
            for page, file, keys, sketch in rows
        ]

    def site_lines(self, site: str) -> frozenset[int]:
        """What was learned of a site."""
        return frozenset(row[0] for row in self._all("SELECT key FROM site_lines WHERE site = ?", (site,)))

    def put_site_lines(self, site: str, keys: Iterable[int]) -> None:
        """Replaces what was learned of a site."""
        self._run("DELETE FROM site_lines WHERE site = ?", site)
        for key in keys:
            self._run("INSERT INTO site_lines VALUES (?, ?)", site, key)

    def drop_file(self, path: str) -> None:
        """Forgets a file, its pages and whatever only they carried."""
        for source in self.known_pages(path):
            self.drop_page(source)
        self._run("DELETE FROM files WHERE path = ?", path)

    def drop_page(self, source: str) -> None:
        """Forgets a page and the articles that stood only there."""
        self._run(
            """DELETE FROM articles WHERE id IN (SELECT article FROM appearances WHERE page = ?)
            AND NOT EXISTS (SELECT 1 FROM appearances WHERE article = articles.id AND page <> ?)""",
            source, source,
        )  # fmt: skip
        self._run("DELETE FROM pages WHERE source = ?", source)

    def _put_entry(self, source: str, entry: Entry, vectors: dict[str, Stored]) -> None:
        a = entry.article
        fresh = self._run(
            """INSERT OR IGNORE INTO articles
            (id, kind, title, text, language, published, published_from, author, canonical_url, dating)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            a.id, a.kind, a.title, a.text, a.language, _iso(a.published), a.published_from, a.author, a.canonical_url,
            _dating(a.dating),
        ).rowcount  # fmt: skip
        spans = [(s.text_start, s.text_end, s.raw_start, s.raw_end) for s in a.source_map.segments]
        removed = [(r.kind, r.start, r.end, r.reason) for r in a.removed]
        repairs = [(r.kind, r.start, r.end, r.raw, r.reason) for r in a.repairs]
        self._run(
            "INSERT OR IGNORE INTO appearances (article, page, source_map, removed, repairs) VALUES (?, ?, ?, ?, ?)",
            a.id, source, json.dumps(spans), _json(removed), _json(repairs),
        )  # fmt: skip
        for passage in entry.passages if fresh else ():
            key = vector_key(a, passage)
            self._run(
                "INSERT INTO passages (id, article, start, end, vector_key, vector) VALUES (?, ?, ?, ?, ?, ?)",
                passage.id, a.id, passage.start, passage.end, key, vectors[key].tobytes(),
            )  # fmt: skip

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        with sqlite_errors(self.path):
            return self.connection.execute(sql, values)


def _dating(dating: Dating) -> str:
    return _json([_iso(dating.earliest), _iso(dating.latest), dating.sure, dating.why])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
