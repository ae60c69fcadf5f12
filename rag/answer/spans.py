"""Which of several overlapping finds to keep."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar


class HasSpan(Protocol):
    """Something found at ``text[start:end]``."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The one after its last character."""


Found = TypeVar("Found", bound=HasSpan)


def longest_first(found: Iterable[Found]) -> tuple[Found, ...]:
    """The finds that do not overlap a longer one, in text order; of equally long ones the one named first stays."""
    kept: list[Found] = []
    starts: list[int] = []
    for one in sorted(found, key=lambda f: f.start - f.end):
        place = bisect_left(starts, one.start)
        if (place and kept[place - 1].end > one.start) or (place < len(kept) and starts[place] < one.end):
            continue
        kept.insert(place, one)
        starts.insert(place, one.start)
    return tuple(kept)
