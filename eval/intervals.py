"""How sure a mean is, and whether two systems differ; both by resampling questions, with a fixed seed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SEED = 20240917
RESAMPLES = 2000
PERMUTATIONS = 10_000
_CELLS = 4_000_000
"""How many random numbers are drawn at once: bounds memory at some 30 MB."""


Statistic = Callable[[NDArray[np.float64]], float]
"""A figure of an array with a row a question; not a number where it is not defined."""


class Interval(NamedTuple):
    """A measure over ``n`` questions with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


def bootstrap_mean(values: Sequence[float], seed: int = SEED) -> Interval:
    """The mean with its percentile interval (Efron, Tibshirani: An Introduction to the Bootstrap, 1993, ch. 13)."""
    sample = np.asarray(values, float)
    if not len(sample):
        raise ValueError("there is no mean of nothing")
    random = np.random.default_rng(seed)
    means = np.empty(RESAMPLES)
    step = max(1, _CELLS // len(sample))
    for start in range(0, RESAMPLES, step):
        rows = min(step, RESAMPLES - start)
        means[start : start + rows] = sample[random.integers(0, len(sample), (rows, len(sample)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return Interval(float(sample.mean()), float(low), float(high), len(sample))


def bootstrap(rows: Sequence[Sequence[float]], statistic: Statistic, seed: int = SEED) -> Interval:
    """The same for a statistic that is no mean, of an array with a row a question.

    Resamples for which it is not a number (all of one class) are set aside.
    """
    sample = np.asarray(rows, float)
    random = np.random.default_rng(seed)
    draws = (sample[random.integers(0, len(sample), len(sample))] for _ in range(RESAMPLES))
    values = np.array([statistic(draw) for draw in draws])
    low, high = np.nanpercentile(values, (2.5, 97.5))
    return Interval(float(statistic(sample)), float(low), float(high), len(sample))


def randomisation_p(differences: Sequence[float], seed: int = SEED) -> float:
    """The two-sided p value of a paired randomisation test that the mean difference is zero.

    Signs are flipped at random; the observed arrangement counts as one (Smucker, Allan, Carterette: A Comparison of
    Statistical Significance Tests for Information Retrieval Evaluation, CIKM 2007).
    """
    paired = np.asarray(differences, float)
    if not len(paired):
        raise ValueError("there are no pairs")
    random = np.random.default_rng(seed)
    observed, as_far = abs(paired.sum()) - 1e-12, 0
    step = max(1, _CELLS // len(paired))
    for start in range(0, PERMUTATIONS, step):
        signs = random.choice((-1.0, 1.0), (min(step, PERMUTATIONS - start), len(paired)))
        as_far += int((np.abs(signs @ paired) >= observed).sum())
    return (as_far + 1) / (PERMUTATIONS + 1)
