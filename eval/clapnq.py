"""CLAP NQ: English questions, each with one passage that answers it or only looks as if it did.

Rosenthal et al.: CLAPnq, Cohesive Long-form Answers from Passages in Natural Questions for RAG systems, TACL 2025.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, cast

from eval.lines import Row, UniqueIds, read_rows
from eval.vocabulary import Collection, CorpusPassage, Qrel, Query
from rag.errors import InputError


class ClapQuestion(NamedTuple):
    """A question, its passage, and whether the passage answers it."""

    id: str
    text: str
    title: str
    passage: str
    answerable: bool


def read_clapnq(paths: Sequence[Path]) -> tuple[ClapQuestion, ...]:
    """The questions of all files, in order; raises ``InputError`` naming file and line."""
    ids, questions = UniqueIds(), []
    for path in paths:
        for row in read_rows(path):
            question = _question(row)
            ids.add(question.id, row.where)
            questions.append(question)
    if not questions:
        raise InputError(f"{', '.join(map(str, paths))}: there are no questions")
    return tuple(questions)


def collection(questions: Sequence[ClapQuestion], name: str = "clapnq") -> Collection:
    """The answerable questions against the passages of all."""
    number = {passage: str(i) for i, passage in enumerate(dict.fromkeys((q.title, q.passage) for q in questions))}
    answered = [question for question in questions if question.answerable]
    return Collection(
        name,
        tuple(CorpusPassage(i, title, text) for (title, text), i in number.items()),
        tuple(Query(question.id, question.text, "en") for question in answered),
        tuple(Qrel(question.id, number[question.title, question.passage], 1) for question in answered),
        left_out={"questions without an answer": len(questions) - len(answered)},
    )


def _question(row: Row) -> ClapQuestion:
    passage, output = _first(row, "passages"), _first(row, "output")
    return ClapQuestion(
        row.identifier("id"), row.text("input"), passage.optional_text("title") or "", passage.text("text"),
        answerable=bool(output.optional_text("answer")),
    )  # fmt: skip


def _first(row: Row, name: str) -> Row:
    value = row.values.get(name)
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        raise row.wrong(f"{name!r} must be a list of objects, with one at least")
    return Row(f"{row.where} {name}[0]", cast(dict[str, object], value[0]))
