"""A page fetched from the web because the user named its address; nothing else in the product calls this.

Only http and https, at most a few redirects, a bounded size and time. A redirect from a public address to a private one
is refused: a page elsewhere must not choose what is read in the user's own network.
"""

import socket
import time
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit

from rag import __version__
from rag.errors import PageError

_SCHEMES = ("http", "https")
_MOST_REDIRECTS = 5
_CHUNK_BYTES = 1 << 16
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "message/rfc822": ".eml",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
_UNTOLD = ("application/octet-stream", "binary/octet-stream", "")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: its bytes, and the file ending by which they are read."""

    content: bytes
    ending: str


def is_address(written: str) -> bool:
    """Whether a path is meant as an address of the web, of whatever scheme."""
    return "://" in written


def fetched(url: str, max_bytes: int, timeout_s: float, endings: frozenset[str]) -> Fetched:
    """What ``url`` gives within ``timeout_s`` seconds. Raises ``PageError``, one line, for whatever prevents it."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise PageError(f"{url}: only http:// and https:// addresses are fetched")
    if parts.username or parts.password:
        raise PageError(f"{url.replace(parts.netloc, parts.hostname)}: an address with a password is not fetched")
    opener = urllib.request.build_opener(_Redirects(private=_is_private(parts.hostname)))
    request = urllib.request.Request(url, headers={"User-Agent": f"depeche/{__version__}", "Accept": "*/*"})  # noqa: S310
    ends = time.monotonic() + timeout_s
    try:
        with opener.open(request, timeout=timeout_s) as response:
            content = _content(response, url, max_bytes, ends)
            return Fetched(*_told(content, response.headers, url, endings))
    except HTTPError as error:
        error.close()
        told = _one_line(error.reason)
        raise PageError(f"{url}: the server answers {error.code} ({told}); check the address") from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = _one_line(getattr(error, "reason", None) or error)
        raise PageError(f"{url}: cannot be fetched ({reason}); check it and the network") from error


def _one_line(reason: object) -> str:
    return " ".join(str(reason).split())[:120]


def _content(response: Any, url: str, max_bytes: int, ends: float) -> bytes:
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise PageError(f"{url}: the server packs it although it was not asked to; save the page and index the file")
    chunks, size = [], 0
    while chunk := response.read1(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            raise PageError(f"{url}: more than the {max_bytes:,} bytes allowed; raise the limit")
        if time.monotonic() > ends:
            raise PageError(f"{url}: it takes too long to come; nothing of it was kept, try again later")
    if response.length:
        raise PageError(f"{url}: it ended {response.length:,} bytes early; nothing of it was kept, try again")
    return b"".join(chunks)


def _told(content: bytes, headers: Message, url: str, endings: frozenset[str]) -> tuple[bytes, str]:
    """The content and its ending: by its media type, or, where the server tells none, by the address."""
    media_type = headers.get_content_type() if headers.get("Content-Type") else ""
    of_address = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    if media_type in _UNTOLD or (media_type == "text/plain" and of_address in endings):
        ending = of_address if of_address in endings else ""
    else:
        ending = _ENDINGS.get(media_type, "")
    if not ending:
        raise PageError(f"{url}: {media_type or 'content of unknown type'} is not read; save it as text or PDF")
    charset = headers.get_content_charset()
    if charset and media_type.startswith("text/"):
        try:
            content = content.decode(charset).encode("utf-8")
        except (LookupError, UnicodeError):  # a wrong label declares nothing: the encoding is found out
            return content, ending
    return content, ending


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS

    def __init__(self, *, private: bool) -> None:
        self._private = private

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """As the standard library does, but only to where a user could have meant to go."""
        parts = urlsplit(newurl)
        if parts.scheme not in _SCHEMES or not parts.hostname:
            fp.close()
            raise URLError(f"it redirects to {newurl[:80]}, which is no web address")
        if not self._private and _is_private(parts.hostname):
            fp.close()
            raise URLError(f"it redirects to the private address {parts.hostname}; name that one to read it")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_private(host: str) -> bool:
    """Whether a host, under any of its addresses, is this machine or in a network that is not public."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # the fetch itself says that there is no such host
    return any(not ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)
