"""Times that only the article's date makes days of: yesterday, next month, last Monday, the past five years."""

from dataclasses import dataclass
from datetime import date, timedelta

from rag.answer.when_days import Interval, Unit, moved, whole_unit
from rag.answer.when_values import SIDES, Direction, Part


@dataclass(frozen=True, slots=True)
class Shifted:
    """A whole unit counted from the one that holds the article's date: yesterday, next month, three years ago."""

    unit: Unit
    count: int
    day: int | None = None
    """Of a month the day, of a week the weekday, when only that is meant."""
    part: Part | None = None

    @property
    def key(self) -> str:
        """Like ``month-1`` or ``week+1 day 5``."""
        day = f" day {self.day}" if self.day is not None else ""
        part = f" {self.part.key}" if self.part else ""
        return f"{self.unit}{self.count:+d}{day}{part}"

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return True

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``."""
        whole = None if anchor is None else whole_unit(anchor, self.unit, self.count)
        if whole is None:
            return None
        if self.day is not None:
            exists = 1 <= self.day <= (whole[1] - whole[0]).days + 1
            day = whole[0] + timedelta(days=self.day - 1) if exists else None
            return None if day is None else (day, day)
        return whole if self.part is None else self.part.cut(whole)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday by itself: the last one, the next one, or the one that the tense of the text points to.

    ``tense`` -1 gives the latest on or before the article's date, 1 the first after it. "Next Friday" (``direction``
    1) is read by some as the coming one and by others as that of next week: it is known where both are the same.
    """

    weekday: int
    direction: Direction = 0
    tense: Direction = 0

    @property
    def key(self) -> str:
        """``weekday 1``, and where it is said on which side."""
        return f"weekday {self.weekday}{SIDES[self.direction].rstrip('*')}"

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return True

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``."""
        if anchor is None or not (self.direction or self.tense):
            return None
        back = (anchor.isoweekday() - self.weekday) % 7
        if self.direction > 0:
            return whole_unit(anchor, "day", 7 - back) if 7 - back >= 8 - anchor.isoweekday() else None
        if self.direction < 0:
            return whole_unit(anchor, "day", -(back or 7))
        if self.tense < 0:
            return whole_unit(anchor, "day", -back)
        return whole_unit(anchor, "day", 7 - back) if back else None


@dataclass(frozen=True, slots=True)
class DatedWeekday:
    """``lundi 27``: the nearest day of that weekday and number, at most a month off (they meet again after one)."""

    weekday: int
    day: int

    @property
    def key(self) -> str:
        """``day 27``, as good as the weekday says no more."""
        return f"day {self.day}"

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return True

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``."""
        if anchor is None:
            return None
        near = [d for off in range(-31, 32) if (d := moved(anchor, "day", off)) and self._fits(d)]
        best = min(near, key=lambda d: abs((d - anchor).days), default=None)
        return None if best is None else (best, best)

    def _fits(self, day: date) -> bool:
        return (day.day, day.isoweekday()) == (self.day, self.weekday)


@dataclass(frozen=True, slots=True)
class Rolling:
    """The ``count`` units up to the article's date (negative) or from it on: the past five years."""

    unit: Unit
    count: int

    @property
    def key(self) -> str:
        """Like ``rolling year-5``."""
        return f"rolling {self.unit}{self.count:+d}"

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return True

    def interval(self, anchor: date | None) -> Interval | None:
        """See ``Meaning``."""
        other = None if anchor is None else moved(anchor, self.unit, self.count)
        if anchor is None or other is None:
            return None
        return (min(anchor, other), max(anchor, other))
