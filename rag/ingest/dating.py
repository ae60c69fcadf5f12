"""When an article was published, where its own words plainly say so. Null beats a guess.

In order of trust: a full date shown on a line of its own or in the dateline (``Hanoi, 12 octobre 2024 (VNA) -``); the
date that the page's metadata declares; the day of a dateline, or the one day that the opening reports as past, in the
one year that ``year_evidence`` leaves for it. Where no day can be told the text may still leave an interval.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rag.ingest.date_evidence import bounds_of, sentences_of, weak_floor
from rag.ingest.date_forms import day_mentions, shown_date
from rag.ingest.story_day import StoryDay, story_day
from rag.ingest.tenses import is_future, is_undone
from rag.ingest.year_evidence import infer, span
from rag.schema import Dating


class Dated(NamedTuple):
    """The day an article was published, where that is written, and what it rests on."""

    published: date | None = None
    found_in: Literal["metadata", "text"] | None = None
    dating: Dating = Dating()


def publication_date(
    text: str,
    date_lines: Sequence[str] = (),
    declared: date | None = None,
    title: str = "",
    newest_teaser: date | None = None,
) -> Dated:
    """The day an article was published, else the days between which it was, else an empty ``Dated``.

    ``date_lines`` are the lines of the page that hold nothing but a date, ``declared`` is what its metadata says,
    ``newest_teaser`` the latest day told of in the teasers of other articles on its page.
    """
    for line in date_lines:
        shown = shown_date(line)
        if shown is not None:
            return _stated(shown, "text", f"the line “{line.strip()}”")
    day = story_day(text)
    if day and day.where == "dateline" and day.mention.full:
        return _stated(day.mention.full, "text", f"the dateline “{day.words}”")
    if declared is not None:
        return _stated(declared, "metadata", "the metadata of the page")
    everything = f"{title}\n{text}" if title else text
    return _bounded(everything) if day is None else _inferred(day, everything, text, newest_teaser)


def newest_day(texts: Iterable[str]) -> date | None:
    """The latest full date that texts tell of without planning it; ``None`` when there is none."""
    days = (
        mention.full
        for text in texts
        for sentence in sentences_of(text)
        if not is_undone(sentence)
        for mention in day_mentions(sentence)
        if mention.full and not is_future(sentence, mention.start, mention.end)
    )
    return max((day for day in days if day), default=None)


def _stated(day: date, where: Literal["metadata", "text"], why: str) -> Dated:
    return Dated(day, where, Dating(day, day, "stated", why))


def _inferred(story: StoryDay, everything: str, text: str, newest_teaser: date | None) -> Dated:
    words = f"the {story.where} says “{story.words}”"
    if story.mention.year is not None:
        full = story.mention.full
        if full is None or full < weak_floor(everything) or full.year < 1995:
            return _bounded(everything)
        day = full + timedelta(days=story.days_after)
        return Dated(day, "text", Dating(day, day, "inferred", words))
    found = infer(story.mention, text, dateline=story.where == "dateline", newest_teaser=newest_teaser)
    if found.day is None:
        return _bounded(everything)
    day = found.day + timedelta(days=story.days_after)
    return Dated(day, "text", Dating(day, day, "inferred", "; ".join([words, *found.why])))


def _bounded(text: str) -> Dated:
    bounds = bounds_of(text)
    earliest, latest = span(bounds)
    if earliest is None and latest is None:
        return Dated()
    why = [b.why for b in bounds if b.hard and (b.first == earliest or b.last == latest)]
    return Dated(dating=Dating(earliest, latest, "bounded", "; ".join(dict.fromkeys(why))))
