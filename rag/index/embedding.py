"""The vectors of passages: taken from where they are known, computed only where they are not."""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.index.chunk import embedded_text
from rag.index.database import sqlite_errors
from rag.models.base import Embedder
from rag.schema import Article, Passage

Stored = NDArray[np.float16]
"""A vector as it is kept, shape (d,): half precision costs 1e-4 of cosine and saves half the disk."""


def vector_key(article: Article, passage: Passage) -> str:
    """Names the vector of a passage: equal keys, equal vectors."""
    return sha256(embedded_text(article, passage).encode("utf-8")).hexdigest()


class Pending:
    """Vectors of a sync under way, kept batch by batch, so that one that is interrupted loses none of them."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        with sqlite_errors(path):
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL, model TEXT NOT NULL)"
            )
            self._connection.execute("DELETE FROM vectors WHERE model <> ?", (fingerprint,))

    def get(self, keys: Collection[str]) -> dict[str, Stored]:
        """Those of the vectors that are there."""
        find = "SELECT vector FROM vectors WHERE key = ?"
        with sqlite_errors(self._path):
            rows = ((key, self._connection.execute(find, (key,)).fetchone()) for key in keys)
            return {key: np.frombuffer(row[0], np.float16) for key, row in rows if row}

    def put(self, vectors: Mapping[str, Stored]) -> None:
        """Keeps these, at once and for good."""
        rows = ((key, vector.tobytes(), self._fingerprint) for key, vector in vectors.items())
        with sqlite_errors(self._path):
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            self._connection.execute("COMMIT")

    def close(self, *, done: bool) -> None:
        """Ends; ``done`` says that the sync went through, so that nothing needs to be kept."""
        self._connection.close()
        if done:
            self._path.unlink(missing_ok=True)


class PassageVectors:
    """Finds or computes vectors for one sync; ``embedded`` counts those that were computed."""

    def __init__(
        self, known: Callable[[Collection[str]], Mapping[str, Stored]], pending: Pending, embedder: Embedder
    ) -> None:
        """``known`` looks vectors up in the catalogue."""
        self._known = known
        self._pending = pending
        self._embedder = embedder
        self.embedded = 0

    def of(self, texts: Mapping[str, str], tell: Callable[[float], None]) -> dict[str, Stored]:
        """The vectors of ``texts`` (key → text); ``tell`` hears which share of them is newly done, 1 in all."""
        vectors = dict(self._known(texts.keys()))
        vectors |= self._pending.get(texts.keys() - vectors.keys())
        missing = [key for key in texts if key not in vectors]
        tell(len(vectors) / max(len(texts), 1))
        if missing:
            matrix = self._embedder.embed_passages([texts[key] for key in missing], lambda n: tell(n / len(texts)))
            fresh = dict(zip(missing, matrix.astype(np.float16), strict=True))
            self._pending.put(fresh)
            vectors |= fresh
            self.embedded += len(missing)
        return vectors
