"""Benchmark: does the product refuse when the passages it is given do not say."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from eval.answers import answers_run
from eval.corpus_index import Tell, corpus_index
from eval.given import GivenPassages
from eval.given_sets import GivenQuestion, GivenSet, Neighbours
from eval.judging import Gold, judge
from eval.run import Run, Value
from eval.systems import product_search
from eval.vocabulary import CorpusPassage, Query
from rag.answer.extract import Extractor
from rag.models.base import Embedder
from rag.models.fake import FakeEmbedder
from rag.schema import Answer

_NEIGHBOURS = 100
_WITHOUT_GOLD = ("F1", "exact match", "gold cited", "citation precision", "citation recall", "right")
"""What cannot be said of an answer when only its existence is known."""


def evaluate_abstention(given: GivenSet, embedder: Embedder, extractor: Extractor, tell: Tell) -> Run:
    """The measures of the product's own answerer, which reads exactly the passages of each question."""
    per_query: dict[str, dict[str, Value]] = {}
    seconds = []
    with corpus_index(given.passages, embedder, tell) as index:
        answerer = GivenPassages(index, embedder, extractor)
        for question in given.questions:
            began = perf_counter()
            answer = answerer.ask(question.query.text, question.numbers)
            seconds.append(perf_counter() - began)
            per_query[question.query.id] = _row(answer, question)
            tell("answering", 1, len(given.questions))
    return answers_run("abstention", given.name, extractor.fingerprint, per_query, seconds)


@contextmanager
def bm25_neighbours(passages: Sequence[CorpusPassage], tell: Tell) -> Iterator[Neighbours]:
    """Finds the passages that share most with a question, to make hard sets of."""
    nobody = FakeEmbedder(1)
    with corpus_index(passages, nobody, tell, dense=False) as index:
        search = product_search(index.derived, nobody, "lexical", _NEIGHBOURS)
        yield lambda text: [number for number, _ in search(Query("", text, ""))]


def _row(answer: Answer, question: GivenQuestion) -> dict[str, Value]:
    answers = question.answers if question.answerable else ()
    row = judge(answer, Gold(question.query.lang, question.query.text, question.answerable, answers, lambda _: False))
    known = bool(question.answers)
    row |= {"gold cited": None, "proposed": bool(row["proposed"]) and known}
    return row if known else {name: value for name, value in row.items() if name not in _WITHOUT_GOLD}
