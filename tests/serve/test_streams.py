"""Answers as server-sent events, and work that nobody waits for any more."""

import asyncio
import json
from collections.abc import Iterator
from threading import Event

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from rag.schema import Answer, Question
from rag.serve.answering import Answering, pieces_of
from rag.serve.event_stream import answer_events, event
from rag.serve.objects import answer_object
from rag.serve.workers import ClientGoneError, Workers
from tests.serve.fake_assistant import FakeAssistant, answered

ASK = {"question": "La 4e réunion au Yunnan ?"}


def read_events(text: str) -> list[tuple[str, object]]:
    """(name, data) of each event."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n") if not block.startswith(":")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


@pytest.mark.parametrize(("more", "headers"), [({"stream": True}, {}), ({}, {"accept": "text/event-stream"})])
def test_a_stream_ends_with_the_object_of_the_contract(
    client: TestClient, more: dict[str, bool], headers: dict[str, str]
) -> None:
    """Asked for in the body or in the header; the pieces make up the text."""
    response = client.post("/v1/answer", json=ASK | more, headers=headers)
    assert "text/event-stream; charset=utf-8" == response.headers["content-type"]
    *texts, last = read_events(response.text)
    expected = answer_object(answered(ASK["question"], ASK["question"]))
    assert ("answer", expected) == last
    assert expected["answer"] == "".join(data["text"] for _, data in texts)  # type: ignore[index]
    assert {"text"} == {name for name, _ in texts}


@pytest.mark.parametrize(("question", "status"), [("closed", 503), ("boom", 500)])
def test_what_fails_at_once_is_a_status_and_no_stream(client: TestClient, question: str, status: int) -> None:
    """Most clients look at the status only."""
    response = client.post("/v1/answer", json={"question": question, "stream": True})
    assert status == response.status_code
    assert {"code", "message"} == set(response.json()["error"])


class Broken(FakeAssistant):
    """Fails after the first words."""

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """One piece and no more."""
        yield "La quatrième "
        raise RuntimeError("secret detail")


def test_what_fails_midway_is_the_last_event(caplog: pytest.LogCaptureFixture) -> None:
    """Without its insides, which the log has."""

    async def run() -> list[str]:
        workers = Workers(timeout_s=30)
        async with workers.lifespan(None):
            pieces = await Answering(Broken(), workers, lambda _: None).stream(Question("q"))
            return [each async for each in answer_events(pieces)]

    first, last = asyncio.run(run())
    assert event("text", {"text": "La quatrième "}) == first
    assert last.startswith("event: error")
    assert "internal_error" in last
    assert "secret" not in last
    assert "secret detail" in caplog.text


def test_the_pieces_of_an_assistant_that_does_not_stream_make_up_its_answer() -> None:
    """Nothing between the words is lost, and the answer comes last."""
    *pieces, answer = pieces_of(FakeAssistant(), Question("Yunnan ?"))
    assert isinstance(answer, Answer)
    assert answer.answer == "".join(map(str, pieces))


class Silent(FakeAssistant):
    """Thinks for a while before it writes."""

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """Two heartbeats, then words."""
        yield from ("", "", "Enfin.")


def test_a_model_that_is_silent_sends_no_empty_events() -> None:
    """Its heartbeats only let the thread see whether anybody is still there."""

    async def run() -> list[str]:
        workers = Workers(timeout_s=30)
        async with workers.lifespan(None):
            pieces = await Answering(Silent(), workers, lambda _: None).stream(Question("q"))
            return [each async for each in answer_events(pieces)]

    assert [event("text", {"text": "Enfin."})] == asyncio.run(run())


class Endless(FakeAssistant):
    """Streams until it is closed, and says so."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = Event()

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """Words without end."""
        try:
            while True:
                yield "encore "
        finally:
            self.closed.set()


def test_a_reader_who_leaves_ends_the_stream() -> None:
    """A model must not write on for nobody."""
    assistant = Endless()

    async def run() -> None:
        workers = Workers(timeout_s=30)
        async with workers.lifespan(None):
            pieces = await Answering(assistant, workers, lambda _: None).stream(Question("q"))
            await anext(pieces)
            await pieces.aclose()

    asyncio.run(run())
    assert assistant.closed.wait(timeout=30)


def test_a_caller_of_the_whole_answer_who_leaves_ends_the_writing() -> None:
    """No model writes on for nobody, although nothing was to be streamed, and however fast it writes."""
    assistant = Endless()

    async def hang_up() -> Message:
        await asyncio.sleep(0.05)
        return {"type": "http.disconnect"}

    async def run() -> None:
        workers = Workers(timeout_s=30)
        async with workers.lifespan(None), asyncio.timeout(20):
            with pytest.raises(ClientGoneError):
                await Answering(assistant, workers, lambda _: None).ask(
                    Question("q"), Request({"type": "http"}, hang_up)
                )

    asyncio.run(run())
    assert assistant.closed.wait(timeout=30)


def test_a_stream_without_end_is_cut_off() -> None:
    """A server that trickles for ever is cut off, too."""
    assistant = Endless()

    async def run() -> str:
        workers = Workers(timeout_s=0.05)
        async with workers.lifespan(None):
            pieces = await Answering(assistant, workers, lambda _: None).stream(Question("q"))
            return [each async for each in answer_events(pieces)][-1]

    assert '"code": "timeout"' in asyncio.run(run())
    assert assistant.closed.wait(timeout=30)


def in_one_thread(work: object) -> None:
    """Runs a coroutine function with workers of one thread, room for one more, and an event that ends the work."""

    async def run() -> None:
        workers, release = Workers(timeout_s=30, at_once=1, max_waiting=1), Event()
        async with workers.lifespan(None):
            try:
                await work(workers, release)  # type: ignore[operator]
            finally:
                release.set()

    asyncio.run(run())


def test_work_of_a_caller_who_left_never_begins() -> None:
    """Who hangs up while in line costs nothing."""
    begun: list[str] = []

    async def scene(workers: Workers, release: Event) -> None:
        first = asyncio.create_task(workers.run(release.wait))
        await asyncio.sleep(0)
        gone = asyncio.Event()
        second = asyncio.create_task(workers.run(lambda: begun.append("second"), gone.wait()))
        await asyncio.sleep(0)
        gone.set()
        with pytest.raises(ClientGoneError):
            await second
        release.set()
        await first

    in_one_thread(scene)
    assert [] == begun


def test_who_finds_the_line_too_long_is_told_to_come_back() -> None:
    """Better now than after a minute."""

    async def scene(workers: Workers, release: Event) -> None:
        waiting = [asyncio.create_task(workers.run(release.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(HTTPException) as refused:
            await workers.run(lambda: None)
        assert (503, {"retry-after": "5"}) == (refused.value.status_code, refused.value.headers)
        release.set()
        await asyncio.gather(*waiting)

    in_one_thread(scene)


def test_work_that_takes_too_long_is_given_up() -> None:
    """With a status that says whose fault it is not."""

    async def run() -> int:
        workers, release = Workers(timeout_s=0.01), Event()
        async with workers.lifespan(None):
            with pytest.raises(HTTPException) as late:
                await workers.run(release.wait)
            release.set()
            return late.value.status_code

    assert 504 == asyncio.run(run())
