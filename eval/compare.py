"""Whether one of two runs over the same questions is better, and on which questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.intervals import Interval, bootstrap_mean, randomisation_p
from eval.run import Run
from rag.errors import InputError


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in both runs, over the questions that have it in both; ``change`` is second minus first."""

    measure: str
    first: float
    second: float
    change: Interval
    p: float
    """Two-sided, of a paired randomisation test; not corrected for looking at several measures."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A question and how one measure changed on it."""

    query: str
    question: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]
    """The questions that changed most by the first measure, biggest change first."""
    only_first: int
    only_second: int
    """How many questions stand in one run only, and are not compared."""


def compare(first: Run, second: Run, *, shown: int = 10) -> Comparison:
    """What changed from ``first`` to ``second``; raises ``InputError`` when they share no question or measure."""
    common = [query for query in first.per_query if query in second.per_query]
    if not common:
        raise InputError("the two runs share no question (summaries hold none: compare what --out wrote)")
    measures = [name for name in first.metrics["all"] if name in second.metrics["all"]]
    if not measures:
        raise InputError(f"the two runs share no measure: one is of {first.benchmark}, the other of {second.benchmark}")
    return Comparison(
        tuple(_difference(name, _pairs(first, second, common, name)) for name in measures),
        _most_changed(first, second, common, measures[0])[:shown],
        len(first.per_query) - len(common),
        len(second.per_query) - len(common),
    )


def _pairs(first: Run, second: Run, common: Sequence[str], name: str) -> list[tuple[str, float, float]]:
    rows = ((query, first.per_query[query].get(name), second.per_query[query].get(name)) for query in common)
    return [(q, float(a), float(b)) for q, a, b in rows if isinstance(a, int | float) and isinstance(b, int | float)]


def _difference(name: str, pairs: Sequence[tuple[str, float, float]]) -> Difference:
    if not pairs:
        raise InputError(f"no question has {name} in both runs")
    changes = [b - a for _, a, b in pairs]
    means = [sum(column) / len(pairs) for column in ([a for _, a, _ in pairs], [b for _, _, b in pairs])]
    return Difference(name, means[0], means[1], bootstrap_mean(changes), randomisation_p(changes))


def _most_changed(first: Run, second: Run, common: Sequence[str], name: str) -> tuple[Changed, ...]:
    changed = [
        Changed(query, str(first.per_query[query].get("question", "")), a, b)
        for query, a, b in _pairs(first, second, common, name)
        if a != b
    ]
    return tuple(sorted(changed, key=lambda item: (-abs(item.second - item.first), item.query)))
