"""What a follow-up can point to."""

import re
from dataclasses import dataclass

from rag.answer.level import level
from rag.answer.rewrite_topic import person, place, topic


@dataclass(frozen=True, slots=True)
class Before:
    """What a follow-up can point to: the question before it, as it reads by itself, and its answer."""

    question: str
    answer: str
    language: str

    @property
    def thing(self) -> str:
        """What it was about."""
        return topic(self.question, self.language)

    @property
    def person(self) -> str:
        """Whom it was about, else what."""
        return person(self.question, self.answer, self.language) or self.thing

    @property
    def place(self) -> str:
        """Where it was, else what it was about."""
        return place(self.question, self.answer, self.language) or self.thing

    def named(self, noun: str) -> str | None:
        """The phrase of the earlier question that has this noun: "the tourist card" for "this card"."""
        plain = level(self.thing, self.language)
        return self.thing if re.search(rf"(?<!\w){re.escape(level(noun, self.language))}", plain) else None
