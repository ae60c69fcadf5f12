"""What readers say of answers, and what becomes of it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eval.questions import read_questions
from rag.errors import InputError, NotFoundError, QuestionError, StoreWriteError
from rag.serve.feedback import FeedbackBook, cases_of, read_feedback
from tests.serve.fake_assistant import BRIDGE, BRIDGE_QUOTE, MEETING, MEETING_QUOTE, SHORT, FakeAssistant

Judges = Callable[..., None]


def _span(text: str, quote: str, article_id: str) -> dict[str, object]:
    start = text.index(quote)
    return {"article_id": article_id, "start": start, "end": start + len(quote)}


CITED = _span(MEETING.text, MEETING_QUOTE, MEETING.id)
RIGHT = _span(BRIDGE.text, BRIDGE_QUOTE, BRIDGE.id)


@pytest.fixture
def book(tmp_path: Path) -> FeedbackBook:
    """An empty one, on a day in 2026."""
    return FeedbackBook(tmp_path / "feedback.jsonl", FakeAssistant().article, lambda: datetime(2026, 5, 4, tzinfo=UTC))


def _judgement(verdict: str = "up", **more: object) -> str:
    values = {
        "verdict": verdict,
        "question": "Quand ?",
        "standalone_question": "Quand ?",
        "language": "fr",
        "engine": "extractive",
        "status": "answered",
        "short_answer": SHORT,
        "passages": [CITED],
    }
    return json.dumps({**values, **more})


def _cases(book: FeedbackBook) -> list[dict[str, Any]]:
    return list(cases_of(read_feedback(book.path)))


def test_a_judgement_is_kept_with_the_words_it_is_about(book: FeedbackBook) -> None:
    """Offsets mean nothing once the article has changed."""
    book.add(_judgement())
    (kept,) = read_feedback(book.path)
    assert ("2026-05-04T00:00:00+00:00", "up") == (kept["at"], kept["verdict"])
    assert (MEETING_QUOTE, MEETING.source) == (kept["passages"][0]["quote"], kept["passages"][0]["article"])


def test_a_thumb_up_makes_the_answer_a_gold_one(book: FeedbackBook, tmp_path: Path) -> None:
    """The evaluations read it as they read our own questions."""
    book.add(_judgement())
    (case,) = _cases(book)
    (tmp_path / "cases.jsonl").write_text(json.dumps(case), "utf-8")
    (question,) = read_questions(tmp_path / "cases.jsonl")
    assert (True, (SHORT,)) == (question.answerable, question.answers)
    assert [(MEETING.source, MEETING_QUOTE)] == [(place.article, place.quote) for place in question.places]


def test_a_thumb_up_for_a_refusal_makes_the_question_unanswerable(book: FeedbackBook) -> None:
    """That the articles do not say was right."""
    book.add(_judgement(status="unanswerable", short_answer=None, passages=[]))
    (case,) = _cases(book)
    assert (False, []) == (case["answerable"], case["answers"])


def test_the_right_passage_replaces_the_wrong_one(book: FeedbackBook) -> None:
    """The short answer of the wrong one goes with it."""
    book.add(_judgement("down", right=RIGHT))
    (case,) = _cases(book)
    assert (BRIDGE.source, BRIDGE_QUOTE, [BRIDGE_QUOTE]) == (case["article"], case["quote"], case["answers"])


def test_a_wrong_answer_to_what_the_articles_do_not_say_becomes_a_refusal(book: FeedbackBook) -> None:
    """The dearest of all cases."""
    book.add(_judgement("down", silent=True))
    assert not _cases(book)[0]["answerable"]


def test_a_thumb_down_alone_is_kept_but_makes_no_case(book: FeedbackBook) -> None:
    """It is not known what would have been right."""
    book.add(_judgement("down"))
    assert 1 == len(read_feedback(book.path))
    assert [] == _cases(book)


def test_a_later_judgement_of_the_same_question_counts(book: FeedbackBook) -> None:
    """A thumb down comes first, what would have been right a moment later."""
    book.add(_judgement("down"))
    book.add(_judgement("down", silent=True))
    book.add(_judgement("up"))
    (case,) = _cases(book)
    assert case["answerable"]


def test_a_follow_up_keeps_its_history(book: FeedbackBook) -> None:
    """Alone it would be another question."""
    history = [{"question": "Où ?", "answer": "Là."}]
    book.add(_judgement(history=history, standalone_question="Quand, là ?"))
    (case,) = _cases(book)
    assert (history, "Quand, là ?") == (case["history"], case["standalone"])


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        _judgement("perhaps"),
        _judgement(more=1),
        _judgement("up", silent=True),
        _judgement("down", right=RIGHT, silent=True),
    ],
)
def test_what_is_no_judgement_is_refused(book: FeedbackBook, sent: str) -> None:
    """Anyone can send anything."""
    with pytest.raises(QuestionError):
        book.add(sent)
    assert not book.path.exists()


def test_a_passage_that_is_not_there_is_refused(book: FeedbackBook) -> None:
    """A gold quotation must stand in an article."""
    for span in ({**CITED, "end": 10**6}, {**CITED, "article_id": "nope"}):
        with pytest.raises(NotFoundError):
            book.add(_judgement(passages=[span]))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The reader is told that the thumb was not kept."""
    book = FeedbackBook(tmp_path / "missing" / "feedback.jsonl", FakeAssistant().article)
    with pytest.raises(StoreWriteError, match=r"missing/feedback\.jsonl: cannot be written"):
        book.add(_judgement())


def test_a_broken_line_is_named(book: FeedbackBook) -> None:
    """A file that was edited by hand."""
    book.add(_judgement())
    with book.path.open("a") as file:
        file.write("{\n")
    with pytest.raises(InputError, match=r"feedback\.jsonl:2: not a line of JSON"):
        read_feedback(book.path)
