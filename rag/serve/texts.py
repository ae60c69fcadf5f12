"""The words of the interface in the reader's language, from the table ``assets/texts.tsv``."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from rag.schema import Dating

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """One column of the table."""

    language: str
    """ISO 639-1 code."""
    _of: Mapping[str, str]

    def __call__(self, name: str, **values: object) -> str:
        """The text called ``name`` with its places filled; raises ``KeyError`` for a name not in the table."""
        return self._of[name].format(**values)

    def day(self, day: date) -> str:
        """A date as this language writes it in full."""
        number = self("first_day") if day.day == 1 else str(day.day)
        return self("date", day=number, month=self("months").split()[day.month - 1], year=day.year)

    def days(self, start: date, end: date) -> str:
        """A run of days, both included; one day is written once."""
        return self.day(start) if start == end else self("time_range", start=self.day(start), end=self.day(end))

    def when(self, published: date | None, dating: Dating) -> str:
        """The day of publication, else the days or whole years between which it was, else that nothing tells."""
        first, last = dating.earliest, dating.latest
        if published or not (first or last):
            return self.day(published) if published else self("undated")
        if not (first and last):
            return (
                self("dated_until", day=self.day(last)) if last else self("dated_from", day=self.day(first or date.min))
            )
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return self.days(first, last)


def texts_for(accept_language: str | None) -> Texts:
    """The words for a browser that sends this ``Accept-Language`` (RFC 9110, 12.5.4); else English."""
    columns = _columns()
    for language in _preferred(accept_language or ""):
        if language in columns:
            return columns[language]
    return columns[FALLBACK]


def all_texts() -> tuple[Texts, ...]:
    """The words in each language."""
    return tuple(_columns().values())


def _preferred(accept_language: str) -> list[str]:
    """Primary subtags, most wanted first; what cannot be read is passed over, as the RFC asks."""
    weighed = []
    for part in accept_language.split(","):
        tag, _, parameter = part.partition(";")
        weight = _weight(parameter)
        if weight > 0:
            weighed.append((weight, tag.strip().lower().split("-")[0]))
    return [tag for _, tag in sorted(weighed, key=lambda pair: -pair[0])]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name == "q" else 0.0
    except ValueError:
        return 0.0


@cache
def _columns() -> dict[str, Texts]:
    table = (files("rag.serve") / "assets" / "texts.tsv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    languages = [column for column in rows[0] if column != "language"]
    return {language: Texts(language, {row["language"]: row[language] for row in rows}) for language in languages}
