"""The visible blocks of a page, in reading order, whatever format they were read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.ingest.mapped import MappedText
from rag.text.fold import fold

Role = Literal["text", "title", "heading", "caption", "credit", "aside", "boilerplate"]
"""What is known of a block before it is judged; ``text`` says nothing."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or caption: clean text and where it stood on the raw page."""

    content: MappedText
    folded: str
    role: Role = "text"
    tight: bool = False
    """Whether it stands directly under the block before it, without an empty line."""
    container: tuple[int, ...] = ()
    """The HTML elements around it, outermost first, as numbers of their own."""
    reason: str = ""
    """Why it has its role, where other pages told it."""

    @property
    def text(self) -> str:
        """The clean text."""
        return self.content.text

    @property
    def letters(self) -> str:
        """The folded text without any space: equal for two blocks that differ by lost or added spaces only."""
        return self.folded.replace(" ", "")


def block(content: MappedText, role: Role = "text", *, tight: bool = False, container: tuple[int, ...] = ()) -> Block:
    """A block of clean text."""
    return Block(content, fold(content.text), role, tight, container)


@dataclass(frozen=True, slots=True)
class Document:
    """A page taken apart: its blocks and what its own metadata says."""

    blocks: Sequence[Block]
    title: str | None = None
    published: date | None = None
    language: str | None = None
    author: str | None = None
    canonical_url: str | None = None
