"""What an HTML page declares about itself: Open Graph and other meta elements, JSON-LD, time elements, its title."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from rag.ingest.date_forms import day_mentions
from rag.ingest.html_parser import Parsed

_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATE_NAMES = (
    "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "article.published",
)  # fmt: skip
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


def written_date(written: str) -> date | None:
    """The day that a metadata value begins with: ISO 8601, or a date as the press writes it; ``None`` otherwise."""
    mentions = day_mentions(written[:60])
    return mentions[0].full if mentions else None


def _published_in(block: str) -> str:
    """The first ``datePublished`` in a JSON-LD block, however deep; empty when there is none or it is not JSON."""
    try:
        tree = json.loads(block)
    except ValueError:  # half of the web's JSON-LD is hand-made; a broken block declares nothing
        return ""
    return next(_values(tree, "datePublished"), "")


def _values(tree: object, key: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        value = tree.get(key)
        if isinstance(value, str):
            yield value
        for child in tree.values():
            yield from _values(child, key)
    elif isinstance(tree, list):
        for child in tree:
            yield from _values(child, key)
