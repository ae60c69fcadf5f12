"""A tiny server of OpenAI's chat protocol on a loopback port, which says what a test tells it to."""

import json
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Script:
    """How the server behaves."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    message: str = "overloaded"
    """What it says when the status is not 200."""
    held_at: int | None = None
    """Before which piece (from 0) it waits for ``go``."""
    ends: str | None = "stop"
    """The reason it gives at the end; without one it drops the connection after the last piece."""
    raw: bytes = b""
    """Sent in the place of all that."""
    knows_grammars: bool = True
    """Else it answers 400 to a request with one."""
    max_chars: int = 1_000_000
    """Longer prompts get 400, in the words of llama.cpp."""


class LoopbackLLM(ThreadingHTTPServer):
    """Follows its script; remembers the requests, and notices when a client leaves."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.bodies: list[dict[str, Any]] = []
        self.gone = threading.Event()
        self.go = threading.Event()

    @property
    def base_url(self) -> str:
        """What goes into ``RAG_LLM_BASE_URL``."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackLLM

    def do_POST(self) -> None:
        llm, script = self.server, self.server.script
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        llm.bodies.append(body)
        if script.status != 200:
            return self._fail(script.status, script.message)
        if "grammar" in body and not script.knows_grammars:
            return self._fail(400, "Unrecognized request argument supplied: grammar")
        if sum(len(message["content"]) for message in body["messages"]) > script.max_chars:
            return self._fail(400, "request exceeds the available context size, try increasing it")
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        try:
            self._stream(script)
        except OSError:
            llm.gone.set()
        return None

    def _fail(self, status: int, message: str) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps({"error": {"message": message, "type": "an_error"}}).encode())

    def _stream(self, script: Script) -> None:
        if script.raw:
            self.wfile.write(script.raw)
            return
        for n, piece in enumerate(script.pieces):
            if n == script.held_at:
                self._wait()
            self._send({"content": piece}, None)
        if script.ends:
            self._send({}, script.ends)
            self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self) -> None:
        """Until told to go on; raises ``OSError`` when the client hangs up before."""
        self.wfile.flush()
        while not self.server.go.wait(0.02):
            if select.select([self.connection], [], [], 0)[0] and not self.connection.recv(1, socket.MSG_PEEK):
                raise BrokenPipeError

    def _send(self, delta: dict[str, str], reason: str | None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(script: Script) -> Iterator[LoopbackLLM]:
    """The server, running."""
    llm = LoopbackLLM(script)
    threading.Thread(target=llm.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield llm
    finally:
        llm.go.set()
        llm.shutdown()
        llm.server_close()
