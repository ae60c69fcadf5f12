"""The product's own answerer over passages that are given, without a store."""

from collections.abc import Sequence

from eval.corpus_index import CorpusIndex, as_product, passage_language
from rag.answer.extract import Extractor
from rag.models.base import Embedder
from rag.retrieve.query import alias_terms, query_terms
from rag.retrieve.rank import rank
from rag.retrieve.retriever import gather, prepare
from rag.schema import Answer, Question

K = 10
"""How many passages are handed to the answerer, as in the product."""


class GivenPassages:
    """Answers from a corpus, or from some of its passages; each passage is an article whose id is its own.

    How much a word of a question says is learned from the whole corpus, also when few passages are read.
    """

    def __init__(self, index: CorpusIndex, embedder: Embedder, extractor: Extractor) -> None:
        self._index = index
        self._embedder = embedder
        self._extractor = extractor

    def ask(self, text: str, numbers: Sequence[int] | None = None, k: int = K) -> Answer:
        """The answer from the passages with these numbers, or from all."""
        derived = self._index.derived
        query = prepare(text, self._embedder, derived.lexical)
        terms = query_terms(query.text, query.language)
        allowed = None if numbers is None else list(numbers)
        aliases = alias_terms(query.aliases)
        ranking = rank(derived, query.vector, terms, "hybrid", aliases=aliases, allowed=allowed)
        best = (self._index.passages[number] for number, _ in ranking.scored[: 2 * k])
        held = (as_product(passage, passage_language(passage)) for passage in best)
        read = {n: (passage, article) for (n, _), (article, passage) in zip(ranking.scored, held, strict=False)}
        found = gather(ranking, read, set(terms.words), derived.lexical, k)
        return self._extractor.answer(Question(text, k=k), query, found)
