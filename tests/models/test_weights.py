"""The reader of the wheel's file: blocks to numbers, and what it says to damage."""

import struct
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ModelError
from rag.models.weights import FLOAT32, Q4_0, dequantise, read_weights
from tests.models.tiny_weights import ARCHITECTURE, PIECES, REPLACEMENTS, SCORES, tiny_bytes, tiny_tensors

WHOLE = tiny_bytes()
blocks = st.tuples(st.floats(-2, 2, width=16), st.binary(min_size=16, max_size=16))


@given(st.lists(blocks, max_size=5))
def test_a_weight_is_its_half_byte_less_eight_times_the_scale(given_blocks: list[tuple[float, bytes]]) -> None:
    """The format, said a second time, slowly."""
    raw = b"".join(struct.pack("<e", scale) + halves for scale, halves in given_blocks)
    expected = [
        scale * (half - 8)
        for scale, halves in given_blocks
        for half in [*(byte % 16 for byte in halves), *(byte // 16 for byte in halves)]
    ]
    assert expected == dequantise(raw).tolist()


def test_a_block_by_hand() -> None:
    """Byte 0 is 0xF1: weight 0 is (1 - 8) / 2, weight 16 is (15 - 8) / 2; the other bytes are 0x88, zeros."""
    weights = dequantise(struct.pack("<e", 0.5) + b"\xf1" + b"\x88" * 15)
    assert {0: -3.5, 16: 3.5} == {i: float(w) for i, w in enumerate(weights) if w}


def test_a_whole_file_is_read() -> None:
    """Sizes, pieces, scores and replacements come out as they were put in."""
    weights = read_weights(WHOLE)
    vocabulary = weights.vocabulary
    assert ARCHITECTURE.tensor_shapes() == weights.architecture.tensor_shapes()
    assert (PIECES, SCORES, REPLACEMENTS) == (vocabulary.pieces, vocabulary.scores, vocabulary.replacements)
    assert (0, 2, 1, 3) == (vocabulary.begin, vocabulary.end, vocabulary.padding, vocabulary.unknown)


def test_tensors_have_the_shapes_of_the_architecture() -> None:
    """Both types, float32 values in both cases."""
    weights = read_weights(WHOLE)
    for name, shape in ARCHITECTURE.tensor_shapes().items():
        tensor = weights.tensor(name)
        assert (shape, np.float32) == (tensor.shape, tensor.dtype)
    kind, raw = tiny_tensors()["l0.q.w"]
    assert kind == Q4_0
    assert np.array_equal(dequantise(raw).reshape(32, 32), weights.tensor("l0.q.w"))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_short_is_refused(length: int) -> None:
    """Wherever it is cut: the engine in C would read past its end."""
    with pytest.raises(ModelError, match="damaged"):
        read_weights(WHOLE[:length])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_read_or_refused(position: int, change: int) -> None:
    """Never another error than ours."""
    data = bytearray(WHOLE)
    data[position] ^= change
    with suppress(ModelError):
        weights = read_weights(bytes(data))
        for name in ARCHITECTURE.tensor_shapes():
            weights.tensor(name)


def test_an_infinite_scale_is_refused_without_a_warning() -> None:
    """Zero times infinity is no number."""
    assert not np.isfinite(dequantise(b"\x00\x7c" + b"\x88" * 16)).any()


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    """Whatever lies at the path of the file."""
    with pytest.raises(ModelError, match="damaged"):
        read_weights(data)


def test_a_missing_tensor_is_named() -> None:
    """A file of another version may lack one."""
    tensors = tiny_tensors()
    del tensors["l0.fo.w"]
    with pytest.raises(ModelError, match=r"l0\.fo\.w is missing"):
        read_weights(tiny_bytes(tensors))


def test_a_tensor_of_another_size_is_named() -> None:
    """Not reshaped, not cut."""
    tensors = tiny_tensors() | {"emb.pos": (FLOAT32, bytes(4 * 32))}
    with pytest.raises(ModelError, match=r"emb\.pos does not fit"):
        read_weights(tiny_bytes(tensors))


def test_a_tensor_that_is_not_finite_is_named() -> None:
    """One NaN would make every vector NaN."""
    tensors = tiny_tensors() | {"emb.ln.b": (FLOAT32, np.full(32, np.nan, "<f4").tobytes())}
    with pytest.raises(ModelError, match=r"emb\.ln\.b holds values that are not finite"):
        read_weights(tiny_bytes(tensors)).tensor("emb.ln.b")
