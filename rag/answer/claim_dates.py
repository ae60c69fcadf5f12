"""Whether the quotations tell the dates of a claim, as exactly as it says them or more."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from rag.answer.said import Said
from rag.answer.when import TimeExpression, resolve
from rag.answer.when_calendar import Calendar, Span
from rag.answer.when_days import Interval
from rag.answer.when_relative import Weekday
from rag.answer.when_values import Unknown

_WEEKDAYS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "vi": ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"),
        "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    }
)
"""Also where they recur ("every Saturday"), which is no time that can be resolved."""
_YEAR_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\bsur un an\b|un an (?:plus tot|auparavant)|annee precedente|en glissement annuel|l'an passe",
        "en": r"year (?:earlier|before|on year)|previous year|year-on-year",
        "vi": r"năm trước|cùng kỳ|một năm trước",
        "zh": "同比|上年|前一年|一年前",
    }
)
"""How a figure is compared with that of the year before."""
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_FEWEST_LISTED = 2
"""One day alone is no list."""


def lost_date(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Why the first date of the claim is not borne out; None when all are.

    "In May" is borne out by "on 3 May", not the other way round; "in 2024" by "next year" of an article of 2023.
    """
    for time in claim.times:
        if isinstance(time.meaning, Unknown):
            day = _lost_day(time, claim, quotes)
            if day is not None:
                return f"{claim.text[time.start : time.end].strip()}: the quotes name no {day}"
            continue
        if _is_compared(time, quotes):
            continue
        if not any(_tells(quote, time, claim, quotes) for quote in quotes):
            surface = claim.text[time.start : time.end].strip()
            told = dict.fromkeys(
                q.text[t.start : t.end].strip() for q in quotes for t in q.times if not isinstance(t.meaning, Unknown)
            )
            return (
                f"{surface}: the quotes say {', '.join(told)}" if told else f"{surface}: the quotes name no such time"
            )
    return None


def _lost_day(time: TimeExpression, claim: Said, quotes: Sequence[Said]) -> str | None:
    """A day in a list that is no stretch ("on 12 and 14 December") and that stands nowhere in the quotations."""
    days = _DAY.findall(claim.text[time.start : time.end])
    if len(days) < _FEWEST_LISTED:
        return None
    stood = {int(figure) for quote in quotes for figure in re.findall(r"[0-9]+", quote.levelled)}
    return next((day for day in days if int(day) not in stood), None)


def _is_compared(time: TimeExpression, quotes: Sequence[Said]) -> bool:
    """Whether it is the year before, with which a figure is compared, and the quotations compare with it too."""
    if time.meaning.key not in ("year-1", "y-1"):
        return False
    return any(re.search(_YEAR_BEFORE.get(quote.language, "(?!)"), quote.levelled) for quote in quotes)


def _tells(quote: Said, time: TimeExpression, claim: Said, quotes: Sequence[Said]) -> bool:
    if any(_agree(time, other, claim, quote, quotes) for other in quote.times):
        return True
    if isinstance(time.meaning, Weekday) and quote.language in _WEEKDAYS:  # noqa: SIM102
        if _WEEKDAYS[quote.language][time.meaning.weekday - 1] in quote.levelled:
            return True
    days = resolve(time, claim.published)
    year = days is not None and (days[0].month, days[0].day, days[1].month, days[1].day) == (1, 1, 12, 31)
    return year and days is not None and any(f.value == str(days[0].year) for f in quote.facts)


def _agree(time: TimeExpression, other: TimeExpression, claim: Said, quote: Said, quotes: Sequence[Said]) -> bool:
    if time.meaning.key == other.meaning.key:
        return True
    told = resolve(other, quote.published)
    claimed = resolve(time, claim.published or quote.published)
    if claimed is not None and told is not None:
        if isinstance(time.meaning, Span):
            return claimed == told
        return _within(told, claimed) or (isinstance(other.meaning, Span) and _is_end(claimed, told))
    mine, theirs = time.meaning, other.meaning
    if isinstance(theirs, Span):
        return any(_same_place(mine, end, quotes) for end in (theirs.first, theirs.last))
    return _same_place(mine, theirs, quotes)


def _same_place(mine: object, theirs: object, quotes: Sequence[Said]) -> bool:
    """Whether two places in the calendar agree in all that the claim says; its year may be told beside."""
    if not isinstance(mine, Calendar) or not isinstance(theirs, Calendar):
        return False
    if mine.month != theirs.month or (mine.part != theirs.part and mine.part is not None):
        return False
    if mine.day is not None and mine.day != theirs.day:
        return False
    if mine.weekday is not None and theirs.weekday is not None and mine.weekday != theirs.weekday:
        return False
    if mine.year_shift is not None:
        return mine.year_shift == theirs.year_shift
    if mine.year is None or mine.year == theirs.year:
        return mine.month is not None or mine.part is not None
    return theirs.year is None and theirs.year_shift is None and _year_is_told(mine.year, quotes)


def _year_is_told(year: int, quotes: Sequence[Said]) -> bool:
    return any(str(year) in fact.value for quote in quotes for fact in quote.facts)


def _within(inner: Interval, outer: Interval) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_end(claimed: Interval, told: Interval) -> bool:
    """Whether the claim names the first or last day or month of a longer time."""
    return _holds(claimed, told[0]) or _holds(claimed, told[1])


def _holds(days: Interval, day: date) -> bool:
    return days[0] <= day <= days[1]
