"""The reader on a tiny random network: where its spans are, and what they depend on."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ModelError
from rag.models.base import Reading, read_whole
from rag.models.reader import ANSWER_TOKENS, best_reading
from rag.models.reader_tokens import QUESTION_TOKENS, WINDOW_STRIDE, WINDOW_TOKENS, Tokens
from tests.models.tiny_reader import SIZE, tiny_encoder, tiny_tokenizer
from training.network import Network, load_network, new_network
from training.packing import Layout
from training.torch_reader import TorchReader

texts = st.text(alphabet="abc de.1\u00e9\u4e00\n\u0301\ufb01", max_size=60)


def tiny_network() -> Network:
    """Random heads on the encoder's layers."""
    torch.manual_seed(3)
    return new_network(tiny_encoder()).requires_grad_(False)


READER = TorchReader(tiny_tokenizer(), tiny_encoder(), tiny_network(), "tiny")


@given(texts, st.lists(texts, max_size=3))
def test_a_span_lies_in_its_passage(question: str, passages: list[str]) -> None:
    """One reading a passage, in order, never empty where there is something to read."""
    readings = read_whole(READER, question, passages)
    assert len(passages) == len(readings)
    for passage, reading in zip(passages, readings, strict=True):
        assert 0 <= reading.start <= reading.end <= len(passage)
        assert passage[reading.start : reading.end] == passage[reading.start : reading.end].strip()


@given(st.lists(texts.filter(str.strip), min_size=2, max_size=4))
def test_a_passage_is_read_alike_whatever_is_read_beside_it(passages: list[str]) -> None:
    """No passage sees another, nor the padding that another one brings about; but for the rounding of bf16."""
    together = read_whole(READER, "abc", passages)
    alone = [read_whole(READER, "abc", [passage])[0] for passage in passages]
    assert [r.answerable for r in alone] == pytest.approx([r.answerable for r in together], abs=0.05)


def test_the_same_input_gives_the_same_readings() -> None:
    """To the last bit."""
    assert read_whole(READER, "abc", ["de", "a b"]) == read_whole(READER, "abc", ["de", "a b"])


def test_nothing_to_read_gives_no_readings() -> None:
    """And an empty passage one that nothing can be below."""
    assert [] == read_whole(READER, "abc", [])
    assert read_whole(READER, "abc", [""])[0].answerable < -50


def window(size: int) -> Tokens:
    """Tokens of one character each, behind a prefix of two."""
    return Tokens((0,) * (size + 3), 2, tuple((i, i + 1) for i in range(size)))


def test_the_best_span_never_ends_before_it_starts() -> None:
    """Start 2 (5.0) and end 0 (5.0) are the best apart; of the pairs in order 0 to 0 (1 + 5) beats 2 to 2 (5 + 0)."""
    passage = np.zeros((6, 2), np.float32)
    passage[2:5] = [[1, 5], [0, 0], [5, 0]]
    none = np.array([1.5, 0.5], np.float32)
    assert Reading(0, 1, 4.0, 0.25) == best_reading(none, passage, 0.25, window(3), (0, 3))


def test_a_span_has_a_longest_length() -> None:
    """An end one token too far away is not taken."""
    size = ANSWER_TOKENS + 1
    passage = np.zeros((size + 3, 2), np.float32)
    passage[2, 0] = passage[2 + size - 1, 1] = 9
    reading = best_reading(np.zeros(2, np.float32), passage, 0.0, window(size), (0, size))
    assert reading.end - reading.start <= ANSWER_TOKENS
    assert 9.0 == reading.score


def test_a_span_does_not_end_in_the_prefix() -> None:
    """However likely the network thinks it."""
    passage = np.zeros((6, 2), np.float32)
    passage[:2] = passage[5:] = 9
    assert 0.0 == best_reading(np.zeros(2, np.float32), passage, 0.0, window(3), (0, 3)).score


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_the_answer_of_a_part_lies_in_it(length: int, first: int, second: int) -> None:
    """Also where the passage is read in windows, some of which hold nothing of the part."""
    text = "a" * length
    part = (min(first, second), max(first, second))
    reading = READER.read("abc", [text], [[part]])[0][0]
    if part[0] < min(part[1], length):
        assert part[0] <= reading.start < reading.end <= part[1]
    else:
        assert (0, 0) == (reading.start, reading.end)


def test_the_best_part_is_what_the_whole_passage_gives() -> None:
    """Parts are read in the light of the whole passage, not by themselves."""
    text = "abc de. ab 1. cd e."
    parts = [(0, 7), (8, 13), (14, 19)]
    readings = READER.read("abc", [text], [parts])[0]
    whole = read_whole(READER, "abc", [text])[0]
    assert whole.score >= max(reading.score for reading in readings)
    assert {whole.answerable} == {reading.answerable for reading in readings}


@given(st.integers(0, 900))
def test_windows_cover_a_long_passage(length: int) -> None:
    """Every token stands in a window, none of which is longer than the reader was trained for."""
    text = "a" * length
    windows = tiny_tokenizer().windows(text)
    assert {*range(length)} == {start for w in windows for start, _ in w.spans} - {length}
    assert all(len(w.spans) <= WINDOW_TOKENS for w in windows)
    assert len(windows) <= 1 + max(0, length + 1 - WINDOW_TOKENS + WINDOW_STRIDE - 1) // WINDOW_STRIDE


def test_a_long_question_is_read_up_to_a_limit() -> None:
    """It would take the place of the passage."""
    assert tiny_tokenizer().question("a" * 500).ids[:-1] == tiny_tokenizer().question("a" * 900).ids[:-1]
    assert QUESTION_TOKENS > tiny_tokenizer().count("a" * 10)


def test_letters_that_normalisation_joins_lead_back_to_their_characters() -> None:
    """``e`` and a combining acute are one token, and a ligature two; offsets are those of the text as given."""
    text = "a e\u0301 \ufb01"
    tokens = tiny_tokenizer().passage(text)
    assert "e\u0301" in {text[start:end] for start, end in tokens.spans}
    assert len(text) == tokens.spans[-1][1]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_packed_tokens_find_their_way_back(lengths: list[int]) -> None:
    """Through the padded grid, and through blocks sorted by length."""
    layout = Layout.of(lengths)
    packed = torch.arange(sum(lengths), dtype=torch.float32)[:, None]
    assert torch.equal(packed, layout.whole.pack(layout.whole.pad(packed)))
    blocks = torch.cat([block.pack(block.pad(packed)) for block in layout.blocks])
    assert torch.equal(packed, blocks.index_select(0, layout.restore))


def test_training_and_reading_attend_alike() -> None:
    """Attention is computed in two ways, one of them fast with gradients."""
    layout = Layout.of([5, 3, 9])
    packed, sides = torch.randn(17, SIZE.hidden), torch.zeros(17, dtype=torch.long)
    network = tiny_network()
    with torch.no_grad():
        expected = network(packed, sides, layout)[1]
    assert torch.allclose(expected, network(packed, sides, layout)[1], atol=1e-5)


def test_weights_of_something_else_are_refused(tmp_path: Path) -> None:
    """In one line that names the file."""
    (tmp_path / "other.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"other\.safetensors"):
        load_network(tiny_encoder(), tmp_path / "other.safetensors")
