"""What the dates of an answer mean to its reader: what was inferred, and what is past or still to come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.answer.days import day_in_words, days_in_words, year_in_words
from rag.answer.messages import messages
from rag.answer.wanted import wanted
from rag.answer.when import TimeExpression, resolve, time_expressions
from rag.answer.when_days import Interval
from rag.answer.when_tense import tense
from rag.schema import Answer, Citation, TimeRef
from rag.text.fold import fold

_YEAR_ASKED = re.compile(
    r"\b(?:(?:en |de |a |vers )?(?:quelle|l.?) ?annee|what year|which year|nam nao|nam bao nhieu)\b|哪一?年|何年"
)
_LONGEST_NAMED_SPAN_DAYS = 400


@dataclass(frozen=True, slots=True)
class _Time:
    said: TimeExpression
    surface: str
    days: Interval
    announced: bool
    """Whether it was still to come when the article appeared."""


def inferred(time: TimeRef, question: str, language: str) -> str:
    """The line that says which days a relative time means, from which words, and that this was inferred.

    Where the question asks for the year and the days lie in one, it is the year.
    """
    one_year = time.start.year == time.end.year
    days = (
        year_in_words(time.start.year, language)
        if one_year and asks_for_year(question)
        else days_in_words(time.start, time.end, language)
    )
    say = messages(language).inferred
    return say.format(days=days, surface=" ".join(time.surface.split()), anchor=day_in_words(time.anchor, language))


def asks_for_year(question: str) -> bool:
    """Whether nothing finer than the year is asked for."""
    return bool(_YEAR_ASKED.search(fold(question)))


def telling(times: Sequence[TimeRef], short_answer: str | None, question: str) -> list[TimeRef]:
    """The resolved times worth a line: where a date was asked for and found, those in it; else all, each once.

    That a report dates from the day it appeared ("Hanoi, 12 octobre", "lundi") is told by the date beside it.
    """
    if short_answer is not None and wanted(question) == "date":
        within = [time for time in times if time.surface in short_answer or short_answer in time.surface]
        times = within or times
    times = [time for time in times if not time.start == time.end == time.anchor]
    seen = {(fold(time.surface), time.start, time.end, time.anchor): time for time in reversed(times)}
    return list(reversed(seen.values()))


def with_past_and_future(answer: Answer, as_of: date) -> Answer:
    """The answer with ``passed`` known of its times, and a note where what was announced is past, or not yet, by then.

    Said only of the first quotation, of times that lay ahead when its article appeared; where a date was asked for and
    found, of that date only.
    """
    times = tuple(replace(time, passed=time.end < as_of) for time in answer.times)
    answer = replace(answer, times=times)
    if answer.status != "answered" or not answer.citations:
        return answer
    languages = {hit.article.id: hit.article.language for hit in answer.hits}
    first = answer.citations[0]
    notes = [_note(t, as_of, answer.language) for t in _asked(answer, _times(first, languages.get(first.article_id)))]
    return replace(answer, notes=(*answer.notes, *dict.fromkeys(note for note in notes if note)))


def _times(cited: Citation, language: str | None) -> list[_Time]:
    found = []
    for said in time_expressions(cited.quote, language) if language else ():
        days = resolve(said, cited.published)
        if days is not None and (days[1] - days[0]).days <= _LONGEST_NAMED_SPAN_DAYS:
            found.append(_Time(said, cited.quote[said.start : said.end], days, _announced(cited, said, days, language)))
    return found


def _announced(cited: Citation, said: TimeExpression, days: Interval, language: str | None) -> bool:
    if cited.published is not None:
        return days[0] > cited.published
    return language is not None and tense(cited.quote, said.start, said.end, language) > 0


def _asked(answer: Answer, times: Sequence[_Time]) -> list[_Time]:
    short = answer.short_answer
    if short is not None and wanted(answer.standalone_question) == "date":
        times = [time for time in times if time.surface in short or short in time.surface]
    return [time for time in times if time.announced]


def _note(time: _Time, as_of: date, language: str) -> str | None:
    first, last = time.days
    say = messages(language)
    form = say.passed if last < as_of else say.coming if first > as_of else None
    return form and form.format(as_of=day_in_words(as_of, language), days=days_in_words(first, last, language))
