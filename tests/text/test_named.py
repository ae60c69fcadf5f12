"""One comparison of names for search and claim check: every spelling of a name is it, and no other name is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.named import is_named
from rag.text.names import places_of_adjective
from rag.text.shown_names import shown_names


@pytest.mark.parametrize(
    ("name", "language", "text", "text_language"),
    [
        ("Nguyễn Phú Trọng", "vi", "Le secrétaire général Nguyen Phu Trong a reçu la délégation.", "fr"),
        ("Phu Trong Nguyen", "en", "Le secrétaire général Nguyên Phu Trong a reçu la délégation.", "fr"),
        ("Emmanuel Macron", "en", "M. Macron a reçu la délégation.", "fr"),
        ("Donald Trump", "en", "特朗普周四访问了河内。", "zh"),
        ("Na Pieng", "fr", "洪水摧毁了那平187栋房屋。", "zh"),
        ("林海", "zh", "Le maire Lam Hai a inauguré le pont.", "fr"),
        ("Lĩnh Phố", "vi", "Le forum se tiendra à Lingpo.", "fr"),
        ("Bolivie", "fr", "Bolivia will never give up.", "en"),
    ],
)
def test_every_spelling_of_a_name_is_it(name: str, language: str, text: str, text_language: str) -> None:
    """Accents, order, surname alone, scripts, endings."""
    assert is_named(name, language, text, text_language)


@pytest.mark.parametrize(
    ("name", "language", "text", "text_language"),
    [
        ("Nguyễn Minh Văn", "vi", "Ông Nguyễn Văn Minh phát biểu.", "vi"),
        ("Lingtao", "fr", "Le forum se tiendra à Lingpo.", "fr"),
        ("Marc Delorme", "fr", "市长林海表示，大桥已经开放。", "zh"),
        ("杜文魁", "zh", "Le maire Do Bich Thuy a parlé.", "fr"),
        ("Son Binh", "en", "Thanh Son said that Binh Phuoc would follow.", "en"),
    ],
)
def test_another_name_is_not(name: str, language: str, text: str, text_language: str) -> None:
    """People and places of like names stay apart."""
    assert not is_named(name, language, text, text_language)


@given(st.sampled_from(["Đặng Quốc Khải", "Mai Thị Hằng", "Trịnh Đình Lộc"]), st.sampled_from(["fr", "en", "vi"]))
def test_a_text_that_shows_a_name_names_it(name: str, language: str) -> None:
    """Whatever is extracted is found again."""
    text = f"x {name} y"
    assert all(is_named(shown, language, text, language) for shown in shown_names(text, language))


def test_an_opening_word_and_a_lone_syllable_are_no_names() -> None:
    """Their capitals say nothing."""
    assert shown_names("« Nous partons. » Demain arrivera Karim Belhaj.", "fr") == ("Karim Belhaj",)
    assert shown_names("Theo Mặt trận, ông Phúc sẽ đến.", "vi") == ("Phúc",)
    assert "任期五年" not in shown_names("医生黎美珍出任院长，任期五年。", "zh")
    assert "黎美珍" in shown_names("医生黎美珍出任院长，任期五年。", "zh")


def test_an_adjective_leads_to_its_place() -> None:
    """Moroccan is of Morocco, and Moroni of nowhere in the table."""
    assert [name.forms[0] for name in places_of_adjective("Moroccan")] == ["Maroc"]
    assert places_of_adjective("Belhaj") == ()
