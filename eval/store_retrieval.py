"""Benchmark: how well the passages of a store are found that hold the gold quotations of a question file."""

from collections.abc import Mapping, Sequence
from time import perf_counter

from eval.corpus_index import Tell
from eval.gold import Articles, relevant_passages
from eval.measures import MEASURES, measure
from eval.provenance import provenance
from eval.questions import GoldQuestion
from eval.run import Run, Value, means_by_group, percentiles_ms
from eval.vocabulary import Qrel
from rag.index.store import Store
from rag.models.base import Embedder
from rag.retrieve.retriever import Retriever
from rag.schema import Hit, Mode
from rag.text.fold import fold

DEPTH = 100
_KEPT = 10


def evaluate_store(
    questions: Sequence[GoldQuestion], name: str, store: Store, embedder: Embedder, mode: Mode, tell: Tell
) -> Run:
    """The measures of the product's retriever on a store; passages of one wording count as one.

    A follow-up is asked as it reads without its history. A question whose gold quotation is nowhere in the store
    scores zero: cleaning or chunking has lost it; ``settings`` counts such questions.
    """
    asked = [question for question in questions if question.answerable]
    relevant = _relevant(asked, store)
    retriever = Retriever(store, embedder)
    found, seconds = {}, []
    for question in asked:
        query = retriever.query(question.standalone or question.text)
        began = perf_counter()
        found[question.id] = retriever.search(query, k=DEPTH, mode=mode).hits
        seconds.append(perf_counter() - began)
        tell("searching", 1, len(asked))
    per_query = _per_query(asked, relevant, found)
    without = len(questions) - len(asked)
    return Run(
        benchmark="retrieval",
        collection=name,
        system={"lexical": "bm25"}.get(mode, mode),
        provenance=provenance(embedder.fingerprint),
        queries=len(asked),
        metrics=means_by_group(per_query, MEASURES),
        left_out={"questions without an answer": without} if without else {},
        settings={"gold_not_in_store": sum(not targets for targets in relevant.values())},
        latency_ms=percentiles_ms(seconds),
        per_query=per_query,
    )


def _relevant(asked: Sequence[GoldQuestion], store: Store) -> dict[str, set[str]]:
    """For each question the wordings of the passages that hold its gold quotation."""
    with store.view() as view:
        articles = Articles(view.catalogue)
        located = {question.id: articles.locate(question) for question in asked}
        passages = {number: passage for number, passage, _, _ in view.catalogue.all_passages()}
    relevant = relevant_passages(located, passages.items())
    return {question: {_wording(passages[n].text) for n in numbers} for question, numbers in relevant.items()}


def _per_query(
    asked: Sequence[GoldQuestion], relevant: Mapping[str, set[str]], found: Mapping[str, Sequence[Hit]]
) -> dict[str, dict[str, Value]]:
    nowhere = ""  # a target that is never retrieved keeps the question in the mean
    qrels = [Qrel(question, target, 1) for question, targets in relevant.items() for target in targets or {nowhere}]
    run = {question: list(dict.fromkeys(_wording(h.passage.text) for h in hits)) for question, hits in found.items()}
    values = measure(qrels, run)
    return {
        question.id: {
            "lang": question.lang, "tags": list(question.tags), "question": question.text, **values[question.id],
            "retrieved": [_place(hit) for hit in found[question.id][:_KEPT]],
        }
        for question in asked
    }  # fmt: skip


def _wording(text: str) -> str:
    return " ".join(fold(text).split())


def _place(hit: Hit) -> str:
    return f"{hit.article.source}:{hit.passage.start}-{hit.passage.end}"
