"""The adapter of sentence-transformers: what it hands over, what comes back, and what it does about failures."""

from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from rag.errors import ModelError
from rag.models.base import Matrix
from rag.models.transformer import Role, TorchEncoder, load_model, multiplies_bf16, plan_batches, unit_rows
from rag.models.unpack import write_folder
from rag.models.weights import read_weights
from tests.models.tiny_weights import tiny_bytes

lengths = st.lists(st.integers(0, 60))


@given(lengths, st.integers(1, 100))
def test_batches_hold_every_text_once(given_lengths: list[int], most: int) -> None:
    """None lost, none embedded twice."""
    batches = plan_batches(given_lengths, most)
    assert list(range(len(given_lengths))) == sorted(i for batch in batches for i in batch)


@given(lengths, st.integers(1, 100))
def test_batches_keep_the_limit_with_their_padding(given_lengths: list[int], most: int) -> None:
    """Or hold a single text."""
    for batch in plan_batches(given_lengths, most):
        assert len(batch) == 1 or max(given_lengths[i] for i in batch) * len(batch) <= most


def test_texts_of_a_length_share_a_batch() -> None:
    """Longest first: 30 alone, 20 and 18 make 40 padded, the rest 2 · 5."""
    assert [[1], [3, 4], [0, 2]] == plan_batches([5, 30, 5, 20, 18], 40)


@given(arrays.arrays(np.float32, st.tuples(st.integers(0, 4), st.integers(1, 5)), elements=st.floats(-9, 9, width=16)))
def test_rows_become_unit_rows(matrix: np.ndarray) -> None:
    """Also rows of zeros."""
    assert np.allclose(1, np.linalg.norm(unit_rows(matrix), axis=1), atol=1e-5)


def test_a_row_without_direction_becomes_the_first_axis() -> None:
    """Zeros and NaN would poison every comparison; 3 and 4 stay 0.6 and 0.8."""
    rows = unit_rows(np.array([[0, 0], [np.nan, 1], [3, 4]], np.float32))
    assert np.allclose([[1, 0], [1, 0], [0.6, 0.8]], rows)


@pytest.mark.parametrize(
    ("capabilities", "native"),
    [
        ({"avx512_bf16": True}, True),
        ({"amx_bf16": True}, True),
        ({"avx512_f": True, "avx512_bf16": False}, False),
        ({}, False),
    ],
)
def test_bf16_is_for_processors_that_multiply_it(capabilities: dict[str, bool], *, native: bool) -> None:
    """Emulated it is slower than float32."""
    assert native == multiplies_bf16(capabilities)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model with prompts, as we unpack one."""
    path = tmp_path_factory.mktemp("tiny")
    write_folder(read_weights(tiny_bytes()), path)
    return path


@pytest.fixture(scope="module")
def encoder(folder: Path) -> TorchEncoder:
    """The tiny model, loaded."""
    return TorchEncoder(load_model(str(folder)), threads=2)


TEXTS = ["ab" * (n % 5) + "a b é" for n in range(400)]


@pytest.mark.slow
def test_vectors_come_back_in_order(encoder: TorchEncoder) -> None:
    """Whatever batch they were in: the same as alone, but for what bf16 rounds."""
    told: list[int] = []
    together = encoder.encode(TEXTS, "passage", progress=told.append)
    assert ((400, 32), np.float32) == (together.shape, together.dtype)
    assert 400 == sum(told)
    for n in range(5):
        alone = encoder.encode(TEXTS[n : n + 1], "passage")[0]
        assert (together[n::5] @ alone).min() > 0.999


@pytest.mark.slow
def test_nothing_gives_nothing(encoder: TorchEncoder) -> None:
    """An archive without passages."""
    assert (0, 32) == encoder.encode([], "passage").shape


@pytest.mark.slow
def test_prompts_are_the_models_own_unless_others_are_given(folder: Path, encoder: TorchEncoder) -> None:
    """``query: `` for a question, ``passage: `` for a passage; the empty one is one too."""
    bare = TorchEncoder(load_model(str(folder)), prompts={"query": "", "passage": ""})
    for role, prompt in (("query", "query: "), ("passage", "passage: ")):
        own = encoder.encode(["ab"], role)[0]
        assert float(own @ bare.encode([prompt + "ab"], role)[0]) > 0.9999
        assert float(own @ bare.encode(["ab"], role)[0]) < 0.99


@pytest.mark.slow
def test_tokens_are_counted_to_the_end(encoder: TorchEncoder) -> None:
    """``▁ab``, eight letters, ``é``; also past the 16 that the model reads."""
    assert 16 == encoder.max_tokens
    assert 10 == encoder.count_tokens("ab" * 5 + "é")
    assert 40 == encoder.count_tokens("ab" * 20 + "é")


@pytest.mark.slow
def test_encoding_leaves_torch_its_threads(encoder: TorchEncoder) -> None:
    """Batches run on one thread each; what runs afterwards gets all again."""
    import torch

    encoder.encode(TEXTS, "passage")
    seen: list[int] = []
    for thread in (Thread(target=lambda: seen.append(torch.get_num_threads())) for _ in range(2)):
        thread.start()
        thread.join()
    assert [2, 2, 2] == [torch.get_num_threads(), *seen]


@pytest.mark.slow
def test_a_failing_progress_stops_the_work(encoder: TorchEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Ctrl-C does: of 400 batches only those under way are still computed."""
    computed: list[int] = []
    encode = encoder._encode

    def count(texts: list[str], role: Role) -> Matrix:
        computed.append(len(texts))
        return encode(texts, role)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(encoder, "_encode", count)
    with pytest.raises(KeyboardInterrupt):
        encoder.encode(TEXTS, "passage", lengths=[1024] * 400, progress=stop)
    assert len(computed) < 200


@pytest.mark.slow
def test_a_failing_model_is_one_clear_line(folder: Path) -> None:
    """Whatever it raises."""
    encoder = TorchEncoder(load_model(str(folder)))
    encoder._model = type("Broken", (), {"encode_document": staticmethod(_fail)})()
    with pytest.raises(ModelError, match="the embedder failed on 2 texts: first line second line"):
        encoder.encode(["a", "b"], "passage")


def _fail(*_: object, **__: object) -> None:
    raise RuntimeError("first line\n  second line")


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["model.safetensors", "tokenizer.json", "config.json", "modules.json"])
def test_a_damaged_model_is_one_clear_line(tmp_path: Path, damage: str) -> None:
    """Each file is read by another library."""
    write_folder(read_weights(tiny_bytes()), tmp_path)
    (tmp_path / damage).write_bytes(b"{nonsense")
    with pytest.raises(ModelError, match="not a model that sentence-transformers loads") as caught:
        load_model(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.slow
def test_a_model_that_wants_its_own_code_run_is_refused(tmp_path: Path) -> None:
    """Its files could do anything."""
    write_folder(read_weights(tiny_bytes()), tmp_path)
    modules = (tmp_path / "modules.json").read_text("utf-8")
    (tmp_path / "modules.json").write_text(
        modules.replace("sentence_transformers.base.modules.normalize", "os"), "utf-8"
    )
    with pytest.raises(ModelError, match="third-party code"):
        load_model(str(tmp_path))
