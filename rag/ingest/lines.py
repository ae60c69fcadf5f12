"""Which lines of a page belong to one paragraph: hard-wrapped text is put together, captions and lists are not."""

import re

from rag.ingest.agencies import is_source_line
from rag.ingest.captions import credit_start, is_image_file
from rag.ingest.markers import is_marker
from rag.ingest.punctuation import ends_sentence
from rag.text.fold import fold

_EAST_ASIAN_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]$")
_CUT_WORD = re.compile("[^\\W_][-\u2010\u00ad]$")
_WRAP_WIDTHS = range(40, 131)
"""Text wrapped by a program has its longest line somewhere here; longer lines are paragraphs."""


def goes_on(line: str, below: str, width: int) -> bool:
    """Whether the line directly ``below`` continues the paragraph; ``width`` is the longest line of the page."""
    if _stands_alone(line) or _stands_alone(below) or credit_start(line) is not None:
        return False
    if _CUT_WORD.search(line) and below[0].isalnum():
        return True
    if width in _WRAP_WIDTHS:
        return _was_full(line, below, width)
    return not ends_sentence(line) and below[0].islower()


def _was_full(line: str, below: str, width: int) -> bool:
    """Whether the first word below had no more room on the line."""
    word = 2 if _EAST_ASIAN_END.search(line) else len(below.split(maxsplit=1)[0]) + 1
    return len(line) + word > width


def _stands_alone(text: str) -> bool:
    folded = fold(text)
    return is_marker(folded) or is_source_line(folded) or is_image_file(text)
