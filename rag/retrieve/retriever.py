"""From a question to ranked passages: both legs, fused, without repetitions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from rag.errors import QuestionError
from rag.index.lexical import LexicalIndex
from rag.index.store import Store
from rag.models.base import Embedder, Vector
from rag.retrieve.fuse import idf
from rag.retrieve.query import alias_terms, aliases, query_terms, unheard, with_aliases
from rag.retrieve.rank import Ranking, rank
from rag.schema import Article, Filters, Hit, Mode, Passage, Scores
from rag.text.fold import fold
from rag.text.language import detect_language

MAX_QUESTION_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready to be looked up."""

    text: str
    language: str
    aliases: tuple[str, ...]
    """Names of the question as the archive writes them, where that differs."""
    vector: Vector


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: hits, best first, and what each word of the question and its aliases says (its idf)."""

    hits: tuple[Hit, ...]
    word_weights: Mapping[str, float]
    unheard: frozenset[str] = frozenset()
    """The words of the question, folded, that stand in no passage."""


class Retriever:
    """Finds passages in a store."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    def query(self, text: str) -> Query:
        """The question with its language and vector; raises ``QuestionError`` when it is empty or too long."""
        with self._store.view() as view:
            return prepare(text, self._embedder, view.derived.lexical)

    def search(self, query: Query, *, k: int, mode: Mode = "hybrid", filters: Filters | None = None) -> Found:
        """The ``k`` best passages, each text once."""
        terms, also = query_terms(query.text, query.language), alias_terms(query.aliases)
        with self._store.view() as view:
            allowed = view.catalogue.allowed(filters or Filters())
            ranking = rank(view.derived, query.vector, terms, mode, aliases=also, allowed=allowed)
            best = [number for number, _ in ranking.scored[: 2 * k + 10]]
            words = {*terms.words, *also.words}
            found = gather(ranking, view.catalogue.passages(best), words, view.derived.lexical, k)
            return replace(found, unheard=unheard(terms, query.language, view.derived.lexical.frequency))


def prepare(text: str, embedder: Embedder, index: LexicalIndex) -> Query:
    """The question with its language, the names ``index`` has for it and its vector.

    Raises ``QuestionError`` when it is empty or too long.
    """
    text = text.strip()
    if not text:
        raise QuestionError("the question is empty")
    if len(text) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(f"the question has {len(text)} characters; at most {MAX_QUESTION_CHARACTERS} are read")
    names = aliases(text, index.frequency)
    return Query(text, detect_language(text), names, embedder.embed_query(with_aliases(text, names)))


def gather(
    ranking: Ranking,
    passages: Mapping[int, tuple[Passage, Article]],
    words: Collection[str],
    index: LexicalIndex,
    k: int,
) -> Found:
    """The first ``k`` of ``ranking`` among ``passages``, each text once, and the weights of ``words``."""
    weights = {word: idf(index.frequency("words", word), len(index)) for word in words}
    return Found(_hits(ranking, passages, k), weights)


def _hits(ranking: Ranking, found: Mapping[int, tuple[Passage, Article]], k: int) -> tuple[Hit, ...]:
    hits: dict[str, Hit] = {}
    for number, score in ranking.scored:
        if number not in found:
            continue
        passage, article = found[number]
        text = " ".join(fold(passage.text).split())
        if text in hits:
            first = hits[text]
            if article.id not in (first.article.id, *(copy.id for copy in first.copies)):
                hits[text] = replace(first, copies=(*first.copies, article))
        elif len(hits) < k:
            scores = Scores(ranking.dense.get(number), ranking.lexical.get(number))
            hits[text] = Hit(len(hits) + 1, passage, article, score, scores)
    return tuple(hits.values())
