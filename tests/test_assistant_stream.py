"""Answers as they are written: pieces, then the answer; and a reader who leaves before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag import wire
from rag.answer.claim_content import EmbedderSimilarity
from rag.answer.generate import Generator
from rag.assistant import Assistant
from rag.errors import ChatModelError, NoStoreError, QuestionError
from rag.index.layout import Layout
from rag.models.chat_model import ChatModel
from rag.models.fake import FakeEmbedder
from rag.models.fake_chat import FakeChatModel
from rag.retrieve.retriever import Found, Query
from rag.schema import Answer, Question
from rag.settings import Settings
from tests.answer.test_planted import COST, draft

ASKED = Question("Combien ont coûté les travaux du pont ?", engine="llm")


class Silent:
    """A model that thinks and never writes."""

    name = "silent"
    stopped = False

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Empty pieces until it is closed."""
        try:
            while True:
                yield ""
        finally:
            self.stopped = True


class Decided:
    """An extractor that has found the answer: with a fake embedder and reader there is none to find."""

    def answer(self, question: Question, query: Query, found: Found) -> Answer:
        """The same for all questions."""
        return draft()


def assistant(store: Layout, chat: ChatModel | None) -> Assistant:
    """Over the small store, with this language model."""
    embeds = FakeEmbedder()
    found = wire.assistant(Settings(store=store.folder), embeds)
    found._extractor = Decided()
    if chat is not None:
        prompts, alike = {"en": "Answer."}, EmbedderSimilarity(embeds)
        found._generator = Generator(chat, prompts, 3000, lambda text: len(text.split()), alike)
    return found


def test_the_extractive_answer_is_one_piece_and_the_answer(small_store: Layout) -> None:
    """It is not written, it is there."""
    piece, answer = assistant(small_store, None).stream(replace(ASKED, engine="extractive"))
    assert isinstance(answer, Answer)
    assert (piece, "extractive") == (answer.answer, answer.engine)
    assert COST in answer.answer


def test_a_generated_answer_comes_sentence_by_sentence(small_store: Layout) -> None:
    """Together the pieces are the answer's text, and its timings tell how long the writing took."""
    *pieces, answer = assistant(small_store, FakeChatModel(f"Oui. {COST}")).stream(ASKED)
    assert isinstance(answer, Answer)
    assert (f"{COST} [1]", "llm") == ("".join(map(str, pieces)).strip(), answer.engine)
    assert {"retrieve", "read", "write", "total"} == set(answer.timings_ms)
    assert answer.timings_ms["write"] <= answer.timings_ms["total"]


def test_asking_gives_the_answer_that_streaming_ends_with(small_store: Layout) -> None:
    """The two surfaces say the same, but for the clock."""
    asked = assistant(small_store, FakeChatModel(COST)).ask(ASKED)
    *_, streamed = assistant(small_store, FakeChatModel(COST)).stream(ASKED)
    assert isinstance(streamed, Answer)
    assert replace(asked, timings_ms={}) == replace(streamed, timings_ms={})


def test_a_model_that_fails_midway_ends_with_the_articles(small_store: Layout) -> None:
    """What was streamed before counts for nothing: the answer does."""

    class Broken:
        name = "broken"

        def stream(self, system: str, user: str) -> Iterator[str]:
            yield f"{COST} Et"
            raise ChatModelError("broken", "the reply broke off")

    piece, answer = assistant(small_store, Broken()).stream(ASKED)
    assert isinstance(answer, Answer)
    assert (f"{COST} [1] ", "extractive", 1) == (piece, answer.engine, len(answer.notes))


def test_a_reader_who_leaves_stops_the_model(small_store: Layout) -> None:
    """Also one that has not written a word: its silence comes in empty pieces, at each of which one can leave."""
    chat = Silent()
    pieces = assistant(small_store, chat).stream(ASKED)
    assert ["", ""] == [next(pieces), next(pieces)]
    assert not chat.stopped
    pieces.close()
    assert chat.stopped


@pytest.mark.parametrize("read", [0, 1])
def test_a_stream_that_is_left_unread_asks_no_model_in_vain(small_store: Layout, read: int) -> None:
    """Nothing happens before the first piece is asked for."""
    chat = FakeChatModel(COST)
    pieces = assistant(small_store, chat).stream(ASKED)
    for _ in range(read):
        next(pieces)
    pieces.close()
    assert read == len(chat.prompts)


def test_no_model_is_an_error_before_the_first_piece(small_store: Layout, tmp_path: Path) -> None:
    """A surface can still give a status then; so is an empty store."""
    with pytest.raises(QuestionError, match="RAG_LLM"):
        next(assistant(small_store, None).stream(ASKED))
    with pytest.raises(NoStoreError):
        next(assistant(Layout(tmp_path / "none"), FakeChatModel(COST)).stream(ASKED))
