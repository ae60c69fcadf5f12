"""The vector index."""

from pathlib import Path

import numpy as np
import pytest

from rag.errors import StoreDamagedError
from rag.index.vectors import VectorIndex

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float16)
NUMBERS = np.array([5, 6, 7], np.int64)
QUERY = np.array([1, 0], np.float32)


def test_the_nearest_come_first_with_their_cosines() -> None:
    """Exact search, no approximation."""
    index = VectorIndex.build(NUMBERS, VECTORS, 2)
    assert [(5, 1.0), (7, pytest.approx(0.6, abs=1e-3)), (6, 0.0)] == index.search(QUERY, 9)


def test_only_allowed_passages_are_found() -> None:
    """Filters hold in the dense leg."""
    index = VectorIndex.build(NUMBERS, VECTORS, 2)
    assert [7, 6] == [number for number, _ in index.search(QUERY, 9, [6, 7])]
    assert [] == index.search(QUERY, 9, [])


def test_cosines_come_in_the_order_asked_for() -> None:
    """Fusion asks for the cosines of what only BM25 found."""
    index = VectorIndex.build(NUMBERS, VECTORS, 2)
    assert [0.0, 1.0] == index.cosines(QUERY, [6, 5])


def test_a_saved_index_is_the_same_when_loaded(tmp_path: Path) -> None:
    """What is on disk answers as what was built."""
    index = VectorIndex.build(NUMBERS, VECTORS, 2)
    index.save(tmp_path / "v.faiss")
    assert index.search(QUERY, 3) == VectorIndex.load(tmp_path / "v.faiss").search(QUERY, 3)


def test_an_empty_index_finds_nothing() -> None:
    """All files of a folder may have vanished."""
    empty = VectorIndex.build(np.zeros(0, np.int64), np.zeros((0, 2), np.float16), 2)
    assert [] == empty.search(QUERY, 3)


def test_a_damaged_file_is_told_with_the_way_out(tmp_path: Path) -> None:
    """The catalogue can rebuild it."""
    (tmp_path / "v.faiss").write_bytes(b"not an index")
    with pytest.raises(StoreDamagedError, match="rag doctor --repair"):
        VectorIndex.load(tmp_path / "v.faiss")
