"""A page fetched because the user named it: whole or not at all, and from nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from urllib.error import URLError
from urllib.request import Request

import pytest

from rag.errors import PageError
from rag.ingest.fetch import _Redirects, fetched
from rag.ingest.read import EXTENSIONS

PAGE = "<html><p>Le pont a été rouvert.</p></html>"


class Site(BaseHTTPRequestHandler):
    """Answers by path: a page, a feed, too little, a redirect."""

    def do_GET(self) -> None:
        """One small response."""
        answers = {
            "/page": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, PAGE.encode("latin-1")),
            "/a.pdf": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.7"),
            "/picture": (200, {"Content-Type": "image/png"}, b"x"),
            "/short": (200, {"Content-Type": "text/plain", "Content-Length": "99"}, b"half"),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"x"),
            "/there": (302, {"Location": "/page"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def running() -> Iterator[str]:
    """The address of the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The site, for all tests of this file."""
    with running() as address:
        yield address


def fetch(url: str, max_bytes: int = 10_000) -> tuple[str, bytes]:
    """The ending and the content."""
    found = fetched(url, max_bytes, 5, EXTENSIONS)
    return found.ending, found.content


@pytest.mark.parametrize("path", ["/page", "/there"])
def test_a_page_comes_with_its_ending_and_in_utf8(site: str, path: str) -> None:
    """The server's charset is the surest there is."""
    assert (".html", PAGE.encode()) == fetch(site + path)


def test_the_address_tells_the_format_where_the_server_does_not(site: str) -> None:
    """Many servers send files as bytes of no kind."""
    assert ".pdf" == fetch(f"{site}/a.pdf")[0]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/none", "the server answers 404"),
        ("/picture", "image/png is not read"),
        ("/short", "95 bytes early"),
        ("/packed", "packs it"),
        ("/file", "is not allowed"),
        ("/loop", "the server answers 302"),
    ],
)
def test_what_cannot_be_taken_whole_is_an_error_of_one_line(site: str, path: str, told: str) -> None:
    """Nothing is kept of it."""
    with pytest.raises(PageError, match=told) as caught:
        fetch(site + path)
    assert "\n" not in str(caught.value)


def test_a_large_page_is_not_fetched_to_its_end(site: str) -> None:
    """The limit of files is that of pages."""
    with pytest.raises(PageError, match="more than the 10 bytes allowed"):
        fetch(f"{site}/page", max_bytes=10)


@pytest.mark.parametrize("url", ["ftp://press.example/a.txt", "file:///etc/passwd", "http://", "https://u:secret@h/a"])
def test_only_plain_web_addresses_are_fetched(url: str) -> None:
    """And a password is not repeated in the message."""
    with pytest.raises(PageError) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


def test_a_public_page_may_not_send_the_reader_into_the_own_network() -> None:
    """Who named a private address may be sent to one."""
    request, target = Request("http://press.example/a"), "http://127.0.0.1/admin"
    with pytest.raises(URLError, match=r"private address 127\.0\.0\.1"):
        _Redirects(private=False).redirect_request(request, BytesIO(), 302, "", {}, target)
    assert _Redirects(private=True).redirect_request(request, BytesIO(), 302, "", {}, target) is not None
