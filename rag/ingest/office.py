"""What Word and OpenDocument files have in common: paragraphs with roles, properties, page furniture, notes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rag.errors import PageError
from rag.ingest.blocks import Role
from rag.ingest.page import Page, Properties, outlined

Paragraph = tuple[Role, str]
"""What a paragraph is, and its text; ``\\n`` where a line ends in it."""

_LONGEST_ROW = 100
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def office_page(
    source: str, body: Sequence[Paragraph], furniture: Iterable[str], notes: Iterable[str], properties: Properties
) -> Page:
    """The page of a document: headers and footers first, as what will be removed, then its text, then its notes.

    Raises ``PageError`` when there is no text in it.
    """
    written = _with_title([part for whole in body for part in _split(whole)])
    if not written:
        raise PageError(f"{source}: no text in this document; if it holds scanned pages, make them text first (OCR)")
    frame: list[Paragraph] = [("boilerplate", text.strip()) for text in dict.fromkeys(furniture) if text.strip()]
    ends: list[Paragraph] = [("text", text.strip()) for text in notes if text.strip()]
    raw, outline = outlined([*frame, *written, *ends])
    return Page(source, raw, "outline", outline=outline, properties=properties)


def row(cells: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """A table's row: a short one is one line, in a layout table the paragraphs of each cell stand for themselves."""
    filled = [[paragraph for paragraph in cell if paragraph[1].strip()] for cell in cells]
    short = all(len(cell) <= 1 for cell in filled)
    texts = [text.strip() for cell in filled for _, text in cell]
    if short and sum(map(len, texts)) <= _LONGEST_ROW:
        return [("text", " ".join(texts))] if texts else []
    return [paragraph for cell in filled for paragraph in cell]


def written_day(written: str) -> date | None:
    """The day that a property begins with, as ISO 8601 has it."""
    match = _DAY.match(written.strip())
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _split(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraph, in pieces where its writer made an empty line with line ends."""
    role, text = paragraph
    return [(role, piece.strip()) for piece in _BREAKS.split(text) if piece.strip()]


def _with_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """With a title: what is styled as one, else a heading above everything else."""
    if paragraphs and paragraphs[0][0] == "heading" and not any(role == "title" for role, _ in paragraphs):
        return [("title", paragraphs[0][1]), *paragraphs[1:]]
    return paragraphs
