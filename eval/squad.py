"""Files in SQuAD's format (1.1 and 2.0): articles of paragraphs, and questions with their answers in them.

Rajpurkar et al.: SQuAD: 100,000+ Questions for Machine Comprehension of Text, 2016.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval.lines import Row, UniqueIds
from eval.vocabulary import Collection, CorpusPassage, Qrel, Query
from rag.errors import InputError


class SquadParagraph(NamedTuple):
    """A paragraph; ``id`` counts article and paragraph from 0: ``3-1``."""

    id: str
    title: str
    text: str


class SquadQuestion(NamedTuple):
    """A question on one paragraph; no answers: the paragraph does not say. Starts are code points, or -1."""

    id: str
    text: str
    paragraph: str
    answers: tuple[str, ...]
    starts: tuple[int, ...]


class Squad(NamedTuple):
    """The content of one file."""

    name: str
    paragraphs: tuple[SquadParagraph, ...]
    questions: tuple[SquadQuestion, ...]


def read_squad(path: Path) -> Squad:
    """The content of a file; raises ``InputError`` that names the place, as ``file data[3] paragraphs[0]``."""
    ids, paragraphs, questions = UniqueIds(), [], []
    for a, article in enumerate(_children(_root(path), "data")):
        title = (article.optional_text("title") or "").replace("_", " ")
        for p, row in enumerate(_children(article, "paragraphs")):
            paragraph = SquadParagraph(f"{a}-{p}", title, row.text("context"))
            paragraphs.append(paragraph)
            for question_row in _children(row, "qas"):
                question = _question(question_row, paragraph)
                ids.add(question.id, question_row.where)
                questions.append(question)
    if not questions:
        raise InputError(f"{path}: there are no questions")
    return Squad(path.stem, tuple(paragraphs), tuple(questions))


def collection(squad: Squad, lang: str) -> Collection:
    """Each question against all paragraphs of the file; relevant are those whose text is that of its own.

    Questions without an answer are not measured; ``left_out`` counts them.
    """
    same_text: dict[str, list[str]] = {}
    for paragraph in squad.paragraphs:
        same_text.setdefault(paragraph.text, []).append(paragraph.id)
    targets = {paragraph.id: same_text[paragraph.text] for paragraph in squad.paragraphs}
    answered = [question for question in squad.questions if question.answers]
    without = len(squad.questions) - len(answered)
    return Collection(
        squad.name,
        tuple(CorpusPassage(*paragraph) for paragraph in squad.paragraphs),
        tuple(Query(question.id, question.text, lang) for question in answered),
        tuple(Qrel(question.id, target, 1) for question in answered for target in targets[question.paragraph]),
        left_out={"questions without an answer": without} if without else {},
    )


def _root(path: Path) -> Row:
    try:
        value = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start}); convert it first") from error
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: not JSON: {error.msg} in column {error.colno}") from error
    if not isinstance(value, dict):
        raise InputError(f"{path}: must be a JSON object with 'data'")
    return Row(f"{path}", value)


def _children(parent: Row, name: str) -> Iterator[Row]:
    items = parent.values.get(name)
    if not isinstance(items, list):
        raise parent.wrong(f"the list {name!r} is missing")
    for number, item in enumerate(items):
        child = Row(f"{parent.where} {name}[{number}]", item)
        if not isinstance(item, dict):
            raise child.wrong("must be an object")
        yield child


def _question(row: Row, paragraph: SquadParagraph) -> SquadQuestion:
    answers: dict[str, int] = {}
    for answer in _children(row, "answers"):
        start = answer.values.get("answer_start", -1)
        if type(start) is not int:
            raise answer.wrong("'answer_start' must be a whole number")
        text = answer.text("text")
        stands_there = paragraph.text.startswith(text, start) if start >= 0 else False
        answers.setdefault(text, start if stands_there else -1)
    return SquadQuestion(row.identifier("id"), row.text("question"), paragraph.id, (*answers,), (*answers.values(),))
