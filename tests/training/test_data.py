"""Question sets become items, split by article."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.cloze import Line, cloze
from training.corpus import Context, Question, read_squad
from training.groups import Mix, draw
from training.items import Item, build_items
from training.negatives import neighbours
from training.neighbours import Lexical
from training.passages import Passage, cut, holding
from training.sources import read_all
from training.split import is_held_out, split

TEXT = "Le pont a 18 arches. Il date de 1926. La ville de Bac Lan l'a peint en vert."


def words(text: str) -> int:
    """A stand-in for the tokenizer."""
    return len(text.split())


def by_words(passages: Sequence[Passage], language: str) -> list[Lexical]:
    """BM25 alone: the vectors need a model."""
    return [Lexical(passages, language)]


def context(text: str = TEXT, article: str = "pont", language: str = "fr") -> Context:
    """A context of an article of that name."""
    return Context(f"{article}/{language}", article, article, language, text)


def question(wording: str, answer: str, where: Context | None = None) -> Question:
    """A question answered by the first place where ``answer`` stands."""
    where = where or context()
    start = where.text.index(answer)
    return Question(f"piaf/{wording}", wording, where.language, where, ((start, start + len(answer)),))


def test_an_answer_that_does_not_stand_where_it_should_is_left_out(tmp_path: Path) -> None:
    """A wrong offset would teach wrong spans."""
    qas = [
        {"id": "1", "question": "Quand ?", "answers": [{"text": "1926", "answer_start": 32}]},
        {"id": "2", "question": "Quand ?", "answers": [{"text": "1926", "answer_start": 5}]},
    ]
    page = {"data": [{"title": "Pont", "paragraphs": [{"context": TEXT, "qas": qas}]}]}
    (tmp_path / "set.json").write_text(json.dumps(page), "utf-8")
    found = list(read_squad(tmp_path / "set.json", "piaf", "fr"))
    assert [("piaf/1", ("1926",))] == [(q.id, q.answer_texts) for q in found]


@given(st.text(min_size=1), st.sampled_from(["fr", "en", "vi"]))
def test_no_article_is_on_both_sides(title: str, language: str) -> None:
    """Nor are its translations: the title alone decides."""
    one = Question("a", "?", language, context("x", title, language), ())
    other = Question("b", "?", "zh", context("y", title, "zh"), ())
    trained, held_out = split([one, other])
    assert sorted([2, 0]) == sorted([len(trained), len(held_out)])
    assert bool(held_out) == is_held_out(title)


@pytest.mark.shared
def test_the_real_question_sets_share_no_article_between_the_sides(shared_data: Path) -> None:
    """Held-out figures mean something only then; about a fifth is held out."""
    trained, held_out = split(read_all(shared_data / "data"))
    assert set() == {q.context.article for q in trained} & {q.context.article for q in held_out}
    assert set() == {q.context.text for q in trained} & {q.context.text for q in held_out}
    assert 0.1 < len(held_out) / (len(trained) + len(held_out)) < 0.3


@given(st.integers(1, 20))
def test_passages_are_whole_sentences_and_nothing_is_lost(budget: int) -> None:
    """Whatever the budget, all but the space between sentences is read."""
    passages = cut(context(), words, budget)
    assert TEXT.split() == [word for passage in passages for word in passage.body.split()]
    assert all(passage.body.endswith(".") for passage in passages)


def test_a_passage_fills_its_budget_and_no_more() -> None:
    """Five words and five words fit into ten, eight more do not."""
    assert ["Le pont a 18 arches. Il date de 1926.", "La ville de Bac Lan l'a peint en vert."] == [
        passage.body for passage in cut(context(), words, 10)
    ]


def test_the_passage_of_an_answer_is_the_one_that_holds_it_whole() -> None:
    """With the answer's place in that passage."""
    passages = cut(context(), words, 10)
    found = holding(passages, question("Quelle ville ?", "Bac Lan"))
    assert found is not None
    assert "Bac Lan" == found[0].body[slice(*found[1])]
    assert holding(passages, question("Quoi ?", "1926. La ville")) is None


def test_siblings_and_neighbours_never_hold_the_answer() -> None:
    """A negative that answers would teach the reader to refuse right answers."""
    forum = context("Le forum de 1926 ouvre. Le pont de bois a brûlé.", "forum")
    questions = [question("De quand date le pont ?", "1926"), question("Quel pont a brûlé ?", "pont de bois", forum)]
    first, second = build_items(questions, lambda text: 100, by_words)
    assert {"Le pont a 18 arches.", "La ville de Bac Lan l'a peint en vert."} == {p.body for p in first.siblings}
    assert {"Le pont de bois a brûlé."} == {p.body for p in first.neighbours}
    assert "Le pont a 18 arches." in {p.body for p in second.neighbours}


def test_what_two_rankers_find_is_a_neighbour_once() -> None:
    """Else a passage near in both ways would be drawn twice as often."""
    other = cut(context("Le pont de bois a brûlé. Le pont de fer date de 1926.", "forum"), lambda text: 100, 96)
    asked = [question("De quand date le pont ?", "1926"), question("Quel pont ?", "pont a 18 arches")]
    first, second = neighbours(asked, [*by_words(other, "fr"), *by_words(other, "fr")])
    assert ["Le pont de bois a brûlé."] == [p.body for p in first]
    assert {p.body for p in other} == {p.body for p in second}


def an_item() -> Item:
    """One with a positive, two siblings and no neighbours."""
    return build_items([question("De quand date le pont de Bac Lan ?", "1926")], lambda text: 100, by_words)[0]


@given(st.integers(0, 10_000))
def test_a_group_has_one_answer_at_most_and_its_span_is_the_answer(seed: int) -> None:
    """Titled or not, noisy or not."""
    for group in draw(an_item(), Mix(negatives=2, noise=0.5, swap=0.5), ["Tan"], random.Random(seed)):
        answered = [pair for pair in group if pair.span is not None]
        assert len(answered) <= 1
        assert all(pair.span is None for pair in group[1:])
        assert all("1926" == pair.passage[slice(*pair.span)] for pair in answered if pair.span)
        assert 1 == len({pair.question for pair in group})


def test_the_title_stands_over_a_passage_as_in_the_index() -> None:
    """The reader shall read in training what it reads in use."""
    assert "pont\nLe pont" == Passage(context(), 0, 7).titled


def news(number: int, **texts: str) -> Line:
    """A line of a news text, the same in all languages but for those given."""
    same = dict.fromkeys(("fr", "en", "vi", "zh"), f"Line {number}.")
    return Line("doc", number, same | texts)


def test_a_cloze_question_asks_for_a_detail_in_every_language_that_has_it() -> None:
    """Its answer is that detail in the paragraph, never the one of the sentence before."""
    middle = news(2, fr="Le pont mesure 48 m.", en="The bridge is 48 m long.", vi="Cầu dài 48 m.", zh="桥长四十八米。")
    questions = list(cloze((news(48), middle, news(3))))
    assert ["Le pont mesure combien m ?", "The bridge is how many m long ?", "Cầu dài bao nhiêu m ?"] == [
        q.text for q in questions
    ]
    assert {("48",)} == {q.answer_texts for q in questions}
    assert all(q.answers[0][0] > len("Line 48.") for q in questions)


def test_a_sentence_without_a_shared_detail_gives_no_question() -> None:
    """A name that only French has cannot be asked for across languages."""
    assert [] == list(cloze((news(1), news(2, fr="Le pont de Zurich."), news(3))))
