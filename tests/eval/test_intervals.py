"""Bootstrap intervals and the paired test."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import bootstrap_mean, randomisation_p

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(VALUES)
def test_the_mean_lies_within_its_interval_and_the_interval_within_the_values(values: list[float]) -> None:
    """Protects the order low ≤ mean ≤ high for samples that are not extreme in their skew."""
    found = bootstrap_mean(values)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.n == len(values)
    assert sum(values) / len(values) == pytest.approx(found.value)


def test_the_same_sample_gives_the_same_interval() -> None:
    """A figure that changes from run to run cannot be checked."""
    assert bootstrap_mean([0.0, 1.0, 1.0]) == bootstrap_mean([0.0, 1.0, 1.0])


def test_equal_values_leave_no_doubt() -> None:
    """No spread, no interval."""
    assert (0.5, 0.5, 0.5, 3) == bootstrap_mean([0.5, 0.5, 0.5])


def test_the_interval_agrees_with_scipy() -> None:
    """An independent implementation of the percentile bootstrap; resampling noise is below 0.01 here."""
    from scipy.stats import bootstrap

    values = np.random.default_rng(1).random(200)
    theirs = bootstrap((values,), np.mean, n_resamples=5000, method="percentile", rng=2).confidence_interval
    ours = bootstrap_mean(list(values))
    assert pytest.approx((theirs.low, theirs.high), abs=0.01) == (ours.low, ours.high)


def test_p_agrees_with_all_arrangements_counted() -> None:
    """Six differences have 64 arrangements of signs: the exact p value is the share as far from zero."""
    differences = [0.3, 0.2, 0.25, -0.1, 0.4, 0.05]
    sums = [abs(sum(s * d for s, d in zip(signs, differences, strict=True))) for signs in product((1, -1), repeat=6)]
    exact = sum(value >= abs(sum(differences)) - 1e-12 for value in sums) / 64
    assert exact == pytest.approx(randomisation_p(differences), abs=0.02)


def test_no_difference_is_no_evidence() -> None:
    """Identical runs: every arrangement is as far from zero."""
    assert 1.0 == randomisation_p([0.0] * 5)


def test_nothing_has_no_mean() -> None:
    """Protects against a figure made of no questions."""
    with pytest.raises(ValueError, match="nothing"):
        bootstrap_mean([])
    with pytest.raises(ValueError, match="no pairs"):
        randomisation_p([])
