"""The retrieval measures against values worked by hand and against another implementation."""

import math
import random
import sys

import numpy as np
import pytest

from eval.measures import MEASURES, measure, require_measures
from eval.vocabulary import Qrel
from rag.errors import DepecheError


def test_measures_match_values_worked_by_hand() -> None:
    """Relevant: a (grade 2) found third, b (grade 1) found first, c (grade 1) not found.

    DCG is 1/log2(2) + 2/log2(4) = 2; the ideal is 2/log2(2) + 1/log2(3) + 1/log2(4) = 3.1309.
    """
    qrels = [Qrel("q", "a", 2), Qrel("q", "b", 1), Qrel("q", "c", 1), Qrel("q", "x", 0)]
    values = measure(qrels, {"q": ["b", "x", "a"]})["q"]
    expected = {
        "nDCG@10": 2 / (2 + 1 / math.log2(3) + 0.5), "MRR@10": 1.0, "recall@1": 1 / 3, "recall@5": 2 / 3,
        "recall@10": 2 / 3, "recall@100": 2 / 3,
    }  # fmt: skip
    assert expected == pytest.approx(values)


def test_the_first_relevant_on_rank_four_gives_a_quarter() -> None:
    """The reciprocal rank, whatever the ids: trec_eval would sort ties by id."""
    assert 0.25 == measure([Qrel("q", "d", 1)], {"q": ["z", "a", "y", "d"]})["q"]["MRR@10"]


def test_what_stands_on_rank_eleven_counts_only_in_recall_at_hundred() -> None:
    """Protects the cut-offs."""
    values = measure([Qrel("q", "r", 1)], {"q": [*"abcdefghij", "r"]})["q"]
    assert dict.fromkeys(MEASURES, 0.0) | {"recall@100": 1.0} == values


def test_a_question_for_which_nothing_was_found_scores_zero() -> None:
    """It does not leave the mean."""
    values = measure([Qrel("q", "a", 1), Qrel("empty", "a", 1)], {"q": ["a"], "empty": []})
    assert dict.fromkeys(MEASURES, 0.0) == values["empty"]
    assert dict.fromkeys(MEASURES, 0.0) == measure([Qrel("q", "a", 1)], {})["q"]


def test_a_missing_library_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is optional; a stack trace would not say so."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(DepecheError, match=r"pip install 'depeche\[eval\]'"):
        require_measures()


def test_ndcg_agrees_with_scikit_learn_on_random_rankings() -> None:
    """An independent implementation, on graded judgements over rankings of all documents."""
    from sklearn.metrics import ndcg_score

    chance = random.Random(7)
    for _ in range(50):
        grades = [chance.choice((0, 0, 1, 2, 3)) for _ in range(30)]
        grades[0] = 1
        order = chance.sample(range(30), 30)
        qrels = [Qrel("q", f"d{n}", grade) for n, grade in enumerate(grades)]
        ours = measure(qrels, {"q": [f"d{n}" for n in order]})["q"]["nDCG@10"]
        scores = np.zeros(30)
        scores[order] = np.arange(30, 0, -1)
        assert ndcg_score([grades], [scores], k=10) == pytest.approx(ours)
