"""What the chat makes of a question, without a browser."""

import json
import logging
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import QuestionError
from rag.schema import Answer, Filters, Turn
from rag.serve.talk import Reply, encoded, read_asked, replies
from rag.serve.texts import texts_for
from tests.serve.fake_assistant import FakeAssistant, answered
from tests.serve.html_reading import every, one

ENGLISH = texts_for("en")


def _sent(question: str, **more: object) -> str:
    return json.dumps({"id": "t-1", "question": question, **more})


def _replies(assistant: FakeAssistant, sent: str) -> list[Reply]:
    found = replies(assistant, sent, (), ENGLISH)  # type: ignore[arg-type]
    return [reply for reply in found if reply["html"]]


def _ask(assistant: FakeAssistant, question: str, **more: object) -> Reply:
    (reply,) = _replies(assistant, _sent(question, **more))
    return reply


def test_a_follow_up_is_asked_with_what_was_said_before(assistant: FakeAssistant) -> None:
    """`And the one before?` means nothing alone; the browser keeps the dialogue and sends it along."""
    first = _ask(assistant, "Yunnan?")
    _ask(assistant, "And the one before?", history=[first["told"]])
    assert (Turn("Yunnan?", answered("", "").answer),) == assistant.asked[1].history


def test_two_dialogues_know_nothing_of_each_other(assistant: FakeAssistant) -> None:
    """The server keeps nothing between questions."""
    _ask(assistant, "Yunnan?")
    _ask(assistant, "And the one before?")
    assert () == assistant.asked[1].history


def test_the_filters_of_the_form_reach_the_assistant(assistant: FakeAssistant) -> None:
    """Named and bounded as in the API."""
    _ask(assistant, "Yunnan?", since="2023-01-01", until="2023-12-31", source="seeds/*", kind="article")
    expected = Filters(date(2023, 1, 1), date(2023, 12, 31), "seeds/*", "article")
    assert expected == assistant.asked[0].filters


def test_the_filters_are_told_with_the_answer(assistant: FakeAssistant) -> None:
    """Whoever forgot them would take "the articles do not say" for the whole truth."""
    told = one(_ask(assistant, "Who won?", since="2023-01-01", kind="teaser")["html"], "p", class_="limited").text
    assert "from 1 January 2023" in told
    assert "Briefs only" in told
    assert [] == every(_ask(assistant, "Who won?")["html"], "p", class_="limited")


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "since is after until"),
        ({"since": "soon"}, "since"),
        ({"history": [{}] * 51}, "history"),
        ({"engine": "other"}, "engine"),
        ({"stranger": 1}, "stranger"),
    ],
)
def test_the_bounds_of_a_question_hold_without_the_pages_form(
    assistant: FakeAssistant, more: dict[str, object], named: str
) -> None:
    """Whoever speaks to the event queue directly is refused, not cut short."""
    reply = _ask(assistant, **{"question": "Yunnan?", **more})  # type: ignore[arg-type]
    assert named in one(reply["html"], "p", class_="reason").text
    assert [] == assistant.asked


@given(st.text())
def test_whatever_is_sent_becomes_a_reply_that_ends(sent: str) -> None:
    """A page that waits for ever would be worse than one that is told off."""
    (reply,) = _replies(FakeAssistant(), sent)
    assert reply["done"]


def test_an_error_of_ours_becomes_a_turn_that_tells_it(assistant: FakeAssistant) -> None:
    """The reader sees what to do; the dialogue goes on."""
    reply = _ask(assistant, "closed")
    assert "run `rag sync` first" in one(reply["html"], "p", class_="reason").text
    assert "t-1" == reply["id"]


def test_a_failed_turn_is_not_history(assistant: FakeAssistant) -> None:
    """There was no answer that a follow-up could refer to."""
    assert _ask(assistant, "closed")["told"] is None


def test_the_unforeseen_is_told_without_its_insides(assistant: FakeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """Logged for the operator, a plain sentence for the reader."""
    with caplog.at_level(logging.ERROR):
        reply = _ask(assistant, "boom")
    assert "Something unforeseen happened" in one(reply["html"], "p", class_="reason").text
    assert "secret detail" not in reply["html"]
    assert "secret detail" in caplog.text


def test_an_answer_that_is_being_written_is_shown_as_such(assistant: FakeAssistant) -> None:
    """Piece by piece; the last reply alone is kept."""
    *parts, last = _replies(assistant, _sent("Yunnan?", engine="llm"))
    assert ["La quatrième", "La quatrième réunion"] == [
        one(part["html"], "div", class_="answer").text for part in parts
    ]
    assert [False, False, True] == [part["done"] for part in parts] + [last["done"]]
    assert "answered" == one(last["html"], "article").attributes["data-status"]


def test_an_engine_that_is_not_there_is_refused() -> None:
    """It must not answer with another engine than the one asked for."""

    class OnlyExtractive(FakeAssistant):
        engines = ("extractive",)

    (reply,) = _replies(OnlyExtractive(), _sent("Yunnan?", engine="llm"))
    assert "no LLM is configured" in one(reply["html"], "p", class_="reason").text


def test_a_reply_holds_no_tag_that_gradio_could_see(assistant: FakeAssistant) -> None:
    """It warns in the server's log of values that begin a script; JSON can say the same without a `<`."""
    reply = _ask(assistant, "<script>alert(1)</script>")
    assert "<" not in encoded(reply)
    assert reply == json.loads(encoded(reply))


def test_what_is_wrong_with_a_question_is_said_by_name() -> None:
    """One line, not pydantic's report."""
    with pytest.raises(QuestionError, match=r"^number: Input should be greater than or equal to 1$"):
        read_asked(_sent("q", number=0))


def test_each_answer_is_told_to_whoever_counts_them(assistant: FakeAssistant) -> None:
    """The counters and the log hold the chat's answers too; a question that failed has none."""
    counted: list[Answer] = []
    for question in ("Yunnan?", "closed"):
        list(replies(assistant, _sent(question), (), ENGLISH, counted.append))  # type: ignore[arg-type]
    assert ["Yunnan?"] == [answer.question for answer in counted]
