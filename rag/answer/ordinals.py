"""Ordinals in running text: ``4e``, ``IVe``, ``quatrième``, ``the fourth``, ``thứ tư``, ``第四``."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rag.text.numerals import han_number, ordinal, roman_ordinal, vietnamese_rank

_LEFT, _RIGHT = r"(?<![\w-])", r"(?![\w-])(?![.,:/][0-9])"
_TENS: Mapping[str, int] = MappingProxyType(
    {
        "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    }
)  # fmt: skip
_AFTER_TENS = rf"(?:(?P<tens>{'|'.join(_TENS)})(?:-et-| et | |-))?"
_ONE_AFTER_TENS = "unieme"
_FRENCH = re.compile(
    rf"{_LEFT}(?:(?P<digits>[0-9]{{1,4}}(?:er|e|eme|ere|re|nde?))|{_AFTER_TENS}(?P<word>(?<!en\s)premiere?|second"
    rf"|(?<!par\s)(?<!une\s)(?<!chaque\s)seconde|[a-z]{{2,12}}ieme)){_RIGHT}(?!\s(?:ministre|plan|temps|league)\b)"
)
"""``premier ministre`` and ``de premier plan`` are no ordinals in any other language; ``une seconde`` is a duration."""
_ENGLISH = re.compile(
    rf"{_LEFT}(?:(?P<digits>[0-9]{{1,4}}(?:st|nd|rd|th))|{_AFTER_TENS}(?P<word>[a-z]{{3,9}}th"
    rf"|(?:(?<=\bthe\s)|(?<=\bits\s)|(?<=\bhis\s)|(?<=\bher\s)|(?<=\btheir\s)|(?<=\bour\s)|(?<='s\s)|(?<=ty-))(?:first|second|third)"
    rf"|(?<=\ba\s)(?:second|third)(?=\s(?!of|or|and|later|to)[a-z]))){_RIGHT}"
)
"""``at first`` and ``a third`` are none."""
_VIETNAMESE = re.compile(rf"{_LEFT}(?:thứ\s(?P<rank>[0-9]{{1,4}}|[^\W\d_]{{2,5}})|đầu\stiên){_RIGHT}")
_CHINESE = re.compile("第 ?(?P<rank>[〇零一二三四五六七八九十百千两]{1,6}|[0-9]{1,4})(?![0-9])|首(?=[次个位例届家座])")
_ROMAN = re.compile(rf"{_LEFT}[IVX]{{1,6}}(?:ème|er|re|e|ᵉ){_RIGHT}")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """``text[start:end]`` says that something is number ``rank`` of its series."""

    start: int
    end: int
    rank: int


def ordinals(text: str, levelled: str, language: str) -> Iterator[Ordinal]:
    """The ordinals of a text, given also as ``level`` leaves it; those in Roman figures last."""
    if language not in _READERS:
        return
    pattern, rank_of = _READERS[language]
    for match in pattern.finditer(levelled):
        rank = rank_of(match)
        if rank is not None:
            yield Ordinal(match.start(), match.end(), rank)
    if language == "fr":
        yield from _roman(text)


def _roman(text: str) -> Iterator[Ordinal]:
    for match in _ROMAN.finditer(text):
        rank = roman_ordinal(match[0])
        if rank is not None:
            yield Ordinal(match.start(), match.end(), rank)


def _european(match: re.Match[str]) -> int | None:
    if match["digits"]:
        return ordinal(match["digits"])
    tens = _TENS[match["tens"]] if match["tens"] else 0
    ones = 1 if match["word"] == _ONE_AFTER_TENS else ordinal(match["word"])
    if ones is None or (tens and ones > 19) or (not tens and match["word"] == _ONE_AFTER_TENS):
        return None
    return tens + ones


def _vietnamese(match: re.Match[str]) -> int | None:
    return 1 if match["rank"] is None else vietnamese_rank(match["rank"])


def _chinese(match: re.Match[str]) -> int | None:
    return 1 if match["rank"] is None else han_number(match["rank"])


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], int | None]]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "fr": (_FRENCH, _european),
        "en": (_ENGLISH, _european),
        "vi": (_VIETNAMESE, _vietnamese),
        "zh": (_CHINESE, _chinese),
    }
)
