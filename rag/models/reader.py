"""From a network's logits to readings: the best spans of a passage that is read in windows.

The trained weights are ``reader.safetensors`` beside this file; what they are: ``reader_card.md``.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.models.base import Reading, Span
from rag.models.reader_tokens import ReaderTokenizer, Tokens

Logits = NDArray[np.float32]
NetworkLogits = Callable[[Tokens, Sequence[Tokens]], list[tuple[Logits, float]]]
"""Question and windows to each window's span logits, (tokens of question and window, 2), and its answerable logit.

The span logits at place 0 speak for "no answer".
"""

WEIGHTS = Path(__file__).with_name("reader.safetensors")
ANSWER_TOKENS = 40
"""No longer span is an answer; 99 in 100 of the training data's are shorter."""
_NO_READING = Reading(0, 0, -100.0, -100.0)
"""Of a part without any token."""


def read_windows(
    tokenizer: ReaderTokenizer,
    logits: NetworkLogits,
    question: str,
    passages: Sequence[str],
    parts: Sequence[Sequence[Span]],
) -> list[list[Reading]]:
    """What ``Reader.read`` gives, by way of a network's ``logits``."""
    windows = [(number, window) for number, text in enumerate(passages) for window in tokenizer.windows(text)]
    asked = tokenizer.question(question)
    found: list[list[list[Reading]]] = [[[] for _ in within] for within in parts]
    for (number, window), (spans, answerable) in zip(windows, logits(asked, [w for _, w in windows]), strict=True):
        for place, part in enumerate(parts[number]):
            found[number][place].append(best_reading(spans[0], spans[len(asked) :], answerable, window, part))
    return [[max(readings, key=_sureness) for readings in within] for within in found]


def _sureness(reading: Reading) -> float:
    return reading.answerable + reading.score


def best_reading(none: Logits, passage: Logits, answerable: float, window: Tokens, part: Span) -> Reading:
    """The best span of a window that lies in ``part`` of the passage (characters).

    ``none`` (2,) and ``passage`` (tokens, 2) are start and end logits.
    """
    inside = [i for i, (start, end) in enumerate(window.spans) if part[0] <= start and end <= part[1]]
    if not inside:
        return _NO_READING
    size = len(inside)
    own = passage[window.first + inside[0] : window.first + inside[-1] + 1]
    pairs = own[:, None, 0] + own[None, :, 1]
    allowed = np.tril(np.triu(np.ones((size, size), bool)), ANSWER_TOKENS - 1)
    first, last = divmod(int(np.where(allowed, pairs, -np.inf).argmax()), size)
    start, end = window.spans[inside[first]][0], window.spans[inside[last]][1]
    return Reading(start, max(start, end), float(pairs[first, last] - none.sum()), answerable)
