"""``rag serve``: listens, says where, and stops without a fuss."""

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from rag.errors import ServeError
from rag.index.uploads import Uploads
from rag.serve.feedback import FeedbackBook
from rag.serve.middleware import EventStreams
from rag.serve.options import Options, check_reach
from rag.serve.request_log import log_to_stderr
from rag.serve.site import create_app

if TYPE_CHECKING:
    from rag.assistant import Assistant

__all__ = ["create_app", "serve"]

_DEFAULTS = Options()
GRACE_S = 5
"""How long answers under way may still take at the end."""


def serve(
    assistant: "Assistant",
    host: str,
    port: int,
    announce: Callable[[str], None],
    options: Options = _DEFAULTS,
    uploads: Uploads | None = None,
    feedback: FeedbackBook | None = None,
) -> None:
    """Serve chat and API until SIGINT or SIGTERM; ``announce`` gets the address once requests are answered.

    Readers' judgements go into ``feedback``, if there is one. Port 0 takes a free one. Raises ``ServeError`` when the
    address cannot be listened at, or when other machines could reach it without a key.
    """
    check_reach(host, options)
    if options.log_requests or options.log_questions:
        log_to_stderr()
    with listening(host, port) as listener, _quiet_end():
        address = address_of(host, listener.getsockname()[1])
        site = EventStreams(create_app(assistant, options=options, uploads=uploads, feedback=feedback))
        config = uvicorn.Config(
            site,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        )
        _Server(config, on_ready=lambda: announce(address), on_stop=site.end).run(sockets=[listener])


def address_of(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (a name, nothing is bound)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens, closed at the end. Raises ``ServeError`` when that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise ServeError(f"{host}:{port}: {_reason(error, port)}") from error
    with listener:
        yield listener


def _reason(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use; stop what uses it, or choose another with --port (0 takes a free one)"
    if error.errno == errno.EACCES:
        return f"port {port} is not ours to take; choose one above 1023 with --port"
    return f"cannot listen there ({error.strerror}); --host takes an address of this machine"


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stop()
        await super().shutdown(sockets)


@contextmanager
def _quiet_end() -> Iterator[None]:
    """SIGINT and SIGTERM end the block without an exception: uvicorn raises them anew when it has stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may be told of signals
        return
    previous = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, previous)
