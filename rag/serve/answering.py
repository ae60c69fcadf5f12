"""Questions of the network to the assistant: in threads, in time, counted; in one piece or as they are written."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import Request

from rag.schema import Answer, Question
from rag.serve.workers import ClientGoneError, Workers, begun, client_left

if TYPE_CHECKING:
    from rag.assistant import Assistant

BEGIN_WITHIN_S = 2.0
"""How long a stream waits for its first piece before it begins: until then a failure is a status, not an event."""
_WORD = re.compile(r"\s*\S+\s*")

T = TypeVar("T")


class Answering:
    """What every surface asks through; ``on_answer`` is told of each answer."""

    def __init__(self, assistant: "Assistant", workers: Workers, on_answer: Callable[[Answer], None]) -> None:
        self.assistant = assistant
        self.workers = workers
        self._on_answer = on_answer

    async def ask(self, question: Question, request: Request | None = None) -> Answer:
        """The answer; when whoever sent ``request`` leaves before, a model's writing ends too.

        Raises like ``Assistant.ask`` and ``Workers``.
        """
        asking = asyncio.ensure_future(_answer_in(self._pieces(question)))
        leaving = asyncio.ensure_future(client_left(request) if request else asyncio.Event().wait())
        both: set[asyncio.Future[Any]] = {asking, leaving}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            raise ClientGoneError
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)

    async def run(self, work: Callable[[], T], request: Request | None = None) -> T:
        """Any other work with the assistant, under the same rules."""
        return await self.workers.run(work, client_left(request) if request else None)

    async def stream(self, question: Question) -> AsyncGenerator[str | Answer]:
        """Pieces of the text as they are written, then the answer, which counts where the two differ."""
        return await begun(self._pieces(question), BEGIN_WITHIN_S)

    async def _pieces(self, question: Question) -> AsyncGenerator[str | Answer]:
        pieces = self.workers.stream(lambda: pieces_of(self.assistant, question))
        try:
            async for piece in pieces:
                if isinstance(piece, Answer):
                    self._on_answer(piece)
                if piece != "":  # a model's silence, which only let the thread see whether the caller has left
                    yield piece
        finally:
            await pieces.aclose()


async def _answer_in(pieces: AsyncGenerator[str | Answer]) -> Answer:
    async with aclosing(pieces):
        return [piece async for piece in pieces if isinstance(piece, Answer)][-1]


def pieces_of(assistant: "Assistant", question: Question) -> Iterator[str | Answer]:
    """What the assistant streams; from one that does not stream, the words of its answer and then the answer."""
    stream: Callable[[Question], Iterator[str | Answer]] | None = getattr(assistant, "stream", None)
    if stream is not None:
        yield from stream(question)
        return
    answer = assistant.ask(question)
    yield from _WORD.findall(answer.answer)
    yield answer
