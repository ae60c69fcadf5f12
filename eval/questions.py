"""Question files over a store: a question, whether it has an answer, and where the answer stands.

A line holds ``id``, ``lang``, ``question``, ``answerable`` and ``answers``; where there is an answer also ``article``
(the file it stands in) with ``quote`` (the sentence, verbatim) or ``quote_start`` and ``quote_end`` (code points of
the raw page); ``also`` names further places; ``history`` the earlier questions of a dialogue; ``split``, ``type`` and
``tags`` group the results.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.lines import Row, UniqueIds, read_rows
from rag.errors import InputError
from rag.schema import Turn


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: a quotation, or a span of the raw page."""

    article: str
    quote: str | None = None
    raw: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what is known about its answer."""

    id: str
    lang: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    history: tuple[Turn, ...] = ()
    tags: tuple[str, ...] = ()
    standalone: str | None = None
    """A follow-up as it reads without its history."""


def read_questions(path: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a file, in order; raises ``InputError`` naming file and line."""
    ids, questions = UniqueIds(), []
    for row in read_rows(path):
        question = _question(row)
        ids.add(question.id, row.where)
        questions.append(question)
    if not questions:
        raise InputError(f"{path}: there are no questions")
    return tuple(questions)


def _question(row: Row) -> GoldQuestion:
    answerable = row.flag("answerable")
    answers = row.texts("answers", at_least=1 if answerable else 0)
    if answers and not answerable:
        raise row.wrong("'answerable' is false, and yet there are 'answers'")
    named = [row.optional_text(name) for name in ("split", "type")]
    tags = (*(name for name in named if name), *(row.texts("tags") if "tags" in row.values else ()))
    return GoldQuestion(
        row.identifier("id"), row.text("lang"), row.text("question"), answerable, answers,
        tuple(_places(row)) if answerable else (), tuple(_history(row)), tags, row.optional_text("standalone"),
    )  # fmt: skip


def _places(row: Row) -> Iterator[Place]:
    if "article" in row.values:
        yield _place(row)
    also = row.values.get("also", [])
    if not isinstance(also, list):
        raise row.wrong("'also' must be a list of places")
    yield from (_place(_object(row, entry, "also")) for entry in also)


def _place(row: Row) -> Place:
    article = row.text("article")
    start, end = row.values.get("quote_start"), row.values.get("quote_end")
    if start is None and end is None:
        return Place(article, row.text("quote"))
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise row.wrong("'quote_start' and 'quote_end' must be whole numbers, the first smaller")
    return Place(article, raw=(start, end))


def _history(row: Row) -> Iterator[Turn]:
    """Earlier turns: objects with ``question`` and ``answer``, or bare questions."""
    turns = row.values.get("history", [])
    if not isinstance(turns, list):
        raise row.wrong("'history' must be a list of turns")
    for turn in turns:
        if isinstance(turn, str):
            yield Turn(turn, "")
        else:
            entry = _object(row, turn, "history")
            yield Turn(entry.text("question"), entry.optional_text("answer") or "")


def _object(row: Row, value: object, name: str) -> Row:
    if not isinstance(value, dict):
        raise row.wrong(f"{name!r} must hold objects")
    return Row(f"{row.where} {name}", cast(Mapping[str, object], value))
