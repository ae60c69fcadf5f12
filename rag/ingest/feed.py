"""RSS (0.9 to 2.0) and Atom (RFC 4287) files to pages: one an entry.

Read with lxml in its forgiving mode rather than feedparser, which rewrites the HTML of entries with a parser of its
own: offsets to the entry as it stood would be lost.
"""

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime

from rag.errors import PageError
from rag.ingest.html_blocks import html_fragment
from rag.ingest.office import written_day
from rag.ingest.page import Page
from rag.ingest.properties import joined_authors, language_code, one_line, web_address
from rag.ingest.xml_trees import Element, attribute, child_text, children, inner_markup, name_of, tree_of

OPENS_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*"
    rb"<(?:rss|rdf:RDF|(?:[\w-]+:)?feed)\b",
    re.DOTALL,
)
"""What a feed begins with, in an encoding that holds ASCII."""
_LONGEST_ID = 500
_MAIL_IN_AUTHOR = re.compile(r"^\S+@\S+\s*\((.+)\)$")


def feed_pages(data: bytes, source: str) -> Iterator[Page | PageError]:
    """The entries of a feed, each named by its own id, its address, or its place from 1.

    An entry without text, or with an id that was given before, is a ``PageError`` in its place. Raises ``PageError``
    when this is no feed or has no entries.
    """
    root = tree_of(data, source, forgiving=True)
    if name_of(root) not in ("rss", "RDF", "feed"):
        raise PageError(f"{source}: XML, but neither RSS nor Atom; leave it out or convert it")
    seen: set[str] = set()
    entries = list(root.iter("{*}item", "{*}entry", "item", "entry"))
    if not entries:
        raise PageError(f"{source}: a feed without entries; leave it out")
    language = language_code(_feed_language(root))
    for number, entry in enumerate(entries, start=1):
        try:
            yield _entry_page(entry, source, number, language, seen)
        except PageError as error:
            yield error


def _feed_language(root: Element) -> str:
    channel = next(children(root, "channel"), root)
    return child_text(channel, "language") or attribute(root, "lang") or attribute(channel, "lang") or ""


def _entry_page(entry: Element, source: str, number: int, language: str | None, seen: set[str]) -> Page:
    address = web_address(_address(entry))
    entry_id = one_line(child_text(entry, "guid", "id") or attribute(entry, "about") or address)
    if not 0 < len(entry_id) <= _LONGEST_ID:
        entry_id = str(number)
    where = f"{source} entry {number}"
    if entry_id in seen:
        raise PageError(f"{where}: the id {entry_id} was given before; ids must differ in a feed")
    seen.add(entry_id)
    raw = _content(entry)
    if not html_fragment(raw):
        raise PageError(f"{where}: no text, only a title; fetch the article itself")
    return Page(
        source=f"{source}#{entry_id}",
        raw=raw,
        format="fragment",
        title=_title(entry),
        published=_day(child_text(entry, "pubDate", "published", "issued", "date", "updated", "modified")),
        language=language_code(attribute(entry, "lang")) or language,
        record_id=entry_id,
        author=_author(entry),
        canonical_url=address or web_address(entry_id),
    )


def _address(entry: Element) -> str:
    """Where the article stands: RSS has it as text, Atom in the link that is the alternate one."""
    links = list(children(entry, "link"))
    for link in links:
        if attribute(link, "rel") in (None, "alternate"):
            return (attribute(link, "href") or link.text or "").strip()
    return ""


def _content(entry: Element) -> str:
    """The whole article where the feed carries it, else its summary, as HTML."""
    contents = [found for name in ("encoded", "content", "description", "summary") for found in children(entry, name)]
    return max((_markup(found) for found in contents), key=len, default="")


def _markup(element: Element) -> str:
    """Markup as HTML: Atom's XHTML as it stands, escaped HTML unescaped, plain text escaped."""
    kind = attribute(element, "type") or "html"
    if kind == "xhtml" or len(element):
        return inner_markup(element)
    text = element.text or ""
    if kind in ("text", "text/plain") and name_of(element) != "encoded":
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def _title(entry: Element) -> str | None:
    """The title as a reader sees it; feeds escape its markup once, twice or not at all."""
    for title in children(entry, "title"):
        return one_line(" ".join(found.text for found in html_fragment(_markup(title)))) or None
    return None


def _author(entry: Element) -> str | None:
    names = [child_text(author, "name") for author in children(entry, "author") if len(author)]
    names += [one_line("".join(found.itertext())) for found in children(entry, "creator")]
    names += [_MAIL_IN_AUTHOR.sub(r"\1", one_line(found.text)) for found in children(entry, "author") if not len(found)]
    return joined_authors(names)


def _day(written: str) -> date | None:
    """The day as the feed writes it, in its own time zone: RFC 822 or ISO 8601."""
    found = written_day(written)
    if found or not written:
        return found
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):  # hand-made dates; the entry's own words may still date it
        return None
