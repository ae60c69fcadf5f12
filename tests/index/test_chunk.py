"""Passages: exact offsets, whole sentences, the embedder's budget."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.index.chunk import LONGEST_SENTENCE, context, embedded_text, passages
from rag.schema import Article
from rag.text.sentences import sentences


def article(text: str, language: str = "fr", **more: object) -> Article:
    """An article with this text."""
    return Article("a1", "article", "Titre", text, "s.txt", language, **more)  # type: ignore[arg-type]


def words(text: str) -> int:
    """A token counter that can be followed by hand."""
    return len(text.split())


@given(st.text(max_size=400), st.integers(1, 12), st.sampled_from(["fr", "en", "vi", "zh", "und"]))
def test_every_passage_is_its_span_of_the_article(text: str, budget: int, language: str) -> None:
    """The exactness that every citation rests on, over arbitrary Unicode."""
    whole = article(text, language)
    for passage in passages(whole, words, budget):
        assert passage.text == whole.text[passage.start : passage.end]


@given(st.text(max_size=400), st.integers(1, 12))
def test_passages_hold_all_that_is_not_white_space_once_and_in_order(text: str, budget: int) -> None:
    """Nothing of an article is lost to search, and nothing stands twice."""
    found = passages(article(text), words, budget)
    assert "".join(text.split()) == "".join("".join(p.text.split()) for p in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.lists(st.text("abcd efgh. ", min_size=1, max_size=80), max_size=8), st.integers(2, 12))
def test_only_a_single_sentence_exceeds_the_budget_and_never_by_much(pieces: list[str], budget: int) -> None:
    """The embedder would silently cut what is longer than it reads."""
    for passage in passages(article("\n\n".join(pieces)), words, budget):
        assert words(passage.text) <= budget or 1 == len(sentences(passage.text, "fr"))
        assert words(passage.text) <= LONGEST_SENTENCE * budget


def test_a_passage_holds_whole_sentences_as_many_as_fit() -> None:
    """A sentence cut in two answers nothing."""
    text = "Un deux trois. Quatre cinq six. Sept huit neuf."
    assert ["Un deux trois. Quatre cinq six.", "Sept huit neuf."] == [p.text for p in passages(article(text), words, 6)]


def test_a_passage_ends_with_a_paragraph_rather_than_inside_one() -> None:
    """Paragraphs are the author's own units."""
    text = "Un deux trois. Quatre cinq.\n\nSix sept huit. Neuf dix."
    found = [p.text for p in passages(article(text), words, 8)]
    assert ["Un deux trois. Quatre cinq.", "Six sept huit. Neuf dix."] == found


def test_no_passage_is_left_with_a_few_words_where_two_could_share() -> None:
    """A passage of three words is near to every question."""
    text = "Un deux trois quatre. Cinq six sept. Huit neuf dix onze. Douze."
    assert ["Un deux trois quatre. Cinq six sept.", "Huit neuf dix onze. Douze."] == [
        p.text for p in passages(article(text), words, 11)
    ]


def test_a_long_sentence_is_a_passage_of_its_own() -> None:
    """A quotation should be a whole sentence."""
    text = "Un. Deux trois quatre cinq six. Sept."
    assert ["Un.", "Deux trois quatre cinq six.", "Sept."] == [p.text for p in passages(article(text), words, 3)]


def test_a_sentence_beyond_all_measure_is_cut_at_a_space() -> None:
    """Text without full stops must not make a passage that the embedder cannot read."""
    text = "un deux trois quatre cinq six sept"
    assert ["un deux trois quatre cinq six", "sept"] == [p.text for p in passages(article(text), words, 2)]


def test_the_context_is_title_and_date_outside_the_offsets() -> None:
    """A passage is found by its article's title and date, but quoted without them."""
    dated = article("Il pleut.", published=date(2023, 3, 27))
    assert "Titre (2023-03-27)" == context(dated)
    assert "Titre (2023-03-27)\nIl pleut." == embedded_text(dated, passages(dated, words, 9)[0])
