"""What the years that a text names say of when it was written: bounds, each with the words that it rests on.

A year told of as past cannot follow the article, one that is planned cannot precede it. News name months and days of
years only when they are near, so these also bound the other side; anniversaries and history do not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from rag.ingest.date_forms import DayMention, day_mentions
from rag.ingest.tenses import (
    is_future,
    is_past,
    is_undone,
    is_undone_plan,
    speaks_of_duration,
    speaks_of_history,
    speaks_of_outlook,
)
from rag.ingest.year_spans import YearSpan, year_spans

_NEAR_PAST = timedelta(days=730)
_NEAR_FUTURE = timedelta(days=3 * 366)
_FAR_FUTURE = timedelta(days=5 * 366)
_A_YEAR = timedelta(days=366)
_ADOPTION = re.compile(
    r"\b(?:sign\w+|adopt\w+|approuv\w+|approv\w+|convenu\w*|agreed|lanc\w+|launch\w+|couvrir\w+|ký|thông qua)\b"
    r"|签署|通过",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"""\b(?:visites?|voyages?|déplacements?|sommets?|entretiens?|rencontres?|réunions?|visits?|summits?|talks|meetings?
    |trips?|chuyến\ thăm|hội\ nghị|hội\ đàm)\b|访问|会晤|峰会|会议""",
    re.VERBOSE | re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d ?%|pour cent|percent|per cent|phần trăm|\b(?:million|milliard|billion|tonne|ton|dollar|euro|yuan|touriste|visit"
    r"eur|visitor|tỷ|triệu|tấn|nghìn)s?\b|[亿万]|百分之",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:entre|between) $", re.IGNORECASE)
_NOW = r"cette année|this year|năm nay|今年"
_PAST_YEAR = r"l['’]an(?:née)? (?:dernière?|passée?)|last year|năm ngoái|năm trước|去年"
_NEXT_YEAR = r"l['’]an(?:née)? prochaine?|next year|năm tới|năm sau|明年"
_BESIDE = re.compile(
    rf"(?:(?P<before>(?P<now>{_NOW})|(?P<past>{_PAST_YEAR})|(?P<next>{_NEXT_YEAR}))[ (,]{{0,2}}(?P<year>20\d\d)(?!\d)"
    rf"|(?<!\d)(?P<year2>20\d\d)年?(?:, (?:soit )?| \(|（)(?:(?P<now2>{_NOW})|(?P<past2>{_PAST_YEAR})|(?P<next2>{_NEXT_YEAR})))",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"(?:établi\w*|fond\w+|cré\w+|nou\w+|established|founded|set up|thiết lập|thành lập|建立|成立|建交)"
    r"[^.!?。]{0,40}?(?<!\d)(?P<year>1[89]\d\d|20\d\d)(?!\d)"
    r"|(?<!\d)(?P<han>1[89]\d\d|20\d\d)年(?:\d+月)?(?:\d+日)?(?:建立|成立|建交)",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"(?P<n>\d{1,3})(?:e|ᵉ|ème|th|st|nd|rd)? (?:anniversaire|anniversary|ans d)|kỷ niệm (?:lần thứ )?(?P<vi>\d{1,3}) năm"
    r"|(?P<zh>\d{1,3})周年",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:(?:\b(?:M|Mme|Mr|Dr|Oct|Nov|Dec|Jan|Feb|Sept|Aug)\.)|[^.!?。！？\n]|[.!?](?=\S))+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The article was written from ``first`` to ``last``, for the reason ``why``; ``hard`` bounds admit no exception.

    A soft one that is ``weak`` can be a chance and counts only beside another one.
    """

    first: date
    last: date
    hard: bool
    why: str
    weak: bool = False


def sentences_of(text: str) -> Iterator[str]:
    """Rough sentences, good enough to see what stands near what; none crosses a line end."""
    return (match.group() for match in _SENTENCE.finditer(text))


def bounds_of(text: str) -> tuple[Bound, ...]:
    """What the years of a text allow, hard bounds and soft ones."""
    planned = _planned_days(text)
    spans = chain.from_iterable(_of_sentence(sentence, planned) for sentence in sentences_of(text))
    return (*spans, *_beside_relative_words(text), *_anniversaries(text))


def weak_floor(text: str) -> date:
    """The first day of the latest year that stands without plan, outlook or period: no article should be older."""
    years = [
        span.first
        for sentence in sentences_of(text)
        for span in year_spans(sentence)
        if span.kind != "period" and not is_future(sentence, span.start, span.end)
        if not (
            is_undone_plan(sentence, span.start, span.end)
            or speaks_of_outlook(sentence)
            or _is_planned(span, _planned_days(text))
        )
    ]
    return max(years, default=date.min)


