"""What is trained on: a question with passages that answer it and passages that only look as if they did."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from training.corpus import Question, Span
from training.negatives import neighbours, siblings
from training.neighbours import Ranker
from training.passages import CountTokens, Passage, cut, holding

SHORT, LONG = 96, 160
"""Budgets in tokens: passages as the index cuts them, and whole paragraphs as question sets have them."""
LONGEST = 256
"""A sentence may be longer than a budget; beyond this many tokens it is left out."""

Index = Callable[[Sequence[Passage], str], Sequence[Ranker]]
"""(passages, their language) to what finds the nearest of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``wordings`` are (language, text), that of the passages' language first."""

    id: str
    wordings: tuple[tuple[str, str], ...]
    positives: tuple[tuple[Passage, Span], ...]
    siblings: tuple[Passage, ...]
    neighbours: tuple[Passage, ...]

    @property
    def language(self) -> str:
        """The language of its passages."""
        return self.wordings[0][0]


def build_items(questions: Sequence[Question], count_tokens: CountTokens, index: Index) -> list[Item]:
    """The items of ``questions``, in order; those without any usable passage are left out."""
    short = _cut_all(questions, count_tokens, SHORT)
    long = _cut_all(questions, count_tokens, LONG)
    by_article: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in chain.from_iterable(short.values()):
        by_article[passage.context.article, passage.context.language].append(passage)
    near = _neighbours(questions, short, index)
    wordings = _wordings(questions)
    items = (
        _item(q, short[q.context.key], long[q.context.key], by_article, near[q], wordings[q.id])
        for q in questions
        if short[q.context.key]
    )
    return [item for item in items if item.positives or item.siblings]


def _item(
    question: Question,
    short: tuple[Passage, ...],
    long: tuple[Passage, ...],
    by_article: Mapping[tuple[str, str], Sequence[Passage]],
    near: tuple[Passage, ...],
    wordings: Mapping[str, str],
) -> Item:
    found = (holding(passages, question) for passages in (short, long))
    own = (question.language, question.text)
    others = ((language, text) for language, text in wordings.items() if language != question.language)
    return Item(
        question.id,
        (own, *others),
        tuple(dict.fromkeys(pair for pair in found if pair is not None)),
        tuple(siblings(question, by_article)),
        near,
    )


def _cut_all(questions: Sequence[Question], count_tokens: CountTokens, budget: int) -> dict[str, tuple[Passage, ...]]:
    contexts = {question.context.key: question.context for question in questions}
    passages = {key: cut(context, count_tokens, budget) for key, context in contexts.items()}
    return {key: tuple(p for p in found if count_tokens(p.titled) <= LONGEST) for key, found in passages.items()}


def _neighbours(
    questions: Sequence[Question], passages: Mapping[str, Sequence[Passage]], index: Index
) -> dict[Question, tuple[Passage, ...]]:
    by_language: dict[str, list[Passage]] = defaultdict(list)
    for passage in chain.from_iterable(passages.values()):
        by_language[passage.context.language].append(passage)
    found: dict[Question, tuple[Passage, ...]] = {}
    for language, group in by_language.items():
        asked = [question for question in questions if question.context.language == language]
        found |= zip(asked, neighbours(asked, index(group, language)), strict=True)
    return found


def _wordings(questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """The same question in each language it was asked in, by its id."""
    wordings: dict[str, dict[str, str]] = defaultdict(dict)
    for question in questions:
        wordings[question.id][question.language] = question.text
    return wordings


def epoch(items: Sequence[Item], shares: Mapping[str, float], rng: random.Random) -> Iterator[Item]:
    """The items in random order, of each data set and language only its share (default 1)."""
    kept = [item for item in items if rng.random() < shares.get(_kind(item), 1.0)]
    rng.shuffle(kept)
    yield from kept


def _kind(item: Item) -> str:
    return f"{item.id.split('/')[0]}/{item.language}"
