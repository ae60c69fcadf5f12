"""What every response has and every request must keep to, as plain ASGI layers."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.serve.http_errors import error_response, unexpected_error_response

_logger = logging.getLogger(__name__)


class BodyLimit:
    """Refuses request bodies of more than ``max_bytes``, announced or not, with status 413.

    ``other`` gives the limits of those paths that have their own.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, other: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._other = other or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        limit = self._other.get(scope.get("path", ""), self._max_bytes)
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdigit() and int(announced) > limit:
            response = error_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", _too_large(limit))
            return await response(scope, receive, send)
        return await self._app(scope, _counted(receive, limit), send)


def _too_large(limit: int) -> str:
    return f"the body of a request may have {limit} bytes at most"


def _counted(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(limit))
        return message

    return counting


class SecurityHeaders:
    """Adds ``headers_of(path)`` to each response that does not set them itself."""

    def __init__(self, app: ASGIApp, headers_of: Callable[[str], Mapping[str, str]]) -> None:
        self._app = app
        self._headers_of = headers_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers_of(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        return await self._app(scope, receive, send_with_headers)


class InHead:
    """Puts ``markup`` at the end of the head of the page at ``path``, for what must not wait for the page's scripts."""

    def __init__(self, app: ASGIApp, path: str, markup: str) -> None:
        self._app = app
        self._path = path
        self._markup = markup.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        if scope["type"] != "http" or scope["path"] != self._path:
            return await self._app(scope, receive, send)
        begun: list[Message] = []
        body = bytearray()

        async def send_whole(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            page = bytes(body).replace(b"</head>", self._markup + b"</head>", 1)
            if page:  # none where only the headers were asked for
                MutableHeaders(scope=begun[0])["content-length"] = str(len(page))
            await send(begun[0])
            await send({"type": "http.response.body", "body": page})

        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]  # it is read here
        return await self._app({**scope, "headers": plain}, receive, send_whole)


class UnexpectedErrors:
    """Logs what nobody foresaw and answers 500 without showing it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        started = False

        async def noting_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting_start)
        except Exception:
            if scope["type"] != "http" or started:
                raise  # too late for another answer: the server closes the connection and logs
            _logger.exception("%s %s failed unexpectedly", scope["method"], scope["path"])
            await unexpected_error_response()(scope, receive, send)


class EventStreams:
    """Lets ``end`` finish the event streams that are open: a browser keeps one for as long as the chat is shown.

    Those of the API end with their answer and are waited for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: set[asyncio.Task[object]] = set()
        self._ended = False

    def end(self) -> None:
        """Finish them, as if each had come to its end."""
        self._ended = True
        for task in self._open:
            task.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        task = asyncio.current_task()
        assert task is not None

        finished = False

        async def noting_streams(message: Message) -> None:
            nonlocal finished
            if message["type"] == "http.response.start" and _is_event_stream(message) and not _ends_itself(scope):
                self._open.add(task)
            finished = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self._app(scope, receive, noting_streams)
        except asyncio.CancelledError:
            if not self._ended or task not in self._open:
                raise
            task.uncancel()
            if not finished:
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._open.discard(task)


def _is_event_stream(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/event-stream")


def _ends_itself(scope: Scope) -> bool:
    return str(scope.get("path", "")).startswith("/v1/")
