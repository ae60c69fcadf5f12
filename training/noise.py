"""Questions as people type them, and questions that one changed detail makes unanswerable."""

import random
import re

from rag.text.fold import fold
from rag.text.stopwords import stopwords

_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[^\W\d_] )[^\W\d_a-zà-ÿ][^\W\d_]{2,}")
"""A capitalised word that does not begin the question."""


def noisy(question: str, language: str, rng: random.Random) -> str:
    """The question with one defect: no accents, no capitals, keywords only, no question mark, or two words fused."""
    kind = rng.choice(("fold", "lower", "keywords", "mark", "fuse"))
    if kind == "fold":
        return fold(question)
    if kind == "lower":
        return question.lower()
    if kind == "keywords":
        return _keywords(question, language)
    if kind == "fuse":
        return _fused(question, rng)
    return question.rstrip("?？ ")


def _keywords(question: str, language: str) -> str:
    words = question.rstrip("?？ ").split()
    kept = [word for word in words if fold(word) not in stopwords(language)]
    return " ".join(kept) if len(kept) > 1 else question


def _fused(question: str, rng: random.Random) -> str:
    spaces = [i for i, c in enumerate(question) if c == " "]
    if not spaces:
        return question
    place = rng.choice(spaces)
    return question[:place] + question[place + 1 :]


def swapped(question: str, passage: str, names: list[str], rng: random.Random) -> str | None:
    """The question with a number or name of the passage replaced by another; ``None`` if it has none of them.

    ``names`` are those to take a replacement from. The passage no longer answers what is asked.
    """
    details = [m for pattern in (_NUMBER, _NAME) for m in pattern.finditer(question) if m[0] in passage]
    if not details:
        return None
    detail = rng.choice(details)
    other = _other_number(detail[0], rng) if detail[0].isdigit() else rng.choice(names)
    if other in passage or other == detail[0]:
        return None
    return question[: detail.start()] + other + question[detail.end() :]


def names_in(question: str) -> list[str]:
    """The capitalised words of a question, but for its first."""
    return _NAME.findall(question)


def _other_number(digits: str, rng: random.Random) -> str:
    low = 10 ** (len(digits) - 1)
    if len(digits) == 4:  # a year: the neighbours are what gets confused
        return str(max(1, int(digits) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 10))))
    return str(rng.randrange(low, 10 * low)) if len(digits) < 12 else digits
