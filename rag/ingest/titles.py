"""What a page is called, and which of its blocks says so."""

from collections.abc import Sequence
from typing import NamedTuple

from rag.ingest.blocks import Block
from rag.ingest.captions import is_caption, is_image_file
from rag.ingest.date_forms import is_byline
from rag.ingest.punctuation import is_headline
from rag.text.fold import fold

_MADE_CHARACTERS = 100
_SEARCHED_BLOCKS = 6
_BULLETS = "-*•–—·"


class Title(NamedTuple):
    """A title and the index of the block that bears it; ``None`` when no block does."""

    text: str
    block: int | None


def title_of(blocks: Sequence[Block], given: str | None, declared: str | None) -> Title | None:
    """The title of a page, or ``None`` when nothing can only be one.

    A title ``given`` with a record is the title; else the one that the page shows; else the one that its template
    has ``declared``, because templates are wrong more often than pages.
    """
    if given is not None:
        return Title(given, _repeating(blocks, given))
    shown = _shown(blocks)
    if shown is not None:
        return Title(blocks[shown].text, shown)
    return None if declared is None else Title(declared, _repeating(blocks, declared))


def made_title(text: str) -> str:
    """A title for a text that has none: its beginning, cut at a word. The text keeps every word of it."""
    first = text.split("\n", 1)[0]
    if len(first) <= _MADE_CHARACTERS:
        return first
    cut = first.rfind(" ", 0, _MADE_CHARACTERS)
    return first[: cut if cut > 0 else _MADE_CHARACTERS].rstrip(" ,;:-–—") + "…"


def _repeating(blocks: Sequence[Block], title: str) -> int | None:
    letters = fold(title).replace(" ", "")
    return next((i for i, block in enumerate(blocks[:_SEARCHED_BLOCKS]) if block.letters == letters), None)


def _shown(blocks: Sequence[Block]) -> int | None:
    """The block that the page marks as its title; without one, a first line that can only be a headline."""
    for index, block in enumerate(blocks):
        if block.role == "title":
            return index
    first = next((i for i, b in enumerate(blocks) if b.role == "text" and not is_byline(b.text)), None)
    return first if first is not None and _is_headline_over_text(blocks, first) else None


def _is_headline_over_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is short, has no full stop, no bullet and no picture credit, and longer text below it."""
    line, below = blocks[index], blocks[index + 1 : index + 5]
    if not is_headline(line.text) or line.text[0] in _BULLETS or is_image_file(line.text) or is_caption(line.text):
        return False
    if below and below[0].tight and _goes_on_in(below[0].text):
        return False
    return any(len(block.text) > len(line.text) for block in below)


def _goes_on_in(text: str) -> bool:
    """Whether a line directly below reads like the rest of a broken sentence: small letter or digit first."""
    return text[0].islower() or text[0].isdigit()
