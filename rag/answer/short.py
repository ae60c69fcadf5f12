"""The few words of a sentence that answer: the fact that is asked for, or what the reader points at, whole."""

import re
from collections.abc import Sequence

from rag.answer.asked_units import Units, is_in
from rag.answer.facts import Fact, FactKind, facts, short_answer
from rag.answer.wanted import Wanted
from rag.models.base import Span
from rag.text.fold import fold
from rag.text.names import mentions, names_in

_FACTS: dict[Wanted, tuple[FactKind, ...]] = {
    "date": ("date",),
    "duration": ("duration",),
    "percentage": ("percentage",),
    "amount": ("amount", "number", "percentage"),
}
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = (
    r"(?:\s*[,，、;；]\s*(?:(?:et|and|và|ou|or|hoặc)\s+|(?:ainsi que|as well as)\s+|[和与及]\s*)?"
    r"|\s+(?:et|and|và|ainsi que|as well as|cùng)\s+|\s*[和与及以]\s*及?)"
)
_LINK = r"(?:(?:de|du|des|d['’]|la|le|les|l['’]|à|au|aux|en|the|of|in|port|tỉnh|thành phố)\s*){0,3}"
_NAMED = r"[A-ZÀ-ÖØ-ÞĐ][\w’'-]*(?:[ -](?:(?:de|du|des|la|of|the|sur|-)[ -])?[A-ZÀ-ÖØ-ÞĐ][\w’'-]*)*"
_HAN = r"[\u3400-\u9fff·]{2,12}"
_AFTER = re.compile(rf"{_SEPARATOR}{_LINK}(?:{_NAMED})")
_BEFORE = re.compile(rf"(?:{_NAMED})(?:\s*\([^()]*\))?{_SEPARATOR}{_LINK}$")
_AFTER_HAN = re.compile(rf"[、和与及]{_HAN}?(?=[、和与及等，。；]|$)|[、]{_HAN}")
_BEFORE_HAN = re.compile(rf"{_HAN}[、]$")


def short_span(
    sentence: str,
    language: str,
    kind: Wanted,
    read: Span | None,
    *,
    several: bool,
    question: str = "",
    units: Units | None = None,
) -> Span | None:
    """Where in ``sentence`` the short answer stands; ``None`` when nothing tells.

    ``read`` is what the reader points at. Where a date, a duration, a percentage or an amount (in one of ``units``, see
    ``asked_units``) is asked for, the fact of that kind that it touches is the answer, or the only one there is; of
    several, the one before which most stands of what ``question`` names, where one stands out. Where a list is
    expected (``several``), the enumeration that it is part of.
    """
    if kind in _FACTS:
        found = [
            f for f in facts(sentence, language) if f.kind in _FACTS[kind] and (kind != "amount" or is_in(f, units))
        ]
        return _named_span(sentence, found, question) or _fact_span(sentence, found, _FACTS[kind], read)
    if read is None or not several:
        return read
    return _enumeration(sentence, read, language)


def _named_span(sentence: str, found: Sequence[Fact], question: str) -> Span | None:
    """Of several facts the one before which more stands of what the question names than before any other."""
    names = names_in(question)
    known = {word for name in names for word in _WORD.findall(fold(name.written))}
    written = {fold(word) for word in _WORD.findall(question) if word[0].isupper()} - known
    if len(found) < 2 or not (names or written):
        return None

    def named(part: str) -> int:
        words = {fold(word) for word in _WORD.findall(part)}
        return sum(mentions(part, name) for name in names) + len(written & words)

    starts = [0, *(fact.end for fact in found)]
    counts = [named(sentence[start : fact.end]) for start, fact in zip(starts, found, strict=False)]
    best = counts.index(max(counts))
    return None if counts.count(counts[best]) > 1 else (found[best].start, found[best].end)


def _fact_span(sentence: str, found: Sequence[Fact], kinds: tuple[FactKind, ...], read: Span | None) -> Span | None:
    """The fact that was pointed at; without one the only one there is; else what was pointed at."""
    touched = [fact for fact in found if read is not None and fact.start < read[1] and read[0] < fact.end]
    if touched:
        return touched[0].start, touched[-1].end
    only = (short_answer(sentence, found, kind) for kind in kinds)
    return next((span for span in only if span is not None), read)


def _enumeration(sentence: str, read: Span, language: str) -> Span:
    """``read`` with the names before and after it that are enumerated with it."""
    start, end = read
    after, before = (_AFTER_HAN, _BEFORE_HAN) if language == "zh" else (_AFTER, _BEFORE)
    while (match := after.match(sentence, end)) is not None:
        end = match.end()
    while (found := list(before.finditer(sentence[:start]))) and found[-1].end() == start:
        start = found[-1].start()
    return start, end
