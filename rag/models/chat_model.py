"""A language model behind LangChain's ``init_chat_model``: text in pieces, within a time that is kept."""

import queue
import threading
from collections.abc import Iterator
from time import monotonic
from typing import Any, Protocol

from rag.errors import ModelError

_DONE = object()


class ChatModel(Protocol):
    """Writes a reply to two messages; ``rag.models.fake_chat`` has a fake."""

    @property
    def name(self) -> str:
        """What it is called in the settings."""

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces; raises ``ModelError`` when none can be had in time. Closing it ends the request."""


class LangChainChatModel:
    """Any provider that LangChain knows; loaded at the first question."""

    def __init__(
        self, name: str, *, base_url: str | None, api_key: str | None, timeout_s: float, max_tokens: int
    ) -> None:
        """Takes a name such as ``openai:qwen2.5``; ``timeout_s`` bounds a whole reply, ``max_tokens`` its length."""
        self._name = name
        self._timeout_s = timeout_s
        self._options: dict[str, Any] = {
            "temperature": 0, "timeout": timeout_s, "max_retries": 0, "max_tokens": max_tokens,
        }  # fmt: skip
        if base_url:
            self._options["base_url"] = base_url
        if api_key or base_url:
            self._options["api_key"] = api_key or "none"

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        return self._name

    def stream(self, system: str, user: str) -> Iterator[str]:
        """See ``ChatModel``: a server that trickles is cut off when ``timeout_s`` seconds are over."""
        deadline = monotonic() + self._timeout_s
        arrived: queue.Queue[object] = queue.Queue()
        left = threading.Event()
        work = threading.Thread(
            target=self._pump, args=([("system", system), ("user", user)], arrived, left), daemon=True
        )
        work.start()
        try:
            while (piece := self._next(arrived, deadline)) is not _DONE:
                yield str(piece)
        finally:
            left.set()

    def _next(self, arrived: "queue.Queue[object]", deadline: float) -> object:
        try:
            piece = arrived.get(timeout=max(deadline - monotonic(), 0.001))
        except queue.Empty as error:
            raise ModelError(
                f"{self._name}: no whole reply within {self._timeout_s:g} s; raise RAG_LLM_TIMEOUT_S"
            ) from error
        if isinstance(piece, BaseException):
            raise ModelError(f"{self._name}: {_one_line(piece)}; check RAG_LLM and RAG_LLM_BASE_URL") from piece
        if monotonic() > deadline:
            raise ModelError(f"{self._name}: no whole reply within {self._timeout_s:g} s; raise RAG_LLM_TIMEOUT_S")
        return piece

    def _pump(self, messages: list[tuple[str, str]], arrived: "queue.Queue[object]", left: threading.Event) -> None:
        """Hands on what the server sends until nobody listens any more; leaving the loop closes the connection."""
        try:
            from langchain.chat_models import init_chat_model

            stream = init_chat_model(self._name, **self._options).stream(messages)
            for chunk in stream:
                if left.is_set():
                    break
                if chunk.text:
                    arrived.put(str(chunk.text))
            arrived.put(_DONE)
        except ImportError as error:
            arrived.put(ModelError(f"{error}; install the extra: pip install 'depeche[llm]'"))
        except Exception as error:  # noqa: BLE001  # each provider raises its own
            arrived.put(error)


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
