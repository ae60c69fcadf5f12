"""Abstention and calibration against values worked by hand and against scikit-learn."""

import math
import random

import numpy as np
import pytest

from eval.abstention_scores import abstention_scores, auroc
from eval.calibration import calibration_bins, expected_calibration_error, risk_coverage

ROWS = [
    (True, True, 0.9),
    (True, True, 0.6),
    (True, False, 0.4),
    (True, True, 0.7),
    (False, True, 0.6),
    (False, False, 0.1),
]


def test_rates_match_values_worked_by_hand() -> None:
    """Three of four answerable are answered, one of two others is refused: (0.75 + 0.5) / 2."""
    found = abstention_scores(ROWS)
    assert 0.625 == found["balanced accuracy"].value
    assert 0.5 == found["hallucination rate"].value
    assert 0.25 == found["error rate"].value


def test_auroc_matches_a_count_of_pairs() -> None:
    """Of 4 × 2 pairs six are in order (0.9 and 0.7 twice, 0.6 and 0.4 once), one is a tie, one is wrong."""
    assert 6.5 / 8 == abstention_scores(ROWS)["AUROC"].value


def test_scores_agree_with_scikit_learn() -> None:
    """An independent implementation, with many ties."""
    from sklearn.metrics import balanced_accuracy_score, roc_auc_score

    chance = random.Random(3)
    rows = [(chance.random() < 0.4, chance.random() < 0.6, round(chance.random(), 1)) for _ in range(200)]
    labels, answered, scores = zip(*rows, strict=True)
    found = abstention_scores(rows)
    assert roc_auc_score(labels, scores) == pytest.approx(found["AUROC"].value)
    assert balanced_accuracy_score(labels, answered) == pytest.approx(found["balanced accuracy"].value)


def test_what_is_not_defined_is_not_reported() -> None:
    """Without unanswerable questions there is no hallucination rate; a zero would look like a perfect one."""
    assert ["error rate"] == list(abstention_scores([(True, True, 0.9)]))
    assert {} == abstention_scores([])
    assert math.isnan(auroc(np.array([0.5]), np.array([1.0])))


def test_calibration_error_matches_a_value_worked_by_hand() -> None:
    """Bin 0.9: 0.95 sure, right in 1 of 2; bin 0.2: 0.2 sure, never right: (2·0.45 + 1·0.2) / 3."""
    judged = [(0.95, True), (0.95, False), (0.2, False)]
    assert [(0.2, 0.0, 1), (0.95, 0.5, 2)] == calibration_bins(judged)
    assert 1.1 / 3 == pytest.approx(expected_calibration_error(np.array(judged, float)))


def test_full_confidence_belongs_to_the_last_bin() -> None:
    """1.0 is a confidence too."""
    assert [(0.975, 0.5, 2)] == calibration_bins([(1.0, True), (0.95, False)])


def test_risk_grows_with_coverage_as_counted() -> None:
    """Of four questions three were proposed an answer; two of one confidence come together."""
    judged = [(0.5, True), (0.9, True), (0.5, False)]
    assert [(0.25, 0.0), (0.75, pytest.approx(1 / 3))] == risk_coverage(judged, 4)
