"""Do the quotations speak of what the claim speaks of at all?"""

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


_LEAST_COVERED = 0.3
_LEAST_ALIKE = 0.84


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
    if covered is not None and covered < _LEAST_COVERED:
        return f"the quotes share only {covered:.0%} of its words"
    if alike is not None and alike < _LEAST_ALIKE:
        return "the quotes are about something else"
    return None
