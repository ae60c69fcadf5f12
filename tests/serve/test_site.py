"""How the site is put together."""

import asyncio
import subprocess
import sys

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from rag.serve.late import LateApp
from rag.serve.middleware import EventStreams
from rag.serve.site import belongs_to_chat, headers_of


@pytest.mark.parametrize("path", ["/", "/config", "/assets/index.js", "/gradio_api/queue/join", "/theme.css"])
def test_gradio_serves_what_the_chat_uses(path: str) -> None:
    """The page, its scripts and its event queue."""
    assert belongs_to_chat(path)


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://a", "/gradio_api/vibe-edit",
     "/gradio_api/info", "/gradio_api/runs", "/monitoring", "/login", "/v1/answer", "/nothing", "/assetsx"],
)  # fmt: skip
def test_gradio_serves_nothing_else(path: str) -> None:
    """Uploads, proxies and file access that the chat does not use are not there to be attacked."""
    assert not belongs_to_chat(path)


@pytest.mark.parametrize("path", ["/", "/docs", "/read/x", "/v1/articles/x/raw"])
def test_every_page_is_confined_to_its_own_host(path: str) -> None:
    """The browser itself enforces that nothing is loaded from elsewhere."""
    policy = headers_of(path)["content-security-policy"]
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "http" not in policy


def test_the_api_can_be_had_without_gradio() -> None:
    """Three seconds and 200 MB for a page that an API client never opens."""
    program = "import sys; import rag.serve.app, rag.serve.objects; print('gradio' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "False\n" == result.stdout


def _late_site(chat: LateApp) -> FastAPI:
    site = FastAPI(lifespan=chat.lifespan)
    site.router.default = chat
    return site


def test_a_request_waits_for_the_part_that_is_being_built() -> None:
    """A browser that is faster than the import sees the page, not an error."""
    built = FastAPI()
    built.get("/")(lambda: "here")
    with TestClient(_late_site(LateApp(lambda: built))) as client:
        assert "here" == client.get("/").json()


def test_a_part_that_cannot_be_built_fails_its_own_requests_only(caplog: pytest.LogCaptureFixture) -> None:
    """The API stays up, the log says what happened."""

    def broken() -> FastAPI:
        raise RuntimeError("no such theme")

    site = _late_site(LateApp(broken))
    site.get("/healthz")(lambda: "up")
    with TestClient(site, raise_server_exceptions=False) as client:
        assert 500 == client.get("/").status_code
        assert "up" == client.get("/healthz").json()
    assert "no such theme" in caplog.text


def test_an_endless_event_stream_ends_when_told_to() -> None:
    """Else the server would wait for every open browser before it stops."""

    async def stream(scope: object, receive: object, send: object) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
        await send(start)  # type: ignore[operator]
        await asyncio.Event().wait()

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        streams = EventStreams(stream)
        request = asyncio.create_task(streams({"type": "http"}, asyncio.Event().wait, send))
        while not sent:
            await asyncio.sleep(0)
        streams.end()
        await request

    asyncio.run(run())
    assert {"type": "http.response.body", "body": b"", "more_body": False} == sent[-1]
