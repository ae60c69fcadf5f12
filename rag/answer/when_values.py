"""What a time expression means, as small values that turn into whole days once the article's date is known.

Every value has ``interval(anchor)``: first and last day, both included, or None where that cannot be known, and
``key``: one spelling for one meaning, equal across languages. Weekdays are ISO numbers (Monday 1, Sunday 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, Protocol

from rag.answer.when_days import Interval, interval_key, months_from

Direction = Literal[-1, 0, 1]
"""-1: it lies before the article's date, 1: after it, 0: the text does not say."""

SIDES: Mapping[Direction, str] = MappingProxyType({-1: "<", 0: "*", 1: ">"})
"""How a key writes a direction."""
_OF_WEEK = MappingProxyType({1: (0, 2), 2: (1, 4), 3: (3, 6)})


class Meaning(Protocol):
    """Something said about time."""

    @property
    def key(self) -> str:
        """One spelling for one meaning, whatever the language and the words."""

    @property
    def relative(self) -> bool:
        """Whether it is the article's date that settles which days these are."""

    def interval(self, anchor: date | None) -> Interval | None:
        """First and last day, seen from a text published on ``anchor``; None when it cannot be known."""


@dataclass(frozen=True, slots=True)
class Part:
    """Parts ``first`` to ``last`` (from 1) of a year or month cut into ``of``: a quarter is 1 of 4.

    Beginning, middle and end are thirds of a year, and of a month the days to the 10th, to the 20th and the rest; of
    a week Monday to Wednesday, Tuesday to Friday and Thursday to Sunday, as Microsoft's Recognizers have it.
    """

    first: int
    last: int
    of: int

    @property
    def key(self) -> str:
        """``1-1/4``: from which to which of how many."""
        return f"{self.first}-{self.last}/{self.of}"

    def cut(self, whole: Interval) -> Interval | None:
        """These days of ``whole``, a full year, or a full month or week cut into three; else None."""
        first, last = whole
        if (last - first).days == 6 and self.of == 3:
            from_day, to_day = _OF_WEEK[self.first][0], _OF_WEEK[self.last][1]
            return (first + timedelta(days=from_day), first + timedelta(days=to_day))
        if (first.month, last.month) == (1, 12) and 12 % self.of == 0:
            months = 12 // self.of
            return months_from(first.year, (self.first - 1) * months + 1, (self.last - self.first + 1) * months)
        if first.month == last.month and self.of == 3:
            end = last if self.last == 3 else first.replace(day=10 * self.last)
            return (first.replace(day=10 * (self.first - 1) + 1), end)
        return None


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years that need no article's date: a decade, a century."""

    first: int
    last: int

    @property
    def key(self) -> str:
        """The days, as in ``Calendar``."""
        return interval_key(self.interval(None))

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return False

    def interval(self, anchor: date | None) -> Interval:  # noqa: ARG002 (the same for any article)
        """See ``Meaning``."""
        return (date(self.first, 1, 1), date(self.last, 12, 31))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time that cannot be known: vague ("lately"), or written so that it can be read in two ways."""

    said: str

    @property
    def key(self) -> str:
        """The words themselves: only the same words mean the same."""
        return self.said

    @property
    def relative(self) -> bool:
        """See ``Meaning``."""
        return False

    def interval(self, anchor: date | None) -> None:  # noqa: ARG002 (known to nobody)
        """See ``Meaning``: always None."""
        return
