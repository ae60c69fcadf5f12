"""The whole site over a fake assistant in a process of its own, cut off from every other host.

Run as a program it serves on a free port and prints its address.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rag.serve.feedback import FILE_NAME

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class RunningSite:
    """Where it is, and the process to send signals to."""

    address: str
    process: "subprocess.Popen[str]"
    feedback: Path
    """Where it keeps what readers say."""


@contextmanager
def running_site() -> Iterator[RunningSite]:
    """The site, ready to answer; its home folder is empty, and it is killed at the end if it still runs."""
    with TemporaryDirectory() as home:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env={**os.environ, "HOME": home, "XDG_CACHE_HOME": home},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                assert process.stdout is not None
                yield RunningSite(process.stdout.readline().strip(), process, Path(home) / FILE_NAME)
            finally:
                process.kill()


def _refuse_other_hosts() -> None:
    """Fail every attempt to reach or look up another host, and write it where the tests expect nothing."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def refuse_unless_local(host: object) -> None:
        if host not in {"127.0.0.1", "::1", "localhost", None}:
            sys.stderr.write(f"an attempt to reach {host}\n")
            raise OSError(f"the test allows no connection to {host}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple):
            refuse_unless_local(address[0])
        connect(self, address)  # type: ignore[arg-type]

    def guarded_getaddrinfo(host: object, *more: object, **named: object) -> object:
        refuse_unless_local(host)
        return getaddrinfo(host, *more, **named)  # type: ignore[arg-type]

    socket.socket.connect = guarded_connect  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = guarded_getaddrinfo  # type: ignore[assignment]


def _serve(home: Path) -> None:
    from rag.index.layout import Layout
    from rag.index.store import Store
    from rag.index.sync import Recipe
    from rag.index.uploads import Uploads
    from rag.models.fake import FakeEmbedder
    from rag.serve.app import serve
    from rag.serve.feedback import FeedbackBook
    from tests.serve.fake_assistant import FilledAssistant

    store = Store(Layout(home / "store"))
    uploads = Uploads(home / "up", store, FakeEmbedder(), Recipe(96, 1 << 20))
    assistant = FilledAssistant(store)
    book = FeedbackBook(home / FILE_NAME, assistant.article)

    def announce(address: str) -> None:
        print(address, flush=True)  # noqa: T201

    serve(assistant, "127.0.0.1", 0, announce, uploads=uploads, feedback=book)  # type: ignore[arg-type]


if __name__ == "__main__":
    _refuse_other_hosts()
    _serve(Path(os.environ["HOME"]))
