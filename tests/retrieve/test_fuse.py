"""Fusion: a leg with nothing to say does not vote."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieve.fuse import LEXICAL_SHARE, best_bm25, fuse, idf
from rag.text.terms import Terms


def test_a_passage_that_matches_fully_gains_the_whole_share() -> None:
    """The scale of the lexical leg, worked by hand."""
    assert [(2, pytest.approx(0.8 + LEXICAL_SHARE)), (1, 0.85)] == fuse({1: 0.85, 2: 0.8}, {2: 4.0}, 4.0)


@given(st.dictionaries(st.integers(0, 50), st.floats(0.5, 1), max_size=20))
def test_without_lexical_matches_the_dense_ranking_stands(dense: dict[int, float]) -> None:
    """A Chinese question over French articles must not be worse than its dense leg."""
    assert sorted(dense, key=lambda n: (-dense[n], n)) == [n for n, _ in fuse(dense, {}, 9.0)]


def test_a_chance_match_of_one_name_counts_little() -> None:
    """One shared word of a question in another language is no reason to overturn the meaning."""
    best = best_bm25(Terms(("yunnan", "会议", "何时", "举行"), ()), 100, lambda _, term: 5 if term == "yunnan" else 0)
    only_the_name = 0.5 * idf(5, 100) * 2.2
    assert only_the_name / best < 0.2


def test_idf_is_that_of_bm25() -> None:
    """Robertson and Spärck Jones, with one added inside the logarithm as Lucene and tantivy do."""
    assert math.log(1 + 8.5 / 2.5) == idf(2, 10)


def test_a_question_without_terms_divides_by_no_zero() -> None:
    """Only punctuation was typed."""
    assert [(1, 0.9)] == fuse({1: 0.9}, {}, best_bm25(Terms((), ()), 10, lambda _, __: 0))
