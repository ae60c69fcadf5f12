"""Which year a day of a news story belongs to: small constraints, each explainable, all of which must agree."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rag.ingest.date_evidence import Bound, bounds_of, told_with_year, weak_floor
from rag.ingest.date_forms import DayMention, bare_weekdays, day_mentions, weekday_numbers

_YEARS = range(1995, 2100)
_AFTER_NEWEST_TEASER = timedelta(days=400)
_NEXT_DAYS = 15


class Inferred(NamedTuple):
    """The one possible date, if there is one; the days between which the story was written; why, in words."""

    day: date | None
    earliest: date | None
    latest: date | None
    why: tuple[str, ...]


def infer(day: DayMention, text: str, *, dateline: bool, newest_teaser: date | None = None) -> Inferred:
    """The date of ``day`` in the one year that the calendar and the text leave for it.

    ``dateline`` says that the day is that of a dateline, so that a weekday beside it (``a annoncé vendredi``) is the
    same day or the one before. ``newest_teaser`` is the latest day told of in the teasers of other articles around it.
    """
    candidates = _calendar(day, text, dateline=dateline)
    bounds = [*bounds_of(text), *told_with_year(day, text), *_teasers(newest_teaser)]
    floor = weak_floor(text)
    possible = _within(candidates, (b for b in bounds if b.hard))
    likely = _within(possible, (b for b in bounds if not b.hard))
    if len(possible) == 1:
        likely = possible
    elif not _enough([b for b in bounds if not b.hard]):
        likely = ()
    if len(likely) == 1 and floor.year <= likely[0].year:
        return Inferred(likely[0], likely[0], likely[0], _reasons(likely[0], candidates, bounds))
    return Inferred(None, *span(bounds), ())


def _enough(soft: Sequence[Bound]) -> bool:
    """Whether soft bounds may decide: one that is not weak, or two that rest on different words."""
    return any(not bound.weak for bound in soft) or len({bound.why for bound in soft}) > 1


def span(bounds: Iterable[Bound]) -> tuple[date | None, date | None]:
    """The first and last day that hard bounds leave; ``None`` where they leave that side open or contradict each other."""
    hard = [bound for bound in bounds if bound.hard]
    first = max((bound.first for bound in hard), default=date.min)
    last = min((bound.last for bound in hard), default=date.max)
    if first > last:
        return None, None
    return (None if first == date.min else first), (None if last == date.max else last)


def _within(days: Sequence[date], bounds: Iterable[Bound]) -> tuple[date, ...]:
    limits = list(bounds)
    return tuple(day for day in days if all(limit.first <= day <= limit.last for limit in limits))


def _teasers(newest: date | None) -> list[Bound]:
    if newest is None:
        return []
    last = newest + _AFTER_NEWEST_TEASER
    return [Bound(date.min, last, True, f"the teasers beside it reach to {newest.isoformat()}")]


def _calendar(day: DayMention, text: str, *, dateline: bool) -> tuple[date, ...]:
    """The dates of the day on which every weekday that the text gives it, or a day near it, is right."""
    same = [m for m in day_mentions(text) if (m.month, m.day) == (day.month, day.day)]
    found = [d for year in _YEARS if (d := day.in_year(year)) and all(m.in_year(year) for m in same if m.year is None)]
    opening = "\n".join(text.split("\n\n")[:2])
    if dateline and len(weekdays := set(bare_weekdays(opening))) == 1:
        weekday = weekdays.pop()
        found = [d for d in found if d.weekday() in (weekday, (weekday + 1) % 7)]
    near = [pair for pair in weekday_numbers(text) if 0 <= pair[1] - day.day <= _NEXT_DAYS]
    return tuple(d for d in found if all(_falls(d, weekday, number) for weekday, number in near))


def _falls(day: date, weekday: int, number: int) -> bool:
    """Whether the ``number``-th of the month of ``day`` is a ``weekday``."""
    try:
        return day.replace(day=number).weekday() == weekday
    except ValueError:
        return False


def _reasons(day: date, candidates: Sequence[date], bounds: Sequence[Bound]) -> tuple[str, ...]:
    """Why this year: what the calendar leaves near it, and the bounds that exclude the others."""
    near = [d.year for d in candidates if abs(d.year - day.year) <= 11]
    calendar = "" if len(near) > 20 else f"a {day:%A} in {', '.join(map(str, near))}"
    excluding = [
        b.why for b in bounds if any(not b.first <= d <= b.last for d in candidates if abs(d.year - day.year) <= 11)
    ]
    return tuple(dict.fromkeys(reason for reason in (calendar, *excluding) if reason))
