"""The extractive reader: the encoder's own layers below, upper layers trained for reading above.

Needs the unpacked encoder (``rag.models.cache``) and the trained differences, ``reader.safetensors`` beside this file.
How they were trained and what they can do: ``reader_card.md``.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rag.models.base import Reading
from rag.models.reader_tokens import ReaderTokenizer, Tokens

if TYPE_CHECKING:
    from rag.models.reader_network import Encoder, Network

Logits = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("reader.safetensors")
ANSWER_TOKENS = 40
"""No longer span is an answer; 99 in 100 of the training data's are shorter."""
_NO_READING = Reading(0, 0, -100.0, -100.0)
"""Of a passage without any token."""


class SpanReader:
    """A ``Reader`` on torch; bf16 where the processor multiplies it, float32 elsewhere."""

    def __init__(self, tokenizer: ReaderTokenizer, encoder: "Encoder", network: "Network", fingerprint: str) -> None:
        """Takes its parts; ``load_reader`` puts them together."""
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._network = network
        self._fingerprint = fingerprint

    @property
    def fingerprint(self) -> str:
        """The hash of the trained weights."""
        return self._fingerprint

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading a passage, in order, the best of its windows where it is long; the same for the same input."""
        windows = [(number, window) for number, text in enumerate(passages) for window in self._tokenizer.windows(text)]
        readings = [_NO_READING] * len(passages)
        if not windows:
            return readings
        asked = self._tokenizer.question(question)
        for (number, _), found in zip(windows, self._read(asked, [w for _, w in windows]), strict=True):
            readings[number] = max(readings[number], found, key=lambda reading: reading.answerable + reading.score)
        return readings

    def _read(self, question: Tokens, windows: Sequence[Tokens]) -> list[Reading]:
        from rag.models.reader_network import logits

        offset = len(question)
        return [
            best_reading(spans[0], spans[offset:], answerable, window)
            for (spans, answerable), window in zip(
                logits(self._encoder, self._network, question, windows), windows, strict=True
            )
        ]


def best_reading(none: Logits, passage: Logits, answerable: float, window: Tokens) -> Reading:
    """The best span of a window; ``none`` (2,) and ``passage`` (tokens, 2) are start and end logits."""
    size = len(window.spans)
    if not size:
        return _NO_READING
    own = passage[window.first : window.first + size]
    pairs = own[:, None, 0] + own[None, :, 1]
    allowed = np.tril(np.triu(np.ones((size, size), bool)), ANSWER_TOKENS - 1)
    first, last = divmod(int(np.where(allowed, pairs, -np.inf).argmax()), size)
    score = float(pairs[first, last] - none.sum())
    start, end = window.spans[first][0], window.spans[last][1]
    return Reading(start, max(start, end), score, answerable)


def load_reader(encoder_folder: Path, weights: Path = WEIGHTS) -> SpanReader:
    """The shipped reader on the encoder unpacked in ``encoder_folder``; raises ``ModelError``."""
    from rag.models.reader_network import Encoder, load_network

    encoder = Encoder.load(encoder_folder)
    network = load_network(encoder, weights)
    fingerprint = hashlib.sha256(weights.read_bytes()).hexdigest()[:16]
    return SpanReader(ReaderTokenizer.load(encoder_folder), encoder, network, fingerprint)
