"""A language model from a GGUF file: llama.cpp (``xllamacpp``) serves it on loopback, inside this process."""

import os
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from rag.errors import ModelError, SettingsError
from rag.models.chat_model import LangChainChatModel, Pieces

PREFIX = "gguf:"
_MAGIC = b"GGUF"
_LIBRARIES = ("xllamacpp", "langchain", "langchain_openai")


@dataclass(frozen=True, slots=True)
class GgufOptions:
    """How the file is run."""

    context_tokens: int
    """What it reads and writes."""
    max_tokens: int
    """The longest reply."""
    timeout_s: float
    """What a whole reply may take; loading is not counted."""
    threads: int
    """Processor threads; 0: all there are."""


class GgufChatModel:
    """Loads its file at the first question; one request at a time, others wait in line."""

    def __init__(self, path: Path, options: GgufOptions) -> None:
        """Raises ``SettingsError`` for a file that is missing or no GGUF, or when the extra is not installed."""
        check(path)
        self._path, self._options = path, options
        self._lock = threading.Lock()
        self._server: Any = None
        self._chat: LangChainChatModel | None = None

    @property
    def name(self) -> str:
        """What it is called in the settings."""
        return f"{PREFIX}{self._path}"

    def stream(self, system: str, user: str) -> Pieces:
        """See ``ChatModel``; raises ``ModelError`` when llama.cpp cannot load the file."""
        yield from self._loaded().stream(system, user)

    def _loaded(self) -> LangChainChatModel:
        with self._lock:
            if self._chat is None:
                key = token_urlsafe(32)
                self._server = self._serve(key)
                self._chat = LangChainChatModel(
                    "openai:local",
                    base_url=f"{self._server.listening_address}/v1",
                    api_key=key,
                    timeout_s=self._options.timeout_s,
                    max_tokens=self._options.max_tokens,
                )
            return self._chat

    def _serve(self, key: str) -> Any:
        """The server, on a free port and with a key that only this process knows."""
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # llama.cpp's threads would spin and starve the others
        os.environ.setdefault("GOMP_SPINCOUNT", "0")
        from xllamacpp import CommonParams, Server

        params = CommonParams()
        params.model.path = str(self._path)
        params.n_ctx, params.n_parallel = self._options.context_tokens, 1
        params.cpuparams.n_threads = self._options.threads or os.cpu_count() or 1
        params.port, params.api_keys, params.ui, params.offline = 0, [key], False, True
        params.verbosity = -1
        try:
            return Server(params)
        except RuntimeError as error:
            raise ModelError(
                f"{self._path}: llama.cpp cannot load it; is the file whole, and of a kind it knows?"
            ) from error


def check(path: Path) -> None:
    """Returns when the file looks like one to load; raises ``SettingsError`` with one line when not."""
    where = f"setting llm (RAG_LLM): {PREFIX}{path}"
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise SettingsError(f"{where}: {error.strerror or error}; name a GGUF file") from error
    if magic != _MAGIC:
        raise SettingsError(f"{where}: this is no GGUF file (it does not begin with GGUF); name another one")
    if missing := [library for library in _LIBRARIES if find_spec(library) is None]:
        raise SettingsError(f"{where}: {missing[0]} is not installed; pip install 'depeche[local-llm]'")
