"""One JSON line for each request and each answer, without a word of what was asked unless that is wanted."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from rag.schema import Answer
from rag.serve.options import Options

LOGGER = "rag.requests"


class RequestLog:
    """Writes nothing unless ``options`` ask for it; ``write`` gets each line."""

    def __init__(self, options: Options, write: Callable[[str], None] | None = None) -> None:
        self._requests, self._questions = options.log_requests, options.log_questions
        self._write = write or logging.getLogger(LOGGER).info

    def request(self, request_id: str, method: str, route: str, status: int, seconds: float, key: str | None) -> None:
        """A request that is over; ``route`` is a pattern, for a path may name what somebody reads."""
        if self._requests:
            ms = round(1000 * seconds, 1)
            self._line("request", id=request_id, method=method, route=route, status=status, ms=ms, key=key)

    def answer(self, request_id: str, answer: Answer) -> None:
        """An answer that was given."""
        if self._requests or self._questions:
            asked = {"question": answer.question} if self._questions else {}
            self._line(
                "answer",
                id=request_id,
                status=answer.status,
                engine=answer.engine,
                language=answer.language,
                confidence=round(answer.confidence, 4),
                ms=answer.timings_ms.get("total", 0),
                **asked,
            )

    def _line(self, what: str, **values: object) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._write(json.dumps({"at": at, "event": what, **values}, ensure_ascii=False))


def log_to_stderr() -> None:
    """Have these lines, and only them, stand on stderr as they are."""
    logger = logging.getLogger(LOGGER)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
