"""Work in threads for whoever still waits for it: bounded, timed, and dropped when the caller leaves."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from http import HTTPStatus
from threading import Event, Lock, Semaphore
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

AT_ONCE = 8
"""Questions worked on at a time."""
MAX_WAITING = 256
"""Questions in line; more are told to come back."""
RETRY_AFTER_S = 5
MOST_AHEAD = 64
"""Items that a stream may have made and not yet delivered; a faster one waits, and takes nobody's memory or turn."""

T = TypeVar("T")
_END = object()


class ClientGoneError(Exception):
    """Nobody is there to read the response."""


class Workers:
    """A pool of threads. Work that has not begun when its caller leaves or its time is up never begins."""

    def __init__(self, timeout_s: float, at_once: int = AT_ONCE, max_waiting: int = MAX_WAITING) -> None:
        self._at_once = at_once
        self._timeout_s = timeout_s
        self._room = at_once + max_waiting
        self._lock = Lock()
        self.under_way = 0
        """Begun or in line."""

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """At its end what has not begun is dropped; what has begun ends by itself."""
        self._pool = ThreadPoolExecutor(self._at_once, "question")
        try:
            yield
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def run(self, work: Callable[[], T], gone: Awaitable[object] | None = None) -> T:
        """What ``work`` returns or raises. ``gone`` comes true when the caller leaves.

        Raises ``HTTPException`` (503 when too many wait, 504 when the time is up) and ``ClientGoneError``.
        """
        future = asyncio.wrap_future(self._submit(work))
        leaving = asyncio.ensure_future(gone or asyncio.Event().wait())
        try:
            both: set[asyncio.Future[Any]] = {future, leaving}
            done, _ = await asyncio.wait(both, timeout=self._timeout_s, return_when=asyncio.FIRST_COMPLETED)
            if future in done:
                return future.result()
            if leaving in done:
                raise ClientGoneError
            raise HTTPException(HTTPStatus.GATEWAY_TIMEOUT, self._too_long)
        finally:
            future.cancel()
            leaving.cancel()

    async def stream(self, make: Callable[[], Iterator[T]]) -> AsyncGenerator[T]:
        """The items of the iterator that ``make`` gives in a thread, as they come; close it to stop the iterator.

        The iterator is at most ``MOST_AHEAD`` items ahead, and closed after the item under way. Raises like ``run``,
        and what the iterator raises.
        """
        loop, items = asyncio.get_running_loop(), asyncio.Queue[object]()
        room, stopped = Semaphore(MOST_AHEAD), Event()

        def put(item: object) -> None:
            room.acquire()
            if not stopped.is_set():
                loop.call_soon_threadsafe(items.put_nowait, item)

        future = self._submit(lambda: _pump(make, put, stopped))
        ends_at_s = loop.time() + self._timeout_s
        try:
            while True:
                async with asyncio.timeout_at(ends_at_s):  # unlike wait_for, it never swallows that the caller left
                    item = await items.get()
                if item is _END:
                    return
                if isinstance(item, BaseException):
                    raise item
                room.release()
                yield item  # type: ignore[misc]  # put as what make's iterator gave
        except TimeoutError as error:
            raise HTTPException(HTTPStatus.GATEWAY_TIMEOUT, self._too_long) from error
        finally:
            stopped.set()
            room.release(2)  # for the item that the thread may hold, and for what ends it
            future.cancel()

    @property
    def _too_long(self) -> str:
        return f"no answer within {self._timeout_s:g} s; ask for fewer passages, or raise RAG_ANSWER_TIMEOUT_S"

    def _submit(self, work: Callable[[], T]) -> "Future[T]":
        with self._lock:
            if self.under_way >= self._room:
                raise HTTPException(
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    f"{self.under_way} questions are waiting already; try again in {RETRY_AFTER_S} s",
                    {"retry-after": str(RETRY_AFTER_S)},
                )
            self.under_way += 1
        future: Future[T] = self._pool.submit(copy_context().run, work)
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: "Future[T]") -> None:
        with self._lock:
            self.under_way -= 1


def _pump(make: Callable[[], Iterator[object]], put: Callable[[object], None], stopped: Event) -> None:
    try:
        items = make()
        try:
            for item in items:
                put(item)
                if stopped.is_set():
                    return
        finally:
            getattr(items, "close", lambda: None)()
    except BaseException as error:  # noqa: BLE001  # it is raised where the items are read
        put(error)
    else:
        put(_END)


async def client_left(request: Request) -> None:
    """Returns when the caller has left; the body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def begun(items: AsyncGenerator[T], within_s: float) -> AsyncGenerator[T]:
    """``items`` once the first is there or ``within_s`` is over: what fails at once is raised here, not midway."""
    first = asyncio.ensure_future(anext(items, _END))
    try:
        await asyncio.wait({first}, timeout=within_s)
        if first.done():
            first.result()
    except BaseException:
        first.cancel()
        raise
    return _resumed(first, items)


async def _resumed(first: "asyncio.Future[object]", rest: AsyncGenerator[T]) -> AsyncGenerator[T]:
    try:
        item = await first
        while item is not _END:
            yield item  # type: ignore[misc]  # the first of rest
            item = await anext(rest, _END)
    finally:
        first.cancel()
        await rest.aclose()
