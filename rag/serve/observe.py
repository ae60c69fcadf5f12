"""An ASGI layer that sees every request end: counts it, logs it, traces it, gives it an id."""

from contextvars import ContextVar
from time import perf_counter
from typing import Any
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.serve.metrics import Metrics
from rag.serve.request_log import RequestLog
from rag.serve.tracing import Spans, no_spans

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request under way."""
_FAILED = 500


class Observe:
    """Adds ``x-request-id`` to each response."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: RequestLog, spans: Spans = no_spans) -> None:
        self._app = app
        self._metrics, self._log, self._spans = metrics, log, spans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request_id, began_s, status = uuid4().hex[:16], perf_counter(), 0
        REQUEST_ID.set(request_id)

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        with self._spans(scope["method"]) as note:
            try:
                await self._app(scope, receive, noting)
            finally:
                method, route = method_of(scope), route_of(scope)
                self._metrics.request(method, route, status or _FAILED, seconds := perf_counter() - began_s)
                key = scope.get("state", {}).get("key")
                self._log.request(request_id, method, route, status or _FAILED, seconds, key)
                note("http.request.method", method)
                note("http.route", route)
                note("http.response.status_code", status or _FAILED)


def method_of(scope: Scope) -> str:
    """The method; those that nobody defined are one."""
    known = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}
    return scope["method"] if scope["method"] in known else "OTHER"


def route_of(scope: dict[str, Any] | Scope) -> str:
    """The pattern of the path, of which there are few; ``(chat)`` and ``(other)`` for what has none."""
    route = getattr(scope.get("route"), "path", None)
    if route:
        return str(route)
    return "(chat)" if scope["path"] == "/" or scope["path"].startswith("/gradio_api/") else "(other)"
