"""Numbers written as words, up to the thousands, in French, English, Vietnamese and Chinese."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from rag.text.numerals import han_number

_FRENCH = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
    "quatre-vingt": 80, "quatre-vingts": 80, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_TEN_TIMES = "mươi"
_VIETNAMESE = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, _TEN_TIMES: 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000,
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, int]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH, "vi": _VIETNAMESE})
_JOINTS: Mapping[str, str] = MappingProxyType(
    {"fr": "(?: et |[ -])", "en": "(?: and |[ -])", "vi": "(?: linh | lẻ | )"}
)
_HAN = "[〇零一二两三四五六七八九十百千]{1,8}"
_ONLY_FIRST = frozenset({"năm"})
"""After tens five is ``lăm``, and ``mười năm`` is ten years; after hundreds it takes ``linh``."""
_LAST_FIVE = "(?: (?:linh|lẻ) năm)?"
_ONES_AFTER = frozenset({0, 60, 80})
"""Eleven to nineteen may follow nothing, sixty (``soixante-douze``) and eighty (``quatre-vingt-treize``)."""


def number_word_pattern(language: str) -> str:
    """A regular expression, without groups, for a number in words in levelled text; matches nothing where unknown.

    What it finds need not be a number (``deux trois``): ``words_value`` tells.
    """
    if language == "zh":
        return _HAN
    words = _WORDS.get(language)
    if words is None:
        return r"(?!)"
    first = "|".join(sorted(words, key=len, reverse=True))
    further = "|".join(sorted(words.keys() - _ONLY_FIRST, key=len, reverse=True))
    return rf"(?:{first})(?:{_JOINTS[language]}(?:{further})){{0,7}}{_LAST_FIVE if language == 'vi' else ''}"


def words_value(surface: str, language: str) -> int | None:
    """The value of a number in words as levelled text has it (``vingt-deux``, ``mười lăm``, ``十四``), else None."""
    if language == "zh":
        return han_number(surface)
    words = _WORDS.get(language, {})
    total = current = 0
    for token in _tokens(surface, language):
        value = words.get(token)
        if value is None or (joined := _joined(current, value, token)) is None:
            return None
        current = joined
        if value == 1000:
            total, current = total + current, 0
    return total + current


def _tokens(surface: str, language: str) -> list[str]:
    tokens = [t for t in re.split(r"[\s-]+", surface) if t not in {"et", "and", "linh", "lẻ"}]
    if language != "fr":
        return tokens
    return re.sub(r"\bquatre vingt", "quatre-vingt", " ".join(tokens)).split(" ")


def _joined(current: int, value: int, token: str) -> int | None:
    """The number so far with one more word; None when no number goes on like that (``two three``)."""
    if token == _TEN_TIMES:
        ones = current % 10
        return current + 9 * ones if ones > 1 and current % 100 < 10 else None
    if value == 1000:
        return max(current, 1) * value
    if value == 100:
        return max(current, 1) * value if current < 100 else None
    if token in _ONLY_FIRST and current % 100:
        return None
    if value < 10:
        return current + value if current % 10 == 0 else None
    fits = current % 100 in _ONES_AFTER if value < 20 else current % 100 == 0
    return current + value if fits else None
