"""A public, predictable embedder and reader, so that tests need no weights: ours and those of users."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np

from rag.models.base import Matrix, Reading, Span, Vector

_TOKEN = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # Han and kana are written without spaces: one each
    r"|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"  # a word
    r"|[^\w\s]"  # a sign
)
_SENTENCE = re.compile(r"[^\s.!?。！？][^.!?。！？]*[.!?。！？]?")
_UNKNOWN = "\0nothing"
"""Stands for a text without any token: every vector has length one."""


class FakeEmbedder:
    """The hashed bag of folded words of a text, as a unit vector: texts that share words are near.

    The same text gives the same vector in every process. Case and diacritics are folded (``Hà Giang`` is
    ``HA GIANG``). Questions and passages share one space, without prefixes.
    """

    def __init__(self, dimensions: int = 64, max_tokens: int = 512) -> None:
        """Takes ``dimensions`` (1 or more) and the ``max_tokens`` that it shall claim to read."""
        self._dimensions = dimensions
        self._max_tokens = max_tokens

    @property
    def fingerprint(self) -> str:
        """Names the fake and its dimensions, on which its vectors depend."""
        return f"fake-{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """d, the length of every vector."""
        return self._dimensions

    @property
    def max_tokens(self) -> int:
        """What it was told to claim; the fake itself reads any length whole."""
        return self._max_tokens

    def embed_query(self, text: str) -> Vector:
        """The vector of a question: float32, shape (d,), unit length."""
        vector = np.zeros(self._dimensions, np.float32)
        for token in _tokens(_fold(text)) or [_UNKNOWN]:
            vector[crc32(token.encode("utf-8", "surrogatepass")) % self._dimensions] += 1
        return vector / np.linalg.norm(vector)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Matrix:
        """The vectors of passages: float32, shape (n, d), in order; ``progress(1)`` after each."""
        matrix = np.zeros((len(texts), self._dimensions), np.float32)
        for row, text in enumerate(texts):
            matrix[row] = self.embed_query(text)
            if progress is not None:
                progress(1)
        return matrix

    def count_tokens(self, text: str) -> int:
        """How many words, signs and Chinese characters the text has."""
        return len(_tokens(text))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _fold(text: str) -> str:
    """``text`` in lower case without diacritics; ``đ`` does not decompose, so it is named."""
    letters = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(c for c in letters if not unicodedata.combining(c))


class FakeReader:
    """Takes for the answer the sentence of a passage that shares most words with the question."""

    @property
    def fingerprint(self) -> str:
        """Always the same: it learns nothing."""
        return "fake"

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """As ``Reader.read``; ``score`` grows with the sentence's share of words, from -2 to 2.

        ``answerable`` is the best score of the whole passage.
        """
        asked = set(_tokens(_fold(question)))
        whole = [_read(asked, passage, (0, len(passage))).score for passage in passages]
        return [
            [replace(_read(asked, passage, part), answerable=sure) for part in within]
            for passage, within, sure in zip(passages, parts, whole, strict=True)
        ]


def _read(asked: set[str], passage: str, part: Span) -> Reading:
    sentences = list(_SENTENCE.finditer(passage, *part))
    shares = [len(asked & set(_tokens(_fold(found[0])))) / max(len(asked), 1) for found in sentences]
    if not sentences:
        return Reading(0, 0, -2.0, -2.0)
    best = max(range(len(sentences)), key=shares.__getitem__)
    sure = 4 * shares[best] - 2
    return Reading(*sentences[best].span(), sure, sure)
