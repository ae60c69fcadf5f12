"""The words of the interface."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.schema import Dating
from rag.serve.texts import _columns, texts_for


@pytest.mark.parametrize(
    ("accept_language", "expected"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.3, vi;q=0.8", "vi"),
        ("ZH-TW", "zh"),
        ("de, it;q=0.9, zh;q=0.1", "zh"),
        ("de", "en"),
        ("fr;q=0, vi", "vi"),
        ("fr;q=oops, zh", "zh"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_is_the_most_wanted_of_ours(accept_language: str | None, expected: str) -> None:
    """RFC 9110, 12.5.4: weights decide, zero means never, what cannot be read is passed over."""
    assert expected == texts_for(accept_language).language


@given(st.text())
def test_no_header_is_too_strange(accept_language: str) -> None:
    """Browsers and robots send anything."""
    assert texts_for(accept_language).language in _columns()


def test_all_languages_say_everything_with_the_same_places() -> None:
    """A missing text or a place that is left empty would show in one language only."""
    expected = {name: _places(text) for name, text in _columns()["en"]._of.items()}
    for texts in _columns().values():
        assert all(texts._of.values())
        assert expected == {name: _places(text) for name, text in texts._of.items()}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("en", "1 January 2024", "31 March 2024"),
        ("fr", "1er janvier 2024", "31 mars 2024"),
        ("vi", "1/1/2024", "31/3/2024"),
        ("zh", "2024年1月1日", "2024年3月31日"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, first: str, other: str) -> None:
    """French alone has an ordinal for the first of the month."""
    texts = texts_for(language)
    assert (first, other) == (texts.day(date(2024, 1, 1)), texts.day(date(2024, 3, 31)))


def test_a_single_day_is_not_written_as_a_range() -> None:
    """`du 3 mai 2024 au 3 mai 2024` would read like a mistake."""
    texts = texts_for("fr")
    assert "3 mai 2024" == texts.days(date(2024, 5, 3), date(2024, 5, 3))
    assert "du 3 mai 2024 au 4 mai 2024" == texts.days(date(2024, 5, 3), date(2024, 5, 4))


@pytest.mark.parametrize(
    ("dating", "english", "french"),
    [
        (Dating(), "undated", "sans date"),
        (Dating(date(2024, 1, 1), date(2025, 12, 31), "bounded"), "2024–2025", "2024–2025"),
        (Dating(date(2024, 1, 1), date(2024, 12, 31), "bounded"), "2024", "2024"),
        (Dating(None, date(2024, 5, 3), "bounded"), "by 3 May 2024", "au plus tard le 3 mai 2024"),
        (Dating(date(2024, 5, 3), None, "bounded"), "since 3 May 2024", "au plus tôt le 3 mai 2024"),
    ],
)
def test_an_article_that_is_not_dated_to_the_day_is_dated_as_far_as_it_is(
    dating: Dating, english: str, french: str
) -> None:
    """Nothing is called undated but that of which nothing tells."""
    assert (english, french) == (texts_for("en").when(None, dating), texts_for("fr").when(None, dating))
    assert "3 May 2024" == texts_for("en").when(date(2024, 5, 3), dating)
