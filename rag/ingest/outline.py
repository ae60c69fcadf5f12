"""Text taken out of a binary file, to blocks: its paragraphs are known, and which are headings or page furniture."""

from collections.abc import Sequence
from dataclasses import replace

from rag.ingest.blocks import Block, Document, block
from rag.ingest.cleaning import cleaned
from rag.ingest.mapped import MappedText, joined, mapped
from rag.ingest.page import Page, Part
from rag.text.fold import fold

_TITLE_WITHIN = 6


def outline_document(page: Page) -> Document:
    """The parts of a page as blocks; the one that says the declared title, else the one marked so, is its title."""
    blocks = [block(content, part.role) for part in page.outline if (content := _content(page.raw, part)).text]
    return Document(tuple(_with_one_title(blocks, page.properties.title)))


def _content(raw: str, part: Part) -> MappedText:
    """The text of a part; lines of one run, and runs that a page break parts, become one paragraph."""
    return cleaned(joined((mapped(raw, start, end) for start, end in part.spans), "\n"))


def _with_one_title(blocks: Sequence[Block], declared: str | None) -> list[Block]:
    letters = fold(declared or "").replace(" ", "")
    opening = range(min(_TITLE_WITHIN, len(blocks)))
    chosen = next((i for i in opening if letters and blocks[i].letters == letters), None)
    if chosen is None:
        chosen = next((i for i, found in enumerate(blocks) if found.role == "title"), None)
    marked = [replace(found, role="heading") if found.role == "title" else found for found in blocks]
    if chosen is not None:
        marked[chosen] = replace(marked[chosen], role="title")
    return marked
