"""Any other sentence-transformers model, by folder or hub name, as an embedder."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from rag.errors import ModelError
from rag.models.base import Matrix, Vector
from rag.models.transformer import Role, TorchEncoder, load_model

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_MADE_OF = frozenset({".json", ".txt", ".model", ".safetensors", ".bin"})
"""The files that make a model; the others in its folder are documentation, or for other libraries."""
_ONE_OF_ITS_FILES = ("modules.json", "config.json")
_DEFAULT_OWNER = "sentence-transformers"


class SentenceTransformerEmbedder:
    """An ``Embedder`` of any sentence-transformers model, loaded when it is first asked.

    Before texts it puts the model's own prompts, unless it is given others. A text of more than ``max_tokens`` is cut
    there; lone surrogates are read as U+FFFD. May be called from several threads at once.
    """

    def __init__(
        self,
        name: str,
        *,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        allow_download: bool = False,
        threads: int = 0,
    ) -> None:
        """Takes a folder or hub name and settings under their names; loads nothing.

        Whatever is asked of it raises ``ModelError`` when the model is not here or does not load.
        """
        prefixes: dict[Role, str | None] = {"query": query_prefix, "passage": passage_prefix}
        self._name = name
        self._prefixes = {role: prefix for role, prefix in prefixes.items() if prefix is not None}
        self._allow_download = allow_download
        self._threads = threads
        self._lock = Lock()
        self._encoder: TorchEncoder | None = None
        self._fingerprint: str | None = None

    @property
    def fingerprint(self) -> str:
        """The model's name, the sha256 of its files (once, 0.3 s for 470 MB), and the prefixes that were given."""
        if self._fingerprint is None:
            given = f" {json.dumps(self._prefixes, ensure_ascii=False)}" if self._prefixes else ""
            self._fingerprint = f"{Path(self._name).name}@{digest(self._folder())[:12]}{given}"
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        """d, the length of every vector."""
        return self._loaded().dimensions

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens, prefix and special tokens included."""
        return self._loaded().max_tokens

    def embed_query(self, text: str) -> Vector:
        """The vector of a question: float32, shape (d,), unit length."""
        vector: Vector = self._loaded().encode([_readable(text)], "query")[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Matrix:
        """The vectors of passages: float32, shape (n, d), in order; ``progress`` is told how many more are done."""
        return self._loaded().encode([_readable(text) for text in texts], "passage", progress=progress)

    def count_tokens(self, text: str) -> int:
        """How many tokens the text costs, without prefix and special tokens."""
        return self._loaded().count_tokens(_readable(text))

    def _loaded(self) -> TorchEncoder:
        with self._lock:
            if self._encoder is None:
                fetch = self._allow_download and not _is_folder(self._name)
                model = load_model(self._name if fetch else str(self._here()), allow_download=fetch)
                self._encoder = TorchEncoder(model, self._threads, self._prefixes)
            return self._encoder

    def _folder(self) -> Path:
        if self._allow_download and find_model(self._name) is None:
            self._loaded()
        return self._here()

    def _here(self) -> Path:
        folder = find_model(self._name)
        if folder is None:
            raise ModelError(
                f"embedder {self._name}: not a folder and not in the local cache of models;"
                " name one that is (RAG_EMBEDDER) or allow it to be fetched (RAG_ALLOW_DOWNLOAD=true)"
            )
        return folder


def find_model(name: str) -> Path | None:
    """The folder ``name``, or the one in the hub's local cache where the model of that name is; asks no network."""
    if _is_folder(name):
        return Path(name).expanduser()
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for repository in (name,) if "/" in name else (name, f"{_DEFAULT_OWNER}/{name}"):
        for file in _ONE_OF_ITS_FILES:
            try:
                found = try_to_load_from_cache(repository, file, cache_dir=os.environ.get("SENTENCE_TRANSFORMERS_HOME"))
            except HFValidationError:
                return None
            if isinstance(found, str):
                return Path(found).parent
    return None


def digest(folder: Path) -> str:
    """The sha256 of the names and contents of all files in ``folder`` that make a model."""
    sha = hashlib.sha256()
    try:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _MADE_OF and path.is_file()):
            with path.open("rb") as file:
                inner = hashlib.file_digest(file, "sha256").hexdigest()
            sha.update(f"{path.relative_to(folder).as_posix()}\0{inner}\0".encode())
    except OSError as error:
        raise ModelError(f"{folder}: the model's files cannot be read: {error}") from error
    return sha.hexdigest()


def _is_folder(name: str) -> bool:
    return Path(name).expanduser().is_dir()


def _readable(text: str) -> str:
    return _LONE_SURROGATES.sub("\ufffd", text)
