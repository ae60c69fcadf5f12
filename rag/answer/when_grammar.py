"""How a language writes times: its words and its templates, compiled into rules that read levelled text.

A template is a regular expression in which ``{name}`` stands for the words of that name, captured under that name,
``{name1}`` for the first of two, and a space for one or two spaces or a line break (in Chinese for none or one).
The same name means the same in all languages, so one builder (``when_build``) understands them all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answer.number_words import number_word_pattern, words_value
from rag.answer.when_days import Unit

Kind = Literal[
    "calendar",  # a year, month, day or part of one
    "numeric",  # a date in figures, month and day in an order that only a value above 12 tells
    "range",  # from one calendar day or month to another
    "pair",  # two days side by side
    "years",  # from one year to another
    "decade",
    "century",
    "shift",  # yesterday, next month
    "today",  # today, which may also mean nowadays
    "weekday",
    "dated_weekday",  # Monday 27
    "ago",
    "ahead",
    "perhaps_ahead",  # "in two days", which may also be how long it takes
    "past",  # the past five years
    "coming",  # the coming five years
    "vague",
]
Needs = str
"""The name of the words of which a rule needs one, or a word itself: without it in the text the rule is not tried."""
Template = tuple[Needs, Kind, str]
Words = Mapping[str, int]
Shifts = Mapping[str, tuple[Unit, int]]

_SPACE = {"zh": " ?"}
_ANY_SPACE = r"(?: {1,2}|\n)"
_PLACE = re.compile(r"\{([a-z_]+)(1?)\}")
_GENERIC = {
    "day": "(?:[12][0-9]|3[01]|0?[1-9])",
    "month_number": "(?:1[0-2]|0?[1-9])",
    "year": "(?:1[0-9]{3}|20[0-9]{2})",
    "short_year": "[0-9]{2}",
    "decade": "(?:1[0-9]|20)?[0-9]0",
    "roman": "[ivx]{1,5}",
    "digit": "[0-9]",
}
_HAN = {
    "day": "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])",
    "month_number": "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])",
    "year": "(?:1[0-9]{3}|20[0-9]{2}|[一二][〇零一二三四五六七八九]{3})",
}
_EDGES = {"zh": (r"(?<![0-9])(?<![0-9][.,:/-])", r"(?![0-9])")}
_LATIN_EDGES = (r"(?<!\w)(?<![0-9][.,:/-])", r"(?!\w)(?![.,:/-][0-9])(?!-la\b)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language, levelled (see ``level``), and what they stand for."""

    language: str
    months: Words
    weekdays: Words
    nths: Words
    spans: Words
    """Parts of a year by how many there are: ``trimestre`` 4."""
    span_letters: Words
    """The same in ``T1 2024``."""
    month_spans: Words
    """The word for a month in "the first nine months": 12."""
    thirds: Words
    """Beginning 1, middle 2, end 3."""
    sides: Words
    """``dernier`` -1, ``prochain`` 1."""
    units: Mapping[str, Unit]
    shifts: Shifts
    today: Sequence[str]
    """Said of today and of nowadays."""
    vague: Sequence[str]
    containers: Shifts
    """Further shifts that stand only after "the end of": ``l'année`` is this one."""
    names_have_capitals: bool = False
    """Whether a month or weekday without a capital is another word (``may``, ``march``)."""

    def number(self, surface: str) -> int | None:
        """The value of digits, number words or ordinals."""
        if surface.isascii() and surface.isdigit():
            return int(surface)
        return self.nths[surface] if surface in self.nths else words_value(surface, self.language)


def shifts(table: Mapping[Unit, Mapping[int, str]]) -> Shifts:
    """From ``{"day": {-1: "hier"}}`` to ``{"hier": ("day", -1)}``; several phrases are set off by commas."""
    return {
        phrase.strip(): (unit, count)
        for unit, phrases in table.items()
        for count, said in phrases.items()
        for phrase in said.split(",")
    }


def not_after(*words: str) -> str:
    """A condition for a template: none of these whole words, and a space, stands right before."""
    return "".join(rf"(?<!\b{word}\s)" for word in words)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a time."""

    kind: Kind
    trigger: re.Pattern[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of how a language writes times."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]


def grammar(vocabulary: Vocabulary, templates: Sequence[Template]) -> Grammar:
    """The templates compiled with the words of the language."""
    fragments = _fragments(vocabulary)
    left, right = _EDGES.get(vocabulary.language, _LATIN_EDGES)
    whole_word = "{}" if vocabulary.language == "zh" else r"(?<!\w){}(?!\w)"
    triggers = {
        needs: re.compile(_spaced(whole_word.format(fragments.get(needs, needs)), vocabulary.language))
        for needs, _, _ in templates
    }
    return Grammar(
        vocabulary,
        tuple(
            Rule(
                kind,
                triggers[needs],
                re.compile(left + _spaced(_filled(template, fragments), vocabulary.language) + right),
            )
            for needs, kind, template in templates
        ),
    )


def _fragments(v: Vocabulary) -> dict[str, str]:
    years = [phrase for phrase, (unit, _) in v.shifts.items() if unit == "year"]
    months = [phrase for phrase, (unit, _) in v.shifts.items() if unit == "month"]
    weeks = [phrase for phrase, (unit, _) in v.shifts.items() if unit == "week"]
    return (
        _GENERIC
        | (_HAN if v.language == "zh" else {})
        | {
            "count": f"(?:[0-9]{{1,3}}|{number_word_pattern(v.language)})",
            "month": _any_of(v.months),
            "weekday": _any_of(v.weekdays),
            "nth": _any_of(v.nths),
            "span": _any_of(v.spans),
            "span_letter": _any_of(v.span_letters),
            "month_span": _any_of(v.month_spans),
            "third": _any_of(v.thirds),
            "side": _any_of(v.sides),
            "unit": _any_of(v.units),
            "shift": _any_of(v.shifts),
            "today": _any_of(v.today),
            "vague": _any_of(v.vague),
            "year_shift": _any_of(years),
            "month_shift": _any_of(months),
            "week_shift": _any_of(weeks),
            "container": _any_of([*v.containers, *years, *months]),
        }
    )


def _any_of(words: Mapping[str, object] | Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + ")" if words else "(?!)"


def _filled(template: str, fragments: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda m: f"(?P<{m[1]}{m[2]}>{fragments[m[1]]})", template)


def _spaced(pattern: str, language: str) -> str:
    return pattern.replace(" ", _SPACE.get(language, _ANY_SPACE))
