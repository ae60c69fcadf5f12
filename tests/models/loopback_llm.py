"""A tiny server of OpenAI's chat protocol on a loopback port, which says what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LoopbackLLM(ThreadingHTTPServer):
    """Streams ``pieces``, waiting on ``go`` before each one after the first; or fails with ``status``."""

    daemon_threads = True

    def __init__(self, *pieces: str, status: int = 200, held: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pieces, self.status = pieces, status
        self.bodies: list[dict[str, Any]] = []
        self.gone = threading.Event()
        self.go = threading.Event()
        if not held:
            self.go.set()

    @property
    def base_url(self) -> str:
        """What goes into ``RAG_LLM_BASE_URL``."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackLLM

    def do_POST(self) -> None:
        llm = self.server
        llm.bodies.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(llm.status)
        self.send_header("content-type", "text/event-stream" if llm.status == 200 else "application/json")
        self.end_headers()
        if llm.status != 200:
            self.wfile.write(b'{"error": {"message": "overloaded", "type": "server_error"}}')
            return
        try:
            for n, piece in enumerate(llm.pieces):
                if n:
                    llm.go.wait(30)
                self._send({"content": piece}, None)
            self._send({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            llm.gone.set()

    def _send(self, delta: dict[str, str], reason: str | None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(*pieces: str, status: int = 200, held: bool = False) -> Iterator[LoopbackLLM]:
    """The server, running."""
    llm = LoopbackLLM(*pieces, status=status, held=held)
    threading.Thread(target=llm.serve_forever, daemon=True).start()
    try:
        yield llm
    finally:
        llm.go.set()
        llm.shutdown()
        llm.server_close()
