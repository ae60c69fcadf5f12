"""Numbers in running text and what they count: money, measures, durations, percentages, or plain things."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from rag.answer.number_words import number_word_pattern, words_value
from rag.answer.units import CURRENCIES_BEFORE, PERCENTAGES, SCALES, UNITS, UNITS_ANYWHERE
from rag.text.numerals import han_number, number_key

_DIGITS = r"[0-9]{1,3}(?:[ .,][0-9]{3}){1,5}(?:[.,][0-9]{1,2})?(?![0-9])|[0-9]{1,15}(?:[.,][0-9]{1,9})?(?![0-9])"
_GROUPS_AND_DECIMALS = re.compile(r"([0-9]{1,3}(?:[ .,][0-9]{3})+)[.,]([0-9]{1,2})")
_ONE_MARK = re.compile(r"([0-9]+)([.,])([0-9]+)")
_LEFT = r"(?<![^\W_])(?<![^\W\d_]-)(?<![0-9][.,:/])"
_RIGHT = r"(?![^\W_])(?![.,/:][0-9])"
_LEFT_HAN, _RIGHT_HAN = r"(?<![0-9a-z第几数])(?<![a-z]-)(?<![0-9][.,:/])", r"(?![0-9a-z])(?![.,/:][0-9])"
_DECIMAL_MARK = {"fr": ",", "vi": ","}
_SPACE = r"(?: |\n)?"
_OF = {"fr": r"(?: |\n)?(?:de |d')?", "en": r"(?: |\n|-)?(?:of )?"}
_MILLIONS = "m(?(before)|(?= ?[€$£]))"
"""``$5m``, ``3 M€``; without a currency sign ``m`` is metres."""
_LONE_M = frozenset({"m"})
_NOT_A_UNIT = {"vi": "(?! chí)", "zh": "(?![级代])"}
"""``đồng chí`` is a comrade, not money."""
_COUNTED = {
    "fr": r" [a-z]",
    "en": r"[ -][a-z]",
    "vi": " (?:tỉnh|thành|nước|quốc gia|bên|đảng|người|đoàn|lần|văn|địa|dự án|doanh|cửa khẩu|công ty|bộ|ngành|điểm"
    "|nhóm|lĩnh|chiếc|con|cái|bức|cuộc|vụ|trường|học|sinh viên|huyện|xã|tàu|xe|tuyến|chuyến|nhà|vị|khu|thỏa thuận"
    "|hiệp định|nội dung|nhiệm vụ|giải pháp|đại biểu|tổ chức|ca|trận|bàn|phiên|kỳ)",
    "zh": "[个名位家次项省国市县州区座条辆件份场种人所艘架方党倍]",
}
"""What follows a number in words: ``ba``, ``năm`` and ``三`` alone are parts of many other words."""
_NEW_NOT_NINE = re.compile(r"neuf(?! [a-z]+[sx]\b)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HUNDREDTHS = re.compile(
    "百分之 ?(?P<whole>[0-9]{1,6}|[零一二三四五六七八九十百]{1,6})"
    "(?:[.点](?P<part>[0-9]{1,6}|[零一二三四五六七八九]{1,6}))?"
)
_TO = re.compile(r" ?(?:-|à|a|to|đến|至|到|~) ?")
_PLAIN_BELOW = 10**6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``text[start:end]`` and the symbol of its unit; None where it counts things."""

    start: int
    end: int
    value: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A quantity and the power of ten that its words spell out, which a number before it may share."""

    quantity: Quantity
    scale: int


def quantities(levelled: str, language: str) -> Iterator[Quantity]:
    """The numbers of a text that went through ``level``, with their units; ``1,6 milliard de dollars`` is one."""
    read = list(_read(levelled, language))
    for this, following in zip_longest(read, read[1:]):
        yield this.quantity if following is None else _sharing(this, following, levelled)
    if language == "zh":
        yield from _hundredths(levelled)


def _read(levelled: str, language: str) -> Iterator[_Read]:
    for match in _pattern(language).finditer(levelled):
        unit = _unit(match, language)
        scale = SCALES[language][_single_spaced(match["scale"])] if match["scale"] else 0
        value = _value(match, unit, language)
        if value is not None and (unit or scale or match["number"][0].isdigit() or _counts(match, value, language)):
            yield _Read(Quantity(match.start(), match.end(), value.scaleb(scale), unit), scale)


def _sharing(this: _Read, following: _Read, levelled: str) -> Quantity:
    """In ``10 à 15 %`` and ``2 to 3 billion dollars`` the first number has the scale and unit of the second."""
    first, second = this.quantity, following.quantity
    joined = _TO.fullmatch(levelled, first.end, second.start) is not None
    if not joined or this.scale or first.unit or not (second.unit or following.scale):
        return first
    return replace(first, value=first.value.scaleb(following.scale), unit=second.unit)


def _hundredths(levelled: str) -> Iterator[Quantity]:
    """Chinese per cents with the sign before the number: ``百分之42.1``, ``百分之四十二点一``."""
    for match in _HUNDREDTHS.finditer(levelled):
        whole, part = han_number(match["whole"]), match["part"]
        digits = "" if part is None else "." + part.translate(_HAN_DIGITS)
        if whole is not None:
            yield Quantity(match.start(), match.end(), Decimal(f"{whole}{digits}"), "%")


def canonical(value: Decimal) -> str:
    """One spelling for one value: ``42.1``, ``1600``, and from a million on ``1.6e9``."""
    if value < _PLAIN_BELOW:
        return f"{value.normalize():f}"
    exponent = value.adjusted()
    return f"{value.scaleb(-exponent).normalize():f}e{exponent}"


def decimal(surface: str, language: str, *, exact: bool) -> Decimal:
    """The value of digits as ``language`` writes them.

    A mark before three digits groups thousands, as in news it nearly always does, but before a scale or a per cent
    sign (``exact``) the decimal mark of the language is one: ``1,625 milliard``.
    """
    grouped = _GROUPS_AND_DECIMALS.fullmatch(surface)
    if grouped is not None:
        return Decimal(re.sub("[^0-9]", "", grouped[1]) + "." + grouped[2])
    marked = _ONE_MARK.fullmatch(surface)
    if marked is not None and exact and marked[2] == _DECIMAL_MARK.get(language, "."):
        return Decimal(f"{marked[1]}.{marked[3]}")
    return Decimal(number_key(surface))


def _unit(match: re.Match[str], language: str) -> str | None:
    if match["before"]:
        return CURRENCIES_BEFORE[match["before"]]
    return _symbols(language)[_single_spaced(match["unit"])] if match["unit"] else None


def _value(match: re.Match[str], unit: str | None, language: str) -> Decimal | None:
    surface = match["number"]
    if surface[0].isdigit():
        return decimal(surface, language, exact=match["scale"] is not None or unit in PERCENTAGES)
    words = words_value(_single_spaced(surface), language)
    return None if words is None or (words == 1 and unit == "d") else Decimal(words)


def _counts(match: re.Match[str], value: Decimal, language: str) -> bool:
    """Whether a number in words counts something; ``un`` is an article, ``neuf`` may be new."""
    if value < 2 or _NEW_NOT_NINE.match(match.string, match.start()):
        return False
    return re.compile(_COUNTED.get(language, "(?!)")).match(match.string, match.end()) is not None


def _symbols(language: str) -> Mapping[str, str]:
    return UNITS.get(language, UNITS_ANYWHERE)


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    scales, of = SCALES.get(language, {}), _OF.get(language, _SPACE)
    left, right = (_LEFT_HAN, _RIGHT_HAN) if language == "zh" else (_LEFT, _RIGHT)
    end = "" if language == "zh" else r"(?![^\W_])"
    millions = _MILLIONS if scales.keys() >= _LONE_M else "(?!)"
    number = rf"{_DIGITS}|{number_word_pattern(language)}{end}"
    return re.compile(
        rf"{left}(?:(?P<before>{_any_of(CURRENCIES_BEFORE)}) ?)?(?P<number>{number})"
        rf"(?:{_SPACE}(?P<scale>{_any_of(scales.keys() - _LONE_M)}|{millions}){end})?"
        rf"(?:{of}(?P<unit>{_any_of(_symbols(language))}){end}{_NOT_A_UNIT.get(language, '')})?{right}"
    )


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"(?: {1,2}|\n)") for word in ordered) or "(?!)"


def _single_spaced(surface: str) -> str:
    return " ".join(surface.split())
