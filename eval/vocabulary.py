"""The small tuples that every benchmark is made of, after the vocabulary of TREC (and of ir_measures)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Query(NamedTuple):
    """A question of a test collection."""

    id: str
    text: str
    lang: str


class Qrel(NamedTuple):
    """One judgement: ``target``, a passage or a document, answers the query ``query`` to the degree ``grade``."""

    query: str
    target: str
    grade: int


class Scored(NamedTuple):
    """One line of a run: ``target`` was retrieved for ``query``; the higher the score the better."""

    query: str
    target: str
    score: float


class CorpusPassage(NamedTuple):
    """A passage of a test collection, retrieved as it stands: neither cut nor cleaned."""

    id: str
    title: str
    text: str
    doc: str | None = None
    """The document that it is a part of, when judgements name documents."""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """A corpus, questions and judgements that fit each other; the readers see to it that they do."""

    name: str
    passages: tuple[CorpusPassage, ...]
    queries: tuple[Query, ...]
    qrels: tuple[Qrel, ...]
    by_document: bool = False
    """Whether judgements name documents: then a document is as good as its best passage."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """What of the source is not measured, and how many of it."""
