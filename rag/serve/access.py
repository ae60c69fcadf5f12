"""Who may do what: host names, keys and their scopes, and how often; an ASGI layer before everything that works."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.serve.http_errors import error_response
from rag.serve.keys import Scope as KeyScope
from rag.serve.keys import key_shown
from rag.serve.options import Options
from rag.serve.rate import RateLimit

OPEN_PATHS = frozenset({"/healthz", "/readyz"})
"""Whoever watches the process has no key."""
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_COUNTED = ("/v1/", "/mcp", "/gradio_api/queue/join")


class Access:
    """Refuses with 401, 403, 421 or 429 what ``options`` do not allow; notes the key's id in ``scope["state"]``."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app = app
        self._options = options
        self._rate = RateLimit(options.rate_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface."""
        refused = self._refusal(scope) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers, path = Headers(scope=scope), scope["path"]
        if path in OPEN_PATHS:
            return None
        if self._options.hosts and host_name(headers.get("host", "")) not in self._options.hosts:
            return error_response(
                HTTPStatus.MISDIRECTED_REQUEST,
                "unknown_host",
                "this server does not go by that name; RAG_ALLOWED_HOSTS lists those it does",
            )
        if scope["method"] not in _SAFE_METHODS and headers.get("sec-fetch-site") == "cross-site":
            return error_response(HTTPStatus.FORBIDDEN, "cross_site", "pages of other sites may not act here")
        who = scope["client"][0] if scope.get("client") else "unknown"
        if self._options.keys:
            key = key_shown(headers.get("authorization"), self._options.keys)
            needed = scope_needed(scope["method"], path)
            if key is None:
                return _unauthorized(path, shown="authorization" in headers)
            scope.setdefault("state", {})["key"] = who = key.id
            if not key.allows(needed):
                return error_response(
                    HTTPStatus.FORBIDDEN, "forbidden", f"this key is for reading; {path} needs {needed}"
                )
        return self._too_often(who) if path.startswith(_COUNTED) else None

    def _too_often(self, who: str) -> JSONResponse | None:
        wait_s = self._rate.wait_s(who)
        if not wait_s:
            return None
        message = f"more than {self._options.rate_per_minute} requests a minute; try again in {wait_s} s"
        return error_response(HTTPStatus.TOO_MANY_REQUESTS, "rate_limited", message, {"retry-after": str(wait_s)})


def scope_needed(method: str, path: str) -> KeyScope:
    """Changing the archive needs ``write``; everything else, questions too, ``read``."""
    return "write" if path.startswith("/v1/articles") and method not in _SAFE_METHODS else "read"


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without port and brackets, in lower case."""
    name = host.rpartition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    return name.lower()


def _unauthorized(path: str, *, shown: bool) -> JSONResponse:
    reason = "there is no such key" if shown else "a key is needed"
    programs = path.startswith(("/v1/", "/mcp", "/metrics"))
    how = "Bearer" if programs else 'Basic realm="Depeche", charset="UTF-8"'
    return error_response(
        HTTPStatus.UNAUTHORIZED,
        "unauthorized",
        f"{reason}; send the header Authorization: Bearer KEY (in a browser the key is the password)",
        {"www-authenticate": how},
    )
