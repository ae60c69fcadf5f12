"""Lines that stand on many pages of one site: what a page offers to be counted, and what it is like without them.

Which lines a site repeats is learned in ``rag.index.site_lines`` from all its pages; a line is known by its key.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from rag.ingest.blocks import Block
from rag.ingest.html_blocks import html_fragment
from rag.ingest.markdown_blocks import markdown_document
from rag.ingest.markers import is_marker, link_start
from rag.ingest.page import Page
from rag.ingest.punctuation import count_sentences, ends_sentence
from rag.ingest.text_blocks import text_document

REASON = "stands word for word on many pages of this folder that tell different stories"
_MOST_CHARACTERS = 200
_MOST_SENTENCES = 2
_FEWEST_LETTERS = 4
_FEWEST_STORY_LETTERS = 200
_SHINGLE = 10
SKETCH_SIZE = 64
_FACTOR, _MIX = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The keys of a page's short lines, each once, shape (n,); and a sketch of its story, shape (at most 64,).

    The sketch is the least hashes of all runs of ten letters of its longer paragraphs (of everything, where these are
    too few), so that copies of one story are known however they are laid out.
    """

    keys: NDArray[np.int64]
    sketch: NDArray[np.uint64]


def page_lines(page: Page) -> PageLines:
    """What a page offers to be counted."""
    blocks = [block for block in _blocks(page) if block.role == "text"]
    keys = [line_key(block) for block in blocks]
    long = "".join(block.letters for block, key in zip(blocks, keys, strict=True) if key is None)
    story = long if len(long) >= _FEWEST_STORY_LETTERS else "".join(block.letters for block in blocks)
    return PageLines(np.unique(np.array([key for key in keys if key is not None], np.int64)), _sketch(story))


def line_key(block: Block) -> int | None:
    """The key of a short line, odd when it ends like a sentence; ``None`` of what cannot be a line of the site."""
    text = block.text
    if block.role not in ("text", "aside") or len(text) > _MOST_CHARACTERS or count_sentences(text) > _MOST_SENTENCES:
        return None
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or is_marker(block.folded) or link_start(text) is not None:
        return None
    number = int.from_bytes(blake2b(block.folded.encode("utf-8"), digest_size=8).digest(), "big") >> 2
    return number << 1 | ends_sentence(text)


def without_site_lines(blocks: Sequence[Block], site_lines: Container[int], kept: Container[int]) -> Sequence[Block]:
    """The blocks with lines of the site marked as boilerplate, those at the indexes ``kept`` excepted."""
    return [
        replace(block, role="boilerplate", reason=REASON) if i not in kept and line_key(block) in site_lines else block
        for i, block in enumerate(blocks)
    ]


def _blocks(page: Page) -> Sequence[Block]:
    if page.format == "html":
        return html_fragment(page.raw)
    return (markdown_document if page.format == "markdown" else text_document)(page.raw).blocks


def _sketch(letters: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        return np.empty(0, np.uint64)
    hashes = np.zeros(len(codes) - _SHINGLE + 1, np.uint64)
    for shift in range(_SHINGLE):
        hashes = hashes * _FACTOR + codes[shift : len(hashes) + shift]
    hashes *= _MIX
    return np.unique(hashes ^ (hashes >> np.uint64(29)))[:SKETCH_SIZE]
