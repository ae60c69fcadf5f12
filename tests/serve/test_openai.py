"""The archive as a model, as OpenAI's own client sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rag.schema import Turn
from rag.serve.objects import answer_object
from rag.serve.openai_bodies import ChatBody, without_sources
from rag.serve.openai_objects import rest_of, sources_below
from tests.serve.fake_assistant import FakeAssistant, answered

openai = pytest.importorskip("openai")
QUESTION = "La 4e réunion au Yunnan ?"
ANSWER = answered(QUESTION, QUESTION)
CONTENT = ANSWER.answer + "\n\n---\n[1] Cinq provinces se retrouvent à la frontière · 2023-03-27 · seeds/meeting.txt"


ASK = {"model": "depeche", "messages": [{"role": "user", "content": QUESTION}]}


def test_an_answer_is_a_completion_with_the_whole_object(client: TestClient) -> None:
    """Markers and sources for whoever reads, the object for whoever computes."""
    completion = client.post("/v1/chat/completions", json=ASK).json()
    assert CONTENT == completion["choices"][0]["message"]["content"]
    assert answer_object(ANSWER) == completion["depeche"]
    usage = completion["usage"]
    assert (6, len(CONTENT.split())) == (usage["prompt_tokens"], usage["completion_tokens"])
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_what_was_said_before_is_the_history(client: TestClient, assistant: FakeAssistant) -> None:
    """Without the sources that were put below, and without the client's instructions."""
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": CONTENT},
        {"role": "user", "content": [{"type": "text", "text": "Et après ?"}]},
    ]
    body = ASK | {"messages": messages, "temperature": 0.2, "max_tokens": 9, "user": "x"}
    assert 200 == client.post("/v1/chat/completions", json=body).status_code
    assert [("Et après ?", (Turn(QUESTION, ANSWER.answer),))] == [(q.text, q.history) for q in assistant.asked]


@pytest.mark.parametrize(
    ("change", "status", "named"),
    [
        ({"model": "gpt-4"}, 404, "depeche"),
        ({"n": 2}, 422, "n"),
        ({"tools": [{"type": "function"}]}, 422, "tools"),
        ({"response_format": {"type": "json_object"}}, 422, "response_format"),
        ({"messages": []}, 422, "messages"),
        ({"messages": [{"role": "assistant", "content": "a"}]}, 400, "user"),
        ({"messages": [{"role": "user", "content": " "}]}, 400, "characters"),
        ({"messages": [{"role": "user", "content": "x" * 2001}]}, 400, "2001"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, 422, "messages"),
    ],
)
def test_what_would_change_the_shape_of_the_answer_is_refused(
    client: TestClient, change: dict[str, object], status: int, named: str
) -> None:
    """Silence would be taken for consent."""
    response = client.post("/v1/chat/completions", json=ASK | change)
    assert status == response.status_code
    assert named in response.json()["error"]["message"]


@given(st.integers(0, len(ANSWER.answer)))
def test_pieces_and_the_rest_make_up_the_content(written: int) -> None:
    """Wherever the stream stopped."""
    assert CONTENT == ANSWER.answer[:written] + rest_of(ANSWER, ANSWER.answer[:written])


def test_what_was_written_and_does_not_hold_is_followed_by_what_does() -> None:
    """A stream cannot take anything back."""
    assert rest_of(ANSWER, "Autre chose").endswith(CONTENT)


def test_no_sources_are_listed_where_there_are_none() -> None:
    """No empty rule below a refusal."""
    assert "" == sources_below(())


@given(st.text(max_size=50))
def test_an_answer_comes_back_as_it_was(text: str) -> None:
    """When the client sends it as history."""
    if "\n\n---\n[" not in text:
        assert text == without_sources(text + sources_below(ANSWER.citations))


@given(st.lists(st.sampled_from(["system", "user", "assistant"]), max_size=8))
def test_any_order_of_roles_gives_a_question_or_a_refusal(roles: list[str]) -> None:
    """Clients regenerate, delete and edit messages."""
    messages = [{"role": role, "content": f"{i}"} for i, role in enumerate([*roles, "user"])]
    question = ChatBody.model_validate({"model": "depeche", "messages": messages}).to_question()
    assert str(len(roles)) == question.text
    assert len(question.history) <= roles.count("assistant")


@pytest.mark.slow
def test_openais_own_client_is_content() -> None:
    """Models, an answer, a stream with usage, an error: all as its types have them."""
    from tests.serve.running_site import running_site

    with running_site() as site, openai.OpenAI(base_url=f"{site.address}/v1", api_key="none", timeout=120) as ai:
        assert ["depeche"] == [model.id for model in ai.models.list()]
        whole = ai.chat.completions.create(**ASK)
        assert CONTENT == whole.choices[0].message.content
        assert "answered" == whole.depeche["status"]
        chunks = list(ai.chat.completions.create(**ASK, stream=True, stream_options={"include_usage": True}))
        with pytest.raises(openai.NotFoundError):
            ai.chat.completions.create(**ASK | {"model": "other"})
    assert CONTENT == "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert ["stop"] == [c.choices[0].finish_reason for c in chunks if c.choices and c.choices[0].finish_reason]
    assert whole.usage == chunks[-1].usage
