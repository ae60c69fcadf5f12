"""Times that the date of the article makes days of."""

from datetime import date

import pytest

from rag.answer.when import resolve, time_expressions

MONDAY = date(2023, 3, 27)


def days(text: str, language: str, anchor: date | None = MONDAY) -> list[tuple[str, str] | None]:
    """What the expressions of a text resolve to, as ISO dates."""
    resolved = [resolve(found, anchor) for found in time_expressions(text, language)]
    return [None if r is None else (r[0].isoformat(), r[1].isoformat()) for r in resolved]


def day(iso: str) -> list[tuple[str, str] | None]:
    """One day, as ``days`` gives it."""
    return [(iso, iso)]


NEXT_YEAR, LAST_YEAR = ("2024-01-01", "2024-12-31"), ("2022-01-01", "2022-12-31")
RELATIVE = [
    ("fr", "au premier trimestre de l'année prochaine", ("2024-01-01", "2024-03-31")),
    ("fr", "l’an prochain", NEXT_YEAR),
    ("fr", "cette année", ("2023-01-01", "2023-12-31")),
    ("fr", "l'année dernière", LAST_YEAR),
    ("fr", "le mois dernier", ("2023-02-01", "2023-02-28")),
    ("fr", "le mois prochain", ("2023-04-01", "2023-04-30")),
    ("fr", "la semaine dernière", ("2023-03-20", "2023-03-26")),
    ("fr", "hier", ("2023-03-26", "2023-03-26")),
    ("fr", "demain matin", ("2023-03-28", "2023-03-28")),
    ("fr", "il y a trois jours", ("2023-03-24", "2023-03-24")),
    ("fr", "dans deux ans", ("2025-01-01", "2025-12-31")),
    ("fr", "à la fin de l'année", ("2023-09-01", "2023-12-31")),
    ("fr", "fin de l'année prochaine", ("2024-09-01", "2024-12-31")),
    ("fr", "en juin prochain", ("2023-06-01", "2023-06-30")),
    ("fr", "en octobre dernier", ("2022-10-01", "2022-10-31")),
    ("fr", "le 12 octobre dernier", ("2022-10-12", "2022-10-12")),
    ("fr", "ces cinq dernières années", ("2018-03-27", "2023-03-27")),
    ("fr", "vendredi de la semaine prochaine", ("2023-04-07", "2023-04-07")),
    ("en", "next year's first quarter", ("2024-01-01", "2024-03-31")),
    ("en", "the first quarter of next year", ("2024-01-01", "2024-03-31")),
    ("en", "last month", ("2023-02-01", "2023-02-28")),
    ("en", "three days ago", ("2023-03-24", "2023-03-24")),
    ("en", "over the past five years", ("2018-03-27", "2023-03-27")),
    ("en", "early next week", ("2023-04-03", "2023-04-05")),
    ("vi", "quý I năm tới", ("2024-01-01", "2024-03-31")),
    ("vi", "năm sau", NEXT_YEAR),
    ("vi", "năm ngoái", LAST_YEAR),
    ("vi", "tháng trước", ("2023-02-01", "2023-02-28")),
    ("vi", "hôm qua", ("2023-03-26", "2023-03-26")),
    ("vi", "ba năm trước", ("2020-01-01", "2020-12-31")),
    ("vi", "5 năm qua", ("2018-03-27", "2023-03-27")),
    ("vi", "thứ sáu tuần tới", ("2023-04-07", "2023-04-07")),
    ("vi", "cuối năm nay", ("2023-09-01", "2023-12-31")),
    ("zh", "明年第一季度", ("2024-01-01", "2024-03-31")),
    ("zh", "去年", LAST_YEAR),
    ("zh", "上个月", ("2023-02-01", "2023-02-28")),
    ("zh", "昨天", ("2023-03-26", "2023-03-26")),
    ("zh", "下周五", ("2023-04-07", "2023-04-07")),
    ("zh", "本月12日", ("2023-03-12", "2023-03-12")),
    ("zh", "今年前9个月", ("2023-01-01", "2023-09-30")),
    ("zh", "年底", ("2023-09-01", "2023-12-31")),
]


