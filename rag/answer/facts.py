"""The facts of a sentence that can be compared: dates, durations, amounts, percentages, numbers, ordinals.

The value of a fact is one key for one meaning in all four languages: ``1,6 milliard de dollars``, ``$1.6 billion``,
``1,6 tỷ USD`` and ``16亿美元`` are all ``1.6e9 USD``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answer.clock import clock_times
from rag.answer.level import level
from rag.answer.ordinals import ordinals
from rag.answer.quantities import Quantity, canonical, quantities
from rag.answer.spans import longest_first
from rag.answer.units import DURATIONS, PERCENTAGES
from rag.answer.when import time_expressions
from rag.answer.when_values import Unknown

FactKind = Literal["date", "duration", "amount", "percentage", "number", "ordinal"]

_DATELINE = re.compile(r"\s*\([A-Z]{2,}[^()]{0,20}\)")
"""``Hanoi, 12 octobre (VNA)`` dates the report, not what it reports."""
_REPORT = re.compile(
    r"(?:d[ée]p[êe]che|article|[ée]dition|bulletin|num[ée]ro|report|story|dispatch|issue|bản tin|bài(?: viết| báo)?"
    r"|报道|消息)(?: (?:du|of|on|from|dated|ngày))?\s*\Z|本报\Z",
    re.IGNORECASE,
)
"""``notre dépêche du 3 mai`` does too."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at ``text[start:end]``."""

    kind: FactKind
    start: int
    end: int
    value: str
    """``2024-10-12/2024-10-12`` or what is known of the date without that of the article (``y+1 1-1/4``), ``20 h``,
    ``1.6e9 USD``, ``500 km``, ``42.1%``, ``2 pp``, ``4``, ``20:00``, ``#4``."""


def facts(text: str, language: str) -> tuple[Fact, ...]:
    """The facts of a sentence in ``language`` (ISO 639-1), in order, the longest where several overlap.

    Amounts are money and measures; a number counts anything else, in digits or in words from two on; a time of the
    day is a number too. In a language other than French, English, Vietnamese and Chinese only digits with
    international symbols are read.
    """
    return longest_first(_candidates(text, language))


def short_answer(sentence: str, found: Sequence[Fact], wanted: FactKind) -> tuple[int, int] | None:
    """The span of the one fact of that kind among those ``found`` in a sentence; None when there are none or several.

    The dateline of a report and vague times are no answer, nor is a time of the day a number.
    """
    answers = [fact for fact in found if fact.kind == wanted and is_of_the_matter(fact, sentence)]
    if len({fact.value for fact in answers}) != 1:
        return None
    return (answers[0].start, answers[0].end)


def is_of_the_matter(fact: Fact, sentence: str) -> bool:
    """Whether a fact of ``sentence`` tells of what is reported, and not of the report or the time of the day."""
    if fact.kind == "date":
        return _DATELINE.match(sentence, fact.end) is None and not _REPORT.search(sentence[: fact.start])
    return fact.kind != "number" or ":" not in fact.value


def _candidates(text: str, language: str) -> Iterator[Fact]:
    """Of equally long facts the first named stays: an hour of the day before a duration, ``第三`` before ``三年``."""
    levelled = level(text, language)
    for time in time_expressions(text, language):
        if not isinstance(time.meaning, Unknown) or any(c.isdigit() for c in time.meaning.said):
            yield Fact("date", time.start, time.end, time.meaning.key)
    for clock in clock_times(levelled, language):
        yield Fact("number", clock.start, clock.end, f"{clock.hour}:{clock.minute:02d}")
    for ordinal in ordinals(text, levelled, language):
        yield Fact("ordinal", ordinal.start, ordinal.end, f"#{ordinal.rank}")
    for quantity in quantities(levelled, language):
        yield _fact(quantity)


def _fact(quantity: Quantity) -> Fact:
    number, unit = canonical(quantity.value), quantity.unit
    if unit is None:
        return Fact("number", quantity.start, quantity.end, number)
    if unit in PERCENTAGES:
        return Fact("percentage", quantity.start, quantity.end, f"{number}%" if unit == "%" else f"{number} {unit}")
    kind: FactKind = "duration" if unit in DURATIONS else "amount"
    return Fact(kind, quantity.start, quantity.end, f"{number} {unit}")
