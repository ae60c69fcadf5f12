"""Contexts cut into passages as the index cuts articles: whole sentences within a budget of tokens."""

from collections.abc import Callable
from dataclasses import dataclass

from rag.text.sentences import sentences
from training.corpus import Context, Question, Span

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Passage:
    """``context.text[start:end]``."""

    context: Context
    start: int
    end: int

    @property
    def body(self) -> str:
        """Its own text."""
        return self.context.text[self.start : self.end]

    @property
    def titled(self) -> str:
        """Its text under its article's title, if it has one, as the index embeds it."""
        return f"{self.context.title}\n{self.body}" if self.context.title else self.body


def cut(context: Context, count_tokens: CountTokens, budget: int) -> tuple[Passage, ...]:
    """Passages of as many whole sentences as fit into ``budget`` tokens; a longer sentence stands alone, whole."""
    passages: list[Passage] = []
    used = budget + 1
    for start, end in sentences(context.text, context.language):
        cost = count_tokens(context.text[start:end])
        if used + cost > budget:
            passages.append(Passage(context, start, end))
            used = cost
        else:
            passages[-1] = Passage(context, passages[-1].start, end)
            used += cost
    return tuple(passages)


def holding(passages: tuple[Passage, ...], question: Question) -> tuple[Passage, Span] | None:
    """The passage that holds an accepted answer whole, and where in it; ``None`` if every answer was cut in two."""
    for start, end in question.answers:
        for passage in passages:
            if passage.start <= start and end <= passage.end:
                return passage, (start - passage.start, end - passage.start)
    return None
