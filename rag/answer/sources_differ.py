# ruff: noqa: E501  # a pattern is read as a whole
"""Where articles do not agree: a later one corrects an earlier one, or two say different things of one matter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from rag.answer.candidates import Candidate, Evidence
from rag.answer.compared_values import ABOUT, ROUNDED, comparable, dates_apart, same_value
from rag.answer.days import day_in_words
from rag.answer.facts import FactKind
from rag.answer.messages import messages
from rag.answer.one_matter import of_one_matter, one_sided_words, other_subject, proper_words, shared_words, told_facts
from rag.answer.wanted import Wanted, wanted
from rag.schema import Hit
from rag.text.fold import fold
from rag.text.sentences import sentences

_KINDS: Mapping[Wanted, frozenset[FactKind]] = MappingProxyType(
    {
        "date": frozenset({"date"}),
        "duration": frozenset({"duration", "amount"}),
        "percentage": frozenset({"percentage"}),
        "amount": frozenset({"amount", "number", "percentage"}),
    }
)
_CORRECTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "fr": re.compile(
            r"contrairement a ce qu|rectifi|corrig|correctif|erratum|errone|\berreur\b|\b(?:et |mais )?(?:non|pas) (?:pas |plus )?(?:de |le |la |les |a |au |aux |en |l')?\w"
            r"|\bau lieu d|\bplutot que\b|\bn(?:e |')\w+ pas\b.*\bmais\b|revu\w* a la (?:hausse|baisse)|revis|version (?:anterieure|precedente)|(?:d'abord|precedemment|auparavant) (?:annonc|ecrit|indiqu|prevu)"
            r"|initialement|\bfinalement\b|aurai(?:t|ent) du\b|\bdevai(?:t|ent)\b|il fallait lire|lire\b.{1,40}\bet non\b|dement|ramene|report[ee]|avance[es]?\b|\bprevue?s? (?:pour|le)\b"
        ),
        "en": re.compile(
            r"\bcorrect(?:s|ed|ion)\b|clarif|contrary to|\bnot (?:the |in |on |at |by )?[\w.,]+|\binstead(?: of)?\b|(?:earlier|previous) version|\brevis|\boriginally\b|\bpreviously\b|\binitially\b|\brather than\b|\berroneous|\bmistaken|\bwrongly\b"
            r"|\bhad been (?:due|planned|set|scheduled|expected)\b|\bwas (?:to have|due|originally|previously)\b|\b(?:lowered|raised|downgraded|upgraded|cut|updated)\b|\bpostponed\b|\bdelayed\b|\bmoved from\b|\bshould have (?:said|read)\b|\bup from an earlier|\bdown from"
        ),
        "vi": re.compile(
            r"dinh chinh|cai chinh|chu khong phai|khong phai|trai voi|thay vi|ban dau|dieu chinh|du kien truoc do|truoc do (?:dua tin|thong bao|cho biet)|hoan (?:den|sang|lai|tu)|\btu .{1,40} sang|doi (?:sang|thanh)|nham"
        ),
        "zh": re.compile(
            r"更正|勘误|纠正|更名|而不是|而非|不是|并非|此前|早前|原定|原计划|原先|修正|修订|下调|上调|推迟|改为|改在|改于|误"
        ),
    }
)
"""How a report says, folded, that something said before is not so."""
SAME_MATTER = 0.3
"""From which share of common telling words on (of the shorter sentence) a correction speaks of what was quoted."""
SAME_CLAIM = 0.5
"""The same for two sentences with another figure each, none of which says that it corrects."""
_ROUGHLY = re.compile(
    r"\bpres d[e']|\bautour d[eu']|\b(?:plus|moins) d[e']|\b(?:environ|quelque|presque|une \w+aine)\b"
    r"|\b(?:about|around|nearly|almost|some|roughly|more than|over|less than)\b|\b(?:khoang|gan|hon|xap xi)\b|约|大约|近|左右|多名|余"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two candidates of different articles that do not agree, the newer first."""

    newer: Candidate
    older: Candidate
    corrects: bool
    """Whether the newer says itself that it corrects."""


