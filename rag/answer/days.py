"""Days and runs of days as a reader writes them: ``27 mars 2023``, ``mars 2024``, ``2024年第一季度``."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class _Forms:
    months: Sequence[str]
    day: str
    first_of_month: str
    month: str
    quarter: str
    quarters: Sequence[str]
    year: str
    span: str


_NUMBERS = tuple(str(n) for n in range(1, 13))
_FORMS: Mapping[str, _Forms] = MappingProxyType(
    {
        "fr": _Forms(
            [
                "janvier", "février", "mars", "avril", "mai", "juin",
                "juillet", "août", "septembre", "octobre", "novembre", "décembre",
            ],
            "{day} {month} {year}", "1er {month} {year}", "{month} {year}", "{quarter} trimestre {year}",
            ("premier", "deuxième", "troisième", "quatrième"), "{year}", "du {first} au {last}",
        ),
        "en": _Forms(
            [
                "January", "February", "March", "April", "May", "June",
                "July", "August", "September", "October", "November", "December",
            ],
            "{day} {month} {year}", "{day} {month} {year}", "{month} {year}", "{quarter} quarter of {year}",
            ("first", "second", "third", "fourth"), "{year}", "{first} to {last}",
        ),
        "vi": _Forms(
            _NUMBERS, "ngày {day}/{month}/{year}", "ngày {day}/{month}/{year}", "tháng {month}/{year}",
            "quý {quarter} năm {year}", ("I", "II", "III", "IV"), "năm {year}", "từ {first} đến {last}",
        ),
        "zh": _Forms(
            _NUMBERS, "{year}年{month}月{day}日", "{year}年{month}月{day}日", "{year}年{month}月",
            "{year}年第{quarter}季度", ("一", "二", "三", "四"), "{year}年", "{first}至{last}",
        ),
    }
)  # fmt: skip


def day_in_words(day: date, language: str) -> str:
    """One day, in ``language`` or in English where we do not speak it."""
    forms = _FORMS.get(language, _FORMS["en"])
    form = forms.first_of_month if day.day == 1 else forms.day
    return form.format(day=day.day, month=forms.months[day.month - 1], year=day.year)


def days_in_words(first: date, last: date, language: str) -> str:
    """A run of days, both included; a whole month, quarter or year is called by its name."""
    forms = _FORMS.get(language, _FORMS["en"])
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year
    months = last.month - first.month + 1 if whole else 0
    if first == last:
        return day_in_words(first, language)
    if months == 1:
        return forms.month.format(month=forms.months[first.month - 1], year=first.year)
    if months == 3 and first.month % 3 == 1:
        return forms.quarter.format(quarter=forms.quarters[first.month // 3], year=first.year)
    if months == 12:
        return year_in_words(first.year, language)
    return forms.span.format(first=day_in_words(first, language), last=day_in_words(last, language))


def year_in_words(year: int, language: str) -> str:
    """A year."""
    return _FORMS.get(language, _FORMS["en"]).year.format(year=year)
