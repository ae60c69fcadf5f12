"""The reader's network in numpy: loads in a fraction of the second and a half that importing torch takes.

The same function as ``training.network``, which trains it: the lower layers read question and passage apart,
the upper ones read both together (Cao et al., "DeFormer", ACL 2020). Texts lie one after another, (tokens, hidden),
so that every product of a layer is one; only attention goes text by text.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from rag.models.reader_tokens import Tokens

Array = NDArray[np.float32]
Bounds = Sequence[tuple[int, int]]
"""Where each text starts and stops among the packed tokens."""

_GELU_ROWS = 16
"""So many at a time: GELU takes twenty passes over its input, which then stays in the processor's cache."""
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_ERF_P = 0.3275911


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """``x @ weight.T + bias``; weight (out, in), bias (out,)."""

    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        """(n, in) to (n, out)."""
        product: Array = x @ self.weight.T
        product += self.bias
        return product


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Layer normalisation over the last axis (Ba et al., 2016)."""

    weight: Array
    bias: Array
    eps: float

    def __call__(self, x: Array) -> Array:
        """Overwrites and returns ``x``, (n, hidden)."""
        x -= x.mean(1, keepdims=True)
        x *= 1 / np.sqrt(np.einsum("nd,nd->n", x, x)[:, None] / x.shape[1] + np.float32(self.eps))
        x *= self.weight
        x += self.bias
        return x


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One post-norm transformer layer of BERT."""

    heads: int
    qkv: Linear
    out: Linear
    norm: Norm
    up: Linear
    down: Linear
    final_norm: Norm

    @classmethod
    def of(cls, state: Mapping[str, Array], heads: int, eps: float) -> "Layer":
        """From tensors named ``qkv.weight`` and so on; raises ``KeyError`` where one is missing."""

        def linear(name: str) -> Linear:
            return Linear(state[f"{name}.weight"], state[f"{name}.bias"])

        def norm(name: str) -> Norm:
            return Norm(state[f"{name}.weight"], state[f"{name}.bias"], eps)

        return cls(heads, linear("qkv"), linear("out"), norm("norm"), linear("up"), linear("down"), norm("final_norm"))

    def __call__(self, packed: Array, texts: Bounds) -> Array:
        """(tokens, hidden) in and out."""
        qkv = self.qkv(packed)
        mixed = np.empty_like(packed)
        for start, stop in texts:
            mixed[start:stop] = _attend(qkv[start:stop], self.heads)
        packed = self.norm(packed + self.out(mixed))
        return self.final_norm(packed + self.down(gelu(self.up(packed))))


@dataclass(frozen=True, slots=True, eq=False)
class Embeddings:
    """What the first layer reads."""

    words: Callable[[Sequence[int]], Array]
    """Rows of the word embeddings: n token numbers to (n, hidden)."""
    places: Array
    """(positions, hidden): position embeddings, that of the token type added."""
    norm: Norm

    def __call__(self, texts: Sequence[Sequence[int]]) -> Array:
        """(tokens of all texts, hidden)."""
        places = np.concatenate([self.places[: len(text)] for text in texts])
        return self.norm(self.words([i for text in texts for i in text]) + places)


