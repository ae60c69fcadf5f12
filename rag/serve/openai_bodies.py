"""What a client of OpenAI's chat completions may send, and the question in it.

Such clients send much that means nothing to a quotation (`temperature`, `max_tokens`, system prompts …): that is taken
and has no effect. What would change the shape of the answer (`n`, `tools`, `response_format`) is refused.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from rag.errors import QuestionError
from rag.schema import Question, Turn
from rag.serve.bodies import MAX_QUESTION_CHARS, Text

MODEL = "depeche"
HISTORY_TURNS = 10
"""How many earlier turns a follow-up is understood by."""
SOURCES_MARK = "\n\n---\n["
"""Where the list of sources begins that is put below an answer; left out when an answer comes back as history."""


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)


class TextPart(_Lenient):
    """A part of a message; images and sounds are refused."""

    type: Literal["text"]
    text: Annotated[Text, Field(max_length=200_000)]


class MessageBody(_Lenient):
    """A message of the dialogue."""

    role: Literal["system", "developer", "user", "assistant"]
    """Only what users and the assistant said is taken into account."""
    content: Annotated[Text, Field(max_length=200_000)] | Annotated[list[TextPart], Field(max_length=100)]

    @property
    def text(self) -> str:
        """What it says, with parts one after the other."""
        return self.content if isinstance(self.content, str) else "\n".join(part.text for part in self.content)


class StreamOptions(_Lenient):
    """Of ``stream: true``."""

    include_usage: StrictBool = False
    """Send one more chunk with `usage`."""


def _nothing(value: object) -> object:
    if value:
        raise ValueError("answers are quotations: tools cannot be called")
    return value


def _plain(value: dict[str, Any] | None) -> dict[str, Any] | None:
    if value is not None and value.get("type") != "text":
        raise ValueError('only {"type": "text"}; POST /v1/answer gives a JSON object')
    return value


class ChatBody(_Lenient):
    """A request for a chat completion; fields that are not listed are taken and have no effect."""

    model: Annotated[Text, Field(min_length=1, max_length=200)]
    messages: Annotated[list[MessageBody], Field(min_length=1, max_length=500)]
    stream: StrictBool | None = False
    stream_options: StreamOptions | None = None
    n: Annotated[int, Field(ge=1, le=1)] | None = None
    tools: Annotated[list[Any] | None, AfterValidator(_nothing)] = None
    response_format: Annotated[dict[str, Any] | None, AfterValidator(_plain)] = None

    def to_question(self) -> Question:
        """The last message as a question, what was said before as its history.

        Raises ``QuestionError`` when the last message is not a user's, empty, or too long.
        """
        said = [message for message in self.messages if message.role in {"user", "assistant"}]
        if not said or said[-1].role != "user":
            raise QuestionError("messages: the last one must be of the role user: it is the question")
        text = said[-1].text.strip()
        if not 1 <= len(text) <= MAX_QUESTION_CHARS:
            raise QuestionError(f"messages: a question has 1 to {MAX_QUESTION_CHARS} characters, this one {len(text)}")
        return Question(text, history=turns_of(said[:-1])[-HISTORY_TURNS:])


def turns_of(messages: Sequence[MessageBody]) -> tuple[Turn, ...]:
    """Questions with the answers they got, without their lists of sources; what was not answered is left out."""
    turns: list[Turn] = []
    for asked, answered in pairwise(messages):
        if (asked.role, answered.role) == ("user", "assistant") and asked.text.strip():
            turns.append(Turn(asked.text.strip(), without_sources(answered.text)))
    return tuple(turns)


def without_sources(content: str) -> str:
    """An answer of ours as it was before the list of its sources was put below."""
    return re.split(re.escape(SOURCES_MARK), content, maxsplit=1)[0]
