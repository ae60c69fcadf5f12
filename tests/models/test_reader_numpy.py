"""The reader in numpy against the network in torch that its weights are trained in."""

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info  # type: ignore[import-untyped]  # it has no stubs

from rag.errors import ModelError
from rag.models.base import Reading, read_whole
from rag.models.numpy_reader import NumpyReader
from rag.models.reader import WEIGHTS, read_windows
from rag.models.reader_loading import assemble, embeddings, layer_state
from rag.models.reader_numpy import Array, Embeddings, Norm, NumpyNetwork, gelu
from rag.models.reader_tokens import ReaderTokenizer
from rag.models.weights import read_weights
from tests.models.tiny_reader import SIZE, tiny_encoder, tiny_tokenizer
from tests.models.tiny_weights import ARCHITECTURE, tiny_bytes
from training import network as trained_with
from training.torch_reader import TorchReader

EPSILON = 1e-12
ENCODER = tiny_encoder()
TOKENIZER = tiny_tokenizer()
texts = st.text(alphabet="abc de.1", max_size=40)


def tiny_torch() -> trained_with.Network:
    """Random heads and sides, and layers that moved away from the encoder's."""
    torch.manual_seed(5)
    network = trained_with.new_network(ENCODER).requires_grad_(False)
    for tensor in network.state_dict().values():
        tensor += torch.randn_like(tensor) * 0.05
    return network


def encoder_states() -> list[dict[str, Array]]:
    """The encoder's layers as arrays."""
    return [{name: value.numpy() for name, value in layer.state_dict().items()} for layer in ENCODER.layers]


def tiny_embeddings() -> Embeddings:
    """The encoder's embeddings as arrays."""
    norm = Norm(ENCODER.norm.weight.numpy(), ENCODER.norm.bias.numpy(), EPSILON)
    return Embeddings(lambda ids: ENCODER.words.numpy()[list(ids)], ENCODER.places.numpy(), norm)


def tiny_numpy(network: trained_with.Network) -> NumpyNetwork:
    """The same network, its tensors as they are."""
    stored = {name: value.numpy() for name, value in network.state_dict().items()}
    return assemble(tiny_embeddings(), encoder_states(), stored, SIZE.heads, EPSILON)


TORCH = tiny_torch()
NUMPY = tiny_numpy(TORCH)


@pytest.fixture(scope="module", autouse=True)
def _float32() -> Iterator[None]:
    """What bf16 rounds off is not what these tests look for."""
    patch = pytest.MonkeyPatch()
    patch.setattr(trained_with, "autocast", lambda: torch.autocast("cpu", enabled=False))
    yield
    patch.undo()


@settings(max_examples=20, deadline=None)
@given(texts, st.lists(texts, min_size=1, max_size=4), st.integers(1, 3))
def test_numpy_and_torch_give_the_same_logits(question: str, passages: list[str], threads: int) -> None:
    """Of every token and every passage, whatever lies beside it and however many threads read."""
    asked, read = TOKENIZER.question(question), [TOKENIZER.passage(text) for text in passages]
    expected = trained_with.logits(ENCODER, TORCH, asked, read)
    for (spans, answer), (own_spans, own_answer) in zip(expected, NUMPY.logits(asked, read, threads), strict=True):
        assert spans == pytest.approx(own_spans, abs=1e-4)
        assert answer == pytest.approx(own_answer, abs=1e-4)


def numpy_readings(passages: list[str]) -> list[Reading]:
    """Of whole passages."""
    parts = [[(0, len(text))] for text in passages]
    return [readings[0] for readings in read_windows(TOKENIZER, NUMPY.logits, "abc", passages, parts)]


def test_readings_are_those_of_the_torch_reader() -> None:
    """Also where a passage is read in several windows, and where there is nothing to read."""
    passages = ["ab cd", "", "abc de " * 90]
    expected = read_whole(TorchReader(TOKENIZER, ENCODER, TORCH, "tiny"), "abc", passages)
    found = numpy_readings(passages)
    assert [(r.start, r.end) for r in expected] == [(r.start, r.end) for r in found]
    assert [r.score for r in expected] == pytest.approx([r.score for r in found], abs=1e-4)


def test_no_passage_gives_no_reading() -> None:
    """Not an error about nothing to multiply."""
    assert [] == numpy_readings([])


