"""From what a rule captured to what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rag.answer.when_calendar import Calendar, Span
from rag.answer.when_days import Unit
from rag.answer.when_grammar import Kind, Vocabulary
from rag.answer.when_relative import DatedWeekday, Rolling, Shifted, Weekday
from rag.answer.when_values import Direction, Meaning, Part, Unknown, Years
from rag.text.numerals import roman_ordinal

_LONGEST_SPAN_YEARS = 150
_CENTURIES = range(1, 22)
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class Captured:
    """What a rule captured in levelled text."""

    groups: Mapping[str, str]
    """By name, with single spaces; names that captured nothing are left out."""
    said: str
    words: Vocabulary
    tense: Callable[[], Direction]
    """Tells on which side of the article's date the words around put it; costs more, so it is asked only at need."""

    def number(self, name: str) -> int | None:
        """The number captured under ``name``; None when nothing was, or it is none (``deux trois``)."""
        surface = self.groups.get(name)
        return None if surface is None else self.words.number(surface)

    def word(self, name: str, table: Mapping[str, int]) -> int | None:
        """What the word captured under ``name`` stands for."""
        surface = self.groups.get(name)
        return None if surface is None else table[surface]


def meaning(kind: Kind, captured: Captured) -> Meaning | None:
    """What the captured words mean; None when they mean no time after all (a fifth quarter, 2025-2023)."""
    return _BUILDERS[kind](captured)


def _calendar(c: Captured, which: str = "") -> Calendar | Shifted | None:
    part = _part(c)
    month, day = _month(c, which), c.number("day" + which)
    if part is not None and not 1 <= part.first <= part.last <= part.of:
        return None
    unit, count = _container(c, which)
    if unit in ("month", "week"):
        return Shifted(unit, count, c.word("weekday" + which, c.words.weekdays) if unit == "week" else day, part)
    place = Calendar(
        month=month,
        day=day,
        weekday=c.word("weekday" + which, c.words.weekdays),
        part=part,
        year=_year(c.groups.get("year" + which)),
        year_shift=count if unit == "year" else None,
        direction=_side(c) if not which else 0,
    )
    return replace(place, tense=c.tense()) if place.yearless else place


def _part(c: Captured) -> Part | None:
    """A quarter, half, or the first so many months or quarters of a year; the beginning, middle or end of anything."""
    v = c.words
    of = c.word("span", v.spans) or c.word("span_letter", v.span_letters) or c.word("month_span", v.month_spans)
    if of is not None:
        nth, count = c.word("nth", v.nths) or c.number("digit"), c.number("count")
        return Part(nth, nth, of) if nth is not None else Part(1, count or 0, of)
    third = c.word("third", v.thirds)
    return None if third is None else Part(third, third, 3)


def _month(c: Captured, which: str) -> int | None:
    return c.word("month" + which, c.words.months) or c.number("month_number" + which)


def _container(c: Captured, which: str) -> tuple[Unit | None, int]:
    """The unit that the article's date counts for, if one was named: next year gives a year and 1."""
    names = ("year_shift", "month_shift", "week_shift", "container")
    surface = next((s for name in names if (s := c.groups.get(name + which)) is not None), None)
    if surface is None:
        return (None, 0)
    return c.words.shifts[surface] if surface in c.words.shifts else c.words.containers[surface]


def _year(surface: str | None) -> int | None:
    return None if surface is None else int(surface.translate(_HAN_DIGITS))


def _side(c: Captured) -> Direction:
    side = c.word("side", c.words.sides)
    return 0 if side is None else -1 if side < 0 else 1


def _numeric(c: Captured) -> Meaning | None:
    """A date in figures: where both could be the month, the order is the reader's guess, so it stays unknown."""
    first, second, year = c.number("first"), c.number("second"), _year(c.groups.get("year"))
    if first is None or second is None or min(first, second) > 12:
        return None
    if max(first, second) <= 12 and first != second:
        return Unknown(c.said)
    return Calendar(month=min(first, second), day=max(first, second), year=year)


