"""The figures, on readers whose answers are known beforehand."""

import random
from collections.abc import Sequence

import pytest

from rag.models.base import Reading, Span
from tests.models.tiny_reader import tiny_encoder, tiny_tokenizer
from tests.training.test_data import context, question
from training.evaluate import natural_figures, pair_figures, span_figures, ten_figures
from training.neighbours import Dense
from training.passages import Passage, cut
from training.trials import Pool, Trial, passages_of, ten


class Knowing:
    """Finds 1926 wherever it stands, and is sure of it."""

    fingerprint = "knowing"

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """The place of 1926, or the first letter; passages are read whole."""
        return [[self._read(passage)] for passage in passages]

    def _read(self, passage: str) -> Reading:
        start = passage.find("1926")
        return Reading(0, 1, -1.0, -1.0) if start < 0 else Reading(start, start + 4, 1.0, 1.0)


def trial() -> Trial:
    """A question whose gold passage holds 1926, and two others that do not."""
    gold, *others = (Passage(context(f"{text}."), 0, len(text) + 1) for text in ("Il date de 1926", "Bleu", "Vert"))
    wrong = tuple(others)
    return Trial(question("Quand ?", "1926"), gold, wrong, wrong, wrong, wrong)


def test_a_reader_that_finds_every_answer_scores_one() -> None:
    """F1 and exact match."""
    figures = span_figures(Knowing(), [("Quand ?", question("Quand ?", "1926"))])
    assert {"f1": 1.0, "em": 1.0, "n": 1} == figures


def test_a_reader_that_knows_what_is_missing_parts_all_pairs() -> None:
    """From neighbours of each origin, by either score."""
    figures = pair_figures(Knowing(), [trial()])
    assert 2 == figures.pop("n") + 1
    assert {1.0} == set(figures.values())


def test_every_other_question_has_its_answer_withheld() -> None:
    """Two of four questions are answerable, and the best of their passages tells them apart."""
    figures = ten_figures(Knowing(), [trial()] * 4)
    assert 1.0 == figures["auroc.both"] == figures["gold_first"] == figures["balanced.answerable"]
    assert 4 == figures["n"]


def test_ten_passages_with_or_without_the_gold_one() -> None:
    """Never the gold one where it is withheld."""
    rng = random.Random(1)
    assert trial().gold.body in {p.body for p in ten(trial(), with_gold=True, rng=rng)}
    assert trial().gold.body not in {p.body for p in ten(trial(), with_gold=False, rng=rng)}


def test_natural_questions_are_told_apart_by_their_best_passage() -> None:
    """One with an answer in its second passage, one without any."""
    answered = question("Quand ?", "1926")
    other = context("Rien ici.")
    unanswered = type(answered)("clapnq/2", "Quand ?", "fr", other, ())
    assert natural_figures(Knowing(), tiny_tokenizer(), [answered, unanswered])["auroc.both"] == pytest.approx(1.0)


def test_a_trial_never_offers_the_answer_as_a_wrong_passage() -> None:
    """Neither by words nor by meaning, and the gold passage is the one that holds it."""
    asked = question("De quand date le pont ?", "1926")
    pool = Pool(list(cut(context(), lambda text: 100, 96)), "fr", tiny_tokenizer(), tiny_encoder())
    (found,) = pool.trials([asked])
    assert "Il date de 1926." == found.gold.body
    for wrong in (found.lexical, found.dense, found.siblings, found.fused):
        assert wrong
        assert all("1926" not in passage.body for passage in wrong)


def test_what_is_nearest_by_vector_does_not_hang_on_the_order_of_the_passages() -> None:
    """Texts of like length are read together; each vector has to find back to its passage."""
    passages = [*cut(context(), lambda text: 100, 96), Passage(context(), 0, 7)]
    asked = ["Quand ?", "De quand date le pont ?"]
    forwards = list(Dense(passages, tiny_tokenizer(), tiny_encoder()).ranked(asked, 3))
    backwards = list(Dense(passages[::-1], tiny_tokenizer(), tiny_encoder()).ranked(asked, 3))
    assert [3, 3] == [len(set(found)) for found in forwards]
    assert forwards == backwards


def test_passages_of_a_context_are_taken_once() -> None:
    """However many questions it has."""
    questions = [question("Quand ?", "1926"), question("Quelle ville ?", "Bac Lan")]
    assert 1 == len({p.context.key for p in passages_of(questions, tiny_tokenizer())})
