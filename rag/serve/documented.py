"""What the documentation of the API says of responses."""

from typing import Any

from rag.serve.contract import ErrorObject
from rag.serve.event_stream import MEDIA_TYPE

_MEANING = {
    400: "The body is not JSON, or asks for something that this server does not have.",
    401: "A key is needed (where the server has keys), or there is no such key.",
    403: "The key is for reading only.",
    404: "There is none with that id.",
    409: "The index cannot be used with this configuration, or is being written.",
    413: "The body is too large.",
    422: "A value is missing, unknown or out of bounds; the message names it.",
    429: "Too many requests for the rate that the server allows; `Retry-After` says when to come back.",
    500: "Something unforeseen; the server's log says what.",
    503: "There is no usable index, or too many are waiting.",
    504: "The answer took too long.",
}
_EVENT = {
    "type": "object",
    "description": "A server-sent event. Lines that begin with `:` only keep the connection open.",
    "properties": {
        "event": {"type": "string", "description": "What `data` holds, where it is told."},
        "data": {"type": "string", "description": "JSON, or at the end of a stream in OpenAI's protocol `[DONE]`."},
    },
    "required": ["data"],
}
_ALWAYS = {401, 403, 409, 422, 429, 500, 503}
Responses = dict[int | str, dict[str, Any]]


def responses(example: object, *statuses: int, events: str | None = None) -> Responses:
    """A success with its example, also as ``events`` where it can be streamed, and the errors that may come."""
    content: dict[str, Any] = {"application/json": {"example": example}}
    if events is not None:
        content[MEDIA_TYPE] = {"schema": _EVENT, "example": events}
    return {200: {"content": content}, **errors(*statuses)}


def errors(*statuses: int) -> Responses:
    """The errors that may come: ``statuses`` and those that may come anywhere."""
    return {status: {"model": ErrorObject, "description": _MEANING[status]} for status in sorted({*statuses, *_ALWAYS})}
