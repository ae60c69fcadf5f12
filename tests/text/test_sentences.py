"""Sentence boundaries: nothing lost, nothing twice, and where a reader would put them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.sentences import sentences

LANGUAGES = st.sampled_from(["fr", "en", "vi", "zh", "de", "und", "xx", ""])
TEXTS = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from(" \n\r\t.。!?»”’\"'(M😀\x00\x85\u2028\ud800")
)


def split(text: str, language: str = "fr") -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in sentences(text, language)]


@given(TEXTS, LANGUAGES)
@example("\ud800. A", "fr")
@example("A\x00. B", "en")
def test_every_visible_character_lies_in_exactly_one_sentence(text: str, language: str) -> None:
    """In order, without surrounding white space, for any text at all."""
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS, LANGUAGES)
@example("M.\n\nB", "fr")
@example("M.\n \nB", "fr")
def test_an_empty_line_always_ends_a_sentence(text: str, language: str) -> None:
    """A title never runs into the first paragraph, even after an abbreviation."""
    assert not any(re.search(r"\n[ \t]*\n", sentence) for sentence in split(text, language))


@given(TEXTS)
@example("a\ud800 B")
def test_half_a_surrogate_pair_moves_nothing(text: str) -> None:
    """The boundaries are those of the same text with a replacement character in its place."""
    assert sentences(text, "fr") == sentences(re.sub("[\ud800-\udfff]", "\ufffd", text), "fr")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["La réunion commence à 9 h 30.", "Elle finit le 4 mai !", "Où va-t-on ensuite ?", "À Tan Moc."]),
        ("fr", ["M. Lam et Mme Roux arrivent.", "Le Dr Tran parle."]),
        ("fr", ["Le projet coûte 1.600 euros.", "C'est 2,5 fois plus."]),
        ("fr", ["Selon J. K. Moreau, tout va bien.", "Elle part."]),
        ("fr", ["Il vit av. J.-C. dans un port.", "Puis il part."]),
        ("en", ["Mr. Lam met Gov. Reed in Oct. 2023.", "They signed."]),
        ("en", ["The U.S. team won.", "It left."]),
        ("vi", ["TP. Tân Mộc có 40.000 dân.", "Dân số tăng."]),
        ("vi", ["GS. TS. Lâm Hải phát biểu.", "Mọi người vỗ tay."]),
        ("zh", ["会议在昆明举行。", "谁出席了？", "市长林海！"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, expected: list[str]) -> None:
    """Titles, initials, abbreviations and figures hold points that end nothing."""
    assert expected == split(("" if language == "zh" else " ").join(expected), language)


def test_a_quotation_keeps_its_closing_mark() -> None:
    """French puts a space before it, Chinese none."""
    assert ["« Le pont rouvre. »", "La foule chante."] == split("« Le pont rouvre. » La foule chante.")
    assert ["市长说：“桥开了。”", "大家鼓掌。"] == split("市长说：“桥开了。”大家鼓掌。", "zh")
    assert ["Elle part.", '"Le pont rouvre."', "Fin."] == split('Elle part. "Le pont rouvre." Fin.')
    assert ['He said: "It is open."', "They clapped."] == split('He said: "It is open." They clapped.', "en")


def test_a_closing_mark_without_an_opening_one_stays_where_it_stands() -> None:
    """Scraped pages lose the other half of a quotation; a sentence never begins with its end."""
    assert ["Le pont rouvre.”", "La foule chante."] == split("Le pont rouvre.” La foule chante.")
    assert ["桥开了。”", "大家鼓掌。"] == split("桥开了。”大家鼓掌。", "zh")
    assert ["Le pont rouvre.”)", "La foule chante."] == split("Le pont rouvre.”) La foule chante.")


def test_an_abbreviation_that_may_end_a_sentence_does_so_before_a_capital() -> None:
    """``sept.`` goes on before a year or a small letter, and ends a sentence before another."""
    assert ["Il arrive le 12 sept. 2022.", "Il repart."] == split("Il arrive le 12 sept. 2022. Il repart.")
    assert ["Il y en a sept.", "Puis un autre."] == split("Il y en a sept. Puis un autre.")


def test_an_unknown_language_is_split_as_english() -> None:
    """Where the language cannot be told, points still end sentences."""
    assert ["Mr. Lam left.", "He won."] == split("Mr. Lam left. He won.", "und")


def test_an_empty_text_has_no_sentences() -> None:
    """Nor has white space."""
    assert [] == split("") == split(" \n\t\n")
