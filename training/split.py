"""Which articles train and which are held out: decided by an article's title alone, so for all languages at once."""

from collections.abc import Iterable
from hashlib import sha256

from training.corpus import Question

HELD_OUT_FIFTHS = 1


def is_held_out(article: str) -> bool:
    """Whether the article is never trained on; about one in five is, the same ones on every machine."""
    return int(sha256(article.encode("utf-8")).hexdigest(), 16) % 5 < HELD_OUT_FIFTHS


def split(questions: Iterable[Question]) -> tuple[list[Question], list[Question]]:
    """(training, held out), in order; no article is on both sides."""
    sides: tuple[list[Question], list[Question]] = ([], [])
    for question in questions:
        sides[is_held_out(question.context.article)].append(question)
    return sides
