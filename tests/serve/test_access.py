"""Keys, scopes, host names and rates: who may do what."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rag.errors import ServeError, SettingsError
from rag.serve.access import host_name
from rag.serve.keys import key_shown, parse_keys
from rag.serve.options import Options, check_reach, is_loopback, options_of
from rag.serve.rate import RateLimit
from rag.serve.site import create_api
from rag.settings import Settings
from tests.serve.fake_assistant import FakeAssistant

KEYS = parse_keys("editor-key,read:reader-key")
ASK = {"question": "Yunnan ?"}


@pytest.fixture(scope="module")
def guarded() -> TestClient:
    """A site that asks for keys; what is tested here is refused or answered before any work."""
    return TestClient(create_api(FakeAssistant(), Options(keys=KEYS)))


def bearer(key: str) -> dict[str, str]:
    """The header of a program."""
    return {"authorization": f"Bearer {key}"}


@pytest.mark.parametrize("path", ["/v1/articles", "/metrics", "/docs", "/openapi.json", "/read/", "/mcp", "/nothing"])
def test_without_a_key_nothing_is_told(guarded: TestClient, path: str) -> None:
    """Not even what exists."""
    response = guarded.get(path)
    assert (401, "unauthorized") == (response.status_code, response.json()["error"]["code"])
    assert "www-authenticate" in response.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whoever_watches_the_process_needs_no_key(guarded: TestClient, path: str) -> None:
    """A health check has none."""
    assert 200 == guarded.get(path).status_code


@pytest.mark.parametrize("key", ["editor-key", "reader-key"])
def test_both_scopes_read(guarded: TestClient, key: str) -> None:
    """Writing includes reading."""
    assert 200 == guarded.get("/v1/articles", headers=bearer(key)).status_code


@pytest.mark.parametrize(("method", "path"), [("PUT", "/v1/articles?name=a.txt"), ("DELETE", "/v1/articles/x")])
def test_a_key_for_reading_changes_nothing(guarded: TestClient, method: str, path: str) -> None:
    """403, not 401: another key would do."""
    response = guarded.request(method, path, headers=bearer("reader-key"))
    assert (403, "forbidden") == (response.status_code, response.json()["error"]["code"])


def test_a_wrong_key_is_not_a_missing_one(guarded: TestClient) -> None:
    """The message tells them apart; the status is the same."""
    response = guarded.get("/v1/articles", headers=bearer("editor-kez"))
    assert 401 == response.status_code
    assert "no such key" in response.json()["error"]["message"]


def test_a_browser_shows_its_key_as_a_password(guarded: TestClient) -> None:
    """The chat and the reading room are opened that way."""
    password = base64.b64encode(b"anybody:reader-key").decode()
    assert 200 == guarded.get("/read/", headers={"authorization": f"Basic {password}"}).status_code


@given(st.text(max_size=60))
def test_no_header_but_a_key_opens_anything(header: str) -> None:
    """Whatever it holds."""
    assert key_shown(header, KEYS) is None


@pytest.mark.parametrize("setting", ["a,,b", "read:", "a b", "key,read:key"])
def test_malformed_keys_are_refused_without_telling_them(setting: str) -> None:
    """A log must not learn them."""
    with pytest.raises(SettingsError, match=r"RAG_API_KEYS.*key \d") as caught:
        parse_keys(setting)
    assert setting not in str(caught.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "archive.example"])
def test_other_machines_are_not_listened_to_without_keys(host: str) -> None:
    """An archive is not published by accident."""
    with pytest.raises(ServeError, match="RAG_API_KEYS"):
        check_reach(host, Options())
    check_reach(host, Options(keys=KEYS))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_needs_no_key(host: str) -> None:
    """For whoever sits at it."""
    assert is_loopback(host)
    check_reach(host, Options())


def test_another_name_for_this_machine_is_refused() -> None:
    """A page of another site can have its own name lead here (DNS rebinding)."""
    client = TestClient(create_api(FakeAssistant(), options_of(Settings())), base_url="http://127.0.0.1:7860")
    assert 200 == client.get("/v1/articles").status_code
    refused = client.get("/v1/articles", headers={"host": "evil.example"})
    assert (421, "unknown_host") == (refused.status_code, refused.json()["error"]["code"])


def test_a_page_of_another_site_cannot_act_here(client: TestClient) -> None:
    """Browsers say where a request comes from."""
    refused = client.post("/v1/answer", json=ASK, headers={"sec-fetch-site": "cross-site"})
    assert (403, "cross_site") == (refused.status_code, refused.json()["error"]["code"])


@pytest.mark.parametrize(
    ("header", "name"),
    [("LocalHost:7860", "localhost"), ("127.0.0.1", "127.0.0.1"), ("[::1]:80", "::1"), ("[::1]", "::1"), ("", "")],
)
def test_the_name_is_read_out_of_a_host_header(header: str, name: str) -> None:
    """RFC 9110, 7.2."""
    assert name == host_name(header)


def test_whoever_asks_too_often_is_told_when_to_come_back() -> None:
    """Each key has its own count, and looking at the health is free."""
    client = TestClient(create_api(FakeAssistant(), Options(keys=KEYS, rate_per_minute=2)))
    statuses = [client.get("/v1/articles", headers=bearer("reader-key")).status_code for _ in range(3)]
    refused = client.get("/v1/articles", headers=bearer("reader-key"))
    assert ([200, 200, 429], "rate_limited") == (statuses, refused.json()["error"]["code"])
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    assert 200 == client.get("/v1/articles", headers=bearer("editor-key")).status_code
    assert 200 == client.get("/healthz").status_code


@given(st.integers(1, 100), st.lists(st.floats(0, 30), max_size=80))
def test_no_minute_lets_more_than_a_burst_and_its_refill_through(per_minute: int, pauses_s: list[float]) -> None:
    """The bound holds whatever the rhythm."""
    now = [0.0]
    limit = RateLimit(per_minute, lambda: now[0])
    taken = 0
    for pause_s in pauses_s:
        now[0] += pause_s
        taken += limit.wait_s("x") == 0
    assert taken <= per_minute * (1 + now[0] / 60) + 1e-6


def test_waiting_as_long_as_told_is_enough() -> None:
    """Else clients would be turned away twice."""
    now = [0.0]
    limit = RateLimit(7, lambda: now[0])
    assert [0] * 7 == [limit.wait_s("x") for _ in range(7)]
    now[0] += limit.wait_s("x")
    assert 0 == limit.wait_s("x")
