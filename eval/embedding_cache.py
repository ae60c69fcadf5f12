"""Vectors kept between runs, so that an interrupted run loses none and the next one computes none twice.

    <cache>/eval/<fingerprint of the embedder, hashed>/
        keys       16 bytes a text: the beginning of its sha256
        vectors    the vectors in the same order, half precision, as the product keeps them

Both files only ever grow, the vectors first: a run killed in between leaves rows without a key, which the next one
cuts off. Two runs may share a folder: they take turns in writing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import numpy as np
from filelock import FileLock

from rag.errors import StoreWriteError
from rag.models.base import Embedder, Matrix, Vector

KEY_BYTES = 16
BATCH = 256
"""How many texts are computed between two writes: the most that an interruption costs."""


class CachedEmbedder:
    """An embedder that looks its vectors up before it computes them; what it has not seen it keeps."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        """Keeps vectors under ``folder``; raises ``StoreWriteError`` where that cannot be written."""
        self._embedder = embedder
        self._folder = folder / sha256(embedder.fingerprint.encode()).hexdigest()[:16]
        self._row_bytes = 2 * embedder.dimensions
        self._rows: dict[bytes, int] = {}
        with self._writing():
            self._read_keys()

    @property
    def fingerprint(self) -> str:
        """That of the embedder behind."""
        return self._embedder.fingerprint

    @property
    def dimensions(self) -> int:
        """d, the length of every vector."""
        return self._embedder.dimensions

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens."""
        return self._embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        """How many tokens the text costs."""
        return self._embedder.count_tokens(text)

    def embed_query(self, text: str) -> Vector:
        """The vector of a question, rounded to half precision, as it is kept."""
        key = _key("query", text)
        if key not in self._rows:
            self._keep([key], self._embedder.embed_query(text)[None, :])
        vector: Vector = self._read([key])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Matrix:
        """The vectors of passages, in order, shape (n, d); ``progress`` is told how many more are done."""
        keys = [_key("passage", text) for text in texts]
        missing = list({k: t for k, t in zip(keys, texts, strict=True) if k not in self._rows}.items())
        if progress is not None:
            progress(len(texts) - len(missing))
        # Texts of a length together cost no padding; the order of the file means nothing.
        missing.sort(key=lambda item: len(item[1]))
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self._keep([key for key, _ in batch], self._embedder.embed_passages([text for _, text in batch]))
            if progress is not None:
                progress(len(batch))
        return self._read(keys)

    def _read(self, keys: Sequence[bytes]) -> Matrix:
        if not keys:
            return np.zeros((0, self.dimensions), np.float32)
        kept = np.memmap(self._folder / "vectors", np.float16, "r").reshape(-1, self.dimensions)
        vectors: Matrix = np.asarray(kept[[self._rows[key] for key in keys]], np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _keep(self, keys: Sequence[bytes], vectors: Matrix) -> None:
        with self._writing():
            self._read_keys()  # another run may have added some
            first = self._size("keys") // KEY_BYTES
            _append(self._folder / "vectors", vectors.astype(np.float16).tobytes())
            _append(self._folder / "keys", b"".join(keys))
            self._rows |= {key: first + row for row, key in enumerate(keys)}

    def _read_keys(self) -> None:
        """Cuts both files to the rows that are whole in both, and takes in those not yet known."""
        rows = min(self._size("keys") // KEY_BYTES, self._size("vectors") // self._row_bytes)
        for name, width in (("keys", KEY_BYTES), ("vectors", self._row_bytes)):
            if self._size(name) != rows * width:
                with (self._folder / name).open("r+b") as file:
                    file.truncate(rows * width)
        with (self._folder / "keys").open("rb") as file:
            file.seek(len(self._rows) * KEY_BYTES)
            for row in range(len(self._rows), rows):
                self._rows[file.read(KEY_BYTES)] = row

    def _size(self, name: str) -> int:
        return (self._folder / name).stat().st_size

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "lock"):
                for name in ("keys", "vectors"):
                    (self._folder / name).touch()
                yield
        except OSError as error:
            raise StoreWriteError(
                f"{self._folder}: vectors cannot be kept ({error}); choose another folder with RAG_CACHE_DIR"
            ) from error


def _key(role: str, text: str) -> bytes:
    return sha256(f"{role}\0{text}".encode("utf-8", "surrogatepass")).digest()[:KEY_BYTES]


def _append(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)
