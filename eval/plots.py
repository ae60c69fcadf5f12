"""Figures of the report, as SVG that takes its colours from the page; the only file that imports matplotlib."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from eval.extra import from_extra
from eval.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SERIES = 6
"""How many colours the page defines: ``--series-1`` and so on."""
_INK, _GRID = "#00f0f0", "#00f1f1"
_MARKERS = "osD^vP"
"""Colour alone tells nothing to one reader in twelve."""


class Dots(NamedTuple):
    """One row of a dot plot: a label, and for each series its measure or None."""

    label: str
    values: Sequence[Interval | None]


def dot_plot(rows: Sequence[Dots], series: Sequence[str], measure: str) -> str:
    """Measures with their intervals side by side, one row for each collection."""
    with _axes(height=1.1 + 0.42 * len(rows), measure=measure) as (axes, svg):
        for number, name in enumerate(series):
            shift = (number - (len(series) - 1) / 2) * 0.13
            found = [(row, dots.values[number]) for row, dots in enumerate(rows)]
            points = [(row + shift, value) for row, value in found if value is not None]
            if not points:
                continue
            middles = [value.value for _, value in points]
            below = [max(0.0, value.value - value.low) for _, value in points]
            above = [max(0.0, value.high - value.value) for _, value in points]
            axes.errorbar(
                middles, [y for y, _ in points], xerr=[below, above], fmt=_marker(number),
                color=_colour(number), label=name, markersize=5, linewidth=1.4,
            )  # fmt: skip
        axes.set_yticks(range(len(rows)), [dots.label for dots in rows])
        axes.invert_yaxis()
        axes.set_xlim(0, 1.02)
    return svg.text


def line_plot(lines: Mapping[str, Sequence[Sequence[float]]], x: str, y: str, *, diagonal: bool = False) -> str:
    """Curves of (x, y, …) points over [0, 1]."""
    with _axes(height=3.6, measure=x) as (axes, svg):
        if diagonal:
            axes.plot([0, 1], [0, 1], color=_INK, linewidth=0.8, linestyle=":")
        for number, (name, points) in enumerate(lines.items()):
            axes.plot(
                [p[0] for p in points], [p[1] for p in points], color=_colour(number), label=name, linewidth=1.6,
                marker=_marker(number), markersize=3.5, markevery=max(1, len(points) // 12),
            )  # fmt: skip
        axes.set_ylabel(y, color=_INK)
        axes.set_xlim(0, 1.01)
        axes.set_ylim(-0.01, 1.01)
    return svg.text


class _Svg:
    """Holds the text of a figure once it is drawn."""

    text = ""


@contextmanager
def _axes(height: float, measure: str) -> Iterator[tuple["Axes", _Svg]]:
    with from_extra("matplotlib"):
        import matplotlib as mpl
        from matplotlib.figure import Figure

    svg, drawn = _Svg(), StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": measure, "font.size": 10}):
        figure = Figure(figsize=(7.6, height), layout="constrained")
        axes = figure.subplots()
        axes.set_xlabel(measure, color=_INK)
        axes.grid(color=_GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(colors=_INK, length=0)
        for side in axes.spines.values():
            side.set_visible(False)
        yield axes, svg
        figure.legend(loc="outside upper left", ncols=3, frameon=False, labelcolor=_INK)
        figure.savefig(drawn, format="svg", transparent=True, metadata={"Date": None})
    svg.text = _themed(drawn.getvalue())


def _themed(svg: str) -> str:
    """Without prologue, and with the page's own colours, which differ by light and dark."""
    svg = svg[svg.index("<svg") :].replace(_INK, "var(--ink)").replace(_GRID, "var(--rule)")
    for number in range(SERIES):
        svg = svg.replace(_colour(number), f"var(--series-{number + 1})")
    return svg


def _colour(number: int) -> str:
    """A colour that stands for the page's own."""
    return f"#00a{number % SERIES}a0"


def _marker(number: int) -> str:
    return _MARKERS[number % len(_MARKERS)]
