"""Questions with defects, and questions about something else."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.noise import names_in, noisy, swapped

QUESTION = "Quand se tient la 4e réunion à Bac Lan ?"


@given(st.integers(0, 1000), st.sampled_from(["fr", "en", "vi", "zh"]))
def test_a_noisy_question_still_asks_something(seed: int, language: str) -> None:
    """Whatever the defect."""
    assert noisy(QUESTION, language, random.Random(seed)).strip()


@given(st.integers(0, 1000))
def test_a_swapped_question_asks_about_a_detail_that_the_passage_lacks(seed: int) -> None:
    """So that the passage does not answer it; all else stays as it was."""
    passage = "La 4e réunion se tient le 12 mai à Bac Lan."
    changed = swapped(QUESTION, passage, ["Hanoi", "Bac"], random.Random(seed))
    if changed is not None:
        gone = [word for word in QUESTION.split() if word not in changed.split()]
        new = [word for word in changed.split() if word not in QUESTION.split()]
        assert 1 == len(gone) == len(new)
        assert new[0] not in passage.split()


def test_a_question_without_a_detail_of_the_passage_cannot_be_swapped() -> None:
    """Another number in it would change nothing: the passage did not speak of the first one either."""
    assert swapped("Où est la 7e réunion ?", "La 4e réunion.", ["Hanoi"], random.Random(1)) is None


def test_names_are_capitalised_words_within_a_question() -> None:
    """Its first word is capitalised anyway."""
    assert ["Bac", "Lan"] == names_in(QUESTION)
