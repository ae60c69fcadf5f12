"""What readers say of answers: kept beside the index, a line each, and turned into questions for the evaluations."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError, model_validator

from rag.errors import InputError, NotFoundError, QuestionError, StoreWriteError
from rag.schema import Article, Status
from rag.serve.bodies import QuestionText, Text, TurnBody

FILE_NAME = "feedback.jsonl"
MAX_FILE_BYTES = 64 << 20
"""A page that sends thumbs without end shall not fill the disk."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SpanBody(_Body):
    """A passage: `text[start:end]` of an article."""

    article_id: Annotated[Text, Field(min_length=1, max_length=200)]
    start: StrictInt = Field(ge=0)
    end: StrictInt = Field(gt=0)


class JudgementBody(_Body):
    """A thumb up or down, what it is about, and what would have been right."""

    verdict: Literal["up", "down"]
    question: QuestionText
    standalone_question: QuestionText
    history: Annotated[list[TurnBody], Field(max_length=50)] = []
    language: Annotated[Text, Field(max_length=20)]
    engine: Literal["extractive", "llm"]
    status: Status
    short_answer: Annotated[Text, Field(max_length=20_000)] | None = None
    passages: Annotated[list[SpanBody], Field(max_length=100)] = []
    """What the answer quoted."""
    right: SpanBody | None = None
    """"The right passage is this one"; only with a thumb down."""
    silent: bool = False
    """"The articles do not say"; only with a thumb down."""

    @model_validator(mode="after")
    def _one_correction(self) -> Self:
        if (self.right or self.silent) and self.verdict == "up":
            raise ValueError("a thumb up needs no correction")
        if self.right and self.silent:
            raise ValueError("the articles cannot both hold the passage and not say")
        return self


@dataclass(frozen=True, slots=True)
class FeedbackBook:
    """The file of judgements; lines are only ever added."""

    path: Path
    article: Callable[[str], Article]
    """Looks up an article; raises ``NotFoundError``."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _lock: Lock = field(default_factory=Lock)

    def add(self, sent: str) -> None:
        """Keeps the judgement in the JSON text ``sent``, with the words of its passages as they stand today.

        Raises ``QuestionError`` for what is no judgement, ``NotFoundError`` for a passage that is not there, and
        ``StoreWriteError``.
        """
        try:
            body = JudgementBody.model_validate_json(sent)
        except ValidationError as error:
            first = error.errors()[0]
            raise QuestionError(f"{'.'.join(map(str, first['loc'])) or 'judgement'}: {first['msg']}") from error
        line = {
            "at": self.now().isoformat(timespec="seconds"),
            **body.model_dump(mode="json", exclude={"passages", "right"}),
            "passages": [self._quoted(span) for span in body.passages],
            "right": self._quoted(body.right) if body.right else None,
        }
        self._append(json.dumps(line, ensure_ascii=False) + "\n")

    def _quoted(self, span: SpanBody) -> dict[str, Any]:
        article = self.article(span.article_id)
        quote = article.text[span.start : span.end]
        if len(quote) != span.end - span.start:
            raise NotFoundError(f"article {article.id} has no passage {span.start}-{span.end}; it may have changed")
        return {"article": article.source, "article_id": article.id, "quote": quote, **span.model_dump()}

    def _append(self, line: str) -> None:
        data = line.encode("utf-8")
        try:
            with self._lock, self.path.open("ab") as file:
                if file.tell() + len(data) > MAX_FILE_BYTES:
                    raise StoreWriteError(f"{self.path}: full ({MAX_FILE_BYTES >> 20} MB); move it away to go on")
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreWriteError(f"{self.path}: cannot be written ({error.strerror})") from error


def read_feedback(path: Path) -> list[dict[str, Any]]:
    """The judgements, oldest first; none where there is no file. Raises ``InputError`` naming a line that is broken."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            judgement = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: not a line of JSON; remove it") from error
        found.append(judgement)
    return found


def cases_of(judgements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The questions of which it is known what is right, each once, as the evaluations read them.

    A later judgement of the same question after the same turns replaces an earlier one. Left out is a thumb down
    that does not say what would have been right.
    """
    latest = {_key(judgement): judgement for judgement in judgements}
    for key, judgement in latest.items():
        case = _case(judgement)
        if case is not None:
            yield {"id": f"feedback-{sha256(key.encode()).hexdigest()[:12]}", **case}


def _key(judgement: dict[str, Any]) -> str:
    return json.dumps([judgement["question"], judgement["history"]], ensure_ascii=False)


def _case(judgement: dict[str, Any]) -> dict[str, Any] | None:
    places = _right_places(judgement)
    answerable = bool(places)
    if not answerable and not _rightly_silent(judgement):
        return None
    case: dict[str, Any] = {"lang": judgement["language"], "question": judgement["question"]}
    if judgement["history"]:
        case |= {"history": judgement["history"], "standalone": judgement["standalone_question"]}
    case |= {"answerable": answerable, "answers": [_answer(judgement, places)] if answerable else []}
    if answerable:
        first, *more = ({"article": place["article"], "quote": place["quote"]} for place in places)
        case |= {**first, **({"also": more} if more else {})}
    return {**case, "tags": ["feedback", judgement["verdict"]]}


def _right_places(judgement: dict[str, Any]) -> list[dict[str, Any]]:
    if judgement["right"]:
        return [judgement["right"]]
    approved = judgement["verdict"] == "up" and judgement["status"] == "answered"
    return list(judgement["passages"]) if approved else []


def _rightly_silent(judgement: dict[str, Any]) -> bool:
    approved = judgement["verdict"] == "up" and judgement["status"] != "answered"
    return approved or bool(judgement["silent"])


def _answer(judgement: dict[str, Any], places: list[dict[str, Any]]) -> str:
    """The short answer where the right passage holds it, else that passage."""
    short, quote = judgement["short_answer"], str(places[0]["quote"])
    return short if short and any(short in place["quote"] for place in places) else quote
