"""A turn of the chat: what the page sends, what is asked, and what the page gets to show and to keep.

The dialogue itself is kept by the reader's browser. Each question comes with the turns that it follows, so that
the server holds nothing of anybody, and a conversation goes on after a restart of either.
"""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

from pydantic import Field, StrictInt, ValidationError

from rag.errors import DepecheError, QuestionError
from rag.schema import Answer
from rag.serve.bodies import AnswerBody
from rag.serve.markdown import markdown_of
from rag.serve.render import Limits, failed_html, partial_html, turn_html
from rag.serve.texts import Texts

if TYPE_CHECKING:
    from rag.assistant import Assistant

Note = Callable[[Answer], None]
_logger = logging.getLogger(__name__)


class Asked(AnswerBody):
    """A question as the page sends it: what the API takes, and the turn it is to stand in."""

    id: Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{1,40}$")]
    """The page's name of the turn; comes back with each reply."""
    number: StrictInt = Field(1, ge=1, le=100_000)
    """Where in the dialogue the turn stands, from 1."""


class Told(TypedDict):
    """The turn that a follow-up is understood by: the question as it was understood, and its answer."""

    question: str
    answer: str


class Reply(TypedDict):
    """What the page gets, once or, while an answer is being written, several times."""

    id: str
    """Empty where the question could not even be read."""
    done: bool
    html: str
    """Empty in the first reply, which says only that the question has arrived."""
    told: Told | None
    """``None`` while it is not done, and where there was no answer to go by."""
    markdown: str
    judged: dict[str, Any]
    """What goes back with a thumb up or down."""


def replies(
    assistant: "Assistant", sent: str, questions: Sequence[str], t: Texts, note: Note = lambda _: None
) -> Iterator[Reply]:
    """What comes of the JSON that a page has ``sent``; whatever fails becomes a turn that tells it.

    ``note`` is told of the answer, if there is one.
    """
    asked: Asked | None = None
    try:
        asked = read_asked(sent)
        yield _reply(asked, "")  # it is being worked on, and can be cancelled from now on
        yield from _answers(assistant, asked, questions, t, note)
    except DepecheError as error:
        yield _failure(asked, str(error), t)
    except Exception:
        _logger.exception("a question in the chat failed unexpectedly")
        yield _failure(asked, t("unexpected"), t)


def read_asked(sent: str) -> Asked:
    """The question in the JSON text ``sent``. Raises ``QuestionError``, naming what is out of bounds."""
    try:
        return Asked.model_validate_json(sent)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "question"
        raise QuestionError(f"{where}: {first['msg']}") from error


def encoded(reply: Reply) -> str:
    """The reply as JSON text without a ``<``, which gradio would warn of if it began a script."""
    return json.dumps(reply, ensure_ascii=False).replace("<", "\\u003c")


def engines_of(assistant: "Assistant") -> tuple[str, ...]:
    """The engines a reader may choose from; the first is the default."""
    engines: tuple[str, ...] = getattr(assistant, "engines", ("extractive",))
    return engines


def _answers(assistant: "Assistant", asked: Asked, questions: Sequence[str], t: Texts, note: Note) -> Iterator[Reply]:
    written = ""
    for piece in _pieces(assistant, asked):
        if isinstance(piece, Answer):
            note(piece)
            yield _success(asked, piece, questions, t)
            return
        written += piece
        yield _reply(asked, partial_html(asked.question, written, t))


def _pieces(assistant: "Assistant", asked: Asked) -> Iterator[str | Answer]:
    question = asked.to_question()
    if asked.engine == "extractive":
        yield assistant.ask(question)
        return
    stream = getattr(assistant, "stream", None)
    if stream is None or asked.engine not in engines_of(assistant):
        raise QuestionError(f"engine {asked.engine}: no LLM is configured here; set RAG_LLM, or choose extractive")
    yield from stream(question)


def _success(asked: Asked, answer: Answer, questions: Sequence[str], t: Texts) -> Reply:
    limits = Limits(asked.since, asked.until, asked.source, asked.kind)
    html = turn_html(answer, asked.number, questions, t, limits)
    reply = _reply(asked, html, done=True)
    reply["told"] = {"question": answer.standalone_question, "answer": answer.answer}
    reply["markdown"] = markdown_of(answer, t)
    reply["judged"] = _judged(asked, answer)
    return reply


def _judged(asked: Asked, answer: Answer) -> dict[str, Any]:
    """What `rag.serve.feedback` keeps of the answer."""
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "history": [turn.model_dump() for turn in asked.history],
        "language": answer.language,
        "engine": answer.engine,
        "status": answer.status,
        "short_answer": answer.short_answer,
        "passages": [
            {"article_id": cited.article_id, "start": cited.start, "end": cited.end} for cited in answer.citations
        ],
    }


def _failure(asked: Asked | None, reason: str, t: Texts) -> Reply:
    return _reply(asked, failed_html(asked.question if asked else "", reason, t), done=True)


def _reply(asked: Asked | None, html: str, *, done: bool = False) -> Reply:
    name = asked.id if asked else ""
    return {"id": name, "done": done, "html": str(html), "told": None, "markdown": "", "judged": {}}
