"""Public question sets, without the articles that the shipped reader has learned from."""

import json
from pathlib import Path

import pytest

from eval.clapnq import ClapQuestion
from eval.held_out import LEFT_OUT, held_out_clapnq, held_out_squad, is_held_out, with_left_out
from eval.squad import Squad, SquadParagraph, SquadQuestion, read_squad
from eval.squad_answers import evaluate_squad
from rag.answer import extract
from rag.answer.extract import Extractor
from rag.models.fake import FakeEmbedder, FakeReader

HELD_OUT, TRAINED = "Lac noir", "Pont"
"""Their folded names' sha256, modulo 5: 0 and 3."""
PARAGRAPHS = (
    SquadParagraph("0-0", HELD_OUT, "Le lac est gelé depuis le 3 mai 2024. Il est noir."),
    SquadParagraph("1-0", TRAINED, "Le pont de Bac Lan a coûté 1,6 million. Il a 18 arches."),
)
QUESTIONS = (
    SquadQuestion("a", "Depuis quand le lac est-il gelé ?", "0-0", ("le 3 mai 2024",), (23,)),
    SquadQuestion("b", "Combien a coûté le pont de Bac Lan ?", "1-0", ("1,6 million",), (27,)),
)
SQUAD = Squad("toy", PARAGRAPHS, QUESTIONS)


def test_a_title_decides_however_it_is_written() -> None:
    """Question sets write spaces as underscores, and capitals as they like."""
    assert is_held_out(HELD_OUT)
    assert is_held_out("lac_NOIR")
    assert not is_held_out(TRAINED)


def test_only_questions_on_held_out_articles_are_asked_among_all_paragraphs() -> None:
    """The others stay to be told apart from the one that answers."""
    chosen = held_out_squad(SQUAD)
    assert ("a",) == tuple(question.id for question in chosen.questions)
    assert PARAGRAPHS == chosen.paragraphs


def test_clapnq_is_chosen_by_the_titles_of_its_passages() -> None:
    """Each question has one passage."""
    questions = tuple(ClapQuestion(title, "?", title, "Text.", True) for title in (TRAINED, HELD_OUT))
    assert (questions[1],) == held_out_clapnq(questions)


def measured(squad: Squad):
    """The run of a file's questions with fake models."""
    embedder = FakeEmbedder(256)
    return evaluate_squad(squad, "fr", embedder, Extractor(embedder, FakeReader()), None, 1, lambda *_: None)


def test_a_squad_file_is_answered_from_all_its_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The closest is the question's own, and the model's name says which reader it was."""
    monkeypatch.setattr(extract, "confidence", lambda evidence: 0.5 + evidence.coverage / 2)  # a fake knows no logits
    run = measured(SQUAD)
    nearest = {name: str([*row["retrieved"]][:1]) for name, row in run.per_query.items()}
    assert nearest["a"].startswith("['0-0:")
    assert nearest["b"].startswith("['1-0:")
    assert run.provenance.model.endswith("reader fake")


def test_a_run_tells_what_was_left_out() -> None:
    """A figure without it would hide that four fifths are missing."""
    assert {LEFT_OUT: 1} == with_left_out(measured(held_out_squad(SQUAD)), 1).left_out


def test_the_file_format_keeps_the_title(tmp_path: Path) -> None:
    """The rule needs it as the reader of files hands it on."""
    page = {
        "title": "Lac_noir",
        "paragraphs": [
            {"context": "Il vient.", "qas": [{"id": "1", "question": "Qui ?", "answers": [{"text": "Il"}]}]}
        ],
    }
    (tmp_path / "s.json").write_text(json.dumps({"data": [page]}), "utf-8")
    assert 1 == len(held_out_squad(read_squad(tmp_path / "s.json")).questions)
