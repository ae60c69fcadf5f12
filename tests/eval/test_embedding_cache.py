"""Vectors kept between runs."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from eval import embedding_cache
from eval.embedding_cache import CachedEmbedder
from rag.errors import StoreWriteError
from rag.models.fake import FakeEmbedder


class CountingEmbedder(FakeEmbedder):
    """Remembers what it was asked to embed; stops when told to."""

    def __init__(self, stop_after: int = 10_000) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._stop_after = stop_after

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None):
        """As the fake does."""
        if len(self.seen) >= self._stop_after:
            raise KeyboardInterrupt
        self.seen += texts
        return super().embed_passages(texts, progress)


def test_vectors_are_those_of_the_embedder_in_the_order_asked_for(tmp_path: Path) -> None:
    """Half precision costs no more than a thousandth."""
    texts = ["un pont", "un train rapide", "un pont"]
    ours = CachedEmbedder(FakeEmbedder(), tmp_path).embed_passages(texts)
    assert np.allclose(FakeEmbedder().embed_passages(texts), ours, atol=1e-3)
    assert np.allclose(1, np.linalg.norm(ours, axis=1), atol=1e-6)


def test_a_text_is_computed_once_in_all_runs(tmp_path: Path) -> None:
    """Embedding is what a run spends its time on."""
    CachedEmbedder(CountingEmbedder(), tmp_path).embed_passages(["a", "b", "a"])
    second = CountingEmbedder()
    CachedEmbedder(second, tmp_path).embed_passages(["b", "c"])
    assert ["c"] == second.seen


def test_a_question_and_a_passage_of_one_wording_have_their_own_vectors(tmp_path: Path) -> None:
    """E5 puts another prefix before each."""
    counting = CountingEmbedder()
    cached = CachedEmbedder(counting, tmp_path)
    cached.embed_query("a")
    cached.embed_passages(["a"])
    assert ["a"] == counting.seen


def test_an_interrupted_run_loses_no_batch_that_was_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """150,000 passages take half an hour."""
    monkeypatch.setattr(embedding_cache, "BATCH", 2)
    texts = ["a", "b", "c", "d", "e"]
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(CountingEmbedder(stop_after=4), tmp_path).embed_passages(texts)
    resumed = CountingEmbedder()
    vectors = CachedEmbedder(resumed, tmp_path).embed_passages(texts)
    assert ["e"] == resumed.seen
    assert np.allclose(FakeEmbedder().embed_passages(texts), vectors, atol=1e-3)


def test_rows_that_a_kill_left_without_their_key_are_cut_off(tmp_path: Path) -> None:
    """A vector under the wrong key would change every figure after it."""
    CachedEmbedder(CountingEmbedder(), tmp_path).embed_passages(["a", "b"])
    (vectors,) = tmp_path.glob("*/vectors")
    with vectors.open("ab") as file:
        file.write(b"\x00" * 100)
    found = CachedEmbedder(CountingEmbedder(), tmp_path).embed_passages(["c", "b"])
    assert np.allclose(FakeEmbedder().embed_passages(["c", "b"]), found, atol=1e-3)


def test_what_another_run_left_half_written_does_not_shift_the_rows(tmp_path: Path) -> None:
    """It may be killed while this one has the folder open."""
    cached = CachedEmbedder(FakeEmbedder(), tmp_path)
    cached.embed_passages(["a"])
    (vectors,) = tmp_path.glob("*/vectors")
    with vectors.open("ab") as file:
        file.write(b"\x00" * 100)
    assert np.allclose(FakeEmbedder().embed_passages(["b", "a"]), cached.embed_passages(["b", "a"]), atol=1e-3)


def test_two_runs_may_share_a_folder(tmp_path: Path) -> None:
    """Each takes its rows from where the other has left off."""
    first, second = (CachedEmbedder(FakeEmbedder(), tmp_path) for _ in range(2))
    first.embed_passages(["a"])
    second.embed_passages(["b", "c"])
    assert np.allclose(FakeEmbedder().embed_passages(["d", "a"]), first.embed_passages(["d", "a"]), atol=1e-3)
    assert np.allclose(FakeEmbedder().embed_passages(["b"]), second.embed_passages(["b"]), atol=1e-3)


def test_another_model_has_other_vectors(tmp_path: Path) -> None:
    """The folder is named by the fingerprint."""
    CachedEmbedder(FakeEmbedder(32), tmp_path).embed_passages(["a"])
    assert (1, 64) == CachedEmbedder(FakeEmbedder(64), tmp_path).embed_passages(["a"]).shape


def test_progress_adds_up_to_all_texts(tmp_path: Path) -> None:
    """A bar that stops short looks like a fault."""
    told: list[int] = []
    cached = CachedEmbedder(FakeEmbedder(), tmp_path)
    cached.embed_passages(["a"])
    cached.embed_passages(["a", "b", "c", "b"], told.append)
    assert 4 == sum(told)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the setting that helps."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreWriteError, match="RAG_CACHE_DIR"):
        CachedEmbedder(FakeEmbedder(), tmp_path / "file")