@pytest.mark.parametrize(("language", "text", "expected"), RELATIVE)
def test_a_relative_time_is_counted_from_the_article(language: str, text: str, expected: tuple[str, str]) -> None:
    """The whole phrase is one expression, says that it is relative, and is nothing without the article's date."""
    (found,) = time_expressions(text, language)
    assert (0, len(text)) == (found.start, found.end)
    assert found.relative
    assert [expected] == days(text, language)
    assert [None] == days(text, language, None)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "le 12 octobre", "2022-10-12"),
        ("fr", "lundi 27 mars", "2023-03-27"),
        ("fr", "le 25 septembre", "2023-09-25"),
        ("en", "on April 3", "2023-04-03"),
        ("vi", "sáng 12/10", "2022-10-12"),
        ("zh", "10月12日", "2022-10-12"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(language: str, text: str, expected: str) -> None:
    """On 27 March 2023, 12 October is 166 days back and 199 ahead; 25 September is 182 ahead and 183 back."""
    assert day(expected) == days(text, language)


def test_a_day_without_a_year_is_unknown_where_its_weekday_fits_no_near_year() -> None:
    """28 March is a Tuesday in 2023; a "Monday 28 March" is of another year (2022), more than half a year off."""
    assert [None] == days("lundi 28 mars", "fr")


def test_a_day_on_the_other_side_than_the_verb_says_is_unknown() -> None:
    """What will take place on 12 October is not the past one, though that is nearer."""
    assert [None] == days("La foire se tiendra le 12 octobre.", "fr")


def test_a_bare_day_beside_a_full_date_of_another_year_is_unknown() -> None:
    """In a sentence about 2019 the second day is probably of 2019 too, but nothing says so."""
    assert [("2019-10-12", "2019-10-12"), None] == days("Entre le 12 octobre 2019 à Hué et le 14 octobre à Hanoï", "fr")


def test_a_span_without_a_year_keeps_its_days_together() -> None:
    """The nearest end, and the last beginning before it, over a new year too."""
    assert [("2022-10-09", "2022-10-12")] == days("du 9 au 12 octobre", "fr")
    assert [("2022-12-30", "2023-01-02")] == days("du 30 décembre au 2 janvier", "fr")


def test_a_month_without_a_year_is_the_nearest_unless_two_are_equally_near() -> None:
    """From March, June is three months ahead; September is six months away on both sides."""
    assert [("2023-06-01", "2023-06-30"), None] == days("en juin ou en septembre", "fr")


def test_a_month_after_a_past_verb_has_begun() -> None:
    """A court that ruled in June ruled last June, though the next one is nearer."""
    assert [("2022-06-01", "2022-06-30")] == days("The court ruled in June that it stands.", "en")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Ils ont reçu lundi à Hanoï une délégation.", "2023-03-27"),
        ("fr", "Le maire a annoncé vendredi une réforme.", "2023-03-24"),
        ("fr", "Vendredi, le maire a annoncé une réforme.", "2023-03-24"),
        ("fr", "La réunion se tiendra vendredi.", "2023-03-31"),
        ("en", "The mayor said on Friday that it stands.", "2023-03-24"),
        ("en", "They will meet in Hue on Friday.", "2023-03-31"),
        ("vi", "Dự kiến hai bên sẽ gặp nhau vào thứ Sáu.", "2023-03-31"),
        ("zh", "市长周五表示反对。", "2023-03-24"),
        ("zh", "会议将于周五举行。", "2023-03-31"),
    ],
)
def test_a_weekday_by_itself_goes_where_the_verb_points(language: str, text: str, expected: str) -> None:
    """Reports tell of the last one, announcements of the next one."""
    assert day(expected) == days(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "une visite vendredi"),
        ("fr", "Le ministre a annoncé une visite vendredi."),
        ("fr", "La réunion se tiendra lundi."),
        ("en", "They will discuss Friday's meeting."),
        ("en", "The man who will stand trial wounded a guard there Friday."),
        ("zh", "周五的会议"),
    ],
)
def test_a_weekday_that_nothing_places_is_unknown(language: str, text: str) -> None:
    """No verb, a verb that is about something else, or "will … Monday" printed on a Monday."""
    assert [None] == days(text, language)


def test_next_and_last_weekday_are_known_where_everyone_reads_them_alike() -> None:
    """On a Monday "next Monday" is a week ahead; "next Friday" is in this week for some, in the next for others."""
    assert day("2023-04-03") == days("lundi prochain", "fr")
    assert day("2023-03-20") == days("last Monday", "en")
    assert [None] == days("next Friday", "en")
    assert day("2023-04-03") == days("next Monday", "en", date(2023, 3, 29))


def test_a_numbered_weekday_is_the_nearest_that_fits() -> None:
    """A "lundi 27" printed on the next day; a "vendredi 27" is in neither of the months around."""
    assert day("2023-03-27") == days("lundi 27", "fr", date(2023, 3, 28))
    assert [None] == days("vendredi 27", "fr", date(2023, 3, 28))


def test_today_may_be_nowadays() -> None:
    """Who "a signé aujourd'hui" did it on a day; what "est aujourd'hui" a port is so in our age."""
    assert day("2023-03-27") == days("Il a signé aujourd'hui un accord.", "fr")
    assert [None] == days("La ville est aujourd'hui un port.", "fr")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "ces derniers temps"),
        ("fr", "il y a environ dix ans"),
        ("fr", "les 2 et 9 février"),
        ("fr", "les années 20"),
        ("en", "in recent years"),
        ("vi", "thời gian qua"),
        ("zh", "近年来"),
    ],
)
def test_a_vague_time_is_an_expression_that_stays_unresolved(language: str, text: str) -> None:
    """It can be shown as what the text says, but no days are made up for it."""
    assert [None] == days(text, language)


def test_in_some_days_is_a_time_only_in_an_announcement() -> None:
    """What was "built in three days" took that long."""
    assert day("2023-03-30") == days("The bridge will open in three days.", "en")
    assert [] == days("They built it in three days.", "en")


def test_time_that_leaves_the_calendar_is_unknown() -> None:
    """A thousand years before the year 100 there is no date."""
    assert [None] == days("il y a 999 ans", "fr", date(100, 1, 1))
    assert [None] == days("demain", "fr", date.max)
    assert [None] == days("l'année prochaine", "fr", date.max)


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("Elle aura lieu l'année prochaine, au premier trimestre.", "fr", "l'année prochaine, au premier trimestre"),
        ("It opens next year, in the first quarter.", "en", "next year, in the first quarter"),
    ],
)
def test_a_year_before_its_quarter_is_one_time(text: str, language: str, surface: str) -> None:
    """Read apart, the quarter would be of the article's own year."""
    (found,) = time_expressions(text, language)
    assert surface == text[found.start : found.end]
    assert (date(2024, 1, 1), date(2024, 3, 31)) == resolve(found, date(2023, 3, 27))


def test_beside_next_year_a_bare_quarter_stays_unresolved() -> None:
    """Of which year it is, the words do not say."""
    year, quarter = time_expressions("sẽ mở cửa năm tới, trong quý I", "vi")
    assert (date(2024, 1, 1), date(2024, 12, 31)) == resolve(year, date(2023, 3, 27))
    assert resolve(quarter, date(2023, 3, 27)) is None
