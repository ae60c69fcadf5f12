"""What the reader is tried on: held-out questions with the passages it is to read for each."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.models.reader_network import Encoder, autocast
from rag.models.reader_tokens import ReaderTokenizer
from training.corpus import Question
from training.negatives import Neighbours, lacks_answer
from training.passages import Passage, cut, holding

PASSAGE_TOKENS = 96
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


class Pool:
    """All passages of one language, searchable both ways."""

    def __init__(
        self, passages: Sequence[Passage], language: str, tokenizer: ReaderTokenizer, encoder: Encoder
    ) -> None:
        self._passages = list(passages)
        self._lexical = Neighbours(passages, language)
        self._tokenizer, self._encoder = tokenizer, encoder
        self._vectors = self._embed([p.titled for p in passages], question=False)

    def trials(self, questions: Sequence[Question]) -> Iterator[Trial]:
        """One trial a question; those whose answer no passage holds whole are left out."""
        queries = self._embed([q.text for q in questions], question=True)
        for question, query in zip(questions, queries, strict=True):
            own = tuple(p for p in self._passages if p.context is question.context or p.context == question.context)
            found = holding(own, question)
            if found is not None:
                yield self._trial(question, found[0], query)

    def _trial(self, question: Question, gold: Passage, query: NDArray[np.float32]) -> Trial:
        def wrong(found: Sequence[Passage]) -> tuple[Passage, ...]:
            return tuple(p for p in found if p != gold and lacks_answer(p, question.answer_texts))

        lexical = self._lexical.ranked(question.text, 100)
        dense = [self._passages[i] for i in np.argsort(-(self._vectors @ query), kind="stable")[:100]]
        scores: dict[Passage, float] = {}
        for ranking in (lexical, dense):
            for rank, passage in enumerate(ranking):
                scores[passage] = scores.get(passage, 0.0) + 1 / (_FUSED + rank + 1)
        fused = sorted(scores, key=lambda p: -scores[p])
        siblings = [p for p in dense if p.context.article == gold.context.article]
        return Trial(question, gold, wrong(lexical), wrong(dense), wrong(siblings), wrong(fused))

    def _embed(self, texts: Sequence[str], *, question: bool) -> NDArray[np.float32]:
        import torch

        read = self._tokenizer.question if question else lambda text: self._tokenizer.windows(text)[0]
        tokens = [read(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: len(tokens[i]))
        vectors = np.empty((len(texts), self._encoder.size.hidden), np.float32)
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            with torch.inference_mode(), autocast():
                vectors[rows] = self._encoder.vectors([tokens[i] for i in rows]).float().numpy()
        return vectors


def passages_of(questions: Sequence[Question], tokenizer: ReaderTokenizer) -> list[Passage]:
    """All passages of the questions' contexts, in order."""
    contexts = {question.context.key: question.context for question in questions}
    return [passage for context in contexts.values() for passage in cut(context, tokenizer.count, PASSAGE_TOKENS)]


def ten(trial: Trial, *, with_gold: bool, rng: random.Random) -> list[Passage]:
    """Ten passages in random order, among them the one that answers or not."""
    passages = [trial.gold, *trial.fused[: TEN - 1]] if with_gold else list(trial.fused[:TEN])
    rng.shuffle(passages)
    return passages
