"""Places in the calendar, with the year said or left out, and spans between two of them."""

from dataclasses import dataclass, replace
from datetime import date

from rag.answer.when_days import Interval, interval_key, months_from, steps_between
from rag.answer.when_relative import Shifted
from rag.answer.when_values import SIDES, Direction, Part

_HALF_A_YEAR_DAYS = 182


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, month, day or a part of them; the year may be said, counted from the article's, or left out.

    Left out, it is the year that brings it nearest to the article's date: a day within half a year; a month, a
    quarter or another part by whole steps of its own, and none when earlier and later lie equally far. Where the
    words say on which side it lies (``tense``), a day that is nearest on the other side stays unknown, and a month is
    the latest that has begun, or the first that is not over.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: Part | None = None
    year: int | None = None
    year_shift: int | None = None
    direction: Direction = 0
    """``prochain`` 1, ``dernier`` -1."""
    tense: Direction = 0
    year_in_doubt: bool = False
    """Whether the text dates something else by another year, so that the year left out may be that one."""

    @property
    def key(self) -> str:
        """``2024-10-12/2024-10-12`` where the year is said, else what is known: ``y+1 1/4``, ``*-10-12``."""
        if self.year is not None and (known := self.within(self.year)) is not None:
            return interval_key(known)
        year = f"y{self.year_shift:+d}" if self.year_shift is not None else str(self.year or SIDES[self.direction])
        part = f" {self.part.key}" if self.part else ""
        return year + "".join(f"-{n:02d}" for n in (self.month, self.day) if n is not None) + part

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return self.year is None

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``; None too for a day that does not exist or falls on another weekday than it says."""
        if self.year is not None:
            return self.within(self.year)
        if anchor is None:
            return None
        if self.year_shift is not None:
            return self.within(anchor.year + self.year_shift)
        if self.year_in_doubt:
            return None
        around = [i for year in range(anchor.year - 8, anchor.year + 9) if (i := self.within(year)) is not None]
        if self.direction < 0:
            return max((i for i in around if i[1] < anchor), default=None)
        if self.direction > 0:
            return min((i for i in around if i[0] > anchor), default=None)
        return self._nearest(around, anchor)

    @property
    def yearless(self) -> bool:
        """Whether neither a year nor a side of the article's date is said."""
        return self.year is None and self.year_shift is None and not self.direction

    def doubted(self) -> "Calendar":
        """The same; where the year is left out it may now be another than the article's."""
        return replace(self, year_in_doubt=True) if self.yearless else self

    def within(self, year: int) -> Interval | None:
        """Its days in ``year``."""
        whole = months_from(year, self.month or 1, 12 if self.month is None else 1)
        if whole is None or self.day is None:
            return whole if whole is None or self.part is None else self.part.cut(whole)
        if not 1 <= self.day <= whole[1].day:
            return None
        day = whole[0].replace(day=self.day)
        return (day, day) if self.weekday in (None, day.isoweekday()) else None

    def _nearest(self, around: list[Interval], anchor: date) -> Interval | None:
        if self.day is not None:
            near = [i for i in around if abs((i[0] - anchor).days) <= _HALF_A_YEAR_DAYS]
            day = min(near, key=lambda i: abs((i[0] - anchor).days), default=None)
            contradicts = day is not None and (day[0] - anchor).days * self.tense < 0
            return None if contradicts else day
        if self.month is None and self.part is not None and self.part.first != self.part.last:
            return None
        if self.tense < 0:
            return max((i for i in around if i[0] <= anchor), default=None)
        if self.tense > 0:
            return min((i for i in around if i[1] >= anchor), default=None)
        months = 1 if self.month is not None else 12 // (self.part.of if self.part else 1)
        return next((i for i in around if 2 * abs(steps_between(anchor, i[0], months)) * months < 12), None)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of one to the last day of the other; a year said of one holds for both."""

    first: Calendar | Shifted
    last: Calendar | Shifted

    @property
    def key(self) -> str:
        """The days, as in ``Calendar``, or both keys where the year is not said."""
        known = self.interval(None)
        return f"{self.first.key}..{self.last.key}" if known is None else interval_key(known)

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return self.first.relative and self.last.relative

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``; None too when the end would lie before the beginning."""
        first, last = self.first.interval(anchor), self.last.interval(anchor)
        if last is not None and isinstance(self.first, Calendar) and self.first.yearless:
            first = self._first_before(self.first, last)
        elif first is not None and isinstance(self.last, Calendar) and self.last.yearless:
            last = self._last_after(self.last, first)
        if first is None or last is None or first[0] > last[1]:
            return None
        return (first[0], last[1])

    def doubted(self) -> "Span":
        """See ``Calendar``."""
        first, last = self.first, self.last
        if not (isinstance(first, Calendar) and isinstance(last, Calendar) and first.yearless and last.yearless):
            return self
        return replace(self, first=first.doubted(), last=last.doubted())

    @staticmethod
    def _first_before(first: Calendar, last: Interval) -> Interval | None:
        years = (last[0].year, last[0].year - 1)
        return next((i for y in years if (i := first.within(y)) is not None and i[0] <= last[0]), None)

    @staticmethod
    def _last_after(last: Calendar, first: Interval) -> Interval | None:
        years = (first[0].year, first[0].year + 1)
        return next((i for y in years if (i := last.within(y)) is not None and i[0] >= first[0]), None)
