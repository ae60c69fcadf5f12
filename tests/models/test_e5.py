"""The default embedder: two engines, one vector space, any text."""

import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ModelError
from rag.models.base import Embedder, Matrix
from rag.models.cache import is_intact
from rag.models.e5 import PATIENCE_TOKENS, E5Embedder
from rag.models.transformer import TorchEncoder, load_model
from tests.source_code import ROOT

SENTENCES = {
    "fr": [
        "Le pont de Bac Lan, fermé depuis l'été, rouvrira au premier trimestre de l'année prochaine.",
        "« Nous n'avons rien signé », a dit la maire.",
        "La 4ᵉ réunion des cinq communes s'est tenue à Tan Moc ; la 5ᵉ n'est pas encore fixée.",
        "12 %",
    ],
    "en": [
        "The bridge, closed since last summer, will open again in the first quarter of next year.",
        "“We signed nothing,” the mayor said on Monday.",
        "Rail freight rose by 18.4 per cent to 2.1 million tonnes, the ministry's figures show.",
        "Yes",
    ],
    "vi": [
        "Cây cầu Bắc Lân, đóng cửa từ mùa hè năm ngoái, sẽ mở lại vào quý một năm sau.",
        "Bà thị trưởng cho biết hai bên chưa ký văn bản nào.",
        "Cuộc họp lần thứ tư của năm xã diễn ra tại Tân Mộc ngày 9 tháng 3.",
        "Đúng",
    ],
    "zh": [
        "去年夏天关闭的北岭大桥将于明年第一季度重新通车。",
        "市长表示：“我们什么都没有签。”",
        "五个乡镇的第四次会议于3月9日在新木举行，第五次会议的日期尚未确定。",
        "是",
    ],
}
ODD = ["", " \n", "\0\ud800", "</s><s>", "\ufdfa" * 300, "mot " * 700, "🫠𓀀𓀁" * 30]
"""No tokens at all; tokens that must not be special; more than 512; unknown ones."""


def long_texts() -> list[str]:
    """Passages of some 200 to 450 tokens, in each language."""
    return [" ".join(sentences * times) for sentences in SENTENCES.values() for times in (3, 5)]


def cosines(a: Matrix, b: Matrix) -> list[float]:
    """Row by row."""
    return [float(x @ y) for x, y in zip(a, b, strict=True)]


@pytest.fixture(scope="module")
def bulk(e5_folder: Path) -> TorchEncoder:
    """The second engine, by itself."""
    return TorchEncoder(load_model(str(e5_folder)))


@pytest.mark.slow
@pytest.mark.parametrize("language", SENTENCES)
def test_both_engines_agree(e5: E5Embedder, bulk: TorchEncoder, language: str) -> None:
    """A question through one finds passages embedded by the other; 0.9998 in every language."""
    texts = SENTENCES[language] + [" ".join(SENTENCES[language] * 4)]
    assert min(cosines(e5._nano.embed_passages(texts, [1] * 5), bulk.encode(texts, "passage"))) >= 0.999
    questions = SENTENCES[language]
    assert min(cosines(np.stack([e5.embed_query(q) for q in questions]), bulk.encode(questions, "query"))) >= 0.999


@pytest.mark.slow
def test_questions_and_passages_are_told_apart(e5: E5Embedder) -> None:
    """The prefixes are there."""
    text = SENTENCES["fr"][0]
    assert float(e5.embed_query(text) @ e5.embed_passages([text])[0]) < 0.99


@pytest.mark.slow
def test_a_question_finds_its_passage_in_another_language(e5: E5Embedder) -> None:
    """The weights are those of a multilingual encoder, not noise."""
    passages = e5.embed_passages([SENTENCES[language][0] for language in SENTENCES] + [SENTENCES["en"][2]])
    scores = passages @ e5.embed_query("When will the Bac Lan bridge reopen?")
    assert 4 == int(scores.argmin())


