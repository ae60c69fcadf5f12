"""Files to pages. What is wrong with a file comes as a value, so that one bad file never stops the others."""

import os
import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Literal

from rag.errors import PageError
from rag.ingest.containers import ARCHIVE, FEEDS, Reader, archive_pages, contained_pages
from rag.ingest.containers import EXTENSIONS as CONTAINERS
from rag.ingest.decode import decode, refuse_other_than_utf8
from rag.ingest.files import stable_file
from rag.ingest.page import Page
from rag.ingest.records import record_page

_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm"})
_RECORDS = ".jsonl"
EXTENSIONS = frozenset({".txt", _RECORDS}) | _MARKDOWN | _HTML | CONTAINERS
"""The file names that are read, by their endings in lower case."""

_OPENS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPTY = "{}: the file is empty; leave it out"
_UTF8_MARK = b"\xef\xbb\xbf"
_SNIFFED_BYTES = 4096


def read_pages(path: Path, source: str, max_bytes: int) -> Iterator[Page | PageError]:
    """The pages of a file: one of most, one a line of a ``.jsonl``, an entry of a feed, a chapter of a book.

    A ``.zip`` gives those of all files in it.

    ``source`` names the file to readers. ``max_bytes`` bounds a file before it is read; a ``.jsonl`` is streamed and
    bounded line by line, so that its size does not matter (its ids are kept, to find those given twice), a ``.zip``
    file by file. Whatever cannot be used is a ``PageError`` in place of its page, with a message of one line. A file
    of many pages that changes while it is read ends with one: what was read of it before then may be half written.
    """
    suffix = path.suffix.lower()
    try:
        with stable_file(path, source) as file:
            if suffix == _RECORDS:
                yield from _record_pages(file, source, max_bytes)
                return
            if suffix == ARCHIVE and file.peek(1):
                yield from archive_pages(file, source, max_bytes, _reader(max_bytes), EXTENSIONS)
                return
            data = _whole(file, source, max_bytes)
        yield from _pages(data, source, suffix, max_bytes)
    except PageError as error:
        yield error


def _reader(max_bytes: int) -> Reader:
    """Reads what is inside another file."""

    def read(data: bytes, source: str, suffix: str) -> Iterator[Page | PageError]:
        try:
            yield from _pages(data, source, suffix, max_bytes)
        except PageError as error:
            yield error

    return read


def _pages(data: bytes, source: str, suffix: str, max_bytes: int) -> Iterator[Page | PageError]:
    if suffix == _RECORDS:
        yield from _record_pages(BufferedReader(BytesIO(data)), source, max_bytes)
        return
    found = contained_pages(data, source, suffix, max_bytes, _reader(max_bytes))
    if found is None:
        yield _page(data, source, suffix)
    else:
        yield from found


def _whole(file: BufferedReader, source: str, max_bytes: int) -> bytes:
    size = os.fstat(file.fileno()).st_size
    if size > max_bytes:
        raise PageError(f"{source}: {size:,} bytes, more than the {max_bytes:,} allowed; split it or raise the limit")
    return file.read(max_bytes)


def _page(data: bytes, source: str, suffix: str) -> Page:
    raw = decode(data, source, html=suffix in _HTML)
    if not raw.strip():
        raise PageError(_EMPTY.format(source))
    if suffix in FEEDS and not _OPENS_HTML.match(raw):
        raise PageError(f"{source}: neither RSS nor Atom; leave it out or convert it")
    return Page(source, raw, _format(suffix, raw))


def _format(suffix: str, raw: str) -> Literal["text", "markdown", "html"]:
    """What the content is, whatever it is called: HTML in a .txt is HTML, an .html without any tag is text."""
    if _OPENS_HTML.match(raw) or (suffix in _HTML and _ANY_TAG.search(raw)):
        return "html"
    return "markdown" if suffix in _MARKDOWN else "text"


def _record_pages(file: BufferedReader, source: str, max_bytes: int) -> Iterator[Page | PageError]:
    refuse_other_than_utf8(file.peek(_SNIFFED_BYTES)[:_SNIFFED_BYTES], source)
    seen: set[str] = set()
    empty = True
    for number, line in enumerate(_lines(file, max_bytes), start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield _record(line, source, number, seen, max_bytes)
        except PageError as error:
            yield error
    if empty:
        raise PageError(_EMPTY.format(source))


def _record(line: bytes | None, source: str, number: int, seen: set[str], max_bytes: int) -> Page:
    """The page of a line whose id is not among ``seen``, where it is then added."""
    if line is None:
        raise PageError(
            f"{source} line {number}: more than the {max_bytes:,} bytes allowed; split it or raise the limit"
        )
    page = record_page(line, source, number)
    if page.source in seen:
        raise PageError(f"{source} line {number}: the id {page.record_id} was given before; ids must differ in a file")
    seen.add(page.source)
    return page


def _lines(file: BufferedReader, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a file, without a byte-order mark; ``None`` for one that is too long, which is never held whole."""
    first = True
    while line := file.readline(max_bytes + 1):
        too_long = len(line) > max_bytes and not line.endswith(b"\n")
        while too_long and line and not line.endswith(b"\n"):
            line = file.readline(max_bytes + 1)
        yield None if too_long else line.removeprefix(_UTF8_MARK) if first else line
        first = False
