"""Two rankings into one, such that a leg with nothing to say does not vote."""

import math
from collections.abc import Callable, Mapping

from rag.index.lexical import STEM_WEIGHT, WORD_WEIGHT
from rag.text.terms import Terms

LEXICAL_SHARE = 0.15
"""How many points of cosine a passage gains that matches every term of the question as well as BM25 can."""
_SATURATION = 2.2
"""k1 + 1 of BM25 with tantivy's k1 = 1.2: what a term can add at most, times its idf."""


def best_bm25(query: Terms, passages: int, frequency: Callable[[str, str], int]) -> float:
    """The score that BM25 could give at most, in an index of ``passages``; more than 0.

    ``frequency(field, term)`` is the number of passages with the term. Terms that stand nowhere weigh most: a
    question in another language matches a name or two and reaches a small part of what it could.
    """
    fields = (("words", query.words, WORD_WEIGHT), ("stems", query.stems, STEM_WEIGHT))
    idfs = (weight * idf(frequency(field, term), passages) for field, terms, weight in fields for term in set(terms))
    return max(sum(idfs) * _SATURATION, 1e-9)


def idf(frequency: int, passages: int) -> float:
    """How much a term says that stands in ``frequency`` of ``passages``, 0 or more: Robertson's, as tantivy has it."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float], best_lexical: float) -> list[tuple[int, float]]:
    """(number, score) of all passages of either ranking, best first.

    ``dense`` must hold the cosine of every passage, ``lexical`` the BM25 of those that share a term. The score is
    the cosine plus ``LEXICAL_SHARE`` of how near BM25 came to ``best_lexical``: a convex combination with the
    lexical leg scaled by its theoretical maximum (Bruch, Gai, Ingber: An Analysis of Fusion Functions for Hybrid
    Retrieval, TOIS 2023), which, unlike reciprocal ranks, keeps what the scores say about how sure a leg is.
    """
    scores = {
        number: cosine + LEXICAL_SHARE * lexical.get(number, 0.0) / best_lexical for number, cosine in dense.items()
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
