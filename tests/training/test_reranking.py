"""What a ranking gains, worked by hand."""

from math import log2

import numpy as np
import pytest

from eval.squad import Squad, SquadParagraph, SquadQuestion
from training.reranking import Judged, asked_across, mean

JUDGED = Judged("q", np.array([0.9, 0.8, 0.7]), np.array([-9.0, -9.0, 9.0]), np.array([False, False, True]))
"""The right paragraph comes third, and the reader is sure of it."""


def test_without_a_share_the_order_stays() -> None:
    """The third place is worth 1 / log2(4)."""
    assert JUDGED.ndcg(0.0, 1.0) == pytest.approx(1 / log2(4))


def test_the_reader_lifts_by_no_more_than_its_share() -> None:
    """0.15 takes the third past the second, 0.8 and no further; 0.25 to the top."""
    assert JUDGED.ndcg(0.15, 1.0) == pytest.approx(1 / log2(3))
    assert JUDGED.ndcg(0.25, 1.0) == 1.0


def test_what_is_not_among_the_hits_is_worth_nothing() -> None:
    """As in the measure itself, which counts every question."""
    lost = Judged("r", JUDGED.scores, JUDGED.logits, np.zeros(3, bool))
    assert mean([JUDGED, lost], 0.25, 1.0) == pytest.approx(0.5)


def test_questions_change_language_and_paragraphs_do_not() -> None:
    """By the question's id; one that the other file lacks is left out."""
    paragraphs = (SquadParagraph("0-0", "Titre", "Texte."),)
    asked = tuple(SquadQuestion(name, "Quand ?", "0-0", ("Texte",), (0,)) for name in ("a", "b"))
    other = Squad("vi", (), (SquadQuestion("a", "Khi nào?", "x", (), ()),))
    across = asked_across(Squad("fr", paragraphs, asked), other)
    assert [("a", "Khi nào?", ("Texte",))] == [(q.id, q.text, q.answers) for q in across.questions]
    assert paragraphs == across.paragraphs
