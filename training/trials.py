"""What the reader is tried on: held-out questions with the passages it is to read for each."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.models.reader_tokens import ReaderTokenizer
from training.corpus import Question
from training.negatives import lacks_answer
from training.neighbours import Dense, Lexical
from training.network import Encoder
from training.passages import Passage, cut, holding

PASSAGE_TOKENS = 96
WHOLE = 512
"""Paragraphs are not cut: what the encoder reads at most."""
TEN = 10
_FUSED = 60
"""The constant of reciprocal rank fusion (Cormack et al., SIGIR 2009)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A question, the passage that answers it, and passages that do not, hardest first, by where they come from."""

    question: Question
    gold: Passage
    lexical: tuple[Passage, ...]
    dense: tuple[Passage, ...]
    siblings: tuple[Passage, ...]
    fused: tuple[Passage, ...]

    @property
    def elsewhere(self) -> tuple[Passage, ...]:
        """The lexical ones of other articles."""
        return tuple(p for p in self.lexical if p.context.article != self.gold.context.article)


class Pool:
    """All passages of one language, searchable both ways."""

    def __init__(
        self, passages: Sequence[Passage], language: str, tokenizer: ReaderTokenizer, encoder: Encoder
    ) -> None:
        self._passages = list(passages)
        self._lexical = Lexical(passages, language)
        self._dense = Dense(passages, tokenizer, encoder)

    def trials(self, questions: Sequence[Question]) -> Iterator[Trial]:
        """One trial a question; those whose answer no passage holds whole are left out."""
        texts = [question.text for question in questions]
        rankings = zip(self._lexical.ranked(texts, 100), self._dense.ranked(texts, 100), strict=True)
        for question, (lexical, dense) in zip(questions, rankings, strict=True):
            own = tuple(p for p in self._passages if p.context is question.context or p.context == question.context)
            found = holding(own, question)
            if found is not None:
                yield self._trial(question, found[0], lexical, dense)

    def _trial(self, question: Question, gold: Passage, lexical: Sequence[Passage], dense: Sequence[Passage]) -> Trial:
        def wrong(found: Sequence[Passage]) -> tuple[Passage, ...]:
            return tuple(p for p in found if p != gold and lacks_answer(p, question.answer_texts))

        scores: dict[Passage, float] = {}
        for ranking in (lexical, dense):
            for rank, passage in enumerate(ranking):
                scores[passage] = scores.get(passage, 0.0) + 1 / (_FUSED + rank + 1)
        fused = sorted(scores, key=lambda p: -scores[p])
        siblings = [p for p in dense if p.context.article == gold.context.article]
        return Trial(question, gold, wrong(lexical), wrong(dense), wrong(siblings), wrong(fused))


def passages_of(
    questions: Sequence[Question], tokenizer: ReaderTokenizer, tokens: int = PASSAGE_TOKENS
) -> list[Passage]:
    """All passages of the questions' contexts, in order, of at most so many ``tokens`` where sentences allow it."""
    contexts = {question.context.key: question.context for question in questions}
    return [passage for context in contexts.values() for passage in cut(context, tokenizer.count, tokens)]


def ten(trial: Trial, *, with_gold: bool, rng: random.Random) -> list[Passage]:
    """Ten passages in random order, among them the one that answers or not."""
    passages = [trial.gold, *trial.fused[: TEN - 1]] if with_gold else list(trial.fused[:TEN])
    rng.shuffle(passages)
    return passages
