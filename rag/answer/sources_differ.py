# ruff: noqa: E501  # a pattern is read as a whole
"""Where articles do not agree: a later one corrects an earlier one, or two say different things of one matter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from rag.answer.candidates import Candidate, Evidence
from rag.answer.days import day_in_words
from rag.answer.facts import Fact, FactKind, facts, is_of_the_matter
from rag.answer.messages import messages
from rag.answer.wanted import Wanted, wanted
from rag.schema import Hit
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.text.stopwords import stopwords
from rag.text.terms import terms

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
_ROUNDED, _ABOUT = 0.02, 0.1
"""Figures that differ by less are one figure, rounded; the second where one is said to be about right."""
_ROUGHLY = re.compile(
    r"\bpres d[e']|\bautour d[eu']|\b(?:plus|moins) d[e']|\b(?:environ|quelque|presque|une \w+aine)\b"
    r"|\b(?:about|around|nearly|almost|some|roughly|more than|over|less than)\b|\b(?:khoang|gan|hon|xap xi)\b|约|大约|近|左右|多名|余"
)
_LINKS = frozenset(
    [
        "entre",
        "selon",
        "depuis",
        "apres",
        "avant",
        "pendant",
        "between",
        "among",
        "since",
        "after",
        "before",
        "during",
        "giua",
        "theo",
        "tu",
        "trong",
    ]
)
"""Words of a question, folded, that name nothing."""
_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_DAY = re.compile(r"(?<=-)\d\d(?:-\d\d)?(?=$|/)")
_HAN = re.compile("[\u3400-\u9fff]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?")


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
        if other.hit.article.id != best.hit.article.id and _of_one_matter(best, other, question, kind)
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
    if _shared(newer, older) < SAME_MATTER:
        return False
    kinds = _KINDS.get(kind)
    if kinds is None:
        return not _one_sided(newer, older, question) and _replaces(newer, older)
    new, old = _values(newer, kinds), _values(older, kinds)
    return len(old) == 1 and len(new) > 1 and any(_same(mine, old[0]) for mine in new)


def _replaces(newer: Candidate, older: Candidate) -> bool:
    """Whether the newer sentence names what the older one gave for an answer, and another of its like."""
    if older.answer is None:
        return False
    start, end = older.answer[0] - older.start, older.answer[1] - older.start
    given = fold(older.text[max(start, 0) : end])
    if not given or given not in fold(newer.text):
        return False
    return bool(_proper(newer) - _proper(older))


def _contradict(first: Candidate, second: Candidate, question: str, kind: Wanted) -> bool:
    """Whether two sentences say the same of the same thing but for the figure asked for."""
    kinds = _KINDS.get(kind)
    language = first.hit.article.language
    if kinds is None or language != second.hit.article.language:
        return False
    if (
        _one_sided(first, second, question)
        or _shared(first, second) < SAME_CLAIM
        or _other_subject(first, second, question)
    ):
        return False
    if kind != "date" and _years(first) != _years(second):
        return False
    rounded = _ABOUT if any(_ROUGHLY.search(fold(c.text)) for c in (first, second)) else _ROUNDED
    apart = (
        partial(_apart, same_year=_same_year(first, second)) if kind == "date" else partial(_unlike, rounded=rounded)
    )
    return any(apart(mine, theirs) for mine, theirs in _comparable(_values(first, kinds), _values(second, kinds)))


def _comparable(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
    """The values that stand alone with their unit on both sides; of several figures it is not known which is which."""
    sides = [
        {unit: [v for v in values if _unit(v) == unit] for unit in map(_unit, values)} for values in (mine, theirs)
    ]
    return [
        (one[0], sides[1][unit][0])
        for unit, one in sides[0].items()
        if len(one) == 1 and len(sides[1].get(unit, ())) == 1 and (unit or len(mine) == len(theirs) == 1)
    ]


def _unlike(first: str, second: str, rounded: float) -> bool:
    return not _same(first, second, rounded)


def _same_year(first: Candidate, second: Candidate) -> bool:
    mine, theirs = first.hit.article.published, second.hit.article.published
    return mine is None or theirs is None or mine.year == theirs.year


def _other_subject(first: Candidate, second: Candidate, question: str) -> bool:
    """Whether one of two sentences begins with a name that neither the other nor the question has."""
    asked = {fold(word) for word in _names(question)}
    for one, other in ((first, second), (second, first)):
        found = [fold(word) for word in _names(one.text)]
        known = asked | {fold(word) for word in _WORD.findall(other.text)}
        start = next((place for place, word in enumerate(found) if word in asked), 0)
        if any(word not in known for word in found[1:start]):
            return True
    return False


def _of_one_matter(first: Candidate, second: Candidate, question: str, kind: Wanted) -> bool:
    """Whether neither speaks of something else than the other: of another name or number of the question, or time.

    A sentence is read under its title, which may hold the name that the sentence only points to.
    """
    one_sided = _one_sided(first, second, question)
    if one_sided & (
        {fold(name) for name in _names(question[1:])} | {term for term in one_sided if not term[0].isalpha()}
    ):
        return False
    if sum(_HAN.match(term) is not None for term in one_sided) > 1:
        return False
    return kind == "date" or _when(first) == _when(second) or not (_when(first) and _when(second))


def _one_sided(first: Candidate, second: Candidate, question: str) -> set[str]:
    """The words of the question that stand with one of the two only."""
    language = first.hit.article.language
    mine, theirs = (_with_title(candidate) for candidate in (first, second))
    skip = stopwords(language)
    found = terms(question, language)
    stems = found.stems if len(found.stems) == len(found.words) else found.words
    return {
        word
        for word, stem in zip(found.words, stems, strict=True)
        if word not in skip and word not in _LINKS and (stem in mine) != (stem in theirs)
    }


def _with_title(candidate: Candidate) -> set[str]:
    """The words of a sentence, of the one before it, which may name what it speaks of, and of the title."""
    article = candidate.hit.article
    spans = sentences(article.text, article.language)
    before = next((article.text[a:b] for a, b in reversed(spans) if b <= candidate.start), "")
    found = terms("\n".join((article.title, before, candidate.text)), article.language)
    return {*found.words, *found.stems}


def _when(candidate: Candidate) -> set[str]:
    """The times that the sentence itself names, but for days of the week."""
    return {
        fact.value
        for fact in _facts(candidate)
        if fact.kind == "date" and not fact.value.startswith(("weekday", "day"))
    }


def _proper(candidate: Candidate) -> set[str]:
    """The words of names: capitals within the sentence, or pairs of Chinese characters."""
    return {fold(word) for word in _names(candidate.text[1:])} | _han_pairs(candidate.text)


def _names(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.islower() and not word[0].isdigit()]


def _han_pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text) if _HAN.fullmatch(first) and _HAN.fullmatch(second)}


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
    found = facts(candidate.text, candidate.hit.article.language)
    return tuple(fact for fact in found if is_of_the_matter(fact, candidate.text))


def _same(first: str, second: str, rounded: float = _ROUNDED) -> bool:
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
    return abs(one - other) <= rounded * max(abs(one), abs(other))


def _apart(first: str, second: str, same_year: bool) -> bool:
    """Whether two dates cannot both be right: whole intervals that do not meet, or other days of a month or a year.

    Reports of two years may each speak of the event of its year.
    """
    mine, theirs = first.split("/"), second.split("/")
    if all(_DAY.fullmatch(day) for day in (*mine, *theirs)):
        return (mine[0] > theirs[-1] or theirs[0] > mine[-1]) and (same_year or mine[0][:4] == theirs[0][:4])
    one, other = _MONTH_DAY.search(first), _MONTH_DAY.search(second)
    return bool(one and other and one[0] != other[0] and len(one[0]) == len(other[0]))


def _unit(value: str) -> str:
    if "/" in value or "*" in value:
        return "date"
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
