"""How well a system knows what it does not know.

Thakur et al.: NoMIRACL, Knowing When You Don't Know, 2024: the hallucination rate over questions without an answer
and the error rate over those with one.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.intervals import Interval, Statistic, bootstrap

ABSTENTION = ("balanced accuracy", "AUROC", "hallucination rate", "error rate")

Array = NDArray[np.float64]


def abstention_scores(rows: Sequence[tuple[bool, bool, float]]) -> dict[str, Interval]:
    """The measures of (answerable, answered, confidence) rows, with intervals; those that are not defined left out.

    Balanced accuracy: the mean of the share answered of what is answerable and the share refused of what is not.
    """
    array = [(float(answerable), float(answered), confidence) for answerable, answered, confidence in rows]
    found: dict[str, Statistic] = {
        "balanced accuracy": lambda a: 1 - (_rate(a, 0.0, 1.0) + _rate(a, 1.0, 0.0)) / 2,
        "AUROC": lambda a: auroc(a[:, 2], a[:, 0]),
        "hallucination rate": lambda a: _rate(a, 0.0, 1.0),
        "error rate": lambda a: _rate(a, 1.0, 0.0),
    }
    defined = {name: statistic for name, statistic in found.items() if array and _defined(statistic(np.array(array)))}
    return {name: bootstrap(array, statistic) for name, statistic in defined.items()}


def auroc(scores: Array, labels: Array) -> float:
    """How likely a positive scores above a negative, ties counting half (Mann, Whitney 1947); nan for one class."""
    positive = labels > 0.5
    n, m = int(positive.sum()), int((~positive).sum())
    if not n or not m:
        return math.nan
    return float((_ranks(scores)[positive].sum() - n * (n + 1) / 2) / (n * m))


def _rate(array: Array, answerable: float, answered: float) -> float:
    """The share of ``answered`` among the questions that are ``answerable``; nan when there are none."""
    chosen = array[array[:, 0] == answerable]
    return float((chosen[:, 1] == answered).mean()) if len(chosen) else math.nan


def _ranks(values: Array) -> Array:
    """Ranks from 1, equal values sharing the mean of theirs."""
    unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Array = (last - (counts - 1) / 2)[inverse]
    return ranks if len(unique) else np.zeros(0)


def _defined(value: float) -> bool:
    return not math.isnan(value)
