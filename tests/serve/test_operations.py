"""What whoever runs the server sees: readiness, counters and logs; and the routes that change the archive."""

import json

import pytest
from starlette.testclient import TestClient

from rag.errors import NoStoreError
from rag.serve.observe import route_of
from rag.serve.options import Options
from rag.serve.request_log import RequestLog
from rag.serve.site import create_api
from tests.serve.fake_assistant import FakeAssistant, answered


class Closed(FakeAssistant):
    """Without an index."""

    def check(self) -> None:
        """Not ready."""
        raise NoStoreError("vectorstore: there is no index; run `rag sync` first")


def test_readiness_is_told_apart_from_health() -> None:
    """A server without an index is up, and of no use."""
    client = TestClient(create_api(Closed()))
    assert (200, 503) == (client.get("/healthz").status_code, client.get("/readyz").status_code)


def test_counters_tell_outcomes_and_routes_and_no_words(client: TestClient) -> None:
    """Label values are few, whatever is asked for."""
    client.post("/v1/answer", json={"question": "Yunnan secret"})
    client.get("/v1/articles/meeting")
    client.get("/secret")
    text = client.get("/metrics").text
    assert 'depeche_answers_total{engine="extractive",status="answered"}' in text
    assert 'route="/v1/articles/{article_id}"' in text
    assert "secret" not in text
    assert "meeting" not in text


def test_the_log_has_no_words_of_a_question_unless_asked_for() -> None:
    """Questions are the reader's own business."""
    lines: list[str] = []
    answer = answered("Yunnan ?", "Yunnan ?")
    RequestLog(Options(log_requests=True), lines.append).answer("id", answer)
    RequestLog(Options(log_questions=True), lines.append).answer("id", answer)
    RequestLog(Options(), lines.append).answer("id", answer)
    quiet, told = map(json.loads, lines)
    assert (None, "Yunnan ?") == (quiet.get("question"), told.get("question"))
    assert ("answered", "extractive") == (quiet["status"], quiet["engine"])


def test_a_line_of_the_log_names_route_status_and_key() -> None:
    """One JSON object a request."""
    lines: list[str] = []
    RequestLog(Options(log_requests=True), lines.append).request("id", "GET", "/v1/articles", 200, 0.0123, "ab12")
    line = json.loads(lines[0])
    assert ("request", "GET", "/v1/articles", 200, 12.3, "ab12") == tuple(
        line[name] for name in ("event", "method", "route", "status", "ms", "key")
    )


def test_every_response_has_an_id(client: TestClient) -> None:
    """The one of its line in the log."""
    assert client.get("/healthz").headers["x-request-id"] != client.get("/healthz").headers["x-request-id"]


def test_a_path_without_a_pattern_is_one_of_two() -> None:
    """Else whoever guesses paths fills the memory of Prometheus."""
    assert ("(chat)", "(other)") == (route_of({"path": "/"}), route_of({"path": "/wp-login.php"}))


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("../a.txt", b"text", 400, "bad_upload"),
        ("a.txt", b"", 400, "bad_page"),
        ("a.txt", b"\x00\x01", 400, "bad_page"),
        ("", b"text", 422, "invalid_request"),
        ("a.txt", b"x" * ((1 << 21) + 1), 413, "too_large"),
    ],
)
def test_an_upload_that_cannot_be_taken_says_why(
    editor: TestClient, name: str, content: bytes, status: int, code: str
) -> None:
    """And nothing has changed."""
    response = editor.put("/v1/articles", params={"name": name}, content=content)
    assert (status, code) == (response.status_code, response.json()["error"]["code"])
    assert 3 == editor.get("/v1/articles").json()["total"]


def test_an_article_that_was_not_uploaded_is_not_deleted(editor: TestClient) -> None:
    """409 with the way to do it."""
    article_id = editor.get("/v1/articles").json()["articles"][0]["id"]
    response = editor.delete(f"/v1/articles/{article_id}")
    assert (409, "cannot_delete") == (response.status_code, response.json()["error"]["code"])


def test_a_server_without_uploads_says_so(client: TestClient) -> None:
    """It only reads."""
    assert 400 == client.put("/v1/articles", params={"name": "a.txt"}, content=b"text").status_code
