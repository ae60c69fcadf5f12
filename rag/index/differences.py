"""Where two copies of one story differ, word by word, and whether their figures contradict each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import floor, log10

from rag.text.fold import fold

WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:[.,]\d+)*")
"""A word, a figure with its decimals, or one Chinese character."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ABOUT = re.compile(
    r"\b(?:pres de|plus de|environ|quelque|moins de|presque|about|around|nearly|almost|over|more than|less than|some"
    r"|hon|gan|khoang|tren)\b|[约近超逾多余]"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """``canonical[start:end]`` stands in the variant as ``variant[variant_start:variant_end]``; one may be empty."""

    start: int
    end: int
    variant_start: int
    variant_end: int
    conflict: bool
    """Whether figures differ by more than an announced rounding: one text may then correct the other."""


Words = Sequence[re.Match[str]]


def differences(canonical: str, variant: str) -> tuple[Difference, ...]:
    """Where the words of two texts differ, in order; case, accents, punctuation and white space do not count."""
    first, second = list(WORD.finditer(canonical)), list(WORD.finditer(variant))
    matcher = SequenceMatcher(None, _folded(first), _folded(second), autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            here, there = _span(first, a, b), _span(second, c, d)
            found.append(Difference(*here, *there, _conflict(canonical[slice(*here)], variant[slice(*there)])))
    return tuple(found)


def _folded(words: Words) -> list[str]:
    return [fold(word.group()) for word in words]


def _span(words: Words, start: int, end: int) -> tuple[int, int]:
    """The span of ``words[start:end]``; an empty one behind the word before when there are none."""
    if start < end:
        return words[start].start(), words[end - 1].end()
    place = words[start - 1].end() if start else 0
    return place, place


def _conflict(first: str, second: str) -> bool:
    """Whether both name figures that differ, or as many as differ are no rounding (``près de 740`` of ``742``)."""
    figures, others = _FIGURE.findall(first), _FIGURE.findall(second)
    if not figures or not others or figures == others:
        return False
    rounded = bool(_ABOUT.search(fold(first)) or _ABOUT.search(fold(second)))
    alike = len(figures) == len(others) and all(map(_is_rounding, figures, others))
    return not (rounded and alike)


def _is_rounding(first: str, second: str) -> bool:
    """Whether the coarser of two figures is the other one, rounded or cut to as many digits."""
    one, two = _number(first), _number(second)
    coarse, fine = sorted((one, two), key=_digits)
    if not coarse or not fine:
        return one == two
    step = 10.0 ** (floor(log10(coarse)) + 1 - _digits(coarse))
    return abs(coarse - fine) < step


def _number(figure: str) -> float:
    """A figure with a comma or point before one or two digits is a fraction, with three it is in thousands."""
    whole, _, rest = figure.replace(",", ".").rpartition(".")
    return (
        float(f"{whole.replace('.', '')}.{rest}")
        if whole and len(rest) != 3
        else float(figure.replace(",", "").replace(".", ""))
    )


def _digits(number: float) -> int:
    return len(f"{number:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0")) or 1
