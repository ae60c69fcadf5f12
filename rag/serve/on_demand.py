"""A part of the site that most servers never need, built when it is first asked for; and lifespans put together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class OnDemandApp:
    """An application that ``build`` makes in a thread at its first request; its lifespan ends with the site's."""

    def __init__(self, build: Callable[[], Starlette]) -> None:
        self._build = build
        self._first = asyncio.Event()
        self._built: asyncio.Future[Starlette] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; ASGI's interface. What ``build`` raised is raised for each."""
        assert self._built is not None, "the site's lifespan has begun"
        self._first.set()
        app = await asyncio.shield(self._built)
        await app(scope, receive, send)

    @asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Wait for the first request while the site serves; end with it."""
        self._first = asyncio.Event()
        self._built = asyncio.get_running_loop().create_future()
        over = asyncio.Event()
        task = asyncio.create_task(self._live(self._built, over))
        try:
            yield
        finally:
            over.set()
            self._first.set()
            await task

    async def _live(self, built: "asyncio.Future[Starlette]", over: asyncio.Event) -> None:
        await self._first.wait()
        if over.is_set():
            built.cancel()
            return
        try:
            app = await asyncio.to_thread(self._build)
        except Exception as error:  # noqa: BLE001  # raised for each request, and logged there
            built.set_exception(error)
            return
        async with app.router.lifespan_context(app):
            built.set_result(app)
            await over.wait()


def together(*lifespans: Lifespan) -> Lifespan:
    """One lifespan of several, begun in order and ended in the reverse one."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for each in lifespans:
                await stack.enter_async_context(each(app))
            yield

    return lifespan
