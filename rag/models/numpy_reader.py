"""The shipped reader on numpy, which a cold question waits for half a second; torch stays with the training."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from rag.models.base import Reading, Span
from rag.models.reader import WEIGHTS, Logits, read_windows
from rag.models.reader_loading import build_network, fingerprint, map_weights
from rag.models.reader_numpy import NumpyNetwork
from rag.models.reader_tokens import ReaderTokenizer, Tokens
from rag.models.unigram import UnigramTokenizer
from rag.models.weights import Weights
from rag.models.wheel import find_weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class NumpyReader:
    """A ``Reader`` that is loaded when it is first asked; may be called from several threads at once."""

    def __init__(self, weights: Path = WEIGHTS, threads: int = 0) -> None:
        """Takes the trained weights and how many processor threads may compute (0: all). Loads nothing."""
        self._path = weights
        self._threads = threads or len(os.sched_getaffinity(0))
        self._loading = Lock()
        self._computing = Lock()
        self._fingerprint: str | None = None
        self._loaded: tuple[ReaderTokenizer, NumpyNetwork] | None = None

    @property
    def fingerprint(self) -> str:
        """The hash of the trained weights; raises ``ModelError`` when they are not there."""
        if self._fingerprint is None:
            self._fingerprint = fingerprint(self._path)
        return self._fingerprint

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """As ``Reader.read``; the same for the same input.

        Raises ``ModelError`` when the wheel or the trained weights are damaged.
        """
        tokenizer, network = self._parts()

        def logits(asked: Tokens, windows: Sequence[Tokens]) -> list[tuple[Logits, float]]:
            with self._computing:  # each takes all threads
                return network.logits(asked, windows, self._threads)

        return read_windows(tokenizer, logits, question, passages, parts)

    def _parts(self) -> tuple[ReaderTokenizer, NumpyNetwork]:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    self._loaded = _load(self._path)
        return self._loaded


def _load(path: Path) -> tuple[ReaderTokenizer, NumpyNetwork]:
    """0.3 s of processor time, a third of it beside the rest."""
    weights = map_weights(find_weights())
    with ThreadPoolExecutor(1) as beside:
        network = beside.submit(build_network, weights, path)
        return wheel_tokenizer(weights), network.result()


def wheel_tokenizer(weights: Weights) -> ReaderTokenizer:
    """The reader's tokenizer on the wheel's vocabulary, in 0.1 s; 1.5 s through the ``tokenizers`` library."""
    return ReaderTokenizer(cast("Tokenizer", UnigramTokenizer(weights.vocabulary)))
