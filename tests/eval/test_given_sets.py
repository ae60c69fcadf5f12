"""Sets of questions with the passages to read."""

import json
import re
from pathlib import Path

import pytest

from eval.clapnq import ClapQuestion
from eval.given_sets import from_clapnq, from_squad, read_given
from eval.squad import Squad, SquadParagraph, SquadQuestion
from rag.errors import InputError

LINE = {"id": 7, "lang": "fr", "query": "Où ?", "passages": ["Ici.", "Là."], "answerable": True}
SQUAD = Squad(
    "toy",
    tuple(
        SquadParagraph(f"{a}-{p}", "T", f"Paragraphe {p} de {a}{' : le 3 mai' if p == 0 else ''}.")
        for a in range(3)
        for p in range(4)
    ),
    tuple(SquadQuestion(f"q{a}", "Quand ?", f"{a}-0", ("le 3 mai",), (-1,)) for a in range(3)),
)


def near(text: str) -> list[int]:
    """All passages, in their order."""
    return list(range(12))


def test_a_passage_of_several_questions_stands_in_the_pool_once(tmp_path: Path) -> None:
    """It is embedded once."""
    path = tmp_path / "f.jsonl"
    path.write_text(
        json.dumps(LINE) + "\n" + json.dumps({**LINE, "id": "x", "passages": ["Là.", "Loin."], "answerable": False})
    )
    given = read_given(path)
    assert ["Ici.", "Là.", "Loin."] == [passage.text for passage in given.passages]
    assert [("7", (0, 1), True), ("x", (1, 2), False)] == [
        (q.query.id, q.numbers, q.answerable) for q in given.questions
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"passages": []}, ":1: 'passages' must hold at least 1"),
        ({"passages": ["a", " "]}, ":1: 'passages' holds an empty text"),
        ({"passages": "a"}, ":1: 'passages' must be a list of texts"),
        ({"answerable": 1}, ":1: 'answerable' must be true or false"),
        ({"lang": ""}, ":1: 'lang' must be text that is not empty"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    """Protects whoever brings a set."""
    path = tmp_path / "f.jsonl"
    path.write_text(json.dumps(LINE | change))
    with pytest.raises(InputError, match=re.escape(message)):
        read_given(path)


def test_hard_sets_take_away_every_passage_that_holds_the_answer() -> None:
    """A neighbour that says the same would make the question answerable after all."""
    given = from_squad(SQUAD, "fr", "hard", near, size=3)
    holding = {0, 4, 8}
    for question in given.questions:
        assert question.answerable == bool(holding & set(question.numbers))
        assert len(question.numbers) <= 10
    assert [True, False, True] == [question.answerable for question in given.questions]


def test_out_of_corpus_takes_away_the_whole_article() -> None:
    """The other articles stay."""
    given = from_squad(SQUAD, "fr", "out-of-corpus", near, size=3)
    (refused,) = [question for question in given.questions if not question.answerable]
    own = int(refused.query.id[1])
    assert set(range(12)) - set(range(4 * own, 4 * own + 4)) == set(refused.numbers)


def test_clapnq_gives_each_question_its_one_passage() -> None:
    """As its authors meant the unanswerable half."""
    given = from_clapnq([ClapQuestion("1", "who?", "T", "x", True), ClapQuestion("2", "who?", "T", "y", False)])
    assert [((0,), True), ((1,), False)] == [(q.numbers, q.answerable) for q in given.questions]
