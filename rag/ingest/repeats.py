"""Text that stands twice on a page: which of two near twins to keep, and when one says nothing of its own."""

import re

from rag.ingest.agencies import dateline
from rag.ingest.blocks import Block
from rag.text.fold import fold

_SHINGLE = 5
_SHARED = 0.85
"""A standfirst and its fuller twin share .87 (two words changed) to 1.0 of their shingles on real pages; two
different paragraphs of one article at most .45."""
_NAME_OR_NUMBER = re.compile(r"\b(?:\d|[^\W\d_a-zß-öø-ÿ])\w*")
_LONG_WORD = re.compile(r"\w{4,}")
_WORD = re.compile(r"\w+")
_ANNOUNCED = 0.6
LEAST_REPEATED_LETTERS = 20
"""Shorter lines (table cells, refrains) may stand twice for good reasons; a Chinese letter says as much as two."""
_HAN = re.compile("[\u3400-\u9fff]")


def is_long_enough(letters: str) -> bool:
    """Whether letters are too many to stand twice by chance."""
    return len(letters) + len(_HAN.findall(letters)) >= LEAST_REPEATED_LETTERS


def is_twin(lesser: Block, fuller: Block) -> bool:
    """Whether ``fuller`` says all that ``lesser`` says: nearly the same letters, every name and number.

    Spaces are ignored, so that a paragraph with fused words (``du Partiet du gouvernement``) finds its clean twin.
    """
    small, large = _story(lesser), _story(fuller)
    if min(len(small), len(large)) < LEAST_REPEATED_LETTERS or len(small) > 1.3 * len(large):
        return False
    if not _may_share(small, large):
        return False
    shingles = _shingles(small)
    shared = len(shingles & _shingles(large)) / len(shingles)
    return shared >= _SHARED and _names_stand_in(lesser, fuller)


def is_poorer(first: Block, second: Block) -> bool:
    """Which of two twins to let go: the one without dateline, else with fewer words (fused ones count once)."""
    datelines = (dateline(first.text) is not None, dateline(second.text) is not None)
    if datelines[0] != datelines[1]:
        return datelines[1]
    return first.text.count(" ") < second.text.count(" ")


def is_summed_up(line: Block, paragraph: Block) -> bool:
    """Whether a line under the title only announces the paragraph below.

    All its names and numbers stand there, and most of its longer words.
    """
    letters = _story(paragraph)
    words = _LONG_WORD.findall(line.folded)
    found = sum(1 for word in words if word in letters)
    return bool(words) and found >= _ANNOUNCED * len(words) and _names_stand_in(line, paragraph)


def _story(block: Block) -> str:
    """The folded letters of a block behind its dateline."""
    found = dateline(block.text)
    return fold(block.text[found.end :]).replace(" ", "") if found else block.letters


def _may_share(small: str, large: str) -> bool:
    """A quick look at eight places: twins share nearly all of them, and most paragraphs have no twin."""
    samples = [small[i : i + _SHINGLE] for i in range(0, len(small), max(1, len(small) // 8))]
    return 2 * sum(1 for sample in samples if sample in large) >= len(samples)


def _shingles(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + _SHINGLE] for i in range(max(1, len(letters) - _SHINGLE + 1)))


def _names_stand_in(block: Block, other: Block) -> bool:
    """Whether each number and capitalised word of a block stands in the other, long ones perhaps fused with others."""
    words, letters = frozenset(_WORD.findall(other.folded)), other.letters
    names = (fold(word) for word in _NAME_OR_NUMBER.findall(block.text))
    return all(name in words or (len(name) > 3 and name in letters) for name in names)
