"""Times in sentences: where they stand, and which days they are when no article date is needed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.when import TimeExpression, resolve, time_expressions

LANGUAGES = ("fr", "en", "vi", "zh")
FRAGMENTS = (
    "le 12 octobre 2024 ", "du 30 octobre au 1er novembre", "lundi 31 février ", "au premier trimestre ",
    "il y a 999 ans ", "de l'année prochaine ", "dans 999 mois ", "2023-2025 ", "12/10/2024", "ſept. ", "İ",
    "mi-", "fin ", "T1 2024 ", "les années 90 ", "October 12, 2024 ", "from 9 to 12 October ", "next Friday ",
    "in 3 days ", "the 1990s ", "May 31 ", "Monday 30th ", "ngày 12 tháng 10 năm 2024 ", "từ ngày 9 đến 12/10 ",
    "quý I năm tới ", "thứ Ba tuần tới ", "cuối năm ", "năm năm tới ", "2024年10月12日", "10月9日至12日",
    "二〇二四年", "明年第一季度", "下周五", "三十九日", "十二月", "今年前9个月", "\n", "\u00a0", "0", "⁴", "٣",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=8).map("".join)


def surfaces(text: str, language: str) -> list[str]:
    """What is found, as it stands in the text."""
    return [text[found.start : found.end] for found in time_expressions(text, language)]


def only(text: str, language: str) -> TimeExpression:
    """The one time expression of a text."""
    (found,) = time_expressions(text, language)
    return found


@given(TEXTS, st.sampled_from((*LANGUAGES, "es", "und")))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str, language: str) -> None:
    """Callers cut quotations by these offsets, whatever the text holds."""
    ends = [0]
    for found in time_expressions(text, language):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@given(TEXTS, st.sampled_from(LANGUAGES), st.dates() | st.none())
def test_resolved_days_are_in_order_and_absolute_ones_need_no_anchor(
    text: str, language: str, anchor: date | None
) -> None:
    """Intervals run forward, at either end of the calendar too; what is not relative does not depend on the anchor."""
    for found in time_expressions(text, language):
        days = resolve(found, anchor)
        assert days is None or days[0] <= days[1]
        if not found.relative:
            assert resolve(found, None) == days
        elif anchor is None:
            assert days is None


ABSOLUTE = [
    ("fr", "Il arrive le 12 octobre 2024 à Paris.", "le 12 octobre 2024", "2024-10-12", "2024-10-12"),
    ("fr", "le mardi 1er novembre 2022", "le mardi 1er novembre 2022", "2022-11-01", "2022-11-01"),
    ("fr", "Signé 12/10/2024 à Hué", "12/10/2024", "2024-10-12", "2024-10-12"),
    (
        "fr",
        "ouvert du 30 octobre au 1er novembre 2022.",
        "du 30 octobre au 1er novembre 2022",
        "2022-10-30",
        "2022-11-01",
    ),
    ("fr", "du 30 décembre au 2 janvier 2023", "du 30 décembre au 2 janvier 2023", "2022-12-30", "2023-01-02"),
    ("fr", "foire des 17-19 novembre 2025", "17-19 novembre 2025", "2025-11-17", "2025-11-19"),
    ("fr", "les 2 et 3 février 2026", "les 2 et 3 février 2026", "2026-02-02", "2026-02-03"),
    ("fr", "réuni en décembre 2022", "en décembre 2022", "2022-12-01", "2022-12-31"),
    ("fr", "Le chantier, fini en 2024, a coûté cher", "en 2024", "2024-01-01", "2024-12-31"),
    ("fr", "la convention de 1982 (droit de la mer)", "1982", "1982-01-01", "1982-12-31"),
    ("fr", "au premier trimestre 2024", "au premier trimestre 2024", "2024-01-01", "2024-03-31"),
    ("fr", "les ventes du T3 2024", "T3 2024", "2024-07-01", "2024-09-30"),
    ("fr", "au second semestre de 2023", "au second semestre de 2023", "2023-07-01", "2023-12-31"),
    ("fr", "les neuf premiers mois de 2024", "les neuf premiers mois de 2024", "2024-01-01", "2024-09-30"),
    ("fr", "un plan pour la période 2023-2025", "pour la période 2023-2025", "2023-01-01", "2025-12-31"),
    ("fr", "fin 2024", "fin 2024", "2024-09-01", "2024-12-31"),
    ("fr", "à la mi-octobre 2024", "à la mi-octobre 2024", "2024-10-11", "2024-10-20"),
    ("fr", "dans les années 1990", "dans les années 1990", "1990-01-01", "1999-12-31"),
    ("fr", "au XIXe siècle", "au XIXe siècle", "1801-01-01", "1900-12-31"),
    ("en", "signed on October 12, 2024 in Hue", "on October 12, 2024", "2024-10-12", "2024-10-12"),
    ("en", "12 October 2024", "12 October 2024", "2024-10-12", "2024-10-12"),
    ("en", "due 12/25/2024", "12/25/2024", "2024-12-25", "2024-12-25"),
    ("en", "from October 30 to November 1, 2022", "from October 30 to November 1, 2022", "2022-10-30", "2022-11-01"),
    ("en", "in the first quarter of 2024", "in the first quarter of 2024", "2024-01-01", "2024-03-31"),
    ("en", "late 2024", "late 2024", "2024-09-01", "2024-12-31"),
    ("en", "between 2023 and 2025", "between 2023 and 2025", "2023-01-01", "2025-12-31"),
    ("en", "a 2014 ruling", "2014", "2014-01-01", "2014-12-31"),
    ("vi", "ký ngày 12 tháng 10 năm 2024 ở Huế", "ngày 12 tháng 10 năm 2024", "2024-10-12", "2024-10-12"),
    ("vi", "ngày 12/10/2024", "ngày 12/10/2024", "2024-10-12", "2024-10-12"),
    ("vi", "từ ngày 30/10 đến 1/11/2022", "từ ngày 30/10 đến 1/11/2022", "2022-10-30", "2022-11-01"),
    ("vi", "quý I/2024", "quý I/2024", "2024-01-01", "2024-03-31"),
    ("vi", "giai đoạn 2023-2025", "giai đoạn 2023-2025", "2023-01-01", "2025-12-31"),
    ("vi", "6 tháng đầu năm 2024", "6 tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
    ("zh", "于2024年10月12日签署", "2024年10月12日", "2024-10-12", "2024-10-12"),
    ("zh", "二〇二四年十月十二日", "二〇二四年十月十二日", "2024-10-12", "2024-10-12"),
    ("zh", "2022年10月30日至11月1日", "2022年10月30日至11月1日", "2022-10-30", "2022-11-01"),
    ("zh", "2024 年第一季度", "2024 年第一季度", "2024-01-01", "2024-03-31"),
    ("zh", "2023年至2025年", "2023年至2025年", "2023-01-01", "2025-12-31"),
    ("zh", "20世纪90年代", "20世纪90年代", "1990-01-01", "1999-12-31"),
]


@pytest.mark.parametrize(("language", "text", "surface", "first", "last"), ABSOLUTE)
def test_a_full_date_is_found_whole_and_known_without_an_anchor(
    language: str, text: str, surface: str, first: str, last: str
) -> None:
    """The written forms of dates, spans, quarters and years in the four languages."""
    found = only(text, language)
    assert surface == text[found.start : found.end]
    assert not found.relative
    assert (date.fromisoformat(first), date.fromisoformat(last)) == resolve(found, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le 31 février 2024"),
        ("fr", "le lundi 12 octobre 2024"),
        ("en", "03/04/2024"),
        ("vi", "ngày 31/4/2024"),
        ("zh", "2024年2月30日"),
    ],
)
def test_a_date_that_cannot_be_or_can_be_read_in_two_ways_stays_unresolved(language: str, text: str) -> None:
    """No such day, the wrong weekday (12 October 2024 was a Saturday), day or month first: never a guess."""
    assert resolve(only(text, language), date(2024, 4, 1)) is None


def test_the_order_of_figures_is_known_when_only_one_order_is_possible() -> None:
    """25/12 and 12/25 are Christmas, and 10/10 is the same both ways."""
    christmas, tenth = (date(2024, 12, 25), date(2024, 12, 25)), (date(2024, 10, 10), date(2024, 10, 10))
    assert christmas == resolve(only("25/12/2024", "en"), None)
    assert tenth == resolve(only("10/10/2024", "en"), None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La sonde est partie vers Mars et il a été en second."),
        ("fr", "2000 personnes et 1500 mètres, page 1984, le vol 1999"),
        ("fr", "Le 3 juillet 987 les grands l'ont élu."),
        ("fr", "Il est né sous cette année-là, le lendemain, récemment, bientôt."),
        ("fr", "La boutique ouvre le lundi, du mardi au vendredi."),
        ("en", "We may march on, and 12 may stay."),
        ("en", "more than 2014 soldiers, 1950 dollars"),
        ("vi", "Thứ trưởng có ba con và năm người bạn"),
        ("vi", "lần thứ ba, mười năm sau đó"),
        ("zh", "他们统一了三个月球站，一周一次"),
    ],
)
def test_what_only_looks_like_a_time_is_none(language: str, text: str) -> None:
    """Planets, participles, counts, names, habits and times that lean on another date are left alone."""
    assert surfaces(text, language) == []


def test_typography_does_not_hide_a_time() -> None:
    """Curly apostrophes, no-break spaces, en dashes, capitals, missing accents and line breaks, as pages have them."""
    text = "L\u2019AN\u00a0PROCHAIN, 17\u201319 NOVEMBRE 2025, en fevrier 2024, le 12\noctobre 2024"
    expected = ["L\u2019AN\u00a0PROCHAIN", "17\u201319 NOVEMBRE 2025", "en fevrier 2024", "le 12\noctobre 2024"]
    assert expected == surfaces(text, "fr")


def test_the_longest_of_overlapping_readings_is_kept() -> None:
    """A year inside a quarter and a month inside a span are no expressions of their own."""
    assert ["du 9 au 12 octobre 2024", "au premier trimestre de 2025"] == surfaces(
        "Du reste, du 9 au 12 octobre 2024 puis au premier trimestre de 2025.", "fr"
    )


def test_other_languages_have_no_times() -> None:
    """A Spanish sentence is not read by French rules."""
    assert time_expressions("el 12 de octubre de 2024", "es") == ()
