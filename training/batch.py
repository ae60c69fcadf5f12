"""Groups as tensors; the frozen layers' states of every text are computed once and kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from rag.models.reader_tokens import ReaderTokenizer, Tokens
from training.groups import Group, Pair
from training.network import Encoder, autocast
from training.packing import Layout, join

_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step reads; shapes as in ``Network.forward`` and ``training.loss``."""

    packed: Tensor
    sides: Tensor
    layout: Layout
    targets: Tensor
    readable: Tensor
    groups: tuple[int, ...]


class Batches:
    """Makes batches; ``states`` grows by 770 bytes a token of each new text (bf16)."""

    def __init__(self, tokenizer: ReaderTokenizer, encoder: Encoder) -> None:
        self._tokenizer = tokenizer
        self._encoder = encoder
        self._states: dict[tuple[str, str], tuple[Tokens, Tensor]] = {}

    def of(self, groups: Sequence[Group]) -> Batch:
        """The groups' pairs as one batch, in order."""
        pairs = [pair for group in groups for pair in group]
        self._compute(pairs)
        texts = [(self._states["q", p.question], self._states["p", p.passage]) for p in pairs]
        packed, sides, layout = join([(question[1], passage[1]) for question, passage in texts])
        readable = torch.zeros(len(pairs), max(layout.lengths), dtype=torch.bool)
        readable[:, 0] = True
        targets = torch.zeros(len(pairs), 2, dtype=torch.long)
        for row, (pair, (question, passage)) in enumerate(zip(pairs, texts, strict=True)):
            first = len(question[0]) + passage[0].first
            readable[row, first : first + len(passage[0].spans)] = True
            if pair.span is not None:
                targets[row] = first + torch.tensor(token_range(passage[0], pair.span))
        return Batch(packed, sides, layout, targets, readable, tuple(len(group) for group in groups))

    def _compute(self, pairs: Sequence[Pair]) -> None:
        wanted = dict.fromkeys(key for p in pairs for key in (("q", p.question), ("p", p.passage)))
        missing = [key for key in wanted if key not in self._states]
        tokens = [self._tokenizer.question(t) if kind == "q" else self._tokenizer.passage(t) for kind, t in missing]
        for start in range(0, len(missing), _CHUNK):
            part = slice(start, start + _CHUNK)
            with torch.no_grad(), autocast():
                states = self._encoder.lower(tokens[part])
            # kept in one piece: pieces of every size leave holes in memory, and malloc took half of a run's time
            kept = torch.split(torch.cat(states).to(torch.bfloat16), [len(state) for state in states])
            self._states |= zip(missing[part], zip(tokens[part], kept, strict=True), strict=True)


def token_range(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int]:
    """The first and last token (counted from the text's first) that share a character with ``span``."""
    start, end = span
    touching = [i for i, (a, b) in enumerate(tokens.spans) if a < end and b > start]
    return touching[0], touching[-1]
