"""Arithmetic on whole days: months, weeks and years as first and last day, both included, never out of range."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Interval = tuple[date, date]
Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year"]

_MONTHS_OF: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def interval_key(days: Interval) -> str:
    """``2024-10-12/2024-10-12``: first and last day in ISO 8601."""
    return f"{days[0].isoformat()}/{days[1].isoformat()}"


def months_from(year: int, month: int, count: int) -> Interval | None:
    """The days of ``count`` months from ``month`` on (which may lie before 1 or after 12)."""
    first_year, first_month = divmod(year * 12 + month - 1, 12)
    last_year, last_month = divmod(year * 12 + month + count - 2, 12)
    if first_year < MINYEAR or last_year > MAXYEAR:
        return None
    last_day = monthrange(last_year, last_month + 1)[1]
    return (date(first_year, first_month + 1, 1), date(last_year, last_month + 1, last_day))


def steps_between(anchor: date, first: date, months: int) -> int:
    """How many steps of ``months`` months lie between the step that holds ``anchor`` and the one from ``first`` on."""
    return (first.year - anchor.year) * 12 // months + (first.month - 1) // months - (anchor.month - 1) // months


def whole_unit(anchor: date, unit: Unit, count: int) -> Interval | None:
    """The whole unit, ``count`` units after the one that holds ``anchor``."""
    months = _MONTHS_OF.get(unit)
    if months is not None:
        return months_from(anchor.year, (anchor.month - 1) // months * months + 1 + count * months, months)
    if unit == "day":
        day = moved(anchor, "day", count)
        return None if day is None else (day, day)
    monday = moved(anchor, "day", 7 * count + 1 - anchor.isoweekday())
    sunday = None if monday is None else moved(monday, "day", 6)
    if monday is None or sunday is None:
        return None
    return (monday if unit == "week" else monday + timedelta(days=5), sunday)


def moved(anchor: date, unit: Unit, count: int) -> date | None:
    """The same day ``count`` units later; where that month is too short, its last day."""
    months = _MONTHS_OF.get(unit)
    if months is None:
        ordinal = anchor.toordinal() + count * (1 if unit == "day" else 7)
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    month = months_from(anchor.year, anchor.month + count * months, 1)
    return None if month is None else month[0].replace(day=min(anchor.day, month[1].day))