@dataclass(frozen=True, slots=True, eq=False)
class NumpyNetwork:
    """A frozen encoder below, trained upper layers and heads above."""

    embed: Embeddings
    lower: Sequence[Layer]
    sides: Array
    """(2, hidden): added to the tokens of the question and of the passage where the upper layers begin."""
    upper: Sequence[Layer]
    span: Linear
    """To start and end logits."""
    answerable: Linear
    """From the first token's state and the mean of all."""

    def logits(self, question: Tokens, passages: Sequence[Tokens], threads: int = 1) -> list[tuple[Array, float]]:
        """For each passage its span logits, (tokens of question and passage, 2), and its answerable logit.

        The logits at place 0 speak for "no answer". Independent of the other passages, but for rounding.

        Passages are dealt to ``threads`` threads, each of which multiplies by itself: six passages of 120 tokens took
        0.6 s in two threads, and 1.1 s where each product was parted between the two (a busy machine of 2 cores).
        Not to be called by several threads at once: the limit on a product's own threads is one of the process.
        """
        longest_first = sorted(range(len(passages)), key=lambda i: -len(passages[i]))
        hands = [hand for start in range(threads) if (hand := longest_first[start::threads])]
        with _one_thread_a_product(), ThreadPoolExecutor(max(threads, 1)) as pool:
            (asked,) = self._lower([question])
            dealt = pool.map(lambda hand: self._read(asked, [passages[i] for i in hand]), hands)
            found = dict(pair for hand, read in zip(hands, dealt, strict=True) for pair in zip(hand, read, strict=True))
        return [found[i] for i in range(len(passages))]

    def _read(self, asked: Array, passages: Sequence[Tokens]) -> list[tuple[Array, float]]:
        pairs = [(asked + self.sides[0], read + self.sides[1]) for read in self._lower(passages)]
        packed = np.concatenate([part for pair in pairs for part in pair])
        texts = _bounds([len(question) + len(passage) for question, passage in pairs])
        for layer in self.upper:
            packed = layer(packed, texts)
        spans = self.span(packed)
        heads = np.stack([np.concatenate([packed[start], packed[start:stop].mean(0)]) for start, stop in texts])
        answers = self.answerable(heads)[:, 0].tolist()
        return [(spans[start:stop], answer) for (start, stop), answer in zip(texts, answers, strict=True)]

    def _lower(self, texts: Sequence[Tokens]) -> list[Array]:
        bounds = _bounds([len(text) for text in texts])
        packed = self.embed([text.ids for text in texts])
        for layer in self.lower:
            packed = layer(packed, bounds)
        return [packed[start:stop] for start, stop in bounds]


def gelu(x: Array) -> Array:
    """Overwrites and returns ``x``, (n, d): x Φ(x), with erf and not tanh; off by at most 1e-6.

    Hendrycks & Gimpel 2016; erf by 7.1.26 of Abramowitz & Stegun: for z >= 0 it is 1 - p(t) exp(-z²) with
    t = 1 / (1 + 0.3275911 z) and p of degree 5. With z = |x| / √2 that makes max(x, 0) - |x| p(t) exp(-x²/2) / 2.
    """
    scratch = np.empty((3, min(_GELU_ROWS, len(x)), x.shape[1]), np.float32)
    for start in range(0, len(x), _GELU_ROWS):
        rows = x[start : start + _GELU_ROWS]
        _gelu(rows, *scratch[:, : len(rows)])
    return x


def _gelu(x: Array, size: Array, t: Array, tail: Array) -> None:
    np.abs(x, out=size)
    np.multiply(size, np.float32(_ERF_P / 2**0.5), out=t)
    t += 1
    np.reciprocal(t, out=t)
    np.multiply(t, np.float32(_ERF[-1] / 2), out=tail)
    for coefficient in _ERF[-2::-1]:
        tail += np.float32(coefficient / 2)
        tail *= t
    tail *= size
    size *= size
    size *= np.float32(-0.5)
    np.exp(size, out=size)
    tail *= size
    np.maximum(x, 0, out=x)
    x -= tail


def _attend(qkv: Array, heads: int) -> Array:
    """Multi-head attention within one text: (n, 3 x hidden) to (n, hidden)."""
    tokens, width = qkv.shape
    size = width // (3 * heads)
    query, key, value = qkv.reshape(tokens, 3, heads, size).transpose(1, 2, 0, 3)
    scores = np.matmul(query * np.float32(size**-0.5), key.transpose(0, 2, 1))
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    mixed: Array = np.matmul(scores, value)
    mixed /= scores.sum(-1, keepdims=True)
    return mixed.transpose(1, 0, 2).reshape(tokens, width // 3)


def _bounds(lengths: Sequence[int]) -> Bounds:
    return list(pairwise(accumulate(lengths, initial=0)))


def _one_thread_a_product() -> AbstractContextManager[object]:
    """Numpy's products stay in the thread that asks for them; while it lasts, in the whole process."""
    from threadpoolctl import ThreadpoolController

    controller = ThreadpoolController().select(internal_api="openblas")  # 2 ms
    limit: AbstractContextManager[object] = controller.limit(limits=1)
    return limit
