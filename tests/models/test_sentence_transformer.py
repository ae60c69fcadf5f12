"""Any other model: found here or nowhere, known by its files, and an embedder like the default one."""

import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models.base import Embedder
from rag.models.sentence_transformer import SentenceTransformerEmbedder, digest, find_model
from rag.models.unpack import write_folder
from rag.models.weights import read_weights
from tests.models.tiny_weights import tiny_bytes, tiny_tensors
from tests.source_code import ROOT


def tiny_folder(path: Path, seed: int = 0) -> Path:
    """A tiny model in ``path``."""
    path.mkdir(parents=True)
    write_folder(read_weights(tiny_bytes(tiny_tensors(seed))), path)
    return path


def hub_cache(home: Path, name: str) -> Path:
    """The place in an empty hub cache where a snapshot of ``name`` would lie."""
    repository = home / f"models--{name.replace('/', '--')}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("c0ffee")
    return repository / "snapshots" / "c0ffee"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whoever tries to reach the network is noted, and refused."""
    attempts: list[object] = []

    def refuse(*address: object, **_: object) -> None:
        attempts.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return attempts


@pytest.mark.parametrize(
    "name", ["no-such-model", "someone/no-such-model", "./no/such/folder", "not a name?", "/dev/null"]
)
def test_a_model_that_is_not_here_is_one_clear_line(name: str, no_network: list[object]) -> None:
    """What it is not, and the two ways out; nothing is asked of any network, and torch is not even loaded."""
    embedder = SentenceTransformerEmbedder(name)
    for ask in (lambda: embedder.fingerprint, lambda: embedder.embed_query("x"), lambda: embedder.count_tokens("x")):
        with pytest.raises(
            ModelError, match=r"not a folder and not in the local cache .*RAG_EMBEDDER.*RAG_ALLOW_DOWNLOAD"
        ):
            ask()
    assert [] == no_network


def test_a_cached_model_is_found_by_its_hub_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its owner; the owner of most may be left out."""
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    for name in ("someone/tiny", "sentence-transformers/small"):
        tiny_folder(hub_cache(tmp_path, name))
    assert "c0ffee" == getattr(find_model("someone/tiny"), "name", None)
    assert find_model("small") is not None
    assert find_model("sentence-transformers/small") == find_model("small")
    assert find_model("tiny") is None


def test_the_digest_follows_what_a_model_is_made_of(tmp_path: Path) -> None:
    """Weights and configuration count; documentation and the place do not."""
    first = tiny_folder(tmp_path / "first")
    same = tiny_folder(tmp_path / "elsewhere" / "first")
    (same / "README.md").write_text("New words.")
    assert digest(first) == digest(same)
    assert digest(first) != digest(tiny_folder(tmp_path / "second", seed=1))
    (same / "1_Pooling" / "config.json").write_text('{"embedding_dimension": 32, "pooling_mode": "cls"}')
    assert digest(first) != digest(same)


def test_the_fingerprint_names_model_weights_and_given_prefixes(tmp_path: Path) -> None:
    """All on which vectors depend; without loading the model."""
    folder = tiny_folder(tmp_path / "tiny")
    plain = SentenceTransformerEmbedder(str(folder)).fingerprint
    assert f"tiny@{digest(folder)[:12]}" == plain
    prefixed = SentenceTransformerEmbedder(str(folder), query_prefix="Frage: ").fingerprint
    assert plain + ' {"query": "Frage: "}' == prefixed


@pytest.mark.slow
def test_it_is_an_embedder(tmp_path: Path, no_network: list[object]) -> None:
    """Of any text, in the precision of the processor, without a network."""
    embedder: Embedder = SentenceTransformerEmbedder(str(tiny_folder(tmp_path / "tiny")), threads=1)
    texts = ["a", "", "\0", "ab \ud800", "b" * 5000, "</s>", "会议"]
    matrix = embedder.embed_passages(texts)
    assert (7, embedder.dimensions) == (7, 32) == matrix.shape
    assert np.float32 == matrix.dtype == embedder.embed_query("a").dtype
    assert np.allclose(1, np.linalg.norm(matrix, axis=1), atol=1e-5)
    assert (16, 1) == (embedder.max_tokens, embedder.count_tokens("ab"))
    assert [] == no_network


@pytest.mark.slow
def test_given_prefixes_replace_the_models_own(tmp_path: Path) -> None:
    """``RAG_QUERY_PREFIX`` for models that do not bring theirs."""
    folder = str(tiny_folder(tmp_path / "tiny"))
    given = SentenceTransformerEmbedder(folder, query_prefix="passage: ", passage_prefix="")
    own = SentenceTransformerEmbedder(folder)
    assert np.allclose(own.embed_passages(["ab"])[0], given.embed_query("ab"), atol=1e-5)
    assert float(own.embed_passages(["ab"])[0] @ given.embed_passages(["ab"])[0]) < 0.99


@pytest.mark.slow
def test_a_cached_model_loads_by_name_without_a_network(
    tmp_path: Path, no_network: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where sentence-transformers by itself would ask the hub whether it is current."""
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    folder = tiny_folder(hub_cache(tmp_path, "someone/tiny"))
    by_name = SentenceTransformerEmbedder("someone/tiny")
    assert np.allclose(SentenceTransformerEmbedder(str(folder)).embed_query("ab"), by_name.embed_query("ab"))
    assert by_name.fingerprint.startswith("tiny@")
    assert [] == no_network


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["dense", "static"])
def test_models_of_other_builds_work(tmp_path: Path, kind: str) -> None:
    """A layer after the pooling; and no transformer at all."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding

    base = tiny_folder(tmp_path / "base")
    if kind == "dense":
        modules = [Transformer(str(base)), Pooling(32, "cls"), Dense(32, 8)]
    else:
        from tokenizers import Tokenizer

        modules = [StaticEmbedding(Tokenizer.from_file(str(base / "tokenizer.json")), embedding_dim=8)]
    SentenceTransformer(modules=modules, device="cpu").save(str(tmp_path / "saved"))
    embedder = SentenceTransformerEmbedder(str(tmp_path / "saved"))
    assert (2, 8) == embedder.embed_passages(["ab", "é"]).shape
    assert pytest.approx(1, abs=1e-5) == float(np.linalg.norm(embedder.embed_query("")))
    assert 2 == embedder.count_tokens("ab é") - 1
    assert embedder.max_tokens >= 16


@pytest.mark.slow
def test_loading_says_nothing(tmp_path: Path) -> None:
    """``rag ask --json`` prints one object, and no bar for a load of two seconds."""
    folder = tiny_folder(tmp_path / "tiny")
    code = (
        "import sys; from rag.models.sentence_transformer import SentenceTransformerEmbedder\n"
        "SentenceTransformerEmbedder(sys.argv[1]).embed_passages(['ab'] * 3000)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ("", "") == (run.stdout, run.stderr)


@pytest.mark.slow
def test_fetching_is_tried_only_when_allowed(no_network: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """And not even then when the hub's own setting forbids it."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="someone/no-such-model: not a model that sentence-transformers loads"):
        SentenceTransformerEmbedder("someone/no-such-model", allow_download=True).embed_query("x")
    assert [] == no_network