def difference(best: Candidate, ranked: Sequence[Candidate], hits: Sequence[Hit], question: str) -> Difference | None:
    """The version of ``best`` in another article that does not agree with it; None where none is seen."""
    kind = wanted(question)
    others = [
        other
        for other in (*ranked, *_unread(hits, ranked))
        if other.hit.article.id != best.hit.article.id and of_one_matter(best, other, question, kind)
    ]
    for other in others:
        if corrects(other, best, question, kind):
            return Difference(other, best, corrects=True)
        if corrects(best, other, question, kind):
            return Difference(best, other, corrects=True)
    rival = next((o for o in ranked if o in others and _contradict(best, o, question, kind)), None)
    return None if rival is None else _by_date(best, rival)


def corrects(newer: Candidate, older: Candidate, question: str, kind: Wanted) -> bool:
    """Whether ``newer`` says that what ``older`` says is not so.

    It must speak of correcting, be of the same matter, not be the older article by its date, and hold what the other
    says beside its own: its figure where one is asked for, else the words that the reader took for its answer.
    """
    article, other = newer.hit.article, older.hit.article
    cue = _CORRECTS.get(article.language)
    if cue is None or not cue.search(fold(newer.text)) or article.language != other.language:
        return False
    if article.published and other.published and article.published < other.published:
        return False
    if shared_words(newer, older) < SAME_MATTER:
        return False
    kinds = _KINDS.get(kind)
    if kinds is None:
        return not one_sided_words(newer, older, question) and _replaces(newer, older)
    new, old = _values(newer, kinds), _values(older, kinds)
    return len(old) == 1 and len(new) > 1 and any(same_value(mine, old[0]) for mine in new)


def _replaces(newer: Candidate, older: Candidate) -> bool:
    """Whether the newer sentence names what the older one gave for an answer, and another of its like."""
    if older.answer is None:
        return False
    start, end = older.answer[0] - older.start, older.answer[1] - older.start
    given = fold(older.text[max(start, 0) : end])
    if not given or given not in fold(newer.text):
        return False
    return bool(proper_words(newer) - proper_words(older))


def _contradict(first: Candidate, second: Candidate, question: str, kind: Wanted) -> bool:
    """Whether two sentences say the same of the same thing but for the figure asked for."""
    kinds = _KINDS.get(kind)
    language = first.hit.article.language
    if kinds is None or language != second.hit.article.language:
        return False
    if (
        one_sided_words(first, second, question)
        or shared_words(first, second) < SAME_CLAIM
        or other_subject(first, second, question)
    ):
        return False
    if kind != "date" and _years(first) != _years(second):
        return False
    rounded = ABOUT if any(_ROUGHLY.search(fold(c.text)) for c in (first, second)) else ROUNDED
    apart = (
        partial(dates_apart, same_year=_same_year(first, second))
        if kind == "date"
        else partial(_differ, rounded=rounded)
    )
    return any(apart(mine, theirs) for mine, theirs in comparable(_values(first, kinds), _values(second, kinds)))


def _differ(first: str, second: str, rounded: float) -> bool:
    return not same_value(first, second, rounded)


def _same_year(first: Candidate, second: Candidate) -> bool:
    mine, theirs = first.hit.article.published, second.hit.article.published
    return mine is None or theirs is None or mine.year == theirs.year


def _values(candidate: Candidate, kinds: frozenset[FactKind]) -> list[str]:
    return list(dict.fromkeys(fact.value for fact in told_facts(candidate) if fact.kind in kinds))


def _years(candidate: Candidate) -> set[str]:
    return set(re.findall(r"(?:19|20)\d\d", candidate.text))


def _unread(hits: Sequence[Hit], ranked: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of the hits that were not judged; nothing speaks for them but where they stand."""
    read = {(candidate.hit.article.id, candidate.start) for candidate in ranked}
    found = []
    for hit in hits:
        for start, end in sentences(hit.passage.text, hit.article.language):
            place = (hit.passage.start + start, hit.passage.start + end)
            if (hit.article.id, place[0]) not in read:
                evidence = Evidence(hit.score, 0.0, 0.0, 0.0, same_language=True)
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
