"""The systems that a collection is searched with: the product, its legs alone, and what it is compared to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, get_args

from eval.corpus_index import CorpusIndex, as_product
from eval.vocabulary import CorpusPassage, Query
from rag import wire
from rag.index.derived import Derived
from rag.models.base import Embedder, Reader
from rag.models.fake import FakeEmbedder
from rag.retrieve.query import alias_terms, query_terms
from rag.retrieve.rank import CANDIDATES, rank
from rag.retrieve.rerank import rerank
from rag.retrieve.retriever import prepare
from rag.schema import Hit, Mode, Scores
from rag.settings import load_settings

SystemName = Literal["rerank", "hybrid", "dense", "bm25", "rrf", "langchain"]
SYSTEMS: tuple[SystemName, ...] = get_args(SystemName)
RRF_K = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009)."""

Search = Callable[[Query], list[tuple[int, float]]]
"""Finds (passage number, score), best first."""


def product_search(derived: Derived, embedder: Embedder, mode: Mode, depth: int) -> Search:
    """The product's ranking, by the very function that its retriever calls; it tells the language by itself."""
    # BM25 looks at no vector: none is computed.
    looks_at = FakeEmbedder(1) if mode == "lexical" else embedder

    def search(query: Query) -> list[tuple[int, float]]:
        asked = prepare(query.text, looks_at, derived.lexical)
        terms, names = query_terms(asked.text, asked.language), alias_terms(asked.aliases)
        ranking = rank(derived, asked.vector, terms, mode, aliases=names, candidates=max(depth, CANDIDATES))
        return list(ranking.scored[:depth])

    return search


def reciprocal_rank_search(derived: Derived, embedder: Embedder, depth: int) -> Search:
    """The usual fusion of both legs, as a baseline: each votes by rank, whatever it has to say."""
    modes: tuple[Mode, Mode] = ("dense", "lexical")
    legs = [product_search(derived, embedder, mode, depth) for mode in modes]

    def search(query: Query) -> list[tuple[int, float]]:
        scores: dict[int, float] = {}
        for leg in legs:
            for place, (number, _) in enumerate(leg(query), 1):
                scores[number] = scores.get(number, 0.0) + 1 / (RRF_K + place)
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:depth]

    return search


def reranked_search(index: CorpusIndex, embedder: Embedder, reader: Reader, depth: int) -> Search:
    """What `rag search` shows: the product's hybrid ranking, the best of it read by the reader."""
    first = product_search(index.derived, embedder, "hybrid", depth)

    def search(query: Query) -> list[tuple[int, float]]:
        found = [as_hit(rank, n, score, index.passages[n]) for rank, (n, score) in enumerate(first(query), 1)]
        return [(int(hit.passage.id), hit.score) for hit in rerank(query.text, found, reader)]

    return search


def as_hit(rank: int, number: int, score: float, passage: CorpusPassage) -> Hit:
    """A passage found, as the product's reader is handed it; ``number`` becomes its id."""
    article, whole = as_product(passage, "und")  # the reader does not ask for the language
    return Hit(rank, replace(whole, id=str(number)), article, score, Scores())


def system(name: SystemName, index: CorpusIndex, embedder: Embedder, depth: int) -> Search:
    """The system of that name over a corpus, finding ``depth`` passages at most."""
    if name == "langchain":
        from eval.langchain_stack import langchain_search

        return langchain_search(index.passages, embedder, depth)
    if name == "rrf":
        return reciprocal_rank_search(index.derived, embedder, depth)
    if name == "rerank":
        return reranked_search(index, embedder, wire.reader(load_settings()), depth)
    modes: dict[str, Mode] = {"hybrid": "hybrid", "dense": "dense", "bm25": "lexical"}
    return product_search(index.derived, embedder, modes[name], depth)


def question_vector(name: SystemName, query: Query, index: CorpusIndex, embedder: Embedder) -> None:
    """Has ``embedder`` compute what ``name`` asks it for, so that it is known when the search is timed."""
    if name == "langchain":
        embedder.embed_query(query.text)
    elif name != "bm25":
        prepare(query.text, embedder, index.derived.lexical)
