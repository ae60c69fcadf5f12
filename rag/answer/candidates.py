"""The sentences of the best passages, and what speaks for each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answer.facts import FactKind, facts
from rag.answer.wanted import Wanted
from rag.models.base import Embedder
from rag.retrieve.query import query_terms
from rag.retrieve.retriever import Query
from rag.schema import Hit
from rag.text.sentences import sentences
from rag.text.terms import Terms, terms

READ_PASSAGES = 5
READ_SENTENCES = 16
"""How much is read for one question: a sentence costs about ten milliseconds."""

_KINDS: dict[Wanted, frozenset[FactKind]] = {
    "date": frozenset({"date"}),
    "duration": frozenset({"duration"}),
    "percentage": frozenset({"percentage"}),
    "amount": frozenset({"amount", "number", "percentage"}),
}
"""Which facts a sentence must hold to answer a question of a kind; other kinds cannot be told by form."""

Weights = Mapping[str, float]
"""How much each word of the question says: its idf in the store."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a sentence as the answer to a question."""

    cosine: float
    """Of question and sentence, in [-1, 1]."""
    passage: float
    """The score of its passage."""
    coverage: float
    """The share of the question's words, weighed by what they say, that stand in the sentence, in [0, 1]."""
    context_coverage: float
    """The same for the whole passage with its title."""
    fits: float
    """1 when it holds what is asked for (a date, an amount …), 0 when not, 0.5 when form cannot tell."""
    same_language: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: ``hit.article.text[start:end] == text``."""

    hit: Hit
    start: int
    end: int
    evidence: Evidence

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.hit.article.text[self.start : self.end]


def candidates(
    query: Query, wanted: Wanted, hits: Sequence[Hit], embedder: Embedder, weights: Weights
) -> tuple[Candidate, ...]:
    """The sentences of the first ``READ_PASSAGES`` hits, at most ``READ_SENTENCES``, in the order of the hits."""
    spans = [(hit, span) for hit in hits[:READ_PASSAGES] for span in _spans(hit)][:READ_SENTENCES]
    if not spans:
        return ()
    vectors = embedder.embed_passages([hit.article.text[a:b] for hit, (a, b) in spans])
    asked = query_terms(query.text, query.language)
    return tuple(
        Candidate(
            hit,
            a,
            b,
            _evidence(query, wanted, hit, hit.article.text[a:b], float(vector @ query.vector), asked, weights),
        )
        for (hit, (a, b)), vector in zip(spans, vectors, strict=True)
    )


def coverage(asked: Terms, text: str, language: str, weights: Weights) -> float:
    """The weighed share of the asked words that stand in ``text``, as words or as stems, in [0, 1]."""
    found = terms(text, language)
    words, stems = set(found.words), set(found.stems)
    pairs = dict(zip(asked.words, asked.stems, strict=False)) if len(asked.words) == len(asked.stems) else {}
    total = sum(weights.values())
    held = sum(weight for word, weight in weights.items() if word in words or pairs.get(word) in stems)
    return held / total if total else 0.0


def _spans(hit: Hit) -> list[tuple[int, int]]:
    offset = hit.passage.start
    return [(offset + a, offset + b) for a, b in sentences(hit.passage.text, hit.article.language)]


def _evidence(
    query: Query, wanted: Wanted, hit: Hit, text: str, cosine: float, asked: Terms, weights: Weights
) -> Evidence:
    language = hit.article.language
    return Evidence(
        cosine=cosine,
        passage=hit.score,
        coverage=coverage(asked, text, language, weights),
        context_coverage=coverage(asked, f"{hit.article.title}\n{hit.passage.text}", language, weights),
        fits=_fits(wanted, text, language),
        same_language=language == query.language,
    )


def _fits(wanted: Wanted, text: str, language: str) -> float:
    kinds = _KINDS.get(wanted)
    if kinds is None:
        return 0.5
    return float(any(fact.kind in kinds for fact in facts(text, language)))
