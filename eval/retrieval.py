"""Benchmark: how well passages are found, over a given collection."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from eval.corpus_index import Tell, corpus_index
from eval.intervals import SEED
from eval.measures import MEASURES, measure, require_measures
from eval.provenance import provenance
from eval.run import Run, Value, means_by_group, percentiles_ms
from eval.systems import Search, SystemName, question_vector, system
from eval.vocabulary import Collection, CorpusPassage, Query
from rag.models.base import Embedder
from rag.retrieve.retriever import MAX_QUESTION_CHARACTERS

DEPTH = 100
PASSAGES_PER_DOCUMENT = 4
"""How much deeper passages are retrieved where documents count, so that hundred documents come together."""
KEPT = 10
"""How many of the retrieved a run names for each query."""


def evaluate(collection: Collection, name: SystemName, embedder: Embedder, tell: Tell) -> Run:
    """The measures of one system on a collection; ``tell`` hears the progress.

    A query that is longer than the product reads finds nothing; ``settings`` counts such queries.
    """
    require_measures()
    depth = DEPTH * (PASSAGES_PER_DOCUMENT if collection.by_document else 1)
    with corpus_index(collection.passages, embedder, tell, dense=name not in ("bm25", "langchain")) as index:
        search = system(name, index, embedder, depth)
        readable = [query for query in collection.queries if len(query.text) <= MAX_QUESTION_CHARACTERS]
        for query in readable:  # apart, so that the time of a search is that of the search
            question_vector(name, query, index, embedder)
            tell("embedding questions", 1, len(readable))
        ranked, seconds = _search_all(collection, readable, search, tell)
    return _run(collection, name, embedder.fingerprint, ranked, seconds)


def sample(collection: Collection, size: int | None, seed: int = SEED) -> Collection:
    """The collection with ``size`` of its queries, drawn by ``seed``, and all its passages."""
    if size is None or size >= len(collection.queries):
        return collection
    chosen = set(random.Random(seed).sample([query.id for query in collection.queries], size))  # noqa: S311
    return replace(
        collection,
        queries=tuple(query for query in collection.queries if query.id in chosen),
        qrels=tuple(qrel for qrel in collection.qrels if qrel.query in chosen),
        left_out={**collection.left_out, "queries not in the sample": len(collection.queries) - size},
    )


def best_passages(found: Iterable[tuple[int, float]], passages: Sequence[CorpusPassage]) -> list[str]:
    """The documents of ranked passages, each where its best passage stands; a passage without one is its own."""
    return list(dict.fromkeys(passages[number].doc or passages[number].id for number, _ in found))


def _search_all(
    collection: Collection, readable: Sequence[Query], search: Search, tell: Tell
) -> tuple[dict[str, list[str]], list[float]]:
    """What is found for each query, nothing for those that the product refuses to read."""
    ranked: dict[str, list[str]] = {query.id: [] for query in collection.queries}
    seconds, passages = [], collection.passages
    for query in readable:
        began = perf_counter()
        found = search(query)
        seconds.append(perf_counter() - began)
        targets = best_passages(found, passages) if collection.by_document else [passages[n].id for n, _ in found]
        ranked[query.id] = targets[:DEPTH]
        tell("searching", 1, len(readable))
    return ranked, seconds


def _run(
    collection: Collection, name: str, fingerprint: str, ranked: Mapping[str, list[str]], seconds: Sequence[float]
) -> Run:
    asked = {query.id for query in collection.queries}
    values = measure((qrel for qrel in collection.qrels if qrel.query in asked), ranked)
    per_query = {query.id: _row(query, values[query.id], ranked[query.id]) for query in collection.queries}
    return Run(
        benchmark="retrieval",
        collection=collection.name,
        system=name,
        provenance=provenance(fingerprint),
        queries=len(collection.queries),
        metrics=means_by_group(per_query, MEASURES),
        left_out=collection.left_out,
        settings={
            "passages": len(collection.passages),
            "by_document": collection.by_document,
            "queries too long for the product, scored zero": len(collection.queries) - len(seconds),
        },
        latency_ms=percentiles_ms(seconds),
        per_query=per_query,
    )


def _row(query: Query, values: Mapping[str, float], ranked: Sequence[str]) -> dict[str, Value]:
    return {"lang": query.lang, "question": query.text, **values, "retrieved": list(ranked[:KEPT])}
