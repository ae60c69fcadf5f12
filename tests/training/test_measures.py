"""The measures, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.measures import answer_words, auroc, balanced_accuracy, exact_match, f1

scores = st.lists(st.floats(-5, 5), min_size=1, max_size=20)


def test_articles_case_and_punctuation_do_not_count() -> None:
    """``l'UNESCO`` is ``unesco``."""
    assert ["unesco"] == answer_words("L’UNESCO,", "fr")
    assert 1.0 == exact_match("The bridge.", ["bridge"], "en")


def test_each_chinese_character_is_a_word() -> None:
    """Two of three characters found, nothing else: precision 1, recall 2/3, F1 0.8."""
    assert f1("红河", ["红河州"], "zh") == pytest.approx(0.8)


def test_f1_is_that_of_the_nearest_accepted_answer() -> None:
    """``mai 2024`` against ``2024``: precision 1/2, recall 1."""
    assert f1("mai 2024", ["3 juin", "2024"], "fr") == pytest.approx(2 / 3)
    assert 0.0 == f1("", ["2024"], "fr")


def test_auroc_counts_the_pairs_in_the_right_order() -> None:
    """Of four pairs two are right, one is a tie and one is wrong."""
    assert auroc([2.0, 1.0], [1.0, 0.0]) == pytest.approx(3.5 / 4)
    with pytest.raises(ValueError, match="both sides"):
        auroc([], [1.0])


@given(scores, scores)
def test_auroc_of_the_sides_changed_over_is_the_rest_to_one(positive: list[float], negative: list[float]) -> None:
    """Every pair is won by one side or shared."""
    assert auroc(positive, negative) + auroc(negative, positive) == pytest.approx(1.0)


@given(scores, scores)
def test_balanced_accuracy_is_at_least_a_half(positive: list[float], negative: list[float]) -> None:
    """The lowest threshold already gives one half."""
    assert 0.5 <= balanced_accuracy(positive, negative)[0] <= 1.0


def test_balanced_accuracy_names_its_threshold() -> None:
    """3 and 2 against 1 and 0 are parted from 2 upwards."""
    assert (1.0, 2.0) == balanced_accuracy([3.0, 2.0], [1.0, 0.0])
