"""Passages that are near a question: by BM25's words, and by the encoder's vectors."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from rag.index.lexical import Document, LexicalIndex
from rag.models.reader_tokens import ReaderTokenizer, Tokens
from rag.retrieve.query import query_terms
from rag.text.terms import terms
from training.network import Encoder, autocast
from training.passages import Passage

_AT_ONCE = 32


class Ranker(Protocol):
    """Finds passages of one language."""

    def ranked(self, questions: Sequence[str], k: int) -> Iterator[list[Passage]]:
        """For each question the ``k`` nearest passages, nearest first."""


class Lexical:
    """BM25."""

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        self._passages = passages
        self._language = language
        documents = (Document(i, terms(p.titled, language)) for i, p in enumerate(passages))
        with TemporaryDirectory() as folder:  # the searcher keeps its files open, they need no names any more
            self._index = LexicalIndex.create(Path(folder) / "bm25")
            self._index.update([], documents)

    def ranked(self, questions: Sequence[str], k: int) -> Iterator[list[Passage]]:
        """The passages that share a question's words; fewer than ``k`` if fewer do."""
        for question in questions:
            found = self._index.search(query_terms(question, self._language), k)
            yield [self._passages[number] for number, _ in found]


class Dense:
    """The cosine of the encoder's vectors."""

    def __init__(self, passages: Sequence[Passage], tokenizer: ReaderTokenizer, encoder: Encoder) -> None:
        self._passages = passages
        self._tokenizer, self._encoder = tokenizer, encoder
        self._vectors = self._embed([tokenizer.windows(p.titled)[0] for p in passages])

    def ranked(self, questions: Sequence[str], k: int) -> Iterator[list[Passage]]:
        """Passages in any language: the vectors lie in one space."""
        for query in self._embed([self._tokenizer.question(question) for question in questions]):
            yield [self._passages[i] for i in np.argsort(-(self._vectors @ query), kind="stable")[:k]]

    def _embed(self, texts: Sequence[Tokens]) -> NDArray[np.float32]:
        """(texts, hidden), texts of like length together."""
        vectors = np.empty((len(texts), self._encoder.size.hidden), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _AT_ONCE):
            rows = order[start : start + _AT_ONCE]
            with torch.inference_mode(), autocast():
                vectors[rows] = self._encoder.vectors([texts[i] for i in rows]).float().numpy()
        return vectors
