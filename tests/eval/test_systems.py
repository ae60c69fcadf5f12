"""The baselines' own arithmetic."""

import pytest

from eval import systems
from eval.corpus_index import CorpusIndex
from eval.systems import RRF_K, Search, reciprocal_rank_search, reranked_search
from eval.vocabulary import CorpusPassage, Query
from rag.models.fake import FakeEmbedder, FakeReader

ASKED = Query("q", "?", "fr")


def legs(monkeypatch: pytest.MonkeyPatch, **found: list[tuple[int, float]]) -> Search:
    """Reciprocal rank fusion over legs that find these."""
    monkeypatch.setattr(systems, "product_search", lambda _d, _e, mode, _k: lambda _: found[mode])
    return reciprocal_rank_search(None, None, 3)  # type: ignore[arg-type]  # the legs are replaced


def test_ranks_are_added_as_reciprocals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passage 2 is second and first: 1/62 + 1/61; passage 1 only first: 1/61."""
    search = legs(monkeypatch, dense=[(1, 0.9), (2, 0.8)], lexical=[(2, 7.0), (3, 5.0)])
    assert 60 == RRF_K
    found = search(ASKED)
    assert [2, 1, 3] == [number for number, _ in found]
    assert [1 / 62 + 1 / 61, 1 / 61, 1 / 62] == pytest.approx([score for _, score in found])


def test_a_leg_that_found_nothing_has_no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other's order stays; equals come by number."""
    assert [1, 3] == [number for number, _ in legs(monkeypatch, dense=[(1, 0.9), (3, 0.1)], lexical=[])(ASKED)]


def test_reranking_puts_what_the_reader_believes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own second look, over its own first one; numbers stay those of the corpus."""
    passages = [CorpusPassage("a", "", "Le pont est bleu."), CorpusPassage("b", "", "Le pont a rouvert en mai.")]
    monkeypatch.setattr(systems, "product_search", lambda *_: lambda _: [(0, 0.811), (1, 0.81)])
    search = reranked_search(CorpusIndex(passages, None), FakeEmbedder(), FakeReader(), 10)  # type: ignore[arg-type]
    assert [1, 0] == [number for number, _ in search(Query("q", "Quand a rouvert le pont ?", "fr"))]
