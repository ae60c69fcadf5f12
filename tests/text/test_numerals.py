"""Numbers and ordinals in one form each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.numerals import han_number, number_key, ordinal, roman_ordinal, vietnamese_rank

HAN = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "word",
    ["4e", "4eme", "4es", "4th", "quatrieme", "quatriemes", "fourth"],
)
def test_a_french_or_english_ordinal_is_its_rank(word: str) -> None:
    """The series of meetings that a newspaper counts is found however it writes the number."""
    assert 4 == ordinal(word)


@pytest.mark.parametrize(
    ("word", "rank"),
    [
        ("1er", 1), ("1re", 1), ("1ere", 1), ("1st", 1), ("premier", 1), ("premieres", 1), ("first", 1),
        ("2nd", 2), ("2nde", 2), ("second", 2), ("seconde", 2), ("3rd", 3), ("neuvieme", 9), ("twelfth", 12),
        ("seizieme", 16), ("nineteenth", 19), ("trentieme", 30), ("ninetieth", 90), ("75e", 75), ("centieme", 100),
        ("2000e", 2000),
    ],
)  # fmt: skip
def test_irregular_ordinals_are_known(word: str, rank: int) -> None:
    """``1er`` and ``neuvième`` do not follow the rule of their neighbours."""
    assert rank == ordinal(word)


@pytest.mark.parametrize(
    ("word", "rank"),
    [
        ("dix-septieme", 17), ("vingt-et-unieme", 21), ("vingt-cinquieme", 25), ("soixante-dixieme", 70),
        ("soixante-quinzieme", 75), ("quatre-vingtieme", 80), ("quatre-vingt-unieme", 81),
        ("quatre-vingt-dix-neuvieme", 99), ("twenty-first", 21), ("seventy-fifth", 75),
    ],
)  # fmt: skip
def test_a_compound_ordinal_is_one_rank(word: str, rank: int) -> None:
    """The seventy-fifth anniversary is not the fifth."""
    assert rank == ordinal(word)


@pytest.mark.parametrize("word", ["le", "ce", "vie", "ivre", "mille", "e", "er", "th", "4", "40000e", "seconds", ""])
def test_other_words_are_no_ordinals(word: str) -> None:
    """Words that end like an ordinal, bare numbers, and the unit of time in the plural."""
    assert ordinal(word) is None


@pytest.mark.parametrize(
    ("word", "rank"),
    [
        ("Ier", 1), ("Ire", 1), ("IIe", 2), ("IVe", 4), ("IVᵉ", 4), ("IXème", 9), ("XIVe", 14), ("XXIᵉ", 21),
        ("XXXIXe", 39),
    ],
)  # fmt: skip
def test_a_roman_ordinal_is_its_rank(word: str, rank: int) -> None:
    """Congresses and centuries are counted in Roman numerals."""
    assert rank == roman_ordinal(word)


@pytest.mark.parametrize("word", ["Le", "Vie", "VIE", "ivre", "Ivre", "mille", "IIIIe", "VXe", "Xer", "IV", "e", ""])
def test_a_word_of_roman_letters_is_no_ordinal(word: str) -> None:
    """Only capitals written as the Romans did count."""
    assert roman_ordinal(word) is None


@pytest.mark.parametrize(
    ("numeral", "rank"),
    [
        ("4", 4), ("14", 14), ("XIV", 14), ("nhất", 1), ("hai", 2), ("tư", 4), ("tu", 4), ("bốn", 4), ("chín", 9),
        ("mười", 10), ("mười lăm", 15), ("muoi bon", 14), ("hai mươi", 20), ("ba mươi mốt", 31), ("Ba", 3),
    ],
)  # fmt: skip
def test_a_vietnamese_rank_is_its_number(numeral: str, rank: int) -> None:
    """Worked by hand: ``mười`` alone is ten, ``mươi`` multiplies what stands before it."""
    assert rank == vietnamese_rank(numeral)


@pytest.mark.parametrize("numeral", ["trưởng", "IIII", "mười gì", "", " "])
def test_other_vietnamese_words_are_no_rank(numeral: str) -> None:
    """``thứ trưởng`` is a deputy minister."""
    assert vietnamese_rank(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("四", 4), ("十", 10), ("十四", 14), ("二十", 20), ("二十四", 24), ("一百零五", 105), ("两千", 2000),
        ("三千四百五十六", 3456), ("〇四", 4), ("二〇二四", 2024), ("4", 4), ("４", 4),
    ],
)  # fmt: skip
def test_a_chinese_numeral_is_its_value(numeral: str, value: int) -> None:
    """With units, digit by digit, and in Western digits of either width."""
    assert value == han_number(numeral)


@given(st.integers(1, 9999))
def test_chinese_digits_in_a_row_are_read_by_position(value: int) -> None:
    """Years are written so."""
    assert value == han_number("".join(HAN[int(digit)] for digit in str(value)))


def test_what_is_no_chinese_numeral_has_no_value() -> None:
    """A bigger unit or a word makes it something else."""
    assert han_number("四万") is None
    assert han_number("四届") is None


@pytest.mark.parametrize("numeral", ["1600", "1 600", "1\u00a0600", "1\u202f600", "1.600", "1,600"])
def test_a_separator_of_thousands_vanishes(numeral: str) -> None:
    """French, Vietnamese and English each write their own."""
    assert "1600" == number_key(numeral)


@pytest.mark.parametrize(
    ("numeral", "key"),
    [
        ("1,6", "1.6"), ("1.6", "1.6"), ("0,125", "0.125"), ("1 600 000", "1600000"), ("1.600.000", "1600000"),
        ("1,600.50", "1600.50"), ("1.600,50", "1600.50"), ("1 600,50", "1600.50"), ("12", "12"), ("2024", "2024"),
    ],
)  # fmt: skip
def test_a_decimal_mark_is_a_point(numeral: str, key: str) -> None:
    """``1,6 milliard`` and ``1.6 billion`` are one figure."""
    assert key == number_key(numeral)


@given(st.integers(1000, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", ".", ","]))
def test_grouping_never_changes_a_whole_number(value: int, separator: str) -> None:
    """Whatever separates the thousands."""
    assert str(value) == number_key(f"{value:,}".replace(",", separator))


@given(st.text())
def test_any_text_has_a_number_key_and_maybe_a_rank(text: str) -> None:
    """None of these functions ever raises."""
    number_key(text)
    for read in (ordinal, roman_ordinal, vietnamese_rank, han_number):
        assert read(text) is None or isinstance(read(text), int)
