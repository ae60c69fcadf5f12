"""Sets for abstention: questions with the passages to read, some of which hold no answer."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.clapnq import ClapQuestion
from eval.intervals import SEED
from eval.lines import UniqueIds, read_rows
from eval.squad import Squad, SquadQuestion
from eval.text_match import holds
from eval.vocabulary import CorpusPassage, Query
from rag.errors import InputError

Negatives = Literal["hard", "out-of-corpus"]
Neighbours = Callable[[str], Sequence[int]]
"""Finds the passage numbers nearest to a question, best first."""
PASSAGES = 10
"""How many passages are read for a question of a hard set, as in NoMIRACL."""


@dataclass(frozen=True, slots=True)
class GivenQuestion:
    """A question, the numbers of the passages to read, and whether they answer it."""

    query: Query
    numbers: tuple[int, ...]
    answerable: bool
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenSet:
    """Questions over one pool of passages."""

    name: str
    passages: tuple[CorpusPassage, ...]
    questions: tuple[GivenQuestion, ...]


def read_given(path: Path) -> GivenSet:
    """The set of a file: ``id``, ``lang``, ``query``, ``passages`` (texts), ``answerable`` a line.

    Raises ``InputError`` naming file and line.
    """
    ids, pool, questions = UniqueIds(), dict[str, int](), []
    for row in read_rows(path):
        query = Query(row.identifier("id"), row.text("query"), row.text("lang"))
        ids.add(query.id, row.where)
        texts = row.texts("passages", at_least=1)
        if not all(text.strip() for text in texts):
            raise row.wrong("'passages' holds an empty text")
        numbers = tuple(pool.setdefault(text, len(pool)) for text in texts)
        questions.append(GivenQuestion(query, numbers, row.flag("answerable")))
    if not questions:
        raise InputError(f"{path}: there are no questions")
    passages = tuple(CorpusPassage(str(number), "", text) for text, number in pool.items())
    return GivenSet(path.stem, passages, tuple(questions))


def from_clapnq(questions: Sequence[ClapQuestion]) -> GivenSet:
    """Each question with its one passage."""
    pool = {passage: i for i, passage in enumerate(dict.fromkeys((q.title, q.passage) for q in questions))}
    return GivenSet(
        "clapnq",
        tuple(CorpusPassage(str(i), title, text) for (title, text), i in pool.items()),
        tuple(GivenQuestion(Query(q.id, q.text, "en"), (pool[q.title, q.passage],), q.answerable) for q in questions),
    )


def from_squad(
    squad: Squad, lang: str, negatives: Negatives, neighbours: Neighbours, size: int, seed: int = SEED
) -> GivenSet:
    """``size`` questions of a file, every other one with what answers it taken away.

    ``hard``: ten passages, the nearest by BM25, with the gold one among them or with none that holds a gold answer.
    ``out-of-corpus``: all passages of the file, or all but those of the question's own article.
    """
    answered = [question for question in squad.questions if question.answers]
    drawn = random.Random(seed).sample(answered, min(size, len(answered)))  # noqa: S311  # a sample, no secret
    questions = tuple(
        GivenQuestion(
            Query(question.id, question.text, lang),
            _hard(squad, question, lang, neighbours(question.text), keep=number % 2 == 0)
            if negatives == "hard"
            else _out_of_corpus(squad, question, keep=number % 2 == 0),
            answerable=number % 2 == 0,
            answers=question.answers,
        )
        for number, question in enumerate(drawn)
    )
    return GivenSet(f"{squad.name}-{negatives}", squad_passages(squad), questions)


def squad_passages(squad: Squad) -> tuple[CorpusPassage, ...]:
    """The paragraphs of a file, as the pool of a set."""
    return tuple(CorpusPassage(*paragraph) for paragraph in squad.paragraphs)


def _hard(squad: Squad, question: SquadQuestion, lang: str, nearest: Sequence[int], *, keep: bool) -> tuple[int, ...]:
    gold = next(n for n, paragraph in enumerate(squad.paragraphs) if paragraph.id == question.paragraph)
    text = squad.paragraphs[gold].text
    others = [n for n in nearest if squad.paragraphs[n].text != text]
    if keep:
        return (gold, *others[: PASSAGES - 1])
    return tuple(n for n in others if not holds(squad.paragraphs[n].text, question.answers, lang))[:PASSAGES]


def _out_of_corpus(squad: Squad, question: SquadQuestion, *, keep: bool) -> tuple[int, ...]:
    own = question.paragraph.split("-")[0]
    return tuple(n for n, p in enumerate(squad.paragraphs) if keep or p.id.split("-")[0] != own)
