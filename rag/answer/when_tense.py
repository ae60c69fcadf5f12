"""On which side of the article's date the words around "Monday" or "in June" put it, where they plainly say so.

A weekday by itself is the last one in a report ("a reçu lundi") and the next one in an announcement ("se tiendra
lundi"). Only a past verb right before it counts, or, where the sentence opens with it, the verbs that follow: in
"a annoncé lundi une visite vendredi" nothing is known of the Friday. In Chinese the time stands before its verb.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.when_values import Direction

_CHARACTERS_AROUND = 100
_OPENING_AFTER = 60
_HAN_BEFORE, _HAN_AFTER = 4, 25
_CLAUSE_END = re.compile("[.!?;。！？；，]")
_OPENING = re.compile(r"[\s\"'«“(-]*")


@dataclass(frozen=True, slots=True)
class _Cues:
    """How a language says, in lower case, that something has happened or is to come."""

    past: re.Pattern[str]
    """A past verb."""
    just_past: re.Pattern[str]
    """One at the end of what stands before the time, at most a place in between."""
    future: re.Pattern[str]


def _cues(past: str, future: str, between: str = "(?!)") -> _Cues:
    return _Cues(re.compile(past), re.compile(rf"{past}{between}\s*$"), re.compile(future))


_CUES: Mapping[str, _Cues] = MappingProxyType(
    {
        "fr": _cues(
            past=r"\b(?:(?:a|ont|avait|avaient|fut|furent|ai|avons|s'est|se sont)(?: \w{1,15}ment| été| aussi)?"
            r" \w{1,20}(?:ée?s?|i|is|ies?|ite?s?|us?|ues?|erte?s?|ints?)"
            r"|(?:est|sont|suis) (?:arriv|part|rentr|ven|reven|all|mort|décéd|entr|n)(?:é|i|u)?e?s?)\b",
            between=r"(?: (?:à|au|en|dans) [\w'-]{1,20})?(?: ce)?",
            future=r"\b(?:\w{1,20}(?:er|ir|dr|tr|vr|ur)(?:a|ont|ait|aient)|doit|doivent|va|vont|prévue?s?)\b",
        ),
        "en": _cues(
            past=r"\b(?:\w{2,20}ed|said|told|met|held|began|took|came|went|left|made|saw|won|lost|hit|fell|rose|gave|spoke)\b",
            between=r"(?: (?:in|at) \w{1,20})?(?: early| late)?(?: on| this)?",
            future=r"\b(?:will|shall|is to|are to|due|scheduled|set to|plans? to|expected to)\b",
        ),
        "vi": _cues(past=r"\bđã\b", future=r"\b(?:sẽ|dự kiến|chuẩn bị)\b"),
        "zh": _cues(
            past="了|表示|宣布|指出|强调", future="将(?:于|在|会|是|要|举行|召开|访|出席|前往|开)|拟于|预计|计划"
        ),
    }
)


def tense(text: str, start: int, end: int, language: str) -> Direction:
    """-1 where the words put ``text[start:end]`` before the article's date, 1 after it, 0 where they do not say."""
    cues = _CUES.get(language)
    if cues is None:
        return 0
    before = _CLAUSE_END.split(_lower(text[max(0, start - _CHARACTERS_AROUND) : start]))[-1]
    after = _CLAUSE_END.split(_lower(text[end : end + _CHARACTERS_AROUND]))[0]
    if language == "zh":
        return _verdict(cues, before[-_HAN_BEFORE:] + after[:_HAN_AFTER], after[:_HAN_AFTER])
    if after.startswith("'s"):
        return 0
    if _OPENING.fullmatch(before):
        return _verdict(cues, after[:_OPENING_AFTER], after[:_OPENING_AFTER])
    if cues.just_past.search(before):
        return -1
    future = max((match.end() for match in cues.future.finditer(before)), default=None)
    return 0 if future is None or cues.past.search(before, future) else 1


def _lower(text: str) -> str:
    """With its accents: ``à battre`` is no past, ``a battu`` is."""
    return level(text, "und")


def _verdict(cues: _Cues, future_in: str, past_in: str) -> Direction:
    past, future = cues.past.search(past_in), cues.future.search(future_in)
    if bool(past) == bool(future):
        return 0
    return -1 if past else 1
