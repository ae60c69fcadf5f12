"""Whether two texts speak of the same things: the share of the words of one that the other has too.

Words of five letters or more tell French and English apart by topic; Vietnamese and Chinese write in short pieces of
which only pairs do.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_STEM = 6


def topic_words(folded: str, language: str) -> frozenset[str]:
    """What a folded text is about, roughly: stems of long words, or pairs of neighbours."""
    return frozenset(_words(folded, language))


def kinship(folded: str, known: frozenset[str], language: str) -> float:
    """The share of a text's topic words that are among those ``known``, in [0, 1]; 1 for a text without any."""
    words = topic_words(folded, language)
    return len(words & known) / len(words) if words else 1.0


def _words(folded: str, language: str) -> Iterator[str]:
    if language == "zh":
        for run in _HAN.finditer(folded):
            yield from (run.group()[i : i + 2] for i in range(len(run.group()) - 1))
    elif language == "vi":
        syllables = _SYLLABLE.findall(folded)
        yield from (f"{a} {b}" for a, b in pairwise(syllables))
    else:
        yield from (match.group()[:_STEM] for match in _LONG_WORD.finditer(folded))
