"""Months without a year after "before", "since" and their like: no time to resolve for a reader, but one to compare."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.when import TimeExpression
from rag.answer.when_calendar import Calendar
from rag.answer.when_en import VOCABULARY as ENGLISH
from rag.answer.when_fr import VOCABULARY as FRENCH

_MONTHS: Mapping[str, Mapping[str, int]] = MappingProxyType({"en": ENGLISH.months, "fr": FRENCH.months})
_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "en": "before|by|until|till|since|after|from|through|end of|early|late",
        "fr": "avant|depuis|apres|jusqu'en|d'ici|des|fin|debut|a partir de",
    }
)


def months_alone(text: str, language: str) -> Iterator[TimeExpression]:
    """The months of an English or French text that stand after a preposition and before no year."""
    months = _MONTHS.get(language)
    if months is None:
        return
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{_BEFORE[language]}) (?P<month>{names})\b(?! \d)", level(text, language)):
        if text[match.start("month")].isupper() or language == "fr":
            meaning = Calendar(month=months[match["month"]])
            yield TimeExpression(match.start("month"), match.end("month"), relative=True, meaning=meaning)
