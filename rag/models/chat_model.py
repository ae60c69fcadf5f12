"""A language model behind LangChain's ``init_chat_model``: text in pieces, within a time that is kept."""

import asyncio
import queue
import threading
from collections.abc import Callable, Generator
from contextlib import aclosing
from functools import lru_cache
from time import monotonic
from typing import Any, Protocol, TypeAlias
from urllib.parse import urlsplit

from rag.errors import ChatModelError, ModelError
from rag.models.chat_failures import explained, is_refusal_of_request, slow

_DONE = object()
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
HEARTBEAT_S = 1.0
"""After so long a silence an empty piece is handed on, so that whoever reads can leave."""
PROSE = r"root ::= [^ \t\r\n\x5b\x5d<>{}#*`|] [^\r\n\x5b\x5d<>{}#*`|]*"
"""A grammar (GBNF, as llama.cpp reads it) of one line without markup, links or citation markers."""


Pieces: TypeAlias = Generator[str, None, None]
"""A reply in pieces; closing it stops the generation."""


class ChatModel(Protocol):
    """Writes a reply to two messages; ``rag.models.fake_chat`` has a fake."""

    @property
    def name(self) -> str:
        """What it is called in the settings."""

    def stream(self, system: str, user: str) -> Pieces:
        """The reply, an empty piece for every second of silence.

        Raises ``ChatModelError`` when no whole reply can be had in time, and ``ModelError`` when a library is missing.
        """


class LangChainChatModel:
    """Any provider that LangChain knows; loaded at the first question."""

    def __init__(
        self, name: str, *, base_url: str | None, api_key: str | None, timeout_s: float, max_tokens: int
    ) -> None:
        """Takes a name such as ``openai:qwen2.5``; ``timeout_s`` bounds a whole reply, ``max_tokens`` its length.

        A server named by ``base_url`` is offered a grammar; one that refuses it is asked without from then on.
        """
        self._name, self._timeout_s = name, timeout_s
        self._speaks_openai = name.startswith("openai:")
        self._grammar = self._speaks_openai and base_url is not None
        self._on_loopback = base_url is not None and urlsplit(base_url).hostname in _LOOPBACK
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

    def stream(self, system: str, user: str) -> Pieces:
        """See ``ChatModel``. Loading the library is not counted in the time of a reply."""
        options = self._for_one_request()
        chat = self._load(options)
        arrived: queue.Queue[tuple[float, object]] = queue.Queue()
        deadline = monotonic() + self._timeout_s
        messages = [("system", system), ("user", user)]
        work = asyncio.run_coroutine_threadsafe(
            self._ask(chat, options, messages, lambda piece: arrived.put((monotonic(), piece))), _loop()
        )
        try:
            while (piece := self._next(arrived, deadline)) is not _DONE:
                yield str(piece)
        finally:
            work.cancel()

    def _next(self, arrived: "queue.Queue[tuple[float, object]]", deadline: float) -> object:
        """What comes next; late is what arrived late, however long the reader took over what came before."""
        piece: object = ""
        try:
            at, piece = arrived.get(timeout=max(min(deadline - monotonic(), HEARTBEAT_S), 0.001))
        except queue.Empty:
            at = monotonic()
        if isinstance(piece, ModelError):
            raise piece
        if isinstance(piece, BaseException):
            raise explained(piece, self._name) from piece
        if piece is not _DONE and at > deadline:
            raise slow(self._name, self._timeout_s)
        return piece

    def _for_one_request(self) -> dict[str, Any]:
        """The options, with a connection of its own: closed with the reply, and to loopback past any proxy."""
        if not self._speaks_openai:
            return self._options
        try:
            from httpx import AsyncClient
        except ImportError as error:
            raise _missing(error) from error
        connection = AsyncClient(trust_env=not self._on_loopback)
        return {**self._options, "http_async_client": connection, "stream_chunk_timeout": self._timeout_s}

    def _load(self, options: dict[str, Any]) -> Any:
        try:
            from langchain.chat_models import init_chat_model

            return init_chat_model(self._name, **options)
        except ImportError as error:
            raise _missing(error) from error
        except Exception as error:  # each provider raises its own
            told = " ".join(str(error).split())[:200]
            raise ModelError(f"{self._name}: {type(error).__name__}: {told}; check RAG_LLM") from error

    async def _ask(
        self, chat: Any, options: dict[str, Any], messages: list[tuple[str, str]], put: Callable[[object], None]
    ) -> None:
        """Hands on what the server sends; cancelling it closes the connection, at which servers stop."""
        try:
            await self._ask_with_grammar(chat, messages, put)
            put(_DONE)
        except Exception as error:  # noqa: BLE001  # each provider raises its own; raised where the pieces are read
            put(error)
        finally:
            if "http_async_client" in options:
                await options["http_async_client"].aclose()

    async def _ask_with_grammar(
        self, chat: Any, messages: list[tuple[str, str]], put: Callable[[object], None]
    ) -> None:
        if not self._grammar:
            return await self._hand_on(chat.astream(messages), put)
        try:
            return await self._hand_on(chat.astream(messages, extra_body={"grammar": PROSE}), put)
        except Exception as error:
            if not is_refusal_of_request(error):
                raise
        await self._hand_on(chat.astream(messages), put)
        self._grammar = False
        return None

    async def _hand_on(self, stream: Any, put: Callable[[object], None]) -> None:
        ended: str | None = None
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                said = chunk.response_metadata
                ended = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason") or ended
                if chunk.text:
                    put(str(chunk.text))
        if ended and ended.lower() in ("length", "max_tokens"):
            raise ChatModelError("cut", f"{self._name}: the reply reached its longest length; raise RAG_LLM_MAX_TOKENS")
        if ended is None and self._speaks_openai:
            raise ChatModelError("broken", f"{self._name}: the reply broke off; is the server out of memory?")


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop on which replies are awaited, in a thread that ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-models", daemon=True).start()
    return loop


def _missing(error: ImportError) -> ModelError:
    return ModelError(f"{error}; install the extra: pip install 'depeche[llm]'")
