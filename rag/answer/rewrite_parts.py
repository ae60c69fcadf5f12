"""The parts of a question that a follow-up takes over or replaces: names, times, ordinals, the phrase that asks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answer.level import level
from rag.answer.ordinals import ordinals
from rag.answer.rewrite_words import pattern, words
from rag.answer.spans import longest_first
from rag.answer.when import time_expressions
from rag.text.fold import fold
from rag.text.function_words import LANGUAGES_OF
from rag.text.names import names_in

Slot = Literal["name", "place", "person", "organisation", "time", "ordinal"]

_CAPITAL = f"[{''.join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())}]"
_WORD = rf"{_CAPITAL}[\w’']*(?:-[\w’']+)*"
_CHAIN = re.compile(rf"{_WORD}(?:(?:\s+(?:des?|du|de la|of(?: the)?)\s+|\s+-\s+|\s+|\s*[-–]\s*){_WORD})*")
_LATIN_IN_CHINESE = re.compile(r"[A-Za-zÀ-ỹ][\w.'’-]*(?:\s+[A-Za-zÀ-ỹ][\w.'’-]*)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENERS = frozenset(
    [
        "selon",
        "d'après",
        "according",
        "since",
        "avec",
        "cet",
        "cette",
        "ces",
        "ce",
        "that",
        "this",
        "these",
        "those",
        "theo",
        "kể",
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question: ``text[start:end]``."""

    slot: Slot
    start: int
    end: int
    text: str


def plain_vietnamese(text: str, language: str) -> bool:
    """Whether a Vietnamese text was typed without its accents."""
    return language == "vi" and text.isascii()


def searched(source: str, text: str, language: str) -> re.Match[str] | None:
    """The first match of a pattern of ``rewrite_words`` in ``text``; its spans are those of ``text``."""
    return pattern(source, plain=plain_vietnamese(text, language)).search(level(text, language))


def found(source: str, text: str, language: str) -> Iterator[re.Match[str]]:
    """All matches."""
    return pattern(source, plain=plain_vietnamese(text, language)).finditer(level(text, language))


def asking(text: str, language: str) -> re.Match[str] | None:
    """The first phrase of a question that asks: ``combien d'années``, ``ở đâu``, ``哪里``."""
    edges = "{}" if language == "zh" else r"(?<![\w'-]){}(?![\w])"
    if language == "fr":
        edges = r"(?<![\w-])(?:{})(?:(?<=')|(?![\w]))"
    return searched(edges.format(words(language).asked), text, language)


def names(text: str, language: str) -> list[Part]:
    """The names of a question in order: runs of capitalised words, and those of ``rag.text.names``."""
    spans = list(_chinese_names(text) if language == "zh" else _capitalised(text, language))
    return sorted(longest_first(spans), key=lambda part: part.start)


def _capitalised(text: str, language: str) -> Iterator[Part]:
    for match in _CHAIN.finditer(text):
        start, end = match.span()
        if not text[:start].strip(" «\"'“¿"):
            start = _after_opening_word(text, start, end, language)
        if start < end:
            yield Part(_kind(text[start:end]), start, end, text[start:end])


def _after_opening_word(text: str, start: int, end: int, language: str) -> int:
    """A sentence begins with a capital: its first word counts only where it is no common word."""
    chain = text[start:end]
    first = re.split(r"[\s’'-]", chain, maxsplit=1)[0]
    if names_in(chain) and not names_in(chain[len(first) :].strip()):
        return start
    common = language in LANGUAGES_OF.get(first.lower(), ()) or first.lower() in _OPENERS
    elided = language == "fr" and chain[len(first) : len(first) + 1] in ("’", "'")
    rest = chain[len(first) :].lstrip(" ’'-")
    alone = not rest
    foreign = len(re.findall(r"[aeiouyàâêôăơưáéíóúýèìòù]+", first.lower())) > 1 or first.isupper()
    if alone and language == "vi" and foreign and not common:
        return start
    if common or elided or (alone and language == "vi"):
        return end if alone or not rest[0].isupper() else end - len(rest)
    return start


def _chinese_names(text: str) -> Iterator[Part]:
    for name in names_in(text):
        at = text.find(name.written)
        if at >= 0:
            yield Part(name.kind, at, at + len(name.written), name.written)
    for match in _LATIN_IN_CHINESE.finditer(text):
        yield Part(_kind(match[0]), match.start(), match.end(), match[0])


def _kind(name: str) -> Slot:
    known = names_in(name)
    return known[0].kind if known and len(fold(known[0].written)) >= len(fold(name)) - 2 else "name"


def times(text: str, language: str) -> list[Part]:
    """The times of a question, with a bare year."""
    spans = [Part("time", t.start, t.end, text[t.start : t.end]) for t in time_expressions(text, language)]
    years = [Part("time", m.start(), m.end(), m[0]) for m in _YEAR.finditer(text)]
    return list(longest_first([*spans, *years]))


def ranks(text: str, language: str) -> list[Part]:
    """The ordinals of a question."""
    named = ordinals(text, level(text, language), language)
    return [Part("ordinal", o.start, o.end, text[o.start : o.end]) for o in longest_first(named)]


def year_of(text: str) -> int | None:
    """The last year that a text names."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def clean(text: str) -> str:
    """Without the marks at its ends."""
    return text.strip().strip("?？!。.… \u00a0\u202f").strip()


def ended(text: str, language: str) -> str:
    """As a question: with a capital, single spaces and the mark of its language."""
    text = " ".join(clean(text).split())
    text = re.sub(r"\s+([,)）])", r"\1", text)
    mark = {"fr": " ?", "zh": "？"}.get(language, "?")
    return text[:1].upper() + text[1:] + mark


def first_name(parts: Sequence[Part], *slots: Slot) -> Part | None:
    """The first of these kinds."""
    return next((part for part in parts if part.slot in slots), None)