def _range(c: Captured) -> Meaning | None:
    first, last = _calendar(c, "1"), _calendar(c)
    if first is None or last is None:
        return None
    if isinstance(first, Calendar) and isinstance(last, Shifted):
        first = replace(last, day=first.day)
    elif isinstance(first, Calendar) and isinstance(last, Calendar):
        first, last = replace(first, month=first.month or last.month), replace(last, month=last.month or first.month)
    return Span(first, last)


def _pair(c: Captured) -> Meaning | None:
    """Two days in a row are a span; others would take in days that were not meant."""
    first, last = c.number("day1"), c.number("day")
    return _range(c) if first is not None and last == first + 1 else Unknown(c.said)


def _years(c: Captured) -> Meaning | None:
    first, last = _year(c.groups.get("year1")), _year(c.groups.get("year"))
    short = c.groups.get("short_year")
    if first is not None and short is not None and (first + 1) % 100 == int(short):
        last = first + 1
    if first is None or last is None or not first < last <= first + _LONGEST_SPAN_YEARS:
        return None
    return Years(first, last)


def _decade(c: Captured) -> Meaning | None:
    """The 1990s; of ``les années 20`` nobody knows the century, and the 1800s may be a hundred years."""
    first = int(c.groups["decade"])
    if first < 100:
        first += 1900
        if first < 1930:
            return Unknown(c.said)
    return Unknown(c.said) if first % 100 == 0 and first != 2000 else Years(first, first + 9)


def _century(c: Captured) -> Meaning | None:
    """With a decade in it (``20世纪90年代``) those ten years."""
    roman = c.groups.get("roman")
    number = c.number("count") if roman is None else roman_ordinal(f"{roman.upper()}e")
    if number is None or number not in _CENTURIES:
        return None
    decade = c.number("decade")
    if decade is not None:
        return Years(100 * (number - 1) + decade, 100 * (number - 1) + decade + 9) if decade < 100 else None
    return Years(100 * (number - 1) + 1, 100 * number)


def _shift(c: Captured) -> Meaning | None:
    unit, count = c.words.shifts[c.groups["shift"]]
    return Calendar(year_shift=count) if unit == "year" else Shifted(unit, count)


def _weekday(c: Captured) -> Meaning | None:
    side = _side(c)
    return Weekday(c.words.weekdays[c.groups["weekday"]], side, 0 if side else c.tense())


def _dated_weekday(c: Captured) -> Meaning | None:
    day, weekday = c.number("day"), c.word("weekday", c.words.weekdays)
    return None if day is None or weekday is None else DatedWeekday(weekday, day)


def _today(c: Captured) -> Meaning | None:
    return Shifted("day", 0) if c.tense() else Unknown(c.said)


def _ago(c: Captured) -> Meaning | None:
    return _counted(c, -1)


def _ahead(c: Captured) -> Meaning | None:
    return _counted(c, 1)


def _perhaps_ahead(c: Captured) -> Meaning | None:
    return _counted(c, 1) if c.tense() > 0 else None


def _counted(c: Captured, sign: int) -> Meaning | None:
    count = c.number("count")
    return None if count is None else Shifted(c.words.units[c.groups["unit"]], sign * count)


def _past(c: Captured) -> Meaning | None:
    count = c.number("count")
    return None if count is None else Rolling(c.words.units[c.groups["unit"]], -count)


def _coming(c: Captured) -> Meaning | None:
    count = c.number("count")
    return None if count is None else Rolling(c.words.units[c.groups["unit"]], count)


def _vague(c: Captured) -> Meaning | None:
    return Unknown(c.said)


_BUILDERS: Mapping[Kind, Callable[[Captured], Meaning | None]] = MappingProxyType(
    {
        "calendar": _calendar,
        "numeric": _numeric,
        "range": _range,
        "pair": _pair,
        "years": _years,
        "decade": _decade,
        "century": _century,
        "shift": _shift,
        "weekday": _weekday,
        "dated_weekday": _dated_weekday,
        "today": _today,
        "ago": _ago,
        "ahead": _ahead,
        "perhaps_ahead": _perhaps_ahead,
        "past": _past,
        "coming": _coming,
        "vague": _vague,
    }
)
