# ruff: noqa: E501  # a pattern is read as a whole
"""Where articles do not agree: a later one corrects an earlier one, or two say different things of one matter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rag.answer.candidates import Candidate, Evidence
from rag.answer.days import day_in_words
from rag.answer.facts import Fact, FactKind, facts
from rag.answer.messages import messages
from rag.answer.sources import stories
from rag.answer.wanted import Wanted
from rag.schema import Hit
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_KINDS: Mapping[Wanted, frozenset[FactKind]] = MappingProxyType(
    {
        "date": frozenset({"date"}),
        "duration": frozenset({"duration"}),
        "percentage": frozenset({"percentage"}),
        "amount": frozenset({"amount", "number"}),
    }
)
_CORRECTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "fr": re.compile(
            r"contrairement a ce qu|rectifi|corrig|erron|\berreur\b|,? et non (?:pas )?(?:de |le |la |les |a )?\w|\bau lieu d|\bce ne sont pas\b.*\bmais\b"
            r"|\bn'est pas\b.*\bmais\b|revu\w* a la (?:hausse|baisse)|revis|version anterieure|d'abord annonce|initialement|aurai(?:t|ent) du\b|dement|ramene|\bpas \d+ mais\b"
        ),
        "en": re.compile(
            r"\bcorrect(?:s|ed|ion)\b|contrary to|\bnot \S+(?: \S+){0,3},? but\b|\binstead of\b|earlier version|\brevis|\boriginally\b|\brather than\b|\berroneous|\bnot the \S+ (?:first )?(?:announced|reported)|had been due|was to have"
        ),
        "vi": re.compile(r"dinh chinh|chu khong phai|trai voi|thay vi|ban dau|dieu chinh|khong phai la? .{1,40} ma"),
        "zh": re.compile(r"更正|勘误|而不是|而非|此前报道|原定|原计划|修正|修订|并非|不是.{1,20}而是"),
    }
)
"""How a report says, folded, that something said before is not so."""
SAME_MATTER = 0.3
"""From which share of common telling words on (of the shorter sentence) a correction speaks of what was quoted."""
SAME_CLAIM = 0.5
"""The same for two sentences with another figure each, none of which says that it corrects."""
_ROUNDED = 0.02
"""Figures that differ by less are one figure, rounded."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two candidates of different stories that do not agree, the newer first."""

    newer: Candidate
    older: Candidate
    corrects: bool
    """Whether the newer says itself that it corrects."""


def difference(best: Candidate, ranked: Sequence[Candidate], hits: Sequence[Hit], wanted: Wanted) -> Difference | None:
    """The version of ``best`` in another story that does not agree with it; None where none is seen."""
    others = [*ranked, *_unread(hits, ranked)]
    groups = stories(other.hit.article for other in [best, *others])
    own = next(group for group in groups if best.hit.article in group)
    others = [other for other in others if other.hit.article not in own]
    for other in others:
        if corrects(other, best, wanted):
            return Difference(other, best, corrects=True)
        if corrects(best, other, wanted):
            return Difference(best, other, corrects=True)
    rival = next((other for other in ranked if other in others and _contradict(best, other, wanted)), None)
    return None if rival is None else _by_date(best, rival)


def corrects(newer: Candidate, older: Candidate, wanted: Wanted) -> bool:
    """Whether ``newer`` says that what ``older`` says is not so.

    It must speak of correcting, be of the same matter, not be the older article by its date, and, where figures are
    asked for, hold the other's figure beside its own.
    """
    article, other = newer.hit.article, older.hit.article
    cue = _CORRECTS.get(article.language)
    if cue is None or not cue.search(fold(newer.text)) or article.language != other.language:
        return False
    if article.published and other.published and article.published < other.published:
        return False
    if cue.search(fold(older.text)) or _shared(newer, older) < SAME_MATTER:
        return False
    kinds = _KINDS.get(wanted)
    if kinds is None:
        return True
    new, old = _values(newer, kinds), _values(older, kinds)
    return bool(old) and any(_same(mine, theirs) for mine in new for theirs in old) and len(new) > 1


def _contradict(first: Candidate, second: Candidate, wanted: Wanted) -> bool:
    """Whether two sentences say the same of the same thing but for the figure asked for."""
    kinds = _KINDS.get(wanted)
    if kinds is None or first.hit.article.language != second.hit.article.language:
        return False
    mine, theirs = _values(first, kinds), _values(second, kinds)
    if len(mine) != 1 or len(theirs) != 1 or _same(mine[0], theirs[0]) or _unit(mine[0]) != _unit(theirs[0]):
        return False
    return _shared(first, second) >= SAME_CLAIM and _years(first) == _years(second)


def _shared(first: Candidate, second: Candidate) -> float:
    one, other = _telling(first), _telling(second)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _telling(candidate: Candidate) -> set[str]:
    language = candidate.hit.article.language
    found = terms(candidate.text, language)
    skip = stopwords(language)
    stems = found.stems if len(found.stems) == len(found.words) else found.words
    return {stem for word, stem in zip(found.words, stems, strict=True) if word not in skip and not word[0].isdigit()}


def _values(candidate: Candidate, kinds: frozenset[FactKind]) -> list[str]:
    return list(dict.fromkeys(fact.value for fact in _facts(candidate) if fact.kind in kinds))


def _years(candidate: Candidate) -> set[str]:
    return set(re.findall(r"(?:19|20)\d\d", candidate.text))


def _facts(candidate: Candidate) -> tuple[Fact, ...]:
    return facts(candidate.text, candidate.hit.article.language)


def _same(first: str, second: str) -> bool:
    """Whether two values are one, but for rounding; a number without its unit is that of the other."""
    if first == second:
        return True
    mine, theirs = _FIGURE.match(first), _FIGURE.match(second)
    if (
        not mine
        or not theirs
        or "/" in first + second
        or (_unit(first) and _unit(second) and _unit(first) != _unit(second))
    ):
        return False
    one, other = float(mine[0]), float(theirs[0])
    return abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def _unit(value: str) -> str:
    figure = _FIGURE.match(value)
    return value[figure.end() :].strip() if figure else ""


def _unread(hits: Sequence[Hit], ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of the hits that were not judged; nothing speaks for them but where they stand."""
    read = {(candidate.hit.article.id, candidate.start) for candidate in ranked}
    found = []
    for hit in hits:
        for start, end in sentences(hit.passage.text, hit.article.language):
            place = (hit.passage.start + start, hit.passage.start + end)
            if (hit.article.id, place[0]) not in read:
                evidence = Evidence(0.0, hit.score, 0.0, 0.0, 0.0, same_language=True)
                found.append(Candidate(hit, *place, evidence))
    return found


def _by_date(first: Candidate, second: Candidate) -> Difference:
    mine, theirs = first.hit.article.published, second.hit.article.published
    newer = second if mine and theirs and theirs > mine else first
    return Difference(newer, first if newer is second else second, corrects=False)


def difference_note(found: Difference, language: str) -> str:
    """What the reader is told: which source says otherwise than which, each with its date."""
    say = messages(language)
    new, old = _named(found.newer, language), _named(found.older, language)
    return say.corrected.format(new=new, old=old) if found.corrects else say.differ.format(said=f"{new}; {old}")


def _named(candidate: Candidate, language: str) -> str:
    article, say = candidate.hit.article, messages(language)
    dated = f" ({day_in_words(article.published, language)})" if article.published else f" ({say.undated})"
    return say.quote.format(quote=article.title) + dated
