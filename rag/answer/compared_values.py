"""Values of facts compared between two reports: figures with their units, and dates."""

import re
from collections.abc import Sequence

ROUNDED, ABOUT = 0.02, 0.1
"""Figures that differ by less are one figure, rounded; the second where one is said to be about right."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_DAY = re.compile(r"(?<=-)\d\d(?:-\d\d)?(?=$|/)")


def comparable(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
    """The values that stand alone with their unit on both sides; of several figures it is not known which is which."""
    sides = [
        {unit: [v for v in values if _unit(v) == unit] for unit in map(_unit, values)} for values in (mine, theirs)
    ]
    return [
        (one[0], sides[1][unit][0])
        for unit, one in sides[0].items()
        if len(one) == 1 and len(sides[1].get(unit, ())) == 1 and (unit or len(mine) == len(theirs) == 1)
    ]


def same_value(first: str, second: str, rounded: float = ROUNDED) -> bool:
    """Whether two values are one, but for rounding; a number without its unit is that of the other."""
    if first == second:
        return True
    mine, theirs = _FIGURE.match(first), _FIGURE.match(second)
    if (
        not mine
        or not theirs
        or "/" in first + second
        or (_unit(first) and _unit(second) and _unit(first) != _unit(second))
    ):
        return False
    one, other = float(mine[0]), float(theirs[0])
    return abs(one - other) <= rounded * max(abs(one), abs(other))


def dates_apart(first: str, second: str, same_year: bool) -> bool:
    """Whether two dates cannot both be right: whole intervals that do not meet, or other days of a month or a year.

    Reports of two years may each speak of the event of its year.
    """
    mine, theirs = first.split("/"), second.split("/")
    if all(_DAY.fullmatch(day) for day in (*mine, *theirs)):
        return (mine[0] > theirs[-1] or theirs[0] > mine[-1]) and (same_year or mine[0][:4] == theirs[0][:4])
    one, other = _MONTH_DAY.search(first), _MONTH_DAY.search(second)
    return bool(one and other and one[0] != other[0] and len(one[0]) == len(other[0]))


def _unit(value: str) -> str:
    if "/" in value or "*" in value:
        return "date"
    figure = _FIGURE.match(value)
    return value[figure.end() :].strip() if figure else ""
