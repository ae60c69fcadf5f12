"""Retrieval measured over a store, and the gold quotations in it."""

import json
import re
from pathlib import Path

import pytest

from eval.gold import Articles, Located, relevant_passages
from eval.questions import GoldQuestion, Place, read_questions
from eval.store_retrieval import evaluate_store
from rag.errors import InputError
from rag.index.layout import Layout
from rag.index.store import Store
from rag.models.fake import FakeEmbedder
from rag.schema import Passage, Turn

BRIDGE = Place("articles/001_pont.txt", "Les travaux ont coûté 1,6 million d'euros.")
ROW = {
    "id": "s1", "lang": "fr", "question": "Combien ?", "answerable": True, "answers": ["1,6 million"],
    "article": "001_pont.txt", "quote": "Les travaux",
}  # fmt: skip


def questions(tmp_path: Path, *rows: dict[str, object]) -> tuple[GoldQuestion, ...]:
    """What is read of these rows."""
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return read_questions(path)


def test_a_question_is_read_with_its_places_and_history(tmp_path: Path) -> None:
    """Both ways to name a place: by quotation and by span of the raw page."""
    also = [{"article": "b.txt", "quote_start": 3, "quote_end": 9}]
    turns = [{"question": "Et avant ?", "answer": "Rien."}, "Où ?"]
    (found,) = questions(tmp_path, {**ROW, "also": also, "history": turns, "type": "amount", "tags": ["x"]})
    assert (Place("001_pont.txt", "Les travaux"), Place("b.txt", raw=(3, 9))) == found.places
    assert (Turn("Et avant ?", "Rien."), Turn("Où ?", "")) == found.history
    assert ("amount", "x") == found.tags


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"answerable": "yes"}, "q.jsonl:1: 'answerable' must be true or false"),
        ({"answerable": False}, "q.jsonl:1: 'answerable' is false, and yet there are 'answers'"),
        ({"answers": []}, "q.jsonl:1: 'answers' must hold at least 1"),
        ({"quote": ""}, "q.jsonl:1: 'quote' must be text"),
        ({"quote_start": 9, "quote_end": 3}, "q.jsonl:1: 'quote_start' and 'quote_end'"),
        ({"also": [3]}, "q.jsonl:1: 'also' must hold objects"),
        ({"history": {}}, "q.jsonl:1: 'history' must be a list"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    """Protects whoever writes a question file."""
    with pytest.raises(InputError, match=re.escape(message)):
        questions(tmp_path, {**ROW, **change})


def test_a_quotation_is_found_whatever_cleaning_did_to_its_spaces(small_store: Layout) -> None:
    """The span holds the words; fused words are split in the clean text, or the other way round."""
    fused = GoldQuestion("q", "fr", "?", True, ("x",), (Place("001_pont.txt", "Les travauxont coûté 1,6 million"),))
    with Store(small_store).view() as view:
        (place,) = Articles(view.catalogue).locate(fused)
        text = view.catalogue.article(place.article_id).text
    assert "Les travaux ont coûté 1,6 million" == text[place.start : place.end]


def test_a_span_of_the_raw_page_is_found_in_the_clean_text(small_store: Layout, small_archive: Path) -> None:
    """The way back from page to text, through the source map."""
    raw = (small_archive / "001_pont.txt").read_text("utf-8")
    start = raw.index("Les travaux")
    asked = GoldQuestion("q", "fr", "?", True, ("x",), (Place("001_pont.txt", raw=(start, start + 11)),))
    with Store(small_store).view() as view:
        (place,) = Articles(view.catalogue).locate(asked)
        text = view.catalogue.article(place.article_id).text
    assert "Les travaux" == text[place.start : place.end]


def test_a_passage_is_relevant_when_it_holds_a_part_of_the_quotation() -> None:
    """Half-open spans: what only touches at the border shares no character."""
    passages = [
        (1, Passage("p1", "a", 0, 10, "")),
        (2, Passage("p2", "a", 10, 20, "")),
        (3, Passage("p3", "b", 0, 20, "")),
    ]
    assert {"q": {1}} == relevant_passages({"q": [Located("a", 5, 10)]}, passages)
    assert {"q": {1, 2}} == relevant_passages({"q": [Located("a", 5, 11)]}, passages)


def test_the_store_is_measured_by_its_gold_quotations(small_store: Layout) -> None:
    """Found first; what the store does not hold scores zero; what has no answer is left out."""
    asked = (
        GoldQuestion("found", "fr", "Combien ont coûté les travaux du pont ?", True, ("1,6 million",), (BRIDGE,)),
        GoldQuestion("lost", "fr", "Combien ?", True, ("x",), (Place("001_pont.txt", "jamais écrit"),)),
        GoldQuestion("none", "fr", "Qui ?", False),
    )
    run = evaluate_store(asked, "toy", Store(small_store), FakeEmbedder(), "hybrid", lambda *_: None)
    assert 1.0 == run.per_query["found"]["recall@1"]
    assert 0.0 == run.per_query["lost"]["recall@100"]
    assert 0.5 == run.metrics["all"]["MRR@10"].value
    assert {"questions without an answer": 1} == run.left_out
    assert 1 == run.settings["gold_not_in_store"]
