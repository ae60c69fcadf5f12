"""The times with a year that a sentence names: days, months, parts of years, years, periods."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from rag.ingest.date_forms import day_mentions, month_number, month_words

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?(?:[-–—/]|至|(?:à|to|đến|and|et|-) ?) ?((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_MONTH = re.compile(
    rf"\b(?P<month>{month_words()}|tháng \d{{1,2}}),?(?: (?:de|of|in|năm))?[ /]{_YEAR}|(?<!\d)(?P<han>20\d\d|19\d\d)年(?P<hanmonth>\d{{1,2}})月",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[str, int, int], ...] = (
    (r"(?:1er|premier|first|1st) (?:trimestre|quarter)|quý (?:I|1|một|đầu)\b|(?:trois premiers mois|first three months)|3 tháng đầu|第?一季度", 1, 3),
    (r"(?:2e|deuxième|second) (?:trimestre|quarter)|quý (?:II|2|hai)\b|第?二季度", 4, 6),
    (r"(?:3e|troisième|third) (?:trimestre|quarter)|quý (?:III|3|ba)\b|第?三季度", 7, 9),
    (r"(?:4e|quatrième|dernier|fourth|last) (?:trimestre|quarter)|quý (?:IV|4|tư)\b|第?四季度", 10, 12),
    (r"(?:1er|premier|first) (?:semestre|half)|(?:six premiers mois|first (?:six months|half))|6 tháng đầu|上半年", 1, 6),
    (r"(?:2e|second|deuxième) (?:semestre|half)|6 tháng cuối|下半年", 7, 12),
    (r"neuf premiers mois|first nine months|9 tháng(?: đầu)?|前三季度", 1, 9),
    (r"printemps|spring|mùa xuân|春季?", 3, 6),
    (r"été|summer|mùa hè|夏季?", 6, 9),
    (r"rentrée", 9, 9),
    (r"automne|autumn|mùa thu|秋季?", 9, 12),
    (r"début|early|beginning|start|đầu|[年]?初", 1, 4),
    (r"fin|end|late|cuối|[年]?底", 9, 12),
)  # fmt: skip
_OF = r"(?: (?:de l['’]année|de|of|in|năm|của năm))?"
_PART_FORMS = tuple(
    (re.compile(rf"\b(?:{words}),?{_OF} {_YEAR}|(?<!\d)(?P<han>20\d\d)年(?:{words})", re.IGNORECASE), first, last)
    for words, first, last in _PARTS
)
_NOT_A_YEAR = re.compile(
    r"\ ?(?:%|°|m\b|mètres|metres|meters|euros?|dollars?|yuans?|dongs?|tonnes?|tons|habitants|personnes|places|people|km"
    r"|kilom|visiteurs|élèves|foyers|familles|hectares|kg|người|đồng|tấn|hộ|mét|名|人|元|吨|米|公里|户|个|次|辆)"
)
_NUMBERED = re.compile(r"(?:n[°º]|no\.?|số|numéro|number|route|#|/|第|résolution|decree)\s?$", re.IGNORECASE)
_YEARS = re.compile(rf"(?<![\d.,]){_YEAR}(?![.,]\d)")


class YearSpan(NamedTuple):
    """What a sentence names at ``[start:end]``, as whole days from ``first`` to ``last``."""

    start: int
    end: int
    first: date
    last: date
    kind: Literal["day", "month", "part", "year", "period"]
    words: str


def year_spans(sentence: str) -> tuple[YearSpan, ...]:
    """The times with a year in a sentence, in order; where they overlap the more precise one counts."""
    found: list[YearSpan] = []
    if not _YEARS.search(sentence):
        return ()
    for span in (*_days(sentence), *_periods(sentence), *_months(sentence), *_parts(sentence), *_plain(sentence)):
        if all(span.end <= other.start or other.end <= span.start for other in found):
            found.append(span)
    return tuple(sorted(found))


def _days(sentence: str) -> Iterator[YearSpan]:
    for day in day_mentions(sentence):
        if day.full:
            yield YearSpan(day.start, day.end, day.full, day.full, "day", sentence[day.start : day.end])


def _periods(sentence: str) -> Iterator[YearSpan]:
    for match in _PERIOD.finditer(sentence):
        first, last = int(match[1]), int(match[2])
        if first < last:
            yield YearSpan(*match.span(), date(first, 1, 1), date(last, 12, 31), "period", match[0])


def _months(sentence: str) -> Iterator[YearSpan]:
    for match in _MONTH.finditer(sentence):
        year = int(match["year"] or match["han"])
        month = int(match["hanmonth"]) if match["han"] else month_number(match["month"])
        if 1 <= month <= 12:
            last = date(year, month, monthrange(year, month)[1])
            yield YearSpan(*match.span(), date(year, month, 1), last, "month", match[0])


def _parts(sentence: str) -> Iterator[YearSpan]:
    for pattern, first, last in _PART_FORMS:
        for match in pattern.finditer(sentence):
            year = int(match["year"] or match["han"])
            ends = date(year, last, monthrange(year, last)[1])
            yield YearSpan(*match.span(), date(year, first, 1), ends, "part", match[0])


def _plain(sentence: str) -> Iterator[YearSpan]:
    for match in _YEARS.finditer(sentence):
        year = int(match["year"])
        if not _NOT_A_YEAR.match(sentence, match.end()) and not _NUMBERED.search(sentence, 0, match.start()):
            yield YearSpan(*match.span(), date(year, 1, 1), date(year, 12, 31), "year", match[0])
