"""Inferred times in words, and what is past or to come for the reader."""

from datetime import date

import pytest

from rag.answer.days import days_in_words
from rag.answer.remarks import inferred, telling, with_past_and_future
from rag.schema import Answer, Article, Checks, Citation, Claim, Hit, Passage, Scores, TimeRef

SURFACE = "au premier trimestre de l'année prochaine"
QUOTE = f"La 4e réunion se tiendra à Tan Moc {SURFACE}."
TIME = TimeRef(1, SURFACE, date(2024, 1, 1), date(2024, 3, 31), date(2023, 3, 27))


def answer(language: str = "fr") -> Answer:
    """An answered question about an announced meeting."""
    whole = Article("a", "article", "Réunion", QUOTE, "a.txt", "fr", date(2023, 3, 27), "text")
    cited = Citation(1, "a", "Réunion", "article", "a.txt", whole.published, "text", QUOTE, 0, len(QUOTE), 0.9)
    hit = Hit(1, Passage("p", "a", 0, len(QUOTE), QUOTE), whole, 0.9, Scores())
    claim = Claim(QUOTE, (1,), True, Checks(True, True, True, True))
    question = "Quand se tient la 4e réunion ?"
    return Answer(
        question, question, language, "extractive", "answered", QUOTE, SURFACE, 0.9, (claim,), (cited,), (TIME,),
        (hit,), {},
    )  # fmt: skip


def test_an_inferred_time_is_told_as_one() -> None:
    """With the words it comes from and the date it was counted from."""
    line = inferred(TIME, "Quand se tient la 4e réunion ?", "fr")
    source = f"déduit de «\u00a0{SURFACE}\u00a0» et de la date de l’article, 27 mars 2023"
    assert f"Soit\u00a0: premier trimestre 2024 ({source})." == line


@pytest.mark.parametrize(
    ("question", "language", "year"),
    [
        ("En quelle année aura lieu la 4e réunion ?", "fr", "Soit\u00a0: 2024 ("),
        ("In which year is the 4th meeting?", "en", "That is: 2024 ("),
        ("Cuộc họp lần thứ tư diễn ra năm nào?", "vi", "Tức là: năm 2024 ("),
        ("第四次会议哪一年举行？", "zh", "即：2024年（"),
    ],
)
def test_who_asks_for_the_year_is_told_the_year(question: str, language: str, year: str) -> None:
    """The quotation never says it."""
    assert inferred(TIME, question, language).startswith(year)


def test_the_day_of_the_report_itself_is_not_told_again() -> None:
    """It stands beside the quotation."""
    day = date(2023, 3, 27)
    assert [] == telling([TimeRef(1, "lundi 27 mars", day, day, day)], None, "Qui préside ?")


@pytest.mark.parametrize(
    ("as_of", "notes"),
    [
        (date(2026, 11, 26), ("Vu du 26 novembre 2026, c’est du passé\u00a0: premier trimestre 2024.",)),
        (date(2024, 2, 1), ()),
        (date(2023, 5, 1), ("Vu du 1er mai 2023, c’est encore à venir\u00a0: premier trimestre 2024.",)),
    ],
)
def test_the_reader_is_told_whether_what_was_announced_is_past(as_of: date, notes: tuple[str, ...]) -> None:
    """An article of 2023 goes on saying "next year"."""
    assert notes == with_past_and_future(answer(), as_of).notes


def test_each_time_says_whether_it_has_passed() -> None:
    """For programs, the same as a flag."""
    assert [True] == [time.passed for time in with_past_and_future(answer(), date(2026, 1, 1)).times]


@pytest.mark.parametrize(
    ("first", "last", "language", "words"),
    [
        (date(2024, 3, 1), date(2024, 3, 1), "fr", "1er mars 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "en", "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "zh", "2024年"),
        (date(2024, 10, 9), date(2024, 10, 12), "vi", "từ ngày 9/10/2024 đến ngày 12/10/2024"),
    ],
)
def test_days_are_written_as_the_language_does(first: date, last: date, language: str, words: str) -> None:
    """A whole month or year is called by its name."""
    assert words == days_in_words(first, last, language)
