"""Files in SQuAD's format."""

import json
import re
from pathlib import Path

import pytest

from eval.squad import collection, read_squad
from eval.vocabulary import Qrel
from rag.errors import InputError

QUESTION = {"id": "q1", "question": "Quand ?", "answers": [{"text": "le 3 mai", "answer_start": 10}]}
UNANSWERED = {"id": "q2", "question": "Qui ?", "answers": [], "is_impossible": True}
PARAGRAPH = {"context": "Il rouvre le 3 mai.", "qas": [QUESTION, UNANSWERED]}
TWIN = {"context": "Il rouvre le 3 mai.", "qas": []}


def written(folder: Path, *articles: object) -> Path:
    """A file of these articles."""
    path = folder / "set.json"
    path.write_text(json.dumps({"version": "1", "data": list(articles)}), "utf-8")
    return path


def test_questions_name_their_paragraph_and_answers(tmp_path: Path) -> None:
    """Protects the reader that all SQuAD benchmarks share."""
    squad = read_squad(written(tmp_path, {"title": "Pont_neuf", "paragraphs": [PARAGRAPH]}))
    assert [("0-0", "Pont neuf", "Il rouvre le 3 mai.")] == list(squad.paragraphs)
    expected = [("q1", "Quand ?", "0-0", ("le 3 mai",), (10,)), ("q2", "Qui ?", "0-0", (), ())]
    assert expected == list(squad.questions)


def test_an_offset_that_does_not_hold_the_answer_is_not_trusted(tmp_path: Path) -> None:
    """Published files have some; a wrong offset would count right citations as wrong."""
    wrong = {**QUESTION, "answers": [{"text": "le 3 mai", "answer_start": 9}]}
    squad = read_squad(written(tmp_path, {"paragraphs": [{"context": PARAGRAPH["context"], "qas": [wrong]}]}))
    assert (-1,) == squad.questions[0].starts


def test_paragraphs_of_the_same_text_are_equally_right(tmp_path: Path) -> None:
    """Protects the measure from punishing the choice between two identical paragraphs."""
    squad = read_squad(written(tmp_path, {"title": "a", "paragraphs": [PARAGRAPH, TWIN]}))
    made = collection(squad, "fr")
    assert (Qrel("q1", "0-0", 1), Qrel("q1", "0-1", 1)) == made.qrels
    assert {"questions without an answer": 1} == made.left_out
    assert ["fr"] == [query.lang for query in made.queries]


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ({"title": "a"}, "set.json data[0]: the list 'paragraphs' is missing"),
        ({"paragraphs": [{"qas": []}]}, "set.json data[0] paragraphs[0]: the field 'context' is missing"),
        ({"paragraphs": [{"context": "x", "qas": [{"id": "q"}]}]}, "set.json data[0] paragraphs[0] qas[0]: "),
        ({"paragraphs": [{"context": "x", "qas": []}]}, "set.json: there are no questions"),
        ({"paragraphs": [PARAGRAPH, PARAGRAPH]}, "'q1' stands already in "),
        (7, "set.json data[0]: must be an object"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, article: object, message: str) -> None:
    """One line, though the file is one JSON value."""
    with pytest.raises(InputError, match=re.escape(message)):
        read_squad(written(tmp_path, article))


def test_broken_json_is_told_with_its_line(tmp_path: Path) -> None:
    """Protects against files cut short by a download."""
    path = tmp_path / "set.json"
    path.write_text('{"data": [\n{"title"', "utf-8")
    with pytest.raises(InputError, match=":2: not JSON"):
        read_squad(path)
