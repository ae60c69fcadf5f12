"""The adapter of LangChain's chat models, against a real HTTP server of OpenAI's protocol."""

import pytest

from rag.errors import ModelError
from rag.models.chat_model import LangChainChatModel
from rag.models.token_count import count_tokens
from tests.models.loopback_llm import served

pytest.importorskip("langchain_openai", reason="the extra llm is not installed")
pytestmark = pytest.mark.slow


def model(base_url: str, timeout_s: float = 60.0) -> LangChainChatModel:
    """The adapter, pointed at the server."""
    return LangChainChatModel("openai:tiny", base_url=base_url, api_key=None, timeout_s=timeout_s, max_tokens=50)


def test_a_reply_comes_in_pieces_and_the_messages_go_out() -> None:
    """What is sent and what comes back, over HTTP."""
    with served("Douze ", "villes.") as llm:
        assert ["Douze ", "villes."] == list(model(llm.base_url).stream("Réponds.", "Combien ?"))
        sent = llm.bodies[0]
    assert ["Réponds.", "Combien ?"] == [message["content"] for message in sent["messages"]]
    assert ("tiny", True, 0) == (sent["model"], sent["stream"], sent["temperature"])


def test_a_server_that_trickles_is_cut_off() -> None:
    """A first piece is no promise of a last one: the time is for the whole reply."""
    with served("Douze ", "villes.", held=True) as llm, pytest.raises(ModelError, match="RAG_LLM_TIMEOUT_S"):
        list(model(llm.base_url, timeout_s=0.5).stream("s", "u"))


def test_a_server_that_fails_is_one_error_of_ours_with_its_reason() -> None:
    """Callers know no library's errors."""
    with served(status=503) as llm, pytest.raises(ModelError, match=r"overloaded.*RAG_LLM_BASE_URL"):
        list(model(llm.base_url).stream("s", "u"))


def test_an_address_where_nobody_listens_is_an_error_of_ours() -> None:
    """The server was closed before."""
    with served() as llm:
        address = llm.base_url
    with pytest.raises(ModelError, match="RAG_LLM_BASE_URL"):
        list(model(address).stream("s", "u"))


def test_an_unknown_provider_is_an_error_of_ours() -> None:
    """A slip in RAG_LLM."""
    chat = LangChainChatModel("nobody:x", base_url=None, api_key=None, timeout_s=60, max_tokens=50)
    with pytest.raises(ModelError, match="RAG_LLM"):
        list(chat.stream("s", "u"))


def test_tokens_are_counted_offline() -> None:
    """By the vocabulary in the wheel; special tokens in an article are plain text."""
    assert (2, 7) == (count_tokens("hello world"), count_tokens("<|endoftext|>"))