def _of_sentence(sentence: str, planned: frozenset[tuple[int, int]]) -> Iterator[Bound]:
    history = speaks_of_history(sentence)
    for span in year_spans(sentence):
        words = f"“{span.words}”"
        if span.kind == "period":
            yield from _of_period(span, words, sentence, history)
        elif is_undone_plan(sentence, span.start, span.end):
            yield Bound(
                span.first - _A_YEAR, span.last + _NEAR_PAST, False, f"{words} was planned not long ago", weak=True
            )
        elif is_future(sentence, span.start, span.end) or _is_planned(span, planned):
            yield from _of_plan(span, words, history)
        elif speaks_of_outlook(sentence):
            yield Bound(date.min, span.last, False, f"{words} is yet to come", weak=True)
        elif is_past(sentence, span.start, span.end) or (span.kind == "part" and _AMOUNT.search(sentence)):
            yield from _of_past(span, words, sentence, history)


def _of_period(span: YearSpan, words: str, sentence: str, history: bool) -> Iterator[Bound]:
    """What is adopted for some years is news of these or of the year before; what happened between two, of later."""
    if _ADOPTION.search(sentence) and not history:
        yield Bound(date(span.first.year - 1, 1, 1), span.last, True, f"{words} is adopted")
    elif _BETWEEN.search(sentence[: span.start]) and is_past(sentence, span.start, span.end):
        last = date(span.last.year, 1, 1)
        yield Bound(last, date.max, True, f"{words} is past")
        if not history:
            yield Bound(last, last + _NEAR_PAST, False, f"{words} is past and near", weak=True)


def _is_planned(span: YearSpan, planned: frozenset[tuple[int, int]]) -> bool:
    return span.kind == "day" and (span.first.month, span.first.day) in planned


def _of_plan(span: YearSpan, words: str, history: bool) -> Iterator[Bound]:
    yield Bound(date.min, span.last, True, f"{words} is yet to come")
    if not history:
        reach = _FAR_FUTURE if span.kind == "year" else _NEAR_FUTURE
        yield Bound(span.first - reach, span.last, False, f"{words} is planned, so it is near", span.kind == "year")


def _of_past(span: YearSpan, words: str, sentence: str, history: bool) -> Iterator[Bound]:
    yield Bound(span.first, date.max, True, f"{words} is past")
    if history:
        return
    if span.kind == "day" and _OCCASION.search(sentence):
        yield Bound(span.first, span.first + _A_YEAR, False, f"{words} is a recent occasion")
    elif span.kind == "part":
        # Figures of a part of a year are news until the next ones come.
        reach = span.last + timedelta(days=200) if _AMOUNT.search(sentence) else span.first + _NEAR_PAST
        first = span.last - timedelta(days=15) if _AMOUNT.search(sentence) else span.first
        yield Bound(first, reach, False, f"{words} is the latest part of a year", not _AMOUNT.search(sentence))
    elif span.kind == "day":
        yield Bound(span.first, span.first + _A_YEAR, False, f"{words} is told to the day, so it is near")
    elif span.kind == "month":
        yield Bound(
            span.first, span.first + _NEAR_PAST, False, f"{words} is told to the month, so it is near", weak=True
        )
    elif _AMOUNT.search(sentence) and not speaks_of_duration(sentence):
        yield Bound(span.first, date(span.first.year + 2, 12, 31), False, f"{words} has the latest figures", weak=True)


def _planned_days(text: str) -> frozenset[tuple[int, int]]:
    """The days of a year that some sentence plans: wherever they stand with a year they are yet to come."""
    return frozenset(
        (mention.month, mention.day)
        for sentence in sentences_of(text)
        for mention in day_mentions(sentence)
        if is_future(sentence, mention.start, mention.end) and not is_undone(sentence)
    )


def _beside_relative_words(text: str) -> Iterator[Bound]:
    """``l'an dernier (2023)`` gives the year itself."""
    for match in _BESIDE.finditer(text):
        year = int(match["year"] or match["year2"])
        if match["past"] or match["past2"]:
            year += 1
        elif match["next"] or match["next2"]:
            year -= 1
        yield Bound(date(year, 1, 1), date(year, 12, 31), True, f"“{match[0].strip()}”")


def _anniversaries(text: str) -> Iterator[Bound]:
    """``75e anniversaire`` of what was founded in 1950, next year or this year."""
    for sentence in sentences_of(text):
        marked = _ANNIVERSARY.search(sentence)
        founded = _FOUNDED.search(sentence) or _FOUNDED.search(text)
        relative = re.search(rf"(?P<now>{_NOW})|(?P<next>{_NEXT_YEAR})", sentence, re.IGNORECASE)
        if marked and founded and relative:
            year = int(founded["year"] or founded["han"]) + int(marked["n"] or marked["vi"] or marked["zh"])
            year -= 1 if relative["next"] else 0
            yield Bound(date(year, 1, 1), date(year, 12, 31), True, f"“{marked[0]}” of {year} “{relative[0]}”")


def told_with_year(day: DayMention, text: str) -> tuple[Bound, ...]:
    """The year that the text itself gives ``day`` elsewhere, outside history: each as a hard bound."""
    found = [
        mention.full
        for sentence in sentences_of(text)
        if not speaks_of_history(sentence)
        for mention in day_mentions(sentence)
        if (mention.month, mention.day) == (day.month, day.day) and mention.full
    ]
    return tuple(Bound(d, d, True, f"the text gives the day as {d.isoformat()}") for d in found)
