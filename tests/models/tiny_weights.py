"""A complete E5S1 file of a few kilobytes: one layer, 32 dimensions, a dozen pieces."""

import hashlib
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rag.models.weights import FLOAT32, Q4_0, Architecture
from rag.models.wheel import WeightsFile

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁ab", "é", "passage", ":", "query")
SCORES = (0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -3.5, -2.5, -4.0, -2.25, -1.5, -2.75)
REPLACEMENTS: Mapping[str, str] = {"\t": " ", "\x01": "", "ﬁ": "fi"}
ARCHITECTURE = Architecture(32, 1, 2, 64, len(PIECES), 16, 2, 1e-12)
MATRICES = ("emb.word", ".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")


def tiny_tensors(seed: int = 0) -> dict[str, tuple[int, bytes]]:
    """The type and bytes of every tensor; random, but every scale is 1/16 and every norm neutral."""
    generator = np.random.default_rng(seed)
    tensors = {}
    for name, shape in ARCHITECTURE.tensor_shapes().items():
        if name.endswith(MATRICES):
            halves = generator.integers(0, 256, (np.prod(shape) // 32, 16), np.uint8)
            tensors[name] = (Q4_0, b"".join(struct.pack("<e", 1 / 16) + block.tobytes() for block in halves))
        else:
            value = 1.0 if name.endswith("ln.w") else 0.0
            tensors[name] = (FLOAT32, np.full(shape, value, "<f4").tobytes())
    return tensors


def tiny_bytes(tensors: Mapping[str, tuple[int, bytes]] | None = None, pieces: tuple[str, ...] = PIECES) -> bytes:
    """The file with these tensors and pieces."""
    tensors = tiny_tensors() if tensors is None else tensors
    front = _header() + _vocabulary(pieces) + _replacements()
    sizes = {
        name: len(raw) // (4 if kind == FLOAT32 else 18) * (1 if kind == FLOAT32 else 32)
        for name, (kind, raw) in tensors.items()
    }
    offset = len(front) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, raw) in tensors.items():
        directory += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, sizes[name], offset, len(raw))
        )
        offset += len(raw)
    return front + directory + b"".join(raw for _, raw in tensors.values())


def tiny_file(folder: Path, seed: int = 0) -> WeightsFile:
    """The file in ``folder``, with the hash that its wheel would record."""
    data = tiny_bytes(tiny_tensors(seed))
    path = folder / f"tiny-{seed}.bin"
    path.write_bytes(data)
    return WeightsFile(path, hashlib.sha256(data).hexdigest())


def _header() -> bytes:
    a = ARCHITECTURE
    sizes = (a.hidden, a.layers, a.heads, a.intermediate, a.vocabulary, a.positions, a.token_types)
    return b"E5S1" + struct.pack("<I7ifi", 1, *sizes, a.layer_norm_eps, 32)


def _vocabulary(pieces: tuple[str, ...]) -> bytes:
    raw = [piece.encode() for piece in pieces]
    offsets = np.cumsum([0, *map(len, raw)]).astype("<u4").tobytes()
    ids = struct.pack("<5iQ", len(raw), 0, 2, 1, 3, sum(map(len, raw)))
    return ids + offsets + np.array(SCORES[: len(raw)], "<f4").tobytes() + b"".join(raw)


def _replacements() -> bytes:
    entries = b"".join(
        struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new)) for old, new in REPLACEMENTS.items()
    )
    return struct.pack("<iI", len(REPLACEMENTS), len(entries)) + entries
