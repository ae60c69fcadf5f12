"""Passages that look as if they answered: the same article's, and near ones of others; none holds an answer's words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rag.text.fold import fold
from training.corpus import Question
from training.neighbours import Ranker
from training.passages import Passage

NEIGHBOURS = 8
"""How many of each ranker's."""
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


def neighbours(questions: Sequence[Question], rankers: Iterable[Ranker]) -> list[tuple[Passage, ...]]:
    """For each question the nearest passages of other articles by each ranker, none of which holds an answer."""
    texts = [question.text for question in questions]
    rankings = zip(*(ranker.ranked(texts, _SEARCHED) for ranker in rankers), strict=True)
    return [_wrong(question, found) for question, found in zip(questions, rankings, strict=True)]


def _wrong(question: Question, rankings: Iterable[Sequence[Passage]]) -> tuple[Passage, ...]:
    kept: list[Passage] = []
    for ranking in rankings:
        others = (p for p in ranking if p.context.article != question.context.article)
        kept += islice((p for p in others if lacks_answer(p, question.answer_texts)), NEIGHBOURS)
    return tuple(dict.fromkeys(kept))
