"""The seam between the product and its encoders; ``tests`` hold a fake on the same seam."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Shape (d,), unit length."""
Matrix = NDArray[np.float32]
"""Shape (n, d), rows of unit length."""
Span = tuple[int, int]
"""The first character and the one after the last."""


class Embedder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would: the model, its weights, its prefixes."""

    @property
    def dimensions(self) -> int:
        """d, the length of every vector."""

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole, in tokens, prefix and special tokens included."""

    def embed_query(self, text: str) -> Vector:
        """The vector of a question."""

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Matrix:
        """The vectors of passages, in order; ``progress`` is told how many more are done."""

    def count_tokens(self, text: str) -> int:
        """How many tokens the text costs, without prefix and special tokens."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a part of a passage: ``passage[start:end]`` is the likeliest answer in it."""

    start: int
    end: int
    score: float
    """Log-odds of this span against "no answer here", by the span head; not calibrated."""
    answerable: float
    """Logit of "answered in this passage" by a head of its own; comparable across questions, not calibrated."""


class Reader(Protocol):
    """Finds the answer to a question in passages, and says how sure it is that each holds one."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the readings would."""

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """For each passage one reading for each of its ``parts``, such as its sentences, in order.

        Spans are characters of the passage as given; each part is read in the light of the whole passage.
        """


def read_whole(reader: Reader, question: str, passages: Sequence[str]) -> list[Reading]:
    """One reading a passage: the likeliest answer anywhere in it."""
    return [readings[0] for readings in reader.read(question, passages, [[(0, len(text))] for text in passages])]
