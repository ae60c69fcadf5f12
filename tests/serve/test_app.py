"""`rag serve`: listening, announcing, stopping."""

import signal
import socket

import httpx2
import pytest

from rag.errors import ServeError
from rag.serve.app import address_of, listening
from tests.serve.running_site import running_site


def test_a_port_in_use_is_named_with_the_way_out() -> None:
    """The most common of all failures at the start."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(ServeError, match=rf"^127\.0\.0\.1:{port}: port {port} is in use.*--port"),
            listening("127.0.0.1", port),
        ):
            pass


def test_an_address_of_another_machine_is_refused_in_one_line() -> None:
    """192.0.2.1 is reserved for documentation: no machine has it."""
    with pytest.raises(ServeError, match=r"^192\.0\.2\.1:0: cannot listen there .*--host"), listening("192.0.2.1", 0):
        pass


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("localhost", "http://localhost:80"),
    ],
)
def test_the_address_can_be_typed_into_a_browser(host: str, expected: str) -> None:
    """0.0.0.0 is where to listen, not where to go."""
    assert expected == address_of(host, 80)


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_once_announced_and_stops_without_a_trace(end: signal.Signals) -> None:
    """Ctrl-C and a supervisor's SIGTERM are ordinary ends, even with a browser's event stream open."""
    with running_site() as site:
        assert {"status": "ok"} == httpx2.get(f"{site.address}/healthz", timeout=60).json()
        assert 200 == httpx2.get(site.address, timeout=120).status_code
        with httpx2.stream("GET", f"{site.address}/gradio_api/heartbeat/x", timeout=60) as stream:
            assert 200 == stream.status_code
            site.process.send_signal(end)
            rest, errors = site.process.communicate(timeout=60)
    assert (0, "", "") == (site.process.returncode, rest, errors)


@pytest.mark.slow
def test_the_chat_page_comes_from_this_process_alone() -> None:
    """The page that gradio makes names no font, script or style of another host."""
    with running_site() as site:
        page = httpx2.get(site.address, timeout=120)
        refused = httpx2.post(f"{site.address}/gradio_api/upload", files={"files": b"x"}, timeout=60)
    assert 200 == page.status_code
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "fonts.g" not in page.text
    assert 404 == refused.status_code
