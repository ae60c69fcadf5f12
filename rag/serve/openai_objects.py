"""Answers in the shapes of OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat).

The text keeps its markers ``[n]`` and lists the sources below; the whole answer object is in the extra field
``depeche``, which OpenAI's own client keeps (``completion.depeche``).
"""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from rag.schema import Answer, Citation
from rag.serve.contract import AnswerObject
from rag.serve.event_stream import event, guarded
from rag.serve.http_errors import error_object
from rag.serve.objects import answer_object
from rag.serve.openai_bodies import MODEL, SOURCES_MARK

_described = with_config(ConfigDict(use_attribute_docstrings=True, extra="forbid"))
DONE = "data: [DONE]\n\n"


@_described
class UsageObject(TypedDict):
    """Counted with the tokenizer of the embedder."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@_described
class MessageObject(TypedDict):
    """The answer as a message."""

    role: Literal["assistant"]
    content: str
    """The readable text with markers `[n]`, and below it one line for each source."""
    refusal: None


@_described
class ChoiceObject(TypedDict):
    """The only one."""

    index: int
    message: MessageObject
    logprobs: None
    finish_reason: Literal["stop"]


@_described
class CompletionObject(TypedDict):
    """A chat completion."""

    id: str
    object: Literal["chat.completion"]
    created: int
    """Seconds since 1970."""
    model: str
    choices: list[ChoiceObject]
    usage: UsageObject
    depeche: AnswerObject
    """The whole answer: status, confidence, claims, and citations with their offsets."""


@_described
class ModelObject(TypedDict):
    """What can be named as `model`."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


@_described
class ModelListObject(TypedDict):
    """All of them."""

    object: Literal["list"]
    data: list[ModelObject]


@_described
class ChunkObject(TypedDict):
    """A piece of a streamed chat completion."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[dict[str, Any]]
    usage: NotRequired[UsageObject]
    depeche: NotRequired[AnswerObject]


@dataclass(frozen=True, slots=True)
class Completion:
    """What all parts of one response share."""

    id: str
    created_s: int
    prompt: str
    count_tokens: Callable[[str], int]

    def whole(self, answer: Answer) -> CompletionObject:
        """The response in one piece."""
        content = answer.answer + sources_below(answer.citations)
        message: MessageObject = {"role": "assistant", "content": content, "refusal": None}
        return {
            "id": self.id,
            "object": "chat.completion",
            "created": self.created_s,
            "model": MODEL,
            "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
            "usage": self._usage(content),
            "depeche": answer_object(answer),
        }

    async def events(self, pieces: AsyncGenerator[str | Answer], *, include_usage: bool) -> AsyncIterator[str]:
        """The response as events: the role, pieces of the text, the sources, how it ended, ``[DONE]``."""
        yield event(None, self._chunk({"role": "assistant", "content": ""}))
        written = ""
        async for piece in guarded(pieces):
            if piece is None:
                yield ": still at work\n\n"
            elif isinstance(piece, str):
                written += piece
                yield event(None, self._chunk({"content": piece}))
            elif isinstance(piece, Answer):
                rest = rest_of(piece, written)
                yield event(None, self._chunk({"content": rest}))
                yield event(None, {**self._chunk({}, finish="stop"), "depeche": answer_object(piece)})
                if include_usage:
                    yield event(None, {**self._chunk(None), "usage": self._usage(written + rest)})
            else:
                yield event(None, error_object(piece))
        yield DONE

    def _chunk(self, delta: dict[str, str] | None, finish: Literal["stop"] | None = None) -> ChunkObject:
        choices: list[dict[str, Any]] = [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}]
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created_s,
            "model": MODEL,
            "choices": [] if delta is None else choices,
        }

    def _usage(self, content: str) -> UsageObject:
        asked, written = self.count_tokens(self.prompt), self.count_tokens(content)
        return {"prompt_tokens": asked, "completion_tokens": written, "total_tokens": asked + written}


def rest_of(answer: Answer, written: str) -> str:
    """What is still to be written after ``written``; the whole answer anew where the two differ."""
    text = answer.answer
    missing = text[len(written) :] if text.startswith(written) else f"\n\n---\n\n{text}"
    return missing + sources_below(answer.citations)


def sources_below(citations: tuple[Citation, ...]) -> str:
    """A line for each source: number, title, date, where it was read; nothing where there is none."""
    lines = [f"[{c.number}] {' · '.join(filter(None, (c.title, _day(c), c.source)))}" for c in citations]
    return SOURCES_MARK.removesuffix("[") + "  \n".join(lines) if lines else ""


def _day(citation: Citation) -> str:
    return citation.published.isoformat() if citation.published else ""


def model_list() -> ModelListObject:
    """The one model there is: the archive itself."""
    return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "depeche"}]}