@pytest.mark.slow
def test_many_passages_come_back_in_order_like_few(e5_cache: Path, e5_folder: Path) -> None:
    """Past the patience torch takes over: odd texts, order and progress stay what they were."""
    e5 = E5Embedder(e5_cache)
    few = [*ODD, *long_texts(), *(s for sentences in SENTENCES.values() for s in sentences)]
    filler = "Le conseil a voté le budget des cinq communes. " * 30
    many = few + [f"{n} {filler}" for n in range(1 + PATIENCE_TOKENS // 300)]
    expected = e5.embed_passages(few)
    assert e5._bulk is None
    told: list[int] = []
    matrix = e5.embed_passages(many, told.append)
    assert e5._bulk is not None
    assert (0, 384) == e5.embed_passages([]).shape
    assert len(many) == sum(told)
    assert ((len(many), 384), np.float32) == (matrix.shape, matrix.dtype)
    assert np.allclose(1, np.linalg.norm(matrix, axis=1), atol=1e-5)
    assert min(cosines(expected, matrix[: len(few)])) >= 0.999
    assert np.array_equal(expected[[0, 1, 2, 4, 5]], matrix[[0, 1, 2, 4, 5]])  # blank or long: one engine for ever


@pytest.mark.slow
def test_nothing_gives_nothing(e5: E5Embedder) -> None:
    """An archive without passages."""
    assert (0, 384) == e5.embed_passages([]).shape


@pytest.mark.slow
def test_many_threads_may_ask_at_once(e5_cache: Path, e5_folder: Path) -> None:
    """Questions while passages are embedded, from the first moment on: each gets its own vector."""
    embedder = E5Embedder(e5_cache)
    texts = [text for sentences in SENTENCES.values() for text in sentences]
    many = long_texts() * 8
    with ThreadPoolExecutor(8) as threads:
        passages = [threads.submit(embedder.embed_passages, many) for _ in range(2)]
        counts = list(threads.map(embedder.count_tokens, texts * 5))
        vectors = list(threads.map(embedder.embed_query, texts * 2))
        first, second = (future.result() for future in passages)
    assert counts[: len(texts)] == [embedder.count_tokens(text) for text in texts]
    assert np.array_equal(vectors[: len(texts)], vectors[len(texts) :])
    assert min(cosines(first, second)) > 0.9999


texts = st.text(st.characters(), max_size=60)


@pytest.mark.slow
@given(texts, texts)
@settings(max_examples=200)
def test_tokens_add_up_over_white_space(e5: E5Embedder, a: str, b: str) -> None:
    """The chunker adds sentences up instead of counting them again."""
    assert e5.count_tokens(a) + e5.count_tokens(b) == e5.count_tokens(f"{a} {b}")


@pytest.mark.slow
@given(texts)
def test_words_counted_one_by_one_are_the_text(e5: E5Embedder, text: str) -> None:
    """What is remembered is what the engine counts."""
    from rag.models.tokenizer import normalise

    assert e5._nano.count_tokens(normalise(text)) == e5.count_tokens(text)


@pytest.mark.slow
def test_it_is_an_embedder(e5: E5Embedder) -> None:
    """Of 384 dimensions and 512 tokens, known by the hash that its weights were published with."""
    embedder: Embedder = e5
    assert (384, 512) == (embedder.dimensions, embedder.max_tokens)
    assert "multilingual-e5-small@1571fc982750 form 1" == embedder.fingerprint
    assert (384,) == embedder.embed_query("x").shape


BULK = """
import logging, socket, sys
logging.basicConfig(level=logging.WARNING)
attempts = []
def refuse(*address, **_):
    attempts.append(address)
    raise OSError("no network in tests")
socket.socket.connect = socket.getaddrinfo = refuse
from rag.models.choose import load_embedder
from rag.settings import load_settings
embedder = load_embedder(load_settings())
few = embedder.embed_passages(["Le pont de Bac Lan rouvre."])
many = embedder.embed_passages(["Le pont de Bac Lan rouvre. " * 40] * 60)
assert "torch" in sys.modules
print(many.shape, attempts)
"""


@pytest.mark.slow
@pytest.mark.parametrize("home", ["empty", "unusable"])
def test_a_fresh_home_needs_no_network(tmp_path: Path, home: str) -> None:
    """The first sync of a new user; and of one whose home cannot be written to, who is told so."""
    place = tmp_path / "home"
    if home == "unusable":
        place.write_text("a file, so that no folder can be made in it")
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
    environment = kept | {"HOME": str(place), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", BULK]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    assert "(60, 384) []" == run.stdout.strip()
    if home == "unusable":
        assert 1 == run.stderr.count("unpacking it for this run only")
        assert [] == list(tmp_path.glob("depeche-*"))
    else:
        assert "" == run.stderr
        (folder,) = (path for path in (place / ".cache" / "depeche").iterdir() if path.is_dir())
        assert is_intact(folder)


@pytest.mark.slow
def test_a_flipped_byte_in_the_cache_is_repaired_before_it_is_used(
    e5_cache: Path, e5_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One bit of 235 million bytes."""
    path = e5_folder / "model.safetensors"
    with path.open("r+b") as file:
        file.seek(123_456_789)
        byte = file.read(1)[0]
        file.seek(123_456_789)
        file.write(bytes([byte ^ 1]))
    texts = long_texts() * 8
    vectors = E5Embedder(e5_cache).embed_passages(texts)
    assert [logging.WARNING] == [record.levelno for record in caplog.records]
    assert is_intact(e5_folder)
    assert min(cosines(vectors[:8], E5Embedder(e5_cache).embed_passages(texts[:8]))) >= 0.999


def test_a_missing_wheel_is_known_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the middle of a sync."""
    monkeypatch.setattr("rag.models.wheel.DISTRIBUTION", "no-such-wheel")
    with pytest.raises(ModelError, match="no-such-wheel is not installed"):
        E5Embedder()
