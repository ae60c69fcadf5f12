"""A line of a PDF page and its place; which lines are a page's outermost."""

from collections.abc import Sequence
from dataclasses import dataclass

_EDGE_LINES = 3
"""Running heads and page numbers stand among the outermost lines of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; where its first character stands, from the left and from below, and its height, in points."""

    text: str
    x: float
    y: float
    size: float


def edge(lines: Sequence[Line]) -> set[int]:
    """The lines at the top and at the bottom of a page, wherever they were drawn."""
    by_height = sorted(range(len(lines)), key=lambda i: -lines[i].y)
    return {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}
