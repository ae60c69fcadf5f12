"""The vector index: FAISS, made from the catalogue's vectors; the only file that imports faiss."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreDamagedError, StoreWriteError
from rag.models.base import Vector

Numbers = NDArray[np.int64]


class VectorIndex:
    """Exact nearest passages by cosine; vectors in half precision, as the catalogue has them."""

    def __init__(self, index: "faiss.Index") -> None:  # type: ignore[name-defined]  # noqa: F821  # lazy import
        self._index = index

    @classmethod
    def build(cls, numbers: Numbers, vectors: NDArray[np.float16], dimensions: int) -> "VectorIndex":
        """An index over ``vectors``, shape (n, dimensions), named by ``numbers``, shape (n,)."""
        import faiss

        flat = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        index = faiss.IndexIDMap2(flat)
        if len(numbers):
            index.add_with_ids(vectors.astype(np.float32), numbers)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """The index that ``save`` wrote; raises ``StoreDamagedError``."""
        import faiss

        try:
            return cls(faiss.read_index(os.fspath(path)))
        except RuntimeError as error:
            raise StoreDamagedError(f"{path}: not readable as a vector index; run `rag doctor --repair`") from error

    def save(self, path: Path) -> None:
        """Writes the index; raises ``StoreWriteError``."""
        import faiss

        try:
            faiss.write_index(self._index, os.fspath(path))
        except RuntimeError as error:
            raise StoreWriteError(f"{path.parent}: the vector index cannot be written; free some space") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vector, k: int, allowed: list[int] | None = None) -> list[tuple[int, float]]:
        """(number, cosine) of the ``k`` nearest passages, best first, among ``allowed`` if given."""
        import faiss

        if not len(self) or allowed == []:
            return []
        params = None
        if allowed is not None:
            params = faiss.SearchParameters(  # type: ignore[call-arg]  # the stub lacks the keyword
                sel=faiss.IDSelectorBatch(np.array(allowed, np.int64))
            )
        scores, numbers = self._index.search(query[None, :], min(k, len(self)), params=params)
        return [(int(n), float(s)) for n, s in zip(numbers[0], scores[0], strict=True) if n >= 0]

    def cosines(self, query: Vector, numbers: list[int]) -> list[float]:
        """The cosine of the question with each of these passages, in their order."""
        if not numbers:
            return []
        rows = self._index.reconstruct_batch(np.array(numbers, np.int64))
        return [float(score) for score in rows @ query]
