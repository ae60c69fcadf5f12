"""`rag show`: a page as it was read, what was taken out of it struck out, what was mended marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from rag import wire
from rag.errors import NotFoundError, PageError
from rag.index.catalogue import Catalogue
from rag.index.database import open_existing
from rag.ingest.articles import articles_of
from rag.ingest.read import read_pages
from rag.schema import Article
from rag.settings import Settings

_LEAST_ID_DIGITS = 4
_PLACES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the raw page and what was done to it; ``kept`` when its text is in the article, mended.

    Where ``start == end`` something was put in.
    """

    start: int
    end: int
    label: str
    kept: bool


def page_of(settings: Settings, name: str) -> tuple[Article, str]:
    """The article called by an id, the beginning of one, or a source of the index, else by a file; and its raw page.

    A file need not be indexed. Raises ``NotFoundError`` when nothing is called so, or several are.
    """
    layout, file = wire.layout(settings), Path(name)
    if layout.catalogue.exists():
        catalogue = Catalogue(open_existing(layout.catalogue), layout.catalogue)
        try:
            with catalogue.snapshot():
                if ids := _ids(catalogue, name):
                    article = catalogue.article(ids[0])
                    return article, catalogue.raw_page(article.source)
        finally:
            catalogue.close()
    if file.is_file():
        return _read_now(file, wire.recipe(settings).max_file_bytes)
    raise NotFoundError(f"{name}: neither an article in {layout.folder} nor a file; give an id, a source or a path")


def _ids(catalogue: Catalogue, name: str) -> list[str]:
    """The article with that id or source, else the one whose id begins like that."""
    summaries = catalogue.summaries()
    ids = [found.id for found in summaries if found.id == name or (found.source == name and found.kind == "article")]
    ids = ids or [found.id for found in summaries if len(name) >= _LEAST_ID_DIGITS and found.id.startswith(name)]
    if len(ids) > 1:
        raise NotFoundError(f"{name}: {len(ids)} articles are called so; give more of the id: {', '.join(ids[:5])}")
    return ids


def _read_now(path: Path, max_bytes: int) -> tuple[Article, str]:
    for page in read_pages(path, path.name, max_bytes):
        if isinstance(page, PageError):
            raise page
        return articles_of(page)[0], page.raw
    raise PageError(f"{path}: no page in this file; leave it out")


def marks_of(article: Article) -> tuple[Mark, ...]:
    """What was done to the raw page, in order; where parts overlap, the outer one."""
    marks = [Mark(part.start, part.end, part.kind, kept=False) for part in article.removed]
    for repair in article.repairs:
        start, end = article.source_map.to_raw(repair.start, repair.end)
        if (start, end) == (0, 0):  # put in or taken out between two characters: behind the first of them
            start = end = article.source_map.to_raw(max(0, repair.start - 1), repair.start)[1]
        marks.append(Mark(start, end, repair.kind, kept=True))
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return tuple(found)


def page_lines(article: Article, raw: str, *, styled: bool) -> Iterator[str]:
    """The page as a person reads it: a head, the marked page, the repairs and what was removed, counted."""
    yield click.style(article.title, bold=True)
    yield click.style(
        f"{article.id} · {article.kind} · {article.language} · {article.dating.interval} · {article.source}", dim=True
    )
    origin = " · ".join(told for told in (article.author, article.canonical_url) if told)
    if origin:
        yield click.style(origin, dim=True)
    if article.dating.why:
        yield click.style(f"dated ({article.dating.sure}): {article.dating.why}", dim=True)
    yield ""
    yield _marked(raw, marks_of(article), styled=styled)
    if article.repairs:
        yield ""
        yield click.style(f"{len(article.repairs)} repaired", bold=True)
    for (what, reason), places in _alike(article).items():
        yield f"  {_listed(places)}  {what}"
        yield click.style(f"          {reason}", dim=True)
    yield ""
    yield _counted(article, raw)


def _alike(article: Article) -> dict[tuple[str, str], list[int]]:
    """Where in the text each repair was made, those of one form and reason together, in the order of the first."""
    places: dict[tuple[str, str], list[int]] = {}
    for repair in article.repairs:
        told = _told(repair.kind, article.text[repair.start : repair.end], repair.raw)
        places.setdefault((told, repair.reason), []).append(repair.start)
    return places


def _listed(places: Sequence[int]) -> str:
    shown = "".join(f", {place}" for place in places[1:_PLACES_SHOWN])
    more = len(places) - _PLACES_SHOWN
    return f"{places[0]:>6}{shown}" + (f" and {more} more" if more > 0 else "")


def _told(kind: str, new: str, raw: str) -> str:
    if kind == "space":
        return "space put in"
    return f"{kind}: {raw!r} → {new!r}"


def _counted(article: Article, raw: str) -> str:
    kinds: dict[str, int] = {}
    for part in article.removed:
        kinds[part.kind] = kinds.get(part.kind, 0) + 1
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"
    return click.style(f"{len(article.text):,} of {len(raw):,} characters kept; removed: {told}", dim=True)


def _marked(raw: str, marks: Sequence[Mark], *, styled: bool) -> str:
    """The raw page with marks: struck out, or underlined; without colours ``[-kind: …-]`` and ``[=…=]``.

    ``␣`` stands where a space was put in.
    """
    pieces, done = [], 0
    for mark in marks:
        text = raw[mark.start : mark.end]
        pieces.append(raw[done : mark.start])
        if mark.start == mark.end:
            pieces.append(click.style("␣", fg="yellow") if styled else "␣")
        elif not styled:
            pieces.append(f"[={text}=]" if mark.kept else f"[-{mark.label}: {text}-]")
        elif mark.kept:
            pieces.append(click.style(text, underline=True, fg="yellow"))
        else:
            pieces.append(click.style(f"‹{mark.label}› ", fg="red") + click.style(text, strikethrough=True, dim=True))
        done = mark.end
    return "".join([*pieces, raw[done:]])


def page_object(article: Article, raw: str) -> dict[str, object]:
    """What ``--json`` prints: offsets of removed parts index ``raw``, those of repairs ``text``."""
    from rag.serve.objects import article_object

    shown = article_object(article)
    removed = [{**part, "text": raw[part["start"] : part["end"]]} for part in shown["removed"]]
    return {**shown, "raw": raw, "removed": removed}
