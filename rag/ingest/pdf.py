"""PDF files to pages (the only file that imports pypdf): their text with its places, and their properties.

What pypdf raises on damaged files is of many kinds; all of it becomes ``PageError`` here. Its own limits bound what a
compressed stream may unpack to.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any

from rag.errors import PageError
from rag.ingest.browser_prints import browser_print
from rag.ingest.page import Page, Properties
from rag.ingest.pdf_layout import outline_of
from rag.ingest.pdf_lines import Line
from rag.ingest.properties import joined_authors, properties, web_address

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2000
_MOST_CHARACTERS = 20_000_000
_LEAST_READABLE = 0.7
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|/[gG]\\d+|\\(cid:\\d+\\)")
"""What a font shows that does not say which characters its shapes are."""
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError, OSError,
    RecursionError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


def pdf_pages(data: bytes, source: str) -> Iterator[Page | PageError]:
    """The page of a PDF: paragraphs put together, running heads and page numbers marked to be removed.

    So is what a browser printed into the margins. After the page an error that names the pages that are scanned
    pictures, when these are the fewer. Raises ``PageError`` when it is damaged, protected by a password, has no pages
    or too many, or has no text: scanned pages are pictures, and fonts may hide which characters they show.
    """
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it warns of is told by what it finds
    try:
        reader = _opened(data, source)
        pages, pictures = _pages(reader, source)
        about = _properties(reader, source)
    except DependencyError as error:
        raise PageError(
            f"{source}: encrypted in a way that needs `pip install cryptography`; save it unencrypted"
        ) from error
    except (PyPdfError, *_BROKEN) as error:
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise PageError(f"{source}: damaged PDF ({told}); get the file again") from error
    _refuse_textless(pages, len(pictures), source)
    printed = browser_print(pages)
    if printed.lines:
        url = about.canonical_url or web_address(printed.address)
        about = replace(about, canonical_url=url, made=None, printed=about.made)
    raw, outline = outline_of(pages, printed.lines)
    yield Page(source, raw, "outline", outline=outline, properties=about)
    if pictures:
        named = ", ".join(map(str, pictures))
        yield PageError(
            f"{source}: no text in {len(pictures)} of its {len(pages)} pages ({named}): scanned pictures; "
            "the others are indexed"
        )


def _opened(data: bytes, source: str) -> "PdfReader":
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data))
    # Many files are only locked against printing; their password to read is the empty one.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise PageError(f"{source}: protected by a password; save it without one")
    count = len(reader.pages)
    if not count:
        raise PageError(f"{source}: a PDF without pages; leave it out")
    if count > MOST_PAGES:
        raise PageError(f"{source}: {count:,} pages, more than the {MOST_PAGES:,} allowed; split it")
    return reader


def _pages(reader: "PdfReader", source: str) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers, from 1, of those that have pictures only."""
    pages: list[list[Line]] = []
    pictures: list[int] = []
    characters = 0
    for number, page in enumerate(reader.pages, 1):
        lines = list(_lines(page))
        characters += sum(len(line.text) for line in lines)
        if characters > _MOST_CHARACTERS:
            raise PageError(f"{source}: more than {_MOST_CHARACTERS:,} characters of text; split it")
        if not lines and _has_picture(page):
            pictures.append(number)
        pages.append(lines)
    return pages, pictures


def _lines(page: "PageObject") -> Iterator[Line]:
    """The lines of a page in the order in which they are drawn, each with the place of its first character."""
    drawn: list[tuple[str, Any, Any, float]] = []

    def note(text: str, matrix: Any, text_matrix: Any, _font: Any, size: float) -> None:
        drawn.append((text, matrix, text_matrix, size))

    page.extract_text(visitor_text=note)
    text, place = "", (0.0, 0.0, 0.0)
    for piece, matrix, text_matrix, size in drawn:
        for i, run in enumerate(piece.split("\n")):
            if i:
                if text.strip():
                    yield Line(text.strip(), *place)
                text = ""
            if not text.strip() and run.strip():
                place = _place(matrix, text_matrix, size)
            text += run
    if text.strip():
        yield Line(text.strip(), *place)


def _place(matrix: Any, text_matrix: Any, size: float) -> tuple[float, float, float]:
    """Where text is drawn on the page and how large, in points: x, y from below, height."""
    a, b, c, d, e, f = (float(value) for value in matrix)
    ta, tb, tc, td, x, y = (float(value) for value in text_matrix)
    height = abs(size) * hypot(tc * a + td * c, tc * b + td * d) or hypot(ta, tb)
    return x * a + y * c + e, x * b + y * d + f, height


def _has_picture(page: "PageObject") -> bool:
    resources: Any = page.get("/Resources")
    drawn: Any = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn is not None and len(drawn.get_object()))


def _refuse_textless(pages: list[list[Line]], pictures: int, source: str) -> None:
    written = sum(map(bool, pages))
    if not written:
        raise PageError(f"{source}: no text in its {len(pages)} pages: scanned pictures; make them text first (OCR)")
    if pictures > written:
        raise PageError(
            f"{source}: {pictures} of its {len(pages)} pages are scanned pictures without text; make them text (OCR)"
        )
    text = "".join(line.text for lines in pages for line in lines)
    hidden = sum(len(match[0]) for match in _UNREADABLE.finditer(text))
    if hidden > (1 - _LEAST_READABLE) * len(text):
        raise PageError(f"{source}: its fonts do not say which characters they show; make it text anew (OCR)")


def _properties(reader: "PdfReader", source: str) -> Properties:
    """What the document's information and its XMP metadata say; damaged ones say nothing."""
    info: Any = _or_none(lambda: reader.metadata) or {}
    xmp: Any = _or_none(lambda: reader.xmp_metadata)
    creators = [str(name) for name in (_or_none(lambda: xmp.dc_creator) or [])]
    titles = [str(title) for title in (_or_none(lambda: xmp.dc_title) or {}).values()]
    addresses = [str(_or_none(lambda: xmp.dc_source) or ""), str(_or_none(lambda: xmp.dc_identifier) or "")]
    root: Any = _or_none(lambda: reader.root_object) or {}
    return properties(
        source,
        title=str(info.get("/Title") or next(iter(titles), "")),
        author=str(info.get("/Author") or joined_authors(creators) or ""),
        language=str(root.get("/Lang") or ""),
        made=_day(str(info.get("/CreationDate") or "")),
        url=next((address for address in addresses if address.startswith("http")), None),
    )


def _or_none(read: Any) -> Any:
    from pypdf.errors import PyPdfError

    try:
        return read()
    except (PyPdfError, *_BROKEN):
        return None


def _day(written: str) -> date | None:
    match = _DAY.match(written)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
