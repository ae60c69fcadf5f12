"""The LLM engine over HTTP: replies of real and of bad servers, through LangChain, to what the reader is shown."""

import json
from time import monotonic

import pytest

from rag.answer.generate import Generator
from rag.answer.generate_notes import Reason, note
from rag.models.chat_model import LangChainChatModel
from rag.models.token_count import count_tokens
from rag.schema import Answer
from tests.answer.test_planted import COST, NotAlike, draft
from tests.models.loopback_llm import LoopbackLLM, Script, served

pytest.importorskip("langchain_openai", reason="the extra llm is not installed")
pytestmark = pytest.mark.slow

GOOD = f"{COST[:-1]} [1]."


def engine(llm: LoopbackLLM, timeout_s: float = 60.0) -> Generator:
    """The engine, pointed at the server."""
    chat = LangChainChatModel("openai:tiny", base_url=llm.base_url, api_key=None, timeout_s=timeout_s, max_tokens=200)
    return Generator(chat, {"en": "Answer.", "fr": "Réponds."}, 3840, count_tokens, NotAlike())


def asked(script: Script, timeout_s: float = 60.0) -> tuple[str, Answer]:
    """What is streamed, and the answer."""
    with served(script) as llm:
        *pieces, answer = engine(llm, timeout_s).stream(draft())
    assert isinstance(answer, Answer)
    return "".join(map(str, pieces)).strip(), answer


def in_pieces(reply: str) -> tuple[str, ...]:
    """As servers send it: a few characters at a time."""
    return tuple(reply[n : n + 4] for n in range(0, len(reply), 4))


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        "Les travaux du pont ont coûté 1,6 million d'euros",
        "Les travaux du pont ont coûté 1,6 million d'euros [12].",
        "Bonjour à tous ! Les travaux du pont ont coûté **1,6 million d'euros** [Excerpt 1].",
        json.dumps({"answer": COST, "citations": [7]}),
    ],
    ids=["cited", "no citation", "wrong citation", "talkative", "JSON"],
)
def test_what_is_borne_out_is_shown_with_our_citation(reply: str) -> None:
    """Whether the model cites, and what, is its own business."""
    streamed, answer = asked(Script(in_pieces(reply)))
    assert ("llm", streamed) == (answer.engine, answer.answer)
    assert {(1,)} == {claim.citations for claim in answer.claims}
    assert "1,6 million d'euros" in answer.answer


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (Script(in_pieces("Les travaux du pont ont coûté 3,7 millions d'euros [1].")), "wrong"),
        (Script(in_pieces(f"{GOOD} Ils ont duré 14 mois.")), "wrong"),
        (Script(), "empty"),
        (Script((" \n", "\n")), "empty"),
        (Script(in_pieces("The works on the bridge have cost 1.6 million euros [1].")), "language"),
        (Script(in_pieces("大桥工程耗资一百六十万欧元。")), "language"),
        (Script(in_pieces("Je ne peux pas vous aider, car je suis un modèle de langage.")), "unfounded"),
        (Script(in_pieces('{"answer": "Les travaux ont coû')), "broken"),
        (Script(in_pieces(GOOD), ends=None), "broken"),
        (Script(("Les travaux du pont ont coûté 1",), ends="length"), "unfounded"),
        (Script(raw=b"data: {\x00\xff garbage\n\n" * 50), "broken"),
        (Script(tuple("\ufffd\x07qzxv~" for _ in range(2000))), "unfounded"),
        (Script(status=401), "refused"),
        (Script(status=403), "refused"),
        (Script(status=404), "refused"),
        (Script(status=429), "refused"),
        (Script(status=500), "unreachable"),
        (Script(status=502, message="<html>Bad Gateway</html>"), "unreachable"),
        (Script(("Oui.",), max_chars=10), "too_long"),
    ],
    ids=[
        "wrong number", "wrong number later", "empty", "white space", "English", "Chinese", "refusal", "malformed JSON",
        "dropped midway", "cut", "garbage events", "garbage text", "401", "403", "404", "429", "500", "502", "too long",
    ],
)  # fmt: skip
def test_anything_else_is_the_articles_and_says_so(script: Script, reason: Reason) -> None:
    """In one sentence of the question's language."""
    _, answer = asked(script)
    assert ("extractive", draft().answer, draft().claims) == (answer.engine, answer.answer, answer.claims)
    assert (note(reason, "fr"),) == answer.notes


@pytest.mark.parametrize("held_at", [0, 1])
def test_a_slow_server_is_not_waited_for(held_at: int) -> None:
    """The time is for the whole reply, whether it has begun or not."""
    began = monotonic()
    _, answer = asked(Script((COST[:20], COST[20:]), held_at=held_at), timeout_s=0.5)
    assert ("extractive", (note("slow", "fr"),)) == (answer.engine, answer.notes)
    assert monotonic() - began < 30


@pytest.mark.parametrize("held_at", [0, 1])
def test_a_reader_who_leaves_stops_the_server(held_at: int) -> None:
    """Through the engine, LangChain and HTTP, before the first word and midway."""
    with served(Script((f"{COST} ", "Et"), held_at=held_at)) as llm:
        pieces = engine(llm).stream(draft())
        next(pieces)
        while not llm.bodies:  # empty pieces come while there is silence
            next(pieces)
        pieces.close()
        assert llm.gone.wait(60)
