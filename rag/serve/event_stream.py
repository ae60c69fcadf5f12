"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): answers as they are written."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator

from starlette.responses import StreamingResponse

from rag.schema import Answer
from rag.serve.http_errors import error_object
from rag.serve.objects import answer_object

KEEP_ALIVE_S = 15.0
MEDIA_TYPE = "text/event-stream"
_SILENCE = ": still at work\n\n"


def event(name: str | None, data: object) -> str:
    """One event with ``data`` as JSON on one line."""
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data, ensure_ascii=False)}\n\n"


def event_response(events: AsyncIterator[str]) -> StreamingResponse:
    """A response that nothing on its way keeps back."""
    return StreamingResponse(
        events, media_type=MEDIA_TYPE, headers={"cache-control": "no-store", "x-accel-buffering": "no"}
    )


async def answer_events(pieces: AsyncGenerator[str | Answer]) -> AsyncIterator[str]:
    """``text`` events with pieces of the text, one ``answer`` with the whole object; or an ``error`` at the end."""
    async for piece in guarded(pieces):
        if piece is None:
            yield _SILENCE
        elif isinstance(piece, str):
            yield event("text", {"text": piece})
        elif isinstance(piece, Answer):
            yield event("answer", answer_object(piece))
        else:
            yield event("error", error_object(piece))


async def guarded(pieces: AsyncGenerator[str | Answer]) -> AsyncIterator[str | Answer | Exception | None]:
    """``pieces``, with None whenever none came for a while, and with what was raised as the last one."""
    following: asyncio.Future[str | Answer | None] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(anext(pieces, None))
            done, _ = await asyncio.wait({following}, timeout=KEEP_ALIVE_S)
            if not done:
                yield None
                continue
            (came,), following = done, None
            piece = came.result()
            if piece is None:
                return
            yield piece
    except Exception as error:  # noqa: BLE001  # error_object logs what is not ours
        yield error
    finally:
        if following:
            following.cancel()
            await asyncio.wait({following})
        await pieces.aclose()
