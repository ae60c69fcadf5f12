"""The form in which texts are compared."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.fold import fold, nfc


@given(st.text())
@example("ǽ")
@example("Ǿ")
def test_folding_twice_changes_nothing(text: str) -> None:
    """Whoever has folded text in hand may fold it again."""
    assert fold(text) == fold(fold(text))


@given(st.text())
def test_case_and_normal_form_do_not_matter(text: str) -> None:
    """NFC, NFD and full capitals of one text are one key."""
    assert fold(text) == fold(unicodedata.normalize("NFD", text))
    assert fold(text.upper()) == fold(text.upper().lower().upper())


@pytest.mark.parametrize("name", ["Hà Giang", "HÀ GIANG", "Ha Giang", "ha giang", "Ha\u0300 Giang"])
def test_a_vietnamese_name_folds_the_same_with_and_without_its_accents(name: str) -> None:
    """One place, however a newsroom spells it."""
    assert "ha giang" == fold(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng Lộc", "dong loc"),
        ("Œuvre", "oeuvre"),
        ("Straße Łódź Ørsted", "strasse lodz orsted"),
        ("14ᵉ", "14e"),
        ("ＡＢＣ１２３，", "abc123,"),
        ("ﬁn", "fin"),
        ("l’été – « oui »", 'l\'ete - " oui "'),
        ("co\u00adopé\u200bration", "cooperation"),
        ("a\u00a0b", "a b"),
    ],
)
def test_each_rule_of_the_definition_holds(text: str, expected: str) -> None:
    """The docstring is a contract; these are its clauses."""
    assert expected == fold(text)


@pytest.mark.parametrize("text", ["й", "が", "각", "ά"])
def test_marks_on_other_letters_than_latin_ones_stay(text: str) -> None:
    """In Russian, Japanese and Greek they are not accents that people leave out."""
    assert text == fold(text)


def test_nfc_keeps_every_letter_as_written() -> None:
    """Only the spelling in code points changes."""
    assert "Hà Đông" == nfc("Ha\u0300 Đông")
