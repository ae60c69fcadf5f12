"""The whole site in one process: chat at ``/``, API under ``/v1``, its documentation at ``/docs``."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from rag.index.uploads import Uploads
from rag.schema import Answer
from rag.serve.access import Access
from rag.serve.answering import Answering
from rag.serve.api import api_router
from rag.serve.chat import chat_app
from rag.serve.feedback import FeedbackBook
from rag.serve.http_errors import install_error_handlers
from rag.serve.late import LateApp
from rag.serve.mcp_server import mcp_app
from rag.serve.metrics import Metrics
from rag.serve.middleware import BodyLimit, InHead, SecurityHeaders, UnexpectedErrors
from rag.serve.observe import REQUEST_ID, Observe
from rag.serve.on_demand import Lifespan, OnDemandApp, together
from rag.serve.openai_api import openai_router
from rag.serve.options import Options
from rag.serve.reading import reading_router
from rag.serve.request_log import RequestLog
from rag.serve.service_api import service_router
from rag.serve.tracing import exported_spans, not_traced
from rag.serve.uploads_api import uploads_router
from rag.serve.welcome import welcome_of
from rag.serve.workers import Workers

if TYPE_CHECKING:
    from rag.assistant import Assistant

MAX_BODY_BYTES = 1 << 20
DESCRIPTION = """Ask a news archive. Every claim of an answer is a verbatim quotation with its date,
`article.text[start:end] == quote`, or the answer is that the articles do not say.

Errors are `{"error": {"code", "message"}}` with a fitting status. Where the server has keys, send
`Authorization: Bearer KEY`."""

_DEFAULTS = Options()
_CHAT_PATHS = frozenset({"/", "/config", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt"})
_CHAT_FOLDERS = ("/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/")
_CHAT_CALLS = frozenset(f"/gradio_api/{name}" for name in ("startup-events", "cancel", "reset", "component_server/"))

_OWN_HOST_ONLY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
)
_NO_SCRIPT = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
_EVERYWHERE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}


_OPENING = '<script src="ui/opening.js"></script>'
"""In the page itself: gradio puts what it is given for the head there only when its own script runs."""


def create_app(
    assistant: "Assistant",
    questions: Sequence[str] | None = None,
    options: Options = _DEFAULTS,
    uploads: Uploads | None = None,
    feedback: FeedbackBook | None = None,
) -> FastAPI:
    """The site over ``assistant``, which stays open: whoever made it closes it.

    ``questions`` are the examples to click in the chat, by default those that the sample articles answer; without
    ``uploads`` the archive cannot be changed; in ``feedback`` readers' judgements are kept, if it is given.
    """
    app, note = _noted_api(assistant, options, uploads)
    chat = LateApp(lambda: chat_app(assistant, welcome_of(assistant, questions), feedback, note))
    page = InHead(chat, "/", _OPENING)
    nothing_there = app.router.default

    async def chat_or_nothing(scope: Scope, receive: Receive, send: Send) -> None:
        serve = page if scope["type"] == "http" and belongs_to_chat(scope["path"]) else nothing_there
        await serve(scope, receive, send)

    app.router.default = chat_or_nothing
    app.router.lifespan_context = together(cast(Lifespan, app.router.lifespan_context), chat.lifespan)
    return app


def create_api(assistant: "Assistant", options: Options = _DEFAULTS, uploads: Uploads | None = None) -> FastAPI:
    """The API and the reading room without the chat, hence without gradio."""
    return _noted_api(assistant, options, uploads)[0]


def _noted_api(
    assistant: "Assistant", options: Options, uploads: Uploads | None
) -> tuple[FastAPI, Callable[[Answer], None]]:
    """The API, and what is to be told of each answer that is given beside it."""
    workers = Workers(options.timeout_s)
    metrics, log = Metrics(lambda: workers.under_way), RequestLog(options)

    def note(answer: Answer) -> None:
        metrics.answer(answer)
        log.answer(REQUEST_ID.get(), answer)

    answering = Answering(assistant, workers, note)
    agents = OnDemandApp(lambda: mcp_app(answering))
    tracing = exported_spans() if options.otel else not_traced()
    app = _bare_app(together(tracing.lifespan, workers.lifespan, agents.lifespan))
    for router in (
        api_router(answering),
        uploads_router(uploads),
        openai_router(answering, options),
        service_router(assistant, metrics),
        reading_router(assistant, uploads),
    ):
        app.include_router(router)
    app.router.routes.append(Route("/mcp", agents))
    app.mount("/ui", StaticFiles(directory=str(files("rag.serve") / "assets")))
    install_error_handlers(app)
    larger = {"/v1/articles": uploads.max_bytes} if uploads else {}
    app.add_middleware(UnexpectedErrors)  # the last one added is the outermost
    app.add_middleware(BodyLimit, max_bytes=MAX_BODY_BYTES, other=larger)
    app.add_middleware(Access, options=options)
    app.add_middleware(Observe, metrics=metrics, log=log, spans=tracing.spans)
    app.add_middleware(SecurityHeaders, headers_of=headers_of)
    return app, note


def _bare_app(lifespan: Lifespan) -> FastAPI:
    return FastAPIOffline(
        title="Dépêche",
        summary="Answers that quote a news archive word for word.",
        description=DESCRIPTION,
        version="1",
        redoc_url=None,
        swagger_ui_parameters={"validatorUrl": None},
        lifespan=lifespan,
    )


def headers_of(path: str) -> dict[str, str]:
    """What a browser is told about the page at ``path``: nothing from other hosts, no script beside articles."""
    inert = path.startswith(("/read/", "/v1/"))
    fresh = {"cache-control": "no-cache"} if path.startswith("/ui/") else {}  # scripts of one page, of one version
    return {**_EVERYWHERE, **fresh, "content-security-policy": _NO_SCRIPT if inert else _OWN_HOST_ONLY}


def belongs_to_chat(path: str) -> bool:
    """Whether gradio may see the request; its uploads, proxies and pages that the chat does not use stay closed."""
    return path in _CHAT_PATHS or path in _CHAT_CALLS or path.startswith(_CHAT_FOLDERS)
