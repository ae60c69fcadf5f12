"""Which year a day of a news story belongs to: small constraints, each explainable, all of which must agree."""

import re
from collections.abc import Callable, Iterable, Iterator

from rag.ingest.agencies import dateline
from rag.ingest.date_forms import DayMention, bare_weekdays, day_mentions

_YEARS = frozenset(range(1990, 2100))
_FUTURE = re.compile(
    r"""\b(?:\w{2,}r(?:a|ont)|\w+[eidruv]r(?:ait|aient)|prévue?s?|prévoit|attendue?s?|fixée?s?|arrêtée?s|livraison
    |prochaine?s?|à\ venir|avant\ la\ fin|will|would|scheduled|planned|plans|expected|upcoming|next|due\ to|sẽ|dự\ kiến
    |sắp)\b
    |将|拟|预计|计划|即将|明年""",
    re.VERBOSE | re.IGNORECASE,
)
_UNDONE_PLAN = re.compile(
    r"\b(?:avait|avaient|l['’]an (?:passé|dernier)|reporté\w*|retardé\w*|had been|last year|postponed|delayed)\b",
    re.IGNORECASE,
)
_ADOPTION = re.compile(
    r"\b(?:sign\w+|adopt\w+|approuv\w+|approv\w+|convenu\w*|agreed|lanc\w+|launch\w+|couvrir\w+|ký|thông qua)\b"
    r"|签署|通过",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?<!\d)(20\d\d)(?: ?[-–—/] ?|至| (?:à|to|đến) )(20\d\d)(?!\d)", re.IGNORECASE)
_PRECISE_YEAR = re.compile(
    r"""\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march
    |april|may|june|july|august|september|october|november|december|tháng\ \d{1,2}|trimestre|semestre|rentrée|printemps
    |été|automne|hiver|spring|summer|autumn|winter|quarter|half|début|fin|end)
    (?:\ (?:de|of|in|năm))?,?\ (?P<year>20\d\d)(?!\d)
    |(?P<han>20\d\d)年(?:\d{1,2}月|[春夏秋冬]|[上下]半年|[年]?[初底])""",
    re.VERBOSE | re.IGNORECASE,
)
_PLANNED_YEARS_AHEAD = 3
_OCCASION = re.compile(
    r"""\b(?:visites?|voyages?|déplacements?|sommets?|entretiens?|rencontres?|réunions?|visits?|summits?|talks|meetings?
    |trips?|chuyến\ thăm)\b|访问|会晤|峰会""",
    re.VERBOSE | re.IGNORECASE,
)
_HISTORY = re.compile(
    r"""\b(?:anniversaires?|ans\ après|il\ y\ a|histori\w*|commémor\w*|souvenir|fond(?:é|ée|ation)|anniversary
    |years\ (?:ago|after)|histor\w*|founded|since|depuis|kỷ\ niệm|thành\ lập|lịch\ sử)\b|周年|历史|成立""",
    re.VERBOSE | re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"""\b(?:horizon|d['’]ici|objectifs?|vise\w*|période|jusqu['’]en|until|target|goals?|period|đến\ năm|giai\ đoạn
    |mục\ tiêu)\b|到|目标""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?](?!\s|$)[^.!?。！？\n]*)*")
_DAYS_OF_A_YEAR = 366

Years = frozenset[int]
Evidence = Callable[[DayMention, str], Years | None]


def sentences_of(text: str) -> Iterator[str]:
    """Rough sentences, good enough to see what stands near what; none crosses a line end."""
    return (match.group() for match in _SENTENCE.finditer(text))


def speaks_of_future(sentence: str) -> bool:
    """Whether a sentence plans or foretells, in any of the four languages; some that only seem to count too."""
    return bool(_FUTURE.search(sentence)) and not _UNDONE_PLAN.search(sentence)


def only_year(day: DayMention, text: str) -> int | None:
    """The one year that the calendar and the text leave for ``day``; ``None`` when they leave none or several.

    No year is left when the text speaks of a later one as past or present.
    """
    years = _YEARS
    for evidence in EVIDENCE:
        found = evidence(day, text)
        years = years if found is None else years & found
    latest = max(_settled_years(text), default=0)
    return next(iter(years)) if len(years) == 1 and latest <= min(years) else None


def _calendar(day: DayMention, text: str) -> Years:
    """Years in which the day falls on its weekday, wherever in the text the weekday stands (``mardi 3 mai``)."""
    same = [m for m in day_mentions(text) if (m.month, m.day) == (day.month, day.day)]
    return frozenset(year for year in _YEARS if all(m.in_year(year) for m in (day, *same)))


def _reported_weekday(day: DayMention, text: str) -> Years | None:
    """Years in which the one weekday named beside a dateline (``a annoncé vendredi``) is its day or the day before."""
    opening = dateline(text)
    if opening is None or not opening.when:
        return None
    weekdays = set(bare_weekdays("\n".join(text.split("\n\n")[:2])))
    if len(weekdays) != 1:
        return None
    weekday = weekdays.pop()
    return frozenset(y for y in _YEARS if (d := day.in_year(y)) and d.weekday() in (weekday, (weekday + 1) % 7))


def _adopted_periods(_day: DayMention, text: str) -> Years | None:
    """What is signed or launched for 2023-2025 is news of the year before or of those years."""
    periods = [
        (int(match[1]), int(match[2]))
        for sentence in sentences_of(text)
        if _ADOPTION.search(sentence)
        for match in _PERIOD.finditer(sentence)
    ]
    return _all_of(frozenset(range(start - 1, end + 1)) for start, end in periods)


def _near_plans(_day: DayMention, text: str) -> Years | None:
    """What is planned to the month or season (``une livraison en décembre 2024``) is at most three years ahead."""
    planned = [
        int(match["year"] or match["han"])
        for sentence in sentences_of(text)
        if not _HISTORY.search(sentence)
        for match in _PRECISE_YEAR.finditer(sentence)
        if speaks_of_future(sentence[: match.end()])
    ]
    return _all_of(frozenset(range(year - _PLANNED_YEARS_AHEAD, year + 1)) for year in planned)


def _recent_occasion(day: DayMention, text: str) -> Years | None:
    """A visit or meeting told of with its days and year is of the past twelve months: of the next ``day`` after it.

    News leave the year out when it is the current one, and name the days of an occasion only while it is recent;
    sentences about anniversaries and history are exceptions and say nothing.
    """
    occasions = [
        mention.full
        for sentence in sentences_of(text)
        if _OCCASION.search(sentence) and not _HISTORY.search(sentence) and not speaks_of_future(sentence)
        for mention in day_mentions(sentence)
        if mention.full
    ]
    if not occasions:
        return None
    last = max(occasions)
    around = ((year, day.in_year(year)) for year in (last.year, last.year + 1))
    return frozenset(year for year, found in around if found and 0 < (found - last).days <= _DAYS_OF_A_YEAR)


def _all_of(sets: Iterable[Years]) -> Years | None:
    found = list(sets)
    return frozenset.intersection(*found) if found else None


def _settled_years(text: str) -> Iterator[int]:
    """Years that the text speaks of as past or present: no article is older than these."""
    for sentence in sentences_of(text):
        if not (speaks_of_future(sentence) or _OUTLOOK.search(sentence) or _PERIOD.search(sentence)):
            yield from (int(year) for year in _YEAR.findall(sentence))


EVIDENCE: tuple[Evidence, ...] = (_calendar, _reported_weekday, _adopted_periods, _near_plans, _recent_occasion)
"""Each gives the years that it allows, or ``None`` when the text holds nothing of its kind."""
