"""When an article was published, where its own words plainly say so. Null beats a guess.

In order of trust: a full date shown on a line of its own or in the dateline (``Hanoi, 12 octobre 2024 (VNA) -``); the
date that the page's metadata declares; the day of a wire story's dateline, or the one day that its first sentence
reports as past, in the one year that ``year_evidence`` leaves for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.ingest.agencies import dateline
from rag.ingest.date_forms import DayMention, day_mentions
from rag.ingest.year_evidence import only_year, sentences_of, speaks_of_future

_OPENING_CHARACTERS = 600
_PAST = re.compile(
    r"""\b(?:a|ont|est|sont|s['’]est|se\ sont)\ (?:\w+\ )?\w*(?:ée?s?|is?|it|ie|ue?s?|erte?|eint)\b
    |\b(?:réunie?s|was|were|took|met|held|said|began|\w{2,}ed|đã|vừa|diễn\ ra|tiếp|hội\ đàm)\b
    |了|举行|会见|召开|闭幕|开幕""",
    re.VERBOSE | re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r" ?(?:au|to|and|et|đến|至|到|[-–—]) ?(?=\d|\w+ \d)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:\b(?:au|to|and|et|đến)|[至到]|\d ?[-–—]) ?(?:ngày )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dating:
    """A publication date and where it was found; both ``None`` when the page does not tell."""

    published: date | None = None
    found_in: Literal["metadata", "text"] | None = None


def publication_date(text: str, date_lines: Sequence[str] = (), declared: date | None = None) -> Dating:
    """The day an article was published, or an empty ``Dating``.

    ``date_lines`` are the lines of the page that hold nothing but a date, ``declared`` is what its metadata says.
    """
    shown = _shown_date(text, date_lines)
    if shown is not None:
        return Dating(shown, "text")
    if declared is not None:
        return Dating(declared, "metadata")
    reported = _reported_date(text)
    return Dating() if reported is None else Dating(reported, "text")


def _shown_date(text: str, date_lines: Sequence[str]) -> date | None:
    """The full date of the first date line, else of the dateline."""
    for line in date_lines:
        for mention in day_mentions(line):
            if mention.full:
                return mention.full
    day = _dateline_day(text)
    return day.full if day else None


def _reported_date(text: str) -> date | None:
    """The day of a wire story in its only possible year."""
    day = _story_day(text)
    if day is None:
        return None
    year = only_year(day, text) if day.year is None else day.year
    return None if year is None else day.in_year(year)


def _story_day(text: str) -> DayMention | None:
    """The day of the dateline, else the only day that the first sentence of a wire story reports as past.

    With its year it counts only beside its weekday: that is how news are dated, anniversaries and history are not.
    """
    opening = dateline(text[:_OPENING_CHARACTERS])
    if opening is None or not opening.wire:
        return None
    if opening.when:
        return _dateline_day(text)
    sentence = next(sentences_of(text[opening.end :]), "")
    mentions = day_mentions(sentence)
    if len(mentions) != 1 or speaks_of_future(sentence) or not _PAST.search(sentence):
        return None
    only = mentions[0]
    return None if _in_range(only, sentence) or (only.year and only.weekday is None) else only


def _dateline_day(text: str) -> DayMention | None:
    opening = dateline(text[:_OPENING_CHARACTERS])
    mentions = day_mentions(opening.when) if opening else ()
    return mentions[0] if len(mentions) == 1 else None


def _in_range(mention: DayMention, sentence: str) -> bool:
    after, before = _RANGE_AFTER.match(sentence, mention.end), _RANGE_BEFORE.search(sentence, 0, mention.start)
    return bool(after or before)
