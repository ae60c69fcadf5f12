"""Groups drawn from items: one wording of the question with one answering passage and several that do not answer."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.corpus import Span
from training.items import Item
from training.noise import noisy, swapped
from training.passages import Passage


@dataclass(frozen=True, slots=True)
class Pair:
    """A question as asked and a passage as read; ``span`` is where in ``passage`` the answer stands, if it does."""

    question: str
    passage: str
    span: Span | None


ASKED = ("fr", "en", "vi", "zh")
"""Languages that questions come in. Passages in others are there to be asked about in these: no question set has all
four over French articles, and Spanish and Romanian ones are the nearest to those."""

Group = tuple[Pair, ...]
"""Pairs of one question, of which at most the first is answered."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How groups are drawn; shares are probabilities."""

    negatives: int = 1
    long: float = 0.3
    """Answering passages of up to ``items.LONG`` tokens instead of ``items.SHORT``."""
    titled: float = 0.5
    other_language: float = 0.5
    noise: float = 0.25
    swap: float = 0.15
    sibling: float = 0.5
    unanswered: float = 0.1
    """Groups whose answering passage is withheld."""


def draw(item: Item, mix: Mix, names: Sequence[str], rng: random.Random) -> list[Group]:
    """The group of an item, and perhaps a second one: the same passage, asked about a detail it does not have."""
    question = _wording(item, mix, rng)
    withheld = not item.positives or rng.random() < mix.unanswered
    positives = [] if withheld else [_answered(question, *item.positives[-(rng.random() < mix.long)], mix, rng)]
    negatives = [Pair(question, _text(passage, mix, rng), None) for passage in _negatives(item, mix, withheld, rng)]
    groups = [(*positives, *negatives)] if positives or negatives else []
    if positives and rng.random() < mix.swap:
        changed = swapped(question, positives[0].passage, list(names), rng)
        if changed is not None:
            groups.append((Pair(changed, positives[0].passage, None),))
    return groups


def _wording(item: Item, mix: Mix, rng: random.Random) -> str:
    own, *others = item.wordings
    others = [wording for wording in others if wording[0] in ASKED]
    across = others and (own[0] not in ASKED or rng.random() < mix.other_language)
    language, text = rng.choice(others) if across else own
    return noisy(text, language, rng) if rng.random() < mix.noise else text


def _answered(question: str, passage: Passage, span: Span, mix: Mix, rng: random.Random) -> Pair:
    text = _text(passage, mix, rng)
    shift = len(text) - len(passage.body)
    return Pair(question, text, (span[0] + shift, span[1] + shift))


def _text(passage: Passage, mix: Mix, rng: random.Random) -> str:
    return passage.titled if rng.random() < mix.titled else passage.body


def _negatives(item: Item, mix: Mix, withheld: bool, rng: random.Random) -> list[Passage]:
    drawn = []
    for _ in range(mix.negatives + withheld):
        first, second = item.siblings, item.neighbours
        if rng.random() >= mix.sibling:
            first, second = second, first
        if first or second:
            drawn.append(rng.choice(first or second))
    return list(dict.fromkeys(drawn))
