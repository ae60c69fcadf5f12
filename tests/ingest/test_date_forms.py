"""Dates as four languages write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.ingest.date_forms import bare_weekdays, day_mentions, is_byline, is_date_line

FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_full_date_is_read_in_every_form(day: date) -> None:
    """No month and no day of one is missing in any language."""
    forms = (
        f"le {day.day} {FRENCH[day.month - 1]} {day.year} à Hanoï",
        f"on {ENGLISH[day.month - 1]} {day.day}, {day.year} in Hanoi",
        f"on {day.day} {ENGLISH[day.month - 1]} {day.year} in Hanoi",
        f"ngày {day.day} tháng {day.month} năm {day.year} tại Hà Nội",
        f"ngày {day.day:02}/{day.month:02}/{day.year} tại Hà Nội",
        f"于{day.year}年{day.month}月{day.day}日在河内",
        f"at {day.isoformat()}T08:30:00Z",
    )
    for text in forms:
        assert [day] == [mention.full for mention in day_mentions(text)]


@pytest.mark.parametrize(
    ("text", "month", "day", "weekday"),
    [
        ("lundi 27 mars", 3, 27, 0),
        ("le 1er novembre", 11, 1, None),
        ("Monday, March 27", 3, 27, 0),
        ("Oct. 12", 10, 12, None),
        ("thứ Hai, ngày 27 tháng 3", 3, 27, 0),
        ("Sáng 27/3, tại", 3, 27, None),
        ("3月27日（星期一）", 3, 27, 0),
    ],
)
def test_a_day_without_a_year_is_a_day(text: str, month: int, day: int, weekday: int | None) -> None:
    """With its weekday where it is named."""
    (mention,) = day_mentions(text)
    assert (None, month, day, weekday) == (mention.year, mention.month, mention.day, mention.weekday)


@pytest.mark.parametrize(
    "text", ["en mars 2023", "1,6 mars", "27 marsouins", "la version 1.2.3", "3/4 des élus", "32 mars", "12 maires"]
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    """Numbers stand before all kinds of words."""
    assert () == day_mentions(text)


def test_a_day_that_does_not_exist_or_has_another_weekday_is_in_no_year() -> None:
    """29 February, and Monday 27 March."""
    (leap,), (monday,) = day_mentions("29 février"), day_mentions("lundi 27 mars")
    assert (None, date(2024, 2, 29)) == (leap.in_year(2023), leap.in_year(2024))
    assert [2017, 2023, 2028] == [year for year in range(2015, 2030) if monday.in_year(year)]


@pytest.mark.parametrize(
    "line",
    [
        "12 octobre 2024",
        "Publié le 12/10/2024 à 10h30",
        "Thứ bảy, 12/10/2024 - 10:30",
        "发布时间：2024年10月12日 10:30",
        "Saturday, 12 October 2024, 10:30 GMT",
    ],
)
def test_a_line_that_is_only_a_date_is_a_date_line(line: str) -> None:
    """With or without a time and a word for published."""
    assert is_date_line(line)
    assert is_byline(f"Par Anne Morel. {line}")


@pytest.mark.parametrize(
    "line",
    [
        "Par Anne Roux, le 3 mai 2024",
        "Par Anne Roux et Paul Morel le 3 mai 2024 à 10h30",
        "By Ann Lee, 3 May 2024",
        "By Ann Lee and Bob Ray on May 3, 2024",
        "Theo Nguyễn Văn An, ngày 3/5/2024",
        "Nguyễn Văn An - 03/05/2024 10:30",
        "记者 王伟 2024年5月3日",
        "本报记者 王伟 李娜 2024年5月3日",
    ],
)
def test_who_and_when_in_one_breath_is_a_byline(line: str) -> None:
    """In four languages."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["Par ailleurs, le 3 mai 2024", "By Monday, 3 May 2024", "Theo báo cáo, ngày 3/5/2024"]
)
def test_a_phrase_without_a_name_is_no_byline(line: str) -> None:
    """``Par ailleurs`` wrote nothing."""
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le 12 octobre 2024, le pont a rouvert.",
        "Publié le 12 octobre 2024, le rapport accuse.",
        "12 octobre",
        "Par ici",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    """It says something."""
    assert not is_byline(line)


def test_weekdays_without_a_date_are_told_from_those_with_one() -> None:
    """A habit is no day."""
    assert (4,) == bare_weekdays(
        "Il a annoncé vendredi que lundi 27 mars, comme chaque dimanche, mardi 4 et mercredi 5 mars"
    )
