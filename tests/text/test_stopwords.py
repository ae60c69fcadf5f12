"""Words that say nothing about the topic of a question."""

import pytest

from rag.text.fold import fold
from rag.text.stopwords import stopwords
from rag.text.terms import terms


@pytest.mark.parametrize("language", ["fr", "en", "vi", "zh"])
def test_every_stopword_is_a_term_as_the_index_has_it(language: str) -> None:
    """One that is spelt otherwise (with an accent, three Chinese characters long) would never match anything."""
    words = stopwords(language)
    assert words
    assert words == {word for word in words if (word,) == terms(word, language).words and word == fold(word)}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quand est-ce que c'est", "fr"),
        ("Où sont-ils et pourquoi", "fr"),
        ("What is it about and when was it", "en"),
        ("Khi nào và vì sao", "vi"),
        ("什么时候", "zh"),
    ],
)
def test_a_question_without_a_topic_is_all_stopwords(question: str, language: str) -> None:
    """Question words, articles, pronouns, auxiliaries."""
    assert set() == set(terms(question, language).words) - stopwords(language)


@pytest.mark.parametrize(
    ("word", "language"), [("réunion", "fr"), ("4e", "fr"), ("meeting", "en"), ("họp", "vi"), ("会议", "zh")]
)
def test_a_topic_is_no_stopword(word: str, language: str) -> None:
    """What questions are about is always looked up."""
    assert not set(terms(word, language).words) & stopwords(language)


def test_an_unknown_language_has_no_stopwords() -> None:
    """Everything is looked up."""
    assert frozenset() == stopwords("und") == stopwords("de")
