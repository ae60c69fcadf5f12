"""Wordings held against each other, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text_match import exact_match, holds, normalise, token_f1, tokens


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("The Bridge, of Bac Lan!", "en", "bridge of bac lan"),
        ("L'année prochaine", "fr", "année prochaine"),
        ("le procès-verbal", "fr", "procès verbal"),
        ("d’un an", "fr", "an"),
        ("1,6 milliard", "fr", "1.6 milliard"),
        ("18 %", "fr", "18 %"),
        ("Hà Giang", "vi", "hà giang"),
        ("《战国无双》。", "zh", "战国无双"),
        ("theatre", "en", "theatre"),
    ],
)
def test_articles_and_punctuation_go_and_figures_stay(text: str, lang: str, expected: str) -> None:
    """Worked by hand from the definitions of SQuAD and FQuAD."""
    assert expected == normalise(text, lang)


def test_chinese_is_compared_character_by_character() -> None:
    """Words written in Latin letters and figures stay whole."""
    assert ["2024", "年", "3", "月", "gdp"] == tokens("2024年3月 GDP", "zh")


@pytest.mark.parametrize(
    ("said", "gold", "lang", "f1"),
    [
        ("le 9 mars 2024", "9 mars 2024", "fr", 1.0),
        ("mars 2024", "9 mars 2024", "fr", 0.8),  # 2 in common: 2·2 / (2 + 3)
        ("the big bridge", "a bridge", "en", 2 / 3),  # 1 in common: 2·1 / (2 + 1)
        ("河江省", "河江", "zh", 0.8),  # 2 in common: 2·2 / (3 + 2)
        ("hier", "demain", "fr", 0.0),
        ("", "demain", "fr", 0.0),
    ],
)
def test_f1_matches_values_worked_by_hand(said: str, gold: str, lang: str, f1: float) -> None:
    """Twice the tokens in common over all tokens."""
    assert f1 == pytest.approx(token_f1(said, [gold], lang))


def test_the_best_of_several_answers_counts() -> None:
    """Any accepted form is right."""
    assert 1.0 == exact_match("Le Pont", ["un train", "pont"], "fr")
    assert 0.0 == exact_match("pont neuf", ["pont"], "fr")
    assert 1.0 == token_f1("pont", ["train", "le pont"], "fr")


@given(st.text(alphabet="ab 1é'的，.", min_size=1), st.sampled_from(["fr", "en", "vi", "zh"]))
def test_a_wording_is_itself(text: str, lang: str) -> None:
    """Exact match and F1 are 1, and normalising twice changes nothing."""
    assert 1.0 == exact_match(text, [text], lang) == token_f1(text, [text], lang)
    assert normalise(text, lang) == normalise(normalise(text, lang), lang)


@pytest.mark.parametrize(
    ("quote", "answer", "lang", "held"),
    [
        ("Il rouvre le 13 mai 2024.", "3 mai", "fr", False),
        ("Il rouvre le 3 mai 2024.", "3 mai", "fr", True),
        ("Il rouvre le 3mai 2024.", "3 mai", "fr", True),  # the page has lost a space
        ("Elle vaut 11,6 milliards.", "1,6 milliard", "fr", False),
        ("Elle vaut 1,65.", "1,6", "fr", False),
        ("Elle vaut 1.6 milliard.", "1,6 milliard", "fr", True),
        ("Les gens de Hanoi", "an", "vi", False),
        ("会议于三月在河江举行", "河江", "zh", True),
        ("anything", "!", "en", False),
    ],
)
def test_a_quotation_holds_an_answer_whole(quote: str, answer: str, lang: str, held: bool) -> None:
    """A figure inside another, or letters inside a word, are not the fact."""
    assert held == holds(quote, [answer], lang)
