"""What has to stand behind a figure where a question says so: tonnes, kilometres, money, or things that are counted."""

import re

from rag.answer.facts import Fact
from rag.answer.level import level
from rag.answer.units import CURRENCIES, DURATIONS, UNITS

Units = frozenset[str]
COUNTED: Units = frozenset()
"""Things are counted, which have no unit."""

_DIMENSIONS = (
    frozenset({"km", "m", "cm", "mm", "mi", "ft", "in", "yd"}),
    frozenset({"km2", "m2", "ha"}),
    frozenset({"m3"}),
    frozenset({"kg", "t"}),
    frozenset({"kW", "MW", "GW"}),
    frozenset({"kWh", "GWh", "TWh"}),
    frozenset({"km/h", "mph"}),
    frozenset({"°C", "°F", "°"}),
    CURRENCIES,
    DURATIONS,
)
"""Units that can be told in one another."""
_HOW_MANY = {
    "fr": re.compile(r"\bcombien d(?:e |')(?:(?:milliers|millions|milliards) d(?:e |'))?"),
    "en": re.compile(r"\bhow many (?:(?:thousand|million|billion)s? (?:of )?)?"),
    "vi": re.compile(r"\b(?:bao nhiêu|mấy) (?:(?:nghìn|ngàn|triệu|tỷ|tỉ) )*"),
    "zh": re.compile("(?:多少|几)[千万亿]*"),
}
_THINGS = {
    "fr": re.compile(r"(?!(?:points|temps)\b)[a-z'-]+[sx]\b"),
    "en": re.compile(r"(?!more\b|percent|per cent)[a-z]"),
    "vi": re.compile(r"(?:người|tỉnh|thành phố|nước|quốc gia|lần|dự án|doanh nghiệp|công ty|chiếc|con|cái|vụ|trường"
                     r"|sinh viên|học sinh|huyện|xã|tàu|xe|tuyến|chuyến|suất|học bổng|thành viên|đại biểu|ca)\b"),
    "zh": re.compile("[个名人位家次条座辆所种场届项份艘架省国]"),
}  # fmt: skip
"""What is counted: in French plurals, in Vietnamese and Chinese, where it may also be "how much", words that count."""
_WORD = re.compile(r"[^\W\d_]+")


def asked_units(question: str, language: str) -> Units | None:
    """The units of which one has to stand behind the figure, ``COUNTED``, or ``None`` where the question says neither.

    ``Combien de tonnes``: kilogrammes and tonnes; ``combien de malades``: no unit; ``combien coûte``: ``None``.
    """
    levelled = level(question, language)
    start = _after_how_many(levelled, language)
    if start is None:
        return None
    unit = _unit_at(levelled, start, language)
    if unit is not None:
        return next((units for units in _DIMENSIONS if unit in units), None)
    return COUNTED if _THINGS[language].match(levelled, start) else None


def counted_word(question: str, language: str) -> str | None:
    """The word after "how many" where it is told what is counted, as the question writes it."""
    if language not in ("fr", "en") or asked_units(question, language) != COUNTED:
        return None
    word = _WORD.match(question, _after_how_many(level(question, language), language) or 0)
    return word[0] if word else None


def is_in(fact: Fact, units: Units | None) -> bool:
    """Whether a quantity is told in one of the units; a share tells how many, too, and a bare number how old."""
    if units is None:
        return True
    if units == COUNTED:
        return fact.kind in ("number", "percentage")
    return fact.value.rpartition(" ")[2] in units or (fact.kind == "number" and units == DURATIONS)


def _after_how_many(levelled: str, language: str) -> int | None:
    match = _HOW_MANY[language].search(levelled) if language in _HOW_MANY else None
    return match.end() if match else None


def _unit_at(text: str, start: int, language: str) -> str | None:
    """The unit whose name stands there, the longest of several."""
    found = [name for name in UNITS[language] if text.startswith(name, start) and _ends(text, start, name, language)]
    return UNITS[language][max(found, key=len)] if found else None


def _ends(text: str, start: int, name: str, language: str) -> bool:
    """Whether a word ends with the name; Chinese goes on without a space."""
    after = text[start + len(name) : start + len(name) + 1]
    return not after.isalpha() or (language == "zh" and not name.isascii())