def test_saved_differences_are_added_to_the_encoder(tmp_path: Path) -> None:
    """The file that training writes is read as torch reads it, where question and passage meet included."""
    from safetensors.numpy import load_file

    trained_with.save_network(ENCODER, TORCH, tmp_path / "r.safetensors")
    restored = trained_with.load_network(ENCODER, tmp_path / "r.safetensors").state_dict()
    own = assemble(tiny_embeddings(), encoder_states(), load_file(tmp_path / "r.safetensors"), SIZE.heads, EPSILON)
    assert SIZE.joint_from == len(own.lower)
    assert np.allclose(restored["layers.0.qkv.weight"].numpy(), own.upper[0].qkv.weight, atol=1e-6)
    assert np.allclose(restored["layers.1.down.weight"].numpy(), own.upper[-1].down.weight, atol=1e-6)


def test_weights_of_another_encoder_are_refused(tmp_path: Path) -> None:
    """In one line that names the file."""
    trained_with.save_network(ENCODER, TORCH, tmp_path / "tiny.safetensors")
    with pytest.raises(ModelError, match=r"tiny\.safetensors"):
        read_whole(NumpyReader(tmp_path / "tiny.safetensors"), "a", ["b"])


def test_making_a_reader_reads_no_file(tmp_path: Path) -> None:
    """It is put together for every command; only a question pays for it."""
    reader = NumpyReader(tmp_path / "missing.safetensors")
    with pytest.raises(ModelError, match=r"missing\.safetensors"):
        assert reader.fingerprint


@given(st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=40))
def test_gelu_has_erf_and_not_tanh(values: list[float]) -> None:
    """They differ by up to 5e-4, in each of twelve layers."""
    expected = [x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in values]
    assert expected == pytest.approx(gelu(np.array([values], np.float32))[0].tolist(), abs=2e-6)


def test_rows_of_words_are_those_of_the_whole_table() -> None:
    """Dequantised one by one, in any order, some twice."""
    weights = read_weights(tiny_bytes())
    assert np.array_equal(weights.tensor("emb.word")[[5, 0, 5]], embeddings(weights).words([5, 0, 5]))


def test_query_key_and_value_are_one_product() -> None:
    """In this order, as training has them."""
    weights = read_weights(tiny_bytes())
    fused = layer_state(weights, 0)["qkv.weight"]
    assert np.array_equal(weights.tensor("l0.k.w"), fused[ARCHITECTURE.hidden : 2 * ARCHITECTURE.hidden])


@pytest.mark.slow
def test_several_threads_may_read_at_once() -> None:
    """The same readings, and numpy's products have as many threads afterwards as before."""
    if not WEIGHTS.is_file():
        pytest.skip("the reader's weights are not trained yet")
    before, reader = threadpool_info(), NumpyReader()
    with ThreadPoolExecutor(4) as pool:
        readings = [*pool.map(lambda _: read_whole(reader, "Qui ?", ["Paul vient.", "Il pleut."]), range(8))]
    assert [readings[0]] * 8 == readings
    assert before == threadpool_info()


@pytest.mark.slow
def test_the_shipped_reader_reads_as_in_torch(e5_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the real encoder and weights, both in float32: the same spans, scores within a hundredth."""
    monkeypatch.setattr(trained_with, "autocast", lambda: torch.autocast("cpu", enabled=False))
    if not WEIGHTS.is_file():
        pytest.skip("the reader's weights are not trained yet")
    encoder = trained_with.Encoder.load(e5_folder)
    network = trained_with.load_network(encoder, WEIGHTS)
    question = "Quand la réunion aura-t-elle lieu ?"
    passages = [
        "La réunion des villes se tiendra le 12 mai à Lyon.",
        "会议将于五月十二日举行。",
        "Il pleut. " * 80 + "La réunion aura lieu le 3 juin à Nice. " + "Il pleut. " * 19,
    ]
    reader = TorchReader(ReaderTokenizer.load(e5_folder), encoder, network, "")
    expected, found = (read_whole(one, question, passages) for one in (reader, NumpyReader()))
    assert [(r.start, r.end) for r in expected] == [(r.start, r.end) for r in found]
    assert [r.score for r in expected] == pytest.approx([r.score for r in found], abs=0.01)
    assert [r.answerable for r in expected] == pytest.approx([r.answerable for r in found], abs=0.01)
