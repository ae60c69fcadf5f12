"""Both legs and their fusion over one pair of indexes: the same ranking for a store and for an evaluation's corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.index.derived import Derived
from rag.models.base import Vector
from rag.retrieve.fuse import best_bm25, fuse
from rag.schema import Mode
from rag.text.terms import Terms

_NONE = Terms((), ())
CANDIDATES = 100
"""How many passages each leg proposes."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passage numbers, best first, with the final score and what each leg said."""

    scored: Sequence[tuple[int, float]]
    dense: Mapping[int, float]
    lexical: Mapping[int, float]


def rank(
    indexes: Derived,
    vector: Vector,
    terms: Terms,
    mode: Mode,
    *,
    aliases: Terms = _NONE,
    allowed: list[int] | None = None,
    candidates: int = CANDIDATES,
) -> Ranking:
    """The passages that the legs of ``mode`` propose, ``candidates`` each, among ``allowed`` if given.

    ``aliases`` are terms that the lexical leg looks for as well; a question is not the worse for lacking them.
    """
    wanted = Terms(terms.words + aliases.words, terms.stems + aliases.stems)
    lexical = dict(indexes.lexical.search(wanted, candidates, allowed)) if mode != "dense" else {}
    if mode == "lexical":
        return Ranking(tuple(lexical.items()), {}, lexical)
    dense = dict(indexes.vectors.search(vector, candidates, allowed))
    if mode == "dense":
        return Ranking(tuple(dense.items()), dense, {})
    unseen = [number for number in lexical if number not in dense]
    dense |= zip(unseen, indexes.vectors.cosines(vector, unseen), strict=True)
    best = best_bm25(terms, len(indexes.lexical), indexes.lexical.frequency)
    return Ranking(fuse(dense, lexical, best), dense, lexical)
