"""Files whose text has to be taken out of them, told by what they hold and not by what they are called."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO

from rag.errors import PageError
from rag.ingest.archive import Archive, member_name, member_source, opened, refuse_tricks
from rag.ingest.docx import DOCUMENT, docx_page
from rag.ingest.epub import MEDIA_TYPE, epub_pages
from rag.ingest.feed import OPENS_FEED, feed_pages
from rag.ingest.mail import attachments, mail_page
from rag.ingest.odt import MEDIA_TYPES, odt_page
from rag.ingest.page import Page
from rag.ingest.pdf import pdf_pages

OFFICE = frozenset({".docx", ".odt", ".epub"})
FEEDS = frozenset({".rss", ".atom", ".xml"})
ARCHIVE, PDF, MAIL = ".zip", ".pdf", ".eml"
EXTENSIONS = OFFICE | FEEDS | {ARCHIVE, PDF, MAIL}
"""Endings of the files that this module reads."""

Pages = Iterator[Page | PageError]
Reader = Callable[[bytes, str, str], Pages]
"""Reads a file's content: its bytes, its source, its ending."""

_PDF_WITHIN = _XML_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_OFFICE = {"xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a slide show"}


def contained_pages(data: bytes, source: str, suffix: str, max_bytes: int, read: Reader) -> Pages | None:
    """The pages of a PDF, Office document, book, mail or feed; ``None`` when it is none of these but text.

    ``read`` reads what is attached to a mail. The iterator raises ``PageError`` for what cannot be read at all, and
    gives one in the place of a part that cannot.
    """
    if b"%PDF-" in data[:_PDF_WITHIN] and (suffix == PDF or data.lstrip().startswith(b"%PDF-")):
        return pdf_pages(data, source)
    if data.startswith(_ZIP) and suffix != ARCHIVE:
        return _office_pages(data, source, max_bytes)
    if data.startswith(_OLD_OFFICE):
        raise PageError(f"{source}: protected by a password or an old Office document (.doc); save it as plain .docx")
    if suffix in OFFICE | {PDF} and data.strip():
        raise PageError(f"{source}: named {suffix}, but it holds something else; give it the ending of what it is")
    if suffix == MAIL and data.strip():
        return _mail_pages(data, source, read)
    if OPENS_FEED.match(data) or (suffix in FEEDS and _is_xml(data)):
        return feed_pages(data, source)
    return None


def _is_xml(data: bytes) -> bool:
    """Whether this is XML, perhaps in UTF-16, and not a web page."""
    head = data[:_XML_WITHIN].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith((b"<?xml", b"\xff\xfe<\0", b"\xfe\xff\0<")) and b"<html" not in head.lower()


def archive_pages(file: IO[bytes], source: str, max_bytes: int, read: Reader, endings: frozenset[str]) -> Pages:
    """The pages of all files in a zip archive that have one of the ``endings``, each source ``press.zip#name``.

    Hidden files and READMEs are passed over as in a folder; archives in an archive are not opened. What cannot be read
    is a ``PageError`` in its place. Raises ``PageError`` for what is no archive and for one without such files.
    """
    with opened(file, source, max_bytes) as archive:
        names = archive.names()
        if DOCUMENT in names or _media_type(archive) in (MEDIA_TYPE, *MEDIA_TYPES):
            yield from _document_pages(archive)
            return
        yield from _member_pages(archive, read, endings)


def _member_pages(archive: Archive, read: Reader, endings: frozenset[str]) -> Pages:
    seen: set[str] = set()
    found = False
    for info in archive.members():
        name, where = member_name(info), member_source(archive.source, info)
        suffix = _suffix(name)
        if suffix not in endings or _is_passed_over(name):
            continue
        found = True
        try:
            refuse_tricks(info, archive.source)
            if where in seen:
                raise PageError(f"{where}: two files of this name in the archive; only the first is read")
            seen.add(where)
            if suffix == ARCHIVE:
                raise PageError(f"{where}: an archive in an archive; unpack it first")
            yield from read(archive.read(info), where, suffix)
        except PageError as error:
            yield error
    if not found:
        raise PageError(
            f"{archive.source}: nothing to read in this archive; put {', '.join(sorted(endings))} files into it"
        )


def _office_pages(data: bytes, source: str, max_bytes: int) -> Pages:
    with opened(BytesIO(data), source, max_bytes) as archive:
        yield from _document_pages(archive)


def _document_pages(archive: Archive) -> Pages:
    names, media_type = archive.names(), _media_type(archive)
    if DOCUMENT in names:
        yield docx_page(archive)
    elif media_type == MEDIA_TYPE:
        yield from epub_pages(archive)
    elif media_type in MEDIA_TYPES:
        yield odt_page(archive)
    else:
        kind = next((kind for name, kind in _OTHER_OFFICE.items() if name in names), "a zip archive of something else")
        raise PageError(f"{archive.source}: this is {kind}; save it as text, .docx or .pdf, or name an archive .zip")


def _media_type(archive: Archive) -> bytes:
    """What OpenDocument and EPUB files say that they are; empty without it."""
    return archive.read("mimetype").strip() if "mimetype" in archive.names() else b""


def _mail_pages(data: bytes, source: str, read: Reader) -> Pages:
    """The mail, then the files attached to it that can be read; without text, those alone."""
    attached = [(name, content) for name, content in attachments(data, source) if _suffix(name) in _ATTACHED]
    try:
        yield mail_page(data, source)
    except PageError:
        if not attached:
            raise
    for name, content in attached:
        yield from read(content, f"{source}#{name}", _suffix(name))


_ATTACHED = (EXTENSIONS - {ARCHIVE, MAIL, ".xml"}) | {".txt", ".md", ".markdown", ".html", ".htm"}
"""Mails and archives in a mail are not opened."""


def _suffix(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return "." + last.rpartition(".")[2].lower() if "." in last[1:] else ""


def _is_passed_over(name: str) -> bool:
    """Whether a folder of files would leave it out too: hidden, a README, or a Mac's own notes."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"
    return hidden or parts[-1].upper().startswith("README")
