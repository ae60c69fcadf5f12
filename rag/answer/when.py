"""The times that a sentence speaks of, and the days they are, seen from the day its article appeared.

``time_expressions`` finds them (``au premier trimestre de l'année prochaine``, ``du 9 au 12 octobre``, ``quý I năm
tới``, ``明年第一季度``), ``resolve`` turns them into days where that is known. What is vague ("lately"), contradicts
itself or leaves a choice stays unresolved: a wrong date is worse than none.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from rag.answer import when_en, when_fr, when_vi, when_zh
from rag.answer.level import level
from rag.answer.spans import longest_first
from rag.answer.when_build import Captured, meaning
from rag.answer.when_calendar import Calendar, Span
from rag.answer.when_days import Interval
from rag.answer.when_grammar import Grammar, Rule, Vocabulary, grammar
from rag.answer.when_tense import tense
from rag.answer.when_values import Meaning

_LANGUAGES = {
    "fr": (when_fr.VOCABULARY, when_fr.TEMPLATES),
    "en": (when_en.VOCABULARY, when_en.TEMPLATES),
    "vi": (when_vi.VOCABULARY, when_vi.TEMPLATES),
    "zh": (when_zh.VOCABULARY, when_zh.TEMPLATES),
}
_ALWAYS_CAPITAL = ("capital",)
_NAMES = ("month", "month1", "weekday", "weekday1")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that a text speaks of: ``text[start:end]`` is its whole surface."""

    start: int
    end: int
    relative: bool
    """Whether only the date of the article tells which days are meant."""
    meaning: Meaning


def time_expressions(text: str, language: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a sentence in ``language`` (ISO 639-1), in order, the longest where several overlap.

    A language other than French, English, Vietnamese and Chinese has none.
    """
    known = _grammar(language)
    if known is None:
        return ()
    levelled = level(text, language)
    triggered: dict[re.Pattern[str], bool] = {}
    found: list[TimeExpression] = []
    for rule in known.rules:
        if rule.trigger not in triggered:
            triggered[rule.trigger] = rule.trigger.search(levelled) is not None
        if triggered[rule.trigger]:
            found += _found(rule, known, text, levelled)
    return _with_doubts(longest_first(found))


def resolve(expression: TimeExpression, anchor: date | None) -> Interval | None:
    """First and last day meant, both included, for a text published on ``anchor``; None when it cannot be known.

    A day without a year is the one nearest to ``anchor``, at most half a year off; months, quarters and weekdays
    without one likewise, and none of two equally near (``when_values`` has the rule of each kind).
    """
    return expression.meaning.interval(anchor)


def _with_doubts(found: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """The same; beside "le 12 octobre 2019" or "next year" a bare "14 octobre" may be of that year or the article's."""
    if not any(isinstance(e.meaning, Calendar) and _names_a_year(e.meaning) for e in found):
        return found
    return tuple(
        replace(e, meaning=e.meaning.doubted()) if isinstance(e.meaning, Calendar | Span) else e for e in found
    )


def _names_a_year(time: Calendar) -> bool:
    """Whether a date with its year, or a whole year: in such company a date without one is not surely of this year."""
    if time.month:
        return bool(time.year)
    return time.part is None and bool(time.year or time.year_shift)


def _found(rule: Rule, known: Grammar, text: str, levelled: str) -> list[TimeExpression]:
    found = []
    for match in rule.pattern.finditer(levelled):
        if not _has_its_capitals(match, text, known.vocabulary):
            continue
        groups = {name: " ".join(said.split()) for name, said in match.groupdict().items() if said is not None}
        start, end = match.span()
        around = partial(tense, text, start, end, known.vocabulary.language)
        meant = meaning(rule.kind, Captured(groups, levelled[start:end], known.vocabulary, around))
        if meant is not None:
            found.append(TimeExpression(start, end, meant.relative, meant))
    return found


def _has_its_capitals(match: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Whether names are written as such: ``May 12``, not ``12 may``; ``thứ Ba`` is Tuesday, ``thứ ba`` the third."""
    names = (*_ALWAYS_CAPITAL, *_NAMES) if words.names_have_capitals else _ALWAYS_CAPITAL
    captured = match.groupdict()
    return all(text[match.start(name)].isupper() for name in names if captured.get(name) is not None)


@lru_cache(maxsize=8)
def _grammar(language: str) -> Grammar | None:
    return grammar(*_LANGUAGES[language]) if language in _LANGUAGES else None
