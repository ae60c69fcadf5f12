"""The adapter of LangChain's chat models, against a real HTTP server of OpenAI's protocol."""

import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import ChatModelError, ModelError
from rag.models.chat_model import PROSE, LangChainChatModel
from rag.models.token_count import count_tokens
from tests.models.loopback_llm import Script, served
from tests.source_code import ROOT

pytest.importorskip("langchain_openai", reason="the extra llm is not installed")
pytestmark = pytest.mark.slow

TWO = Script(("Douze ", "villes."))


def model(base_url: str, timeout_s: float = 60.0) -> LangChainChatModel:
    """The adapter, pointed at the server."""
    return LangChainChatModel("openai:tiny", base_url=base_url, api_key=None, timeout_s=timeout_s, max_tokens=50)


def failure(script: Script, timeout_s: float = 60.0) -> ChatModelError:
    """What a server that behaves like this is reported as."""
    with served(script) as llm, pytest.raises(ChatModelError) as caught:
        list(model(llm.base_url, timeout_s).stream("s", "u"))
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_reply_comes_in_pieces_and_the_messages_go_out() -> None:
    """What is sent and what comes back, over HTTP."""
    with served(TWO) as llm:
        assert ["Douze ", "villes."] == [
            piece for piece in model(llm.base_url).stream("Réponds.", "Combien ?") if piece
        ]
        sent = llm.bodies[0]
    assert ["Réponds.", "Combien ?"] == [message["content"] for message in sent["messages"]]
    assert ("tiny", True, 0) == (sent["model"], sent["stream"], sent["temperature"])
    assert PROSE == sent["grammar"]


def test_a_server_without_grammars_is_asked_without_and_only_once_with() -> None:
    """Some ignore what they do not know, some refuse it."""
    with served(Script(("Oui.",), knows_grammars=False)) as llm:
        chat = model(llm.base_url)
        assert ["Oui.", "Oui."] == ["".join(chat.stream("s", "u")) for _ in range(2)]
        assert [True, False, False] == ["grammar" in body for body in llm.bodies]


@pytest.mark.parametrize(
    ("held_at", "timeout_s", "seen"), [(0, 0.5, ""), (1, 5.0, "Douze ")], ids=["silent", "trickling"]
)
def test_a_slow_server_is_cut_off(held_at: int, timeout_s: float, seen: str) -> None:
    """A first piece is no promise of a last one: the time is for the whole reply."""
    said: list[str] = []
    with served(Script(TWO.pieces, held_at=held_at)) as llm, pytest.raises(ChatModelError, match="TIMEOUT_S") as caught:
        said.extend(model(llm.base_url, timeout_s).stream("s", "u"))
    assert (seen, "slow") == ("".join(said), caught.value.reason)


@pytest.mark.parametrize("held_at", [0, 1], ids=["before the first piece", "midway"])
def test_a_reader_who_leaves_stops_the_generation(held_at: int) -> None:
    """The connection is closed at once, also while the server has not said anything yet."""
    with served(Script(TWO.pieces, held_at=held_at)) as llm:
        pieces = model(llm.base_url).stream("s", "u")
        said = ""
        while not llm.bodies or len(said) < 6 * held_at:  # empty pieces come while there is silence
            said += next(pieces)
        pieces.close()
        assert llm.gone.wait(60)


@pytest.mark.parametrize(
    ("status", "reason", "told"),
    [
        (401, "refused", "RAG_LLM_API_KEY"),
        (404, "refused", "RAG_LLM_BASE_URL"),
        (429, "refused", "ask again later"),
        (500, "unreachable", "overloaded"),
        (503, "unreachable", "RAG_LLM_BASE_URL"),
    ],
)
def test_a_server_that_fails_is_one_error_of_ours_with_its_reason(status: int, reason: str, told: str) -> None:
    """Callers know no library's errors."""
    error = failure(Script(status=status))
    assert (reason, True, True) == (error.reason, told in str(error), str(status) in str(error))


def test_a_prompt_that_does_not_fit_is_told_apart() -> None:
    """It can be asked again with less."""
    assert "too_long" == failure(Script(("Oui.",), max_chars=1)).reason


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (Script(("Le pont a coûté 1,6",), ends=None), "broken"),
        (Script(("Le pont a coûté 1,6",), ends="length"), "cut"),
        (Script(raw=b"data: {nonsense\n\n"), "broken"),
        (Script(raw=b"\x00\xff\xfe<html>no events at all</html>\n\n"), "broken"),
    ],
    ids=["dropped", "too long a reply", "no JSON", "no events"],
)
def test_a_reply_that_is_not_whole_is_no_reply(script: Script, reason: str) -> None:
    """A number cut in two would be another number."""
    assert reason == failure(script).reason


def test_an_address_where_nobody_listens_is_told_with_its_cause() -> None:
    """The library says "Connection error." only; the server was closed before."""
    with served(TWO) as llm:
        address = llm.base_url
    with pytest.raises(ChatModelError, match=r"(?i)(refused|attempts failed).*RAG_LLM_BASE_URL"):
        list(model(address).stream("s", "u"))


def test_a_proxy_is_not_asked_for_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would look for the server on its own machine. Nobody listens at port 9."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with served(TWO) as llm:
        assert "Douze villes." == "".join(model(llm.base_url).stream("s", "u"))


def test_an_unknown_provider_is_an_error_of_ours() -> None:
    """A slip in RAG_LLM."""
    chat = LangChainChatModel("nobody:x", base_url=None, api_key=None, timeout_s=60, max_tokens=50)
    with pytest.raises(ModelError, match="RAG_LLM"):
        list(chat.stream("s", "u"))


def test_tokens_are_counted_offline() -> None:
    """By the vocabulary in the wheel; special tokens in an article are plain text."""
    assert (2, 7) == (count_tokens("hello world"), count_tokens("<|endoftext|>"))


def test_counting_tokens_never_tries_the_network(tmp_path: Path) -> None:
    """In a new process with an empty home and every connection refused: tiktoken would download what it lacks."""
    script = "from rag.models.token_count import count_tokens; print(count_tokens('hello world'))"
    log = tmp_path / "attempts"
    run = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT,
        env={"PATH": "", "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "OFFLINE_GUARD_LOG": str(log),
             "PYTHONPATH": f"{ROOT}/tests/offline_guard:{ROOT}"},
    )  # fmt: skip
    assert ("2\n", False) == (run.stdout, log.exists())
