"""The few words that answer."""

import pytest

from rag.answer.short import short_span
from rag.answer.wanted import Wanted


def short(
    sentence: str, pointed_at: str | None, language: str = "fr", kind: Wanted = "other", *, several: bool = False
) -> str | None:
    """The short answer of a sentence when the reader points at these words."""
    start = sentence.index(pointed_at) if pointed_at else 0
    read = (start, start + len(pointed_at)) if pointed_at else None
    span = short_span(sentence, language, kind, read, several=several)
    return span and sentence[span[0] : span[1]]


TRAIN = "La route de Nanning à Bac Ninh prend 12 heures, tandis que le train de Nanning à Hanoï met 20 heures."


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("从南宁到河内的火车要多久？", "20 heures"),
        ("Tàu Nam Ninh - Hà Nội chạy mất bao lâu?", "20 heures"),
        ("How long is the train from Nanning to Hanoi?", "20 heures"),
        ("How long does the road from Nanning to Bac Ninh take?", "12 heures"),
    ],
)
def test_of_two_durations_that_of_the_places_in_the_question_answers(question: str, expected: str) -> None:
    """Wherever the reader points."""
    for pointed_at in ("12 heures", "20 heures"):
        start = TRAIN.index(pointed_at)
        read = (start, start + len(pointed_at))
        span = short_span(TRAIN, "fr", "duration", read, several=False, question=question)
        assert span is not None
        assert expected == TRAIN[span[0] : span[1]]


def test_what_the_reader_points_at_answers() -> None:
    """Nothing is added to it."""
    assert "Lê Van" == short("Le maire Lê Van a coupé le ruban.", "Lê Van")


def test_without_a_pointer_and_a_fact_nothing_answers() -> None:
    """The whole sentence is quoted anyway."""
    assert None is short("Le maire a coupé le ruban.", None)


def test_the_fact_that_the_reader_touches_is_given_whole() -> None:
    """A date without its year is half an answer."""
    assert "le 3 mai 2024" == short("Fermé le 2 avril 2022, il a rouvert le 3 mai 2024.", "3 mai", kind="date")


def test_the_only_fact_of_the_kind_needs_no_pointer() -> None:
    """The reader looks elsewhere, the question does not."""
    assert "20 heures" == short("Le trajet dure 20 heures.", None, kind="duration")
    assert None is short("Il dure 20 heures, puis 12 heures.", None, kind="duration")


@pytest.mark.parametrize(
    ("sentence", "pointed_at", "language", "whole"),
    [
        (
            "Les provinces de Lang Son, Cao Bang et Ha Giang coopèrent.",
            "Cao Bang",
            "fr",
            "Lang Son, Cao Bang et Ha Giang",
        ),
        (
            "It links Nanning, Hanoi and the port of Hai Phong.",
            "Nanning",
            "en",
            "Nanning, Hanoi and the port of Hai Phong",
        ),
        ("Các tỉnh Lạng Sơn, Cao Bằng và Hà Giang tham gia.", "Lạng Sơn", "vi", "Lạng Sơn, Cao Bằng và Hà Giang"),
        ("谅山、高平、河江等省参加。", "高平", "zh", "谅山、高平、河江"),
    ],
)
def test_a_list_comes_back_whole(sentence: str, pointed_at: str, language: str, whole: str) -> None:
    """One province of three is not the answer to "quelles provinces"."""
    found = short(sentence, pointed_at, language, several=True)
    assert found is not None
    assert whole in found
    assert pointed_at == short(sentence, pointed_at, language)
