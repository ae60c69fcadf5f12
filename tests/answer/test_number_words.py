"""Numbers in words."""

import re

import pytest

from rag.answer.number_words import number_word_pattern, words_value


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("fr", "vingt-deux", 22),
        ("fr", "soixante et onze", 71),
        ("fr", "soixante-douze", 72),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "quatre vingt", 80),
        ("fr", "deux cents", 200),
        ("fr", "mille deux cent trois", 1203),
        ("en", "twenty-two", 22),
        ("en", "two hundred and five", 205),
        ("en", "three thousand", 3000),
        ("vi", "mười lăm", 15),
        ("vi", "hai mươi mốt", 21),
        ("vi", "một trăm linh năm", 105),
        ("zh", "十四", 14),
        ("zh", "两", 2),
    ],
)
def test_a_number_in_words_has_its_value(language: str, words: str, value: int) -> None:
    """Each language counts its tens in its own way; the pattern finds the whole number."""
    assert value == words_value(words, language)
    assert re.fullmatch(number_word_pattern(language), words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "deux trois"),
        ("fr", "vingt trente"),
        ("en", "twenty twelve"),
        ("vi", "hai ba"),
        ("vi", "mười năm"),
        ("de", "zwei"),
    ],
)
def test_words_that_make_no_number_have_none(language: str, words: str) -> None:
    """Two numbers in a row, "ten years", a language that is not known."""
    assert words_value(words, language) is None
