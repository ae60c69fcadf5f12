"""The reader on torch, as it is trained; the product reads with ``rag.models.numpy_reader``, which loads sooner."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rag.models.base import Reading, Span
from rag.models.reader import WEIGHTS, Logits, read_windows
from rag.models.reader_tokens import ReaderTokenizer, Tokens
from training.network import Encoder, Network, load_network, logits


class TorchReader:
    """A ``Reader``; bf16 where the processor multiplies it, float32 elsewhere."""

    def __init__(self, tokenizer: ReaderTokenizer, encoder: Encoder, network: Network, fingerprint: str) -> None:
        """Takes its parts; ``load_reader`` puts them together."""
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._network = network
        self._fingerprint = fingerprint

    @property
    def fingerprint(self) -> str:
        """The hash of the trained weights."""
        return self._fingerprint

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """As ``Reader.read``; the same for the same input."""
        return read_windows(self._tokenizer, self._logits, question, passages, parts)

    def _logits(self, question: Tokens, windows: Sequence[Tokens]) -> list[tuple[Logits, float]]:
        return logits(self._encoder, self._network, question, windows) if windows else []


def load_reader(encoder_folder: Path, weights: Path = WEIGHTS) -> TorchReader:
    """The reader of ``weights`` on the encoder unpacked in ``encoder_folder``; raises ``ModelError``."""
    encoder = Encoder.load(encoder_folder)
    network = load_network(encoder, weights)
    fingerprint = hashlib.sha256(weights.read_bytes()).hexdigest()[:16]
    return TorchReader(ReaderTokenizer.load(encoder_folder), encoder, network, fingerprint)
