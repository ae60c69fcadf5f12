"""Whether a confidence means what it says, and what it costs to answer more."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BINS = 10

Judged = tuple[float, bool]
"""A confidence in [0, 1] and whether the answer was right."""


class Bin(NamedTuple):
    """Answers of about one confidence: how sure they were, how often right, how many."""

    confidence: float
    accuracy: float
    answers: int


class Point(NamedTuple):
    """Answering the surest ``coverage`` of all questions, a share of ``risk`` of the answers is wrong."""

    coverage: float
    risk: float


def calibration_bins(judged: Sequence[Judged]) -> list[Bin]:
    """The answers in ten bins of equal width; empty bins are left out."""
    bins: dict[int, list[Judged]] = {}
    for confidence, right in judged:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return [
        Bin(sum(c for c, _ in found) / len(found), sum(r for _, r in found) / len(found), len(found))
        for _, found in sorted(bins.items())
    ]


def expected_calibration_error(judged: NDArray[np.float64]) -> float:
    """The mean distance between confidence and accuracy over the bins, weighed by their answers, in [0, 1].

    ``judged`` has a row an answer: its confidence, and 1 where it was right. Naeini, Cooper, Hauskrecht: Obtaining
    Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015.
    """
    bins = np.minimum((judged[:, 0] * BINS).astype(int), BINS - 1)
    off = np.bincount(bins, weights=judged[:, 0] - judged[:, 1])
    return float(np.abs(off).sum() / len(judged))


def risk_coverage(judged: Sequence[Judged], questions: int) -> list[Point]:
    """The risk at each coverage, surest first; answers of one confidence come together.

    ``questions`` is the number of all that were asked: those for which nothing was proposed are never covered
    (El-Yaniv, Wiener: On the Foundations of Noise-free Selective Classification, JMLR 2010).
    """
    points: list[Point] = []
    ordered = sorted(judged, key=lambda item: -item[0])
    wrong = 0
    for count, (confidence, right) in enumerate(ordered, 1):
        wrong += not right
        if count == len(ordered) or ordered[count][0] != confidence:
            points.append(Point(count / questions, wrong / count))
    return points
