"""EPUB publications (EPUB 3.3) to pages: one a chapter, in reading order, with the book's author, date and language."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from rag.errors import PageError
from rag.ingest.archive import Archive
from rag.ingest.decode import decode
from rag.ingest.html_blocks import html_fragment
from rag.ingest.office import written_day
from rag.ingest.page import Page, Properties
from rag.ingest.properties import joined_authors, properties
from rag.ingest.xml_trees import Element, attribute, child_text, children, name_of, tree_of

MEDIA_TYPE = b"application/epub+zip"
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_NO_CHAPTER = re.compile(
    r"""<(?:body|section)\b[^>]*\bepub:type\s*=\s*["'](?:titlepage|cover|toc|copyright-page)["']"""
)
"""The parts that the EPUB Structural Semantics Vocabulary 1.1 sets apart from the text."""
_CHAPTERS = ("application/xhtml+xml", "text/html")


def epub_pages(archive: Archive) -> Iterator[Page | PageError]:
    """The chapters that have text, as HTML; a chapter that cannot be read is a ``PageError`` in its place.

    Covers, title pages and the table of contents are no chapters. Raises ``PageError`` when the book's own lists
    cannot be read, when it is encrypted, and when no chapter has text.
    """
    source = archive.source
    path, package = _package(archive)
    locked = _locked(archive)
    about = _properties(package, source)
    found = False
    for name in dict.fromkeys(normpath(join(dirname(path), href)) for href in _spine(package)):
        chapter = f"{source}#{name}"
        if name in locked:
            raise PageError(f"{source}: encrypted by its publisher (DRM); only its own reader can open it")
        try:
            raw = decode(archive.read(name), chapter, html=True)
        except PageError as error:
            found = True
            yield PageError(f"{chapter}: {str(error).removeprefix(f'{source}: ').removeprefix(f'{chapter}: ')}")
            continue
        if html_fragment(raw) and not _NO_CHAPTER.search(raw):
            found = True
            yield Page(chapter, raw, "fragment", record_id=name, properties=about)
    if not found:
        raise PageError(f"{source}: no chapter with text in this book; if its pages are pictures, make them text (OCR)")


def _package(archive: Archive) -> tuple[str, Element]:
    """Where the package document is, and its root."""
    container = tree_of(archive.read(_CONTAINER), archive.source)
    for found in container.iter("{*}rootfile"):
        path = attribute(found, "full-path")
        if path:
            return path, tree_of(archive.read(path), archive.source)
    raise PageError(f"{archive.source}: damaged EPUB (its container names no package); get the file again")


def _spine(package: Element) -> Iterator[str]:
    """Addresses of the chapters in reading order; not of what is beside it, nor of the table of contents."""
    items = {attribute(item, "id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(reference, "linear") == "no" or attribute(item, "media-type") not in _CHAPTERS:
            continue
        if "nav" not in (attribute(item, "properties") or "").split():
            yield unquote((attribute(item, "href") or "").partition("#")[0])


def _properties(package: Element, source: str) -> Properties:
    meta = next(children(package, "metadata"), None)
    if meta is None:
        return Properties()
    creators = [text.strip() for found in children(meta, "creator") if (text := "".join(found.itertext()))]
    addresses = [child_text(meta, "source"), *("".join(found.itertext()) for found in children(meta, "identifier"))]
    return properties(
        source,
        title=child_text(meta, "title"),
        author=joined_authors(creators),
        language=child_text(meta, "language"),
        published=written_day(child_text(meta, "date")),
        url=next((address.strip() for address in addresses if address.strip().startswith("http")), None),
    )


def _locked(archive: Archive) -> set[str]:
    """The members that are encrypted; fonts often are, which locks nothing."""
    if _ENCRYPTION not in archive.names():
        return set()
    encryption = tree_of(archive.read(_ENCRYPTION), archive.source)
    return {attribute(found, "URI") or "" for found in encryption.iter() if name_of(found) == "CipherReference"}
