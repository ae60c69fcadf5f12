"""What the chat makes of a question, without a browser."""

import logging

import pytest

from rag.schema import Turn
from rag.serve.chat import HISTORY_TURNS, Exchange, answer_turn
from rag.serve.render import pending_html
from rag.serve.texts import texts_for
from tests.serve.fake_assistant import FakeAssistant, answered
from tests.serve.html_reading import one

ENGLISH = texts_for("en")


def _ask(assistant: FakeAssistant, question: str, session: tuple[Exchange, ...] = ()) -> Exchange:
    return answer_turn(assistant, question, session, (), ENGLISH)


def test_a_follow_up_is_asked_with_what_was_said_before(assistant: FakeAssistant) -> None:
    """`And the one before?` means nothing alone."""
    first = _ask(assistant, "Yunnan?")
    _ask(assistant, "And the one before?", (first,))
    assert (Turn("Yunnan?", answered("", "").answer),) == assistant.asked[1].history


def test_two_sessions_know_nothing_of_each_other(assistant: FakeAssistant) -> None:
    """One reader's questions are not another's."""
    _ask(assistant, "Yunnan?")
    _ask(assistant, "And the one before?", ())
    assert () == assistant.asked[1].history


def test_a_long_dialogue_is_passed_on_by_its_last_turns(assistant: FakeAssistant) -> None:
    """The bound that the module documents."""
    session = tuple(Exchange(pending_html(str(n), ENGLISH), Turn(str(n), "a")) for n in range(HISTORY_TURNS + 3))
    _ask(assistant, "q", session)
    assert [str(n) for n in range(3, HISTORY_TURNS + 3)] == [turn.question for turn in assistant.asked[0].history]


@pytest.mark.parametrize("question", ["", "x" * 2001])
def test_the_bounds_of_a_question_hold_without_the_pages_form(assistant: FakeAssistant, question: str) -> None:
    """Whoever speaks to the event queue directly is refused, not cut short."""
    exchange = _ask(assistant, question)
    assert f"this one {len(question)}" in one(exchange.html, "p", class_="reason").text
    assert [] == assistant.asked


def test_an_error_of_ours_becomes_a_turn_that_tells_it(assistant: FakeAssistant) -> None:
    """The reader sees what to do; the dialogue goes on."""
    exchange = _ask(assistant, "closed")
    assert "run `rag sync` first" in one(exchange.html, "p", class_="reason").text
    assert exchange.turn is None


def test_the_unforeseen_is_told_without_its_insides(assistant: FakeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """Logged for the operator, a plain sentence for the reader."""
    with caplog.at_level(logging.ERROR):
        exchange = _ask(assistant, "boom")
    assert "Something unforeseen happened" in one(exchange.html, "p", class_="reason").text
    assert "secret detail" not in exchange.html
    assert "secret detail" in caplog.text


def test_a_failed_turn_is_not_history(assistant: FakeAssistant) -> None:
    """There was no answer that a follow-up could refer to."""
    failed = _ask(assistant, "closed")
    _ask(assistant, "Yunnan?", (failed,))
    assert () == assistant.asked[1].history
