"""Which articles train and which are held out: decided by an article's title alone, so for all languages at once."""

from collections.abc import Iterable

from eval.held_out import is_held_out
from training.corpus import Question


def split(questions: Iterable[Question]) -> tuple[list[Question], list[Question]]:
    """(training, held out), in order; no article is on both sides."""
    sides: tuple[list[Question], list[Question]] = ([], [])
    for question in questions:
        sides[is_held_out(question.context.article)].append(question)
    return sides
