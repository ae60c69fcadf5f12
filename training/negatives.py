"""Passages that look as if they answered: the same article's, and BM25's neighbours; none holds an answer's words."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rag.index.lexical import Document, LexicalIndex
from rag.retrieve.query import query_terms
from rag.text.fold import fold
from rag.text.terms import terms
from training.corpus import Question
from training.passages import Passage

NEIGHBOURS = 8
_SEARCHED = 40


def lacks_answer(passage: Passage, answers: Iterable[str]) -> bool:
    """Whether none of the ``answers`` stands in the passage, accents and case aside."""
    text = fold(passage.body)
    return not any(fold(answer) in text for answer in answers)


def siblings(question: Question, by_article: Mapping[tuple[str, str], Sequence[Passage]]) -> list[Passage]:
    """The other passages of the question's article, in its context's language."""
    context = question.context
    return [
        passage
        for passage in by_article[context.article, context.language]
        if lacks_answer(passage, question.answer_texts)
    ]


class Neighbours:
    """BM25 over passages of one language."""

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        self._passages = passages
        self._language = language
        documents = (Document(i, terms(p.titled, language)) for i, p in enumerate(passages))
        with TemporaryDirectory() as folder:  # the searcher keeps its files open, they need no names any more
            self._index = LexicalIndex.create(Path(folder) / "bm25")
            self._index.update([], documents)

    def ranked(self, question: str, k: int) -> list[Passage]:
        """The ``k`` best passages, best first."""
        found = self._index.search(query_terms(question, self._language), k)
        return [self._passages[number] for number, _ in found]

    def of(self, question: Question) -> list[Passage]:
        """The best passages of other articles, none of which holds an answer."""
        found = self.ranked(question.text, _SEARCHED)
        others = [p for p in found if p.context.article != question.context.article]
        return [p for p in others if lacks_answer(p, question.answer_texts)][:NEIGHBOURS]
