"""Whether the quotations speak of what the claim speaks of at all."""

from collections.abc import Sequence
from typing import Protocol

from rag.answer.said import Said
from rag.models.base import Embedder


class Similarity(Protocol):
    """How alike texts are in meaning, whatever their languages."""

    def similarity(self, claim: str, quotes: Sequence[str]) -> list[float]:
        """The cosine of the claim with each quotation, in [-1, 1]."""


class EmbedderSimilarity:
    """Asks an embedder; claim and quotations are embedded alike, as questions, for they are single sentences."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def similarity(self, claim: str, quotes: Sequence[str]) -> list[float]:
        """See ``Similarity``."""
        mine = self._embedder.embed_query(claim)
        return [float(mine @ self._embedder.embed_query(quote)) for quote in quotes]


_LEAST_COVERED, _LEAST_COVERED_WITH_FACTS = 0.3, 0.12
"""A claim whose figures all stand in the quotations needs fewer of their words."""
_FEW = 3
_ENOUGH_FACTS = 2
"""So many figures and dates in common show by themselves that both speak of one thing."""
_LEAST_ALIKE, _LEAST_ALIKE_WITH_FACTS = 0.835, 0.81
"""Of 75 faithful claims across languages, 98 in 100 lie above 0.841, half of unrelated pairs below 0.802 (E5-small)."""


def coverage(claim: Said, quotes: Sequence[Said]) -> float | None:
    """The share of the claim's telling words that stand in quotations of its language, in [0, 1]; None without any."""
    same = [quote for quote in quotes if quote.language == claim.language]
    if not same or not claim.words:
        return None
    return len(claim.words & frozenset().union(*(quote.words for quote in same))) / len(claim.words)


def lost_content(claim: Said, quotes: Sequence[Said], alike: float | None) -> str | None:
    """Why the quotations are not about the claim; None when they are, as far as can be told.

    ``alike`` is the best cosine of the claim with a quotation, None where no embedder was asked.
    """
    covered = coverage(claim, quotes)
    least = _LEAST_COVERED_WITH_FACTS if claim.facts else _LEAST_COVERED
    anchored = len(claim.facts) >= _ENOUGH_FACTS
    if covered is not None and len(claim.words) >= _FEW and covered < least and not anchored:
        return f"the quotes share only {covered:.0%} of its words"
    if alike is not None and alike < (_LEAST_ALIKE_WITH_FACTS if claim.facts else _LEAST_ALIKE):
        return "the quotes are about something else"
    return None
