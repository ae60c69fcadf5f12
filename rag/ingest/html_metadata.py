"""What an HTML page declares about itself: in Open Graph and other meta elements, JSON-LD, time, link and title."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from rag.ingest.date_forms import day_mentions
from rag.ingest.html_parser import Parsed
from rag.ingest.properties import joined_authors, web_address

_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATE_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "article.published",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author",
    "byl", "twitter:creator",
)  # fmt: skip
_BY = re.compile(r"^(?:par|by)\s+", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def declared_title(parsed: Parsed) -> str | None:
    """The title of the meta elements, else of the title element without the site's name behind a bar or dash."""
    metas = dict(reversed(parsed.metas))
    for name in _TITLE_NAMES:
        if metas.get(name):
            return " ".join(metas[name].split())
    title = " ".join(parsed.title.split())
    return _SITE_SUFFIX.sub("", title) or None


def declared_date(parsed: Parsed) -> date | None:
    """The publication date of JSON-LD, else of the meta elements, else of a time element; ``None`` without one.

    A time element counts when it is marked as the publication date, or when all of the page agree on one day.
    """
    metas = dict(reversed(parsed.metas))
    marked = [written for written, is_publication in parsed.times if is_publication]
    sources = (
        (_published_in(block) for block in parsed.json_ld),
        (metas.get(name, "") for name in _DATE_NAMES),
        marked,
    )
    for source in sources:
        for written in source:
            found = written_date(written)
            if found:
                return found
    days = {written_date(written) for written, _ in parsed.times}
    return days.pop() if len(days) == 1 else None


def declared_language(parsed: Parsed) -> str | None:
    """The primary language of the html element's ``lang``, in lower case."""
    match = _LANGUAGE.fullmatch(parsed.language.strip()) if parsed.language else None
    return match[1].lower() if match else None


def declared_author(parsed: Parsed) -> str | None:
    """The authors of JSON-LD, else of the meta elements; never an address, a role or the site itself."""
    site = dict(parsed.metas).get("og:site_name", "")
    for block in parsed.json_ld:
        if found := joined_authors([name for name in _authors_in(block) if name != site]):
            return found
    for wanted in _AUTHOR_NAMES:
        names = [_BY.sub("", content) for name, content in parsed.metas if name == wanted and content != site]
        if found := joined_authors([name for name in names if not name.startswith("@")]):
            return found
    return None


def declared_address(parsed: Parsed) -> str | None:
    """The page's own address: its canonical link, else Open Graph's, else that of JSON-LD; absolute ones only."""
    metas = dict(reversed(parsed.metas))
    in_json = (next(_values(_tree(block), "mainEntityOfPage", "@id"), "") for block in parsed.json_ld)
    return next(filter(None, map(web_address, (parsed.canonical, metas.get("og:url"), *in_json))), None)


def written_date(written: str) -> date | None:
    """The day that a metadata value begins with: ISO 8601, or a date as the press writes it; ``None`` otherwise."""
    mentions = day_mentions(written[:60])
    return mentions[0].full if mentions else None


def _published_in(block: str) -> str:
    """The first ``datePublished`` in a JSON-LD block, however deep; empty when there is none or it is not JSON."""
    return next(_values(_tree(block), "datePublished"), "")


def _authors_in(block: str) -> Iterator[str]:
    """The names of the first ``author`` of an object in a JSON-LD block."""
    return _values(_tree(block), "author", "name")


def _tree(block: str) -> object:
    try:
        return json.loads(block)
    except (ValueError, RecursionError):  # half of the web's JSON-LD is hand-made; a broken block declares nothing
        return None


def _values(tree: object, key: str, inner: str = "") -> Iterator[str]:
    """The strings under ``key``, however deep; with ``inner`` also those under it in an object or list there."""
    if isinstance(tree, Mapping):
        if key in tree:
            yield from _strings(tree[key], inner)
        for name, child in tree.items():
            if name != key or not inner:
                yield from _values(child, key, inner)
    elif isinstance(tree, list):
        for child in tree:
            yield from _values(child, key, inner)


def _strings(value: object, inner: str) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif inner and isinstance(value, Mapping):
        yield from _strings(value.get(inner), "")
    elif inner and isinstance(value, list):
        for one in value:
            yield from _strings(one, inner)
