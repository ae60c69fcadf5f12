"""What a request may say: nothing unknown, everything within bounds."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)

from rag.schema import Filters, Kind, Mode, Question, Turn

MAX_QUESTION_CHARS = 2000
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")


def _day(value: object) -> date | None:
    """Only ``YYYY-MM-DD``: left to itself pydantic takes numbers for seconds since 1970."""
    if value is None:
        return None
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(value)


def _printable(value: str) -> str:
    """Half a surrogate pair is valid in JSON and in no text; NUL ends strings in half of the world's libraries."""
    if _UNPRINTABLE.search(value):
        raise ValueError("contains NUL or half of a surrogate pair")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Text = Annotated[str, AfterValidator(_printable)]
QuestionText = Annotated[Text, Field(min_length=1, max_length=MAX_QUESTION_CHARS, pattern=r"\S")]


def whole(value: object) -> object:
    """``51.0`` as the integer that it is to JSON; all else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class _FilteredBody(_Body):
    since: Day | None = None
    """First day of publication; undated articles are left out."""
    until: Day | None = None
    """Last day of publication; undated articles are left out."""
    source: Annotated[Text, Field(min_length=1, max_length=500)] | None = None
    """Shell-style glob over the articles' `source`."""
    kind: Kind | None = None
    k: Annotated[StrictInt, BeforeValidator(whole)] = Field(10, ge=1, le=100)
    """How many passages to retrieve."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since is after until")
        return self

    @property
    def filters(self) -> Filters:
        """Which articles may be looked at."""
        return Filters(since=self.since, until=self.until, source=self.source, kind=self.kind)


class TurnBody(_Body):
    """An earlier question of the dialogue and the answer it got."""

    question: QuestionText
    answer: Annotated[Text, Field(max_length=20_000)]


class AnswerBody(_FilteredBody):
    """A question, and what is known of the asker."""

    question: QuestionText
    history: Annotated[list[TurnBody], Field(max_length=50)] = []
    """Earlier turns, oldest first; a follow-up is understood in their light."""
    engine: Literal["extractive", "llm"] = "extractive"
    as_of: Day | None = None
    """The day on which the reader asks; tells past from future."""
    stream: StrictBool = False
    """Send the answer as server-sent events, as the header `Accept: text/event-stream` does."""

    def to_question(self) -> Question:
        """The same as the assistant takes it."""
        turns = tuple(Turn(question=turn.question, answer=turn.answer) for turn in self.history)
        return Question(
            text=self.question, history=turns, filters=self.filters, k=self.k, as_of=self.as_of, engine=self.engine
        )


class VerifyBody(_Body):
    """A claim and the quotations that should bear it out."""

    claim: QuestionText
    quotes: Annotated[list[Annotated[Text, Field(min_length=1, max_length=20_000)]], Field(min_length=1, max_length=50)]


class SearchBody(_FilteredBody):
    """A query for passages."""

    query: QuestionText
    mode: Mode = "hybrid"
    rerank: StrictBool = True
