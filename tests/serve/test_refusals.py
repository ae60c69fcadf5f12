"""What the API refuses, and how it says so."""

import asyncio
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from rag.serve.bodies import AnswerBody, SearchBody
from rag.serve.middleware import BodyLimit
from rag.serve.site import MAX_BODY_BYTES

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [*AnswerBody.model_fields, "mode", "rerank", "query", "unknown"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": " \n"}, "question"),
        ({"question": "x" * 2001}, "question"),
        ({"question": 3}, "question"),
        ({"question": "a\x00b"}, "question"),
        ({"question": "q", "k": 0}, "k"),
        ({"question": "q", "k": 101}, "k"),
        ({"question": "q", "k": "10"}, "k"),
        ({"question": "q", "k": True}, "k"),
        ({"question": "q", "engine": "magic"}, "engine"),
        ({"question": "q", "kind": "novel"}, "kind"),
        ({"question": "q", "source": ""}, "source"),
        ({"question": "q", "since": "27/03/2023"}, "since"),
        ({"question": "q", "since": "2023-02-30"}, "since"),
        ({"question": "q", "since": "20230330"}, "since"),
        ({"question": "q", "since": 1679875200}, "since"),
        ({"question": "q", "since": "2023-01-01T00:00:00"}, "since"),
        ({"question": "q", "since": "2024-01-01", "until": "2023-01-01"}, "since is after until"),
        ({"question": "q", "history": [{"question": "p"}]}, "history.0.answer"),
        ({"question": "q", "history": [{"question": "p", "answer": "a"}] * 51}, "history"),
        ({"question": "q", "sinse": "2024-01-01"}, "sinse"),
        ([], "body"),
    ],
)
def test_what_is_out_of_bounds_is_named(client: TestClient, body: object, named: str) -> None:
    """A caller must see which of the values to change."""
    response = client.post("/v1/answer", json=body)
    error = response.json()["error"]
    assert (422, "invalid_request") == (response.status_code, error["code"])
    assert named in error["message"]
    assert "\n" not in error["message"]


def test_the_bounds_themselves_are_allowed(client: TestClient) -> None:
    """2000 characters and 100 passages are in."""
    assert 200 == client.post("/v1/answer", json={"question": "x" * 2000, "k": 100}).status_code


def test_half_a_surrogate_pair_is_refused(client: TestClient) -> None:
    """JSON can spell it, no answer could be encoded with it."""
    response = client.post(
        "/v1/answer", content=b'{"question": "\\ud800"}', headers={"content-type": "application/json"}
    )
    assert 422 == response.status_code


def test_a_body_that_is_not_json_is_400(client: TestClient) -> None:
    """Malformed is told apart from out of bounds."""
    response = client.post("/v1/answer", content=b'{"question":', headers={"content-type": "application/json"})
    assert (400, "malformed_json") == (response.status_code, response.json()["error"]["code"])


def test_an_unknown_path_is_404_in_the_envelope(client: TestClient) -> None:
    """Starlette's own 404 has another form."""
    response = client.get("/v1/nothing")
    assert (404, "not_found") == (response.status_code, response.json()["error"]["code"])


def test_a_wrong_method_is_405_and_says_which_is_right(client: TestClient) -> None:
    """RFC 9110 wants the Allow header kept."""
    response = client.put("/v1/answer")
    assert (405, "method_not_allowed") == (response.status_code, response.json()["error"]["code"])
    assert "POST" == response.headers["allow"]


def test_an_announced_body_over_the_limit_is_413_unread() -> None:
    """Memory is not spent on it."""
    sent: list[Message] = []

    async def not_read() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    async def not_called(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("the request was passed on")

    scope = {"type": "http", "headers": [(b"content-length", b"11")]}
    asyncio.run(BodyLimit(not_called, max_bytes=10)(scope, not_read, send))
    assert 413 == sent[0]["status"]


def test_a_body_of_just_the_limit_is_taken(client: TestClient) -> None:
    """The limit itself is allowed."""
    body = b'{"question": "q"}'
    padded = body + b" " * (MAX_BODY_BYTES - len(body))
    assert 200 == client.post("/v1/answer", content=padded, headers={"content-type": "application/json"}).status_code


def test_a_body_over_the_limit_is_413_even_if_its_length_is_not_announced(client: TestClient) -> None:
    """A chunked body grows as it likes."""
    chunks = (b" " * 65536 for _ in range(MAX_BODY_BYTES // 65536 + 1))
    response = client.post("/v1/answer", content=chunks, headers={"content-type": "application/json"})
    assert (413, "too_large") == (response.status_code, response.json()["error"]["code"])


def test_an_index_that_is_not_there_is_503_with_the_way_out(client: TestClient) -> None:
    """The operator's fault, not the caller's."""
    response = client.post("/v1/answer", json={"question": "closed"})
    expected = {"error": {"code": "no_store", "message": "vectorstore: there is no index; run `rag sync` first"}}
    assert (503, expected) == (response.status_code, response.json())


def test_the_unforeseen_is_500_logged_and_not_shown(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """Insides are for the log."""
    with caplog.at_level(logging.ERROR):
        response = client.post("/v1/answer", json={"question": "boom"})
    assert (500, "internal_error") == (response.status_code, response.json()["error"]["code"])
    assert "secret detail" not in response.text
    assert "secret detail" in caplog.text
    assert "boom" not in caplog.text.replace('"boom" in question.text', "")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["/v1/answer", "/v1/search"]), st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_json_comes_the_answer_is_an_object_or_the_envelope(
    client: TestClient, path: str, body: dict[str, object]
) -> None:
    """No body makes the server fail."""
    response = client.post(path, json=body)
    assert response.status_code in {200, 400, 422}
    if response.status_code != 200:
        assert {"code", "message"} == set(response.json()["error"])


@given(st.integers())
def test_k_is_taken_from_1_to_100_only(k: int) -> None:
    """The bound holds for every integer, not just for its neighbours."""
    try:
        accepted = SearchBody.model_validate({"query": "q", "k": k}).k == k
    except ValidationError:
        accepted = False
    assert (1 <= k <= 100) == accepted
