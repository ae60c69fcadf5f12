"""The report's tables and figures."""

import re

import pytest

from eval.intervals import Interval
from eval.plots import Dots, dot_plot, line_plot
from eval.provenance import Provenance
from eval.report import markdown, page, worst
from eval.report_tables import ablation, retrieval_table, sources_table
from eval.run import Run, Value

SURE = Interval(0.5, 0.4, 0.6, 10)


def retrieval(system: str, value: Interval = SURE, **per_query: dict[str, Value]) -> Run:
    """A run of retrieval over one collection."""
    metrics = {"all": {"nDCG@10": value}, "#time": {"nDCG@10": value}}
    return Run(
        "retrieval", "toy", system, Provenance("abc", "fake", "p"), 10, metrics, {"queries not in the sample": 5},
        latency_ms={"p50": 1.0, "p95": 2.0, "p99": 3.0}, per_query=per_query,
    )  # fmt: skip


def test_systems_stand_side_by_side_and_tags_stay_out() -> None:
    """A system that was measured nowhere has no column."""
    table = retrieval_table([retrieval("hybrid"), retrieval("bm25", Interval(0.25, 0.2, 0.3, 10))])
    assert ["collection", "group", "questions", "hybrid", "bm25"] == table.head
    assert [["toy", "all", "10", "0.500 [0.40, 0.60]", "0.250 [0.20, 0.30]"]] == table.rows
    assert {("toy", "all"): {"hybrid": SURE}} == ablation([retrieval("hybrid")])


def test_every_run_names_commit_model_prompts_and_what_was_left_out() -> None:
    """A number that nobody can make again is no number."""
    (row,) = sources_table([retrieval("hybrid")]).rows
    assert ["retrieval", "toy", "hybrid", "10", "abc", "fake", "p", "5 queries not in the sample"] == row


def test_the_worst_questions_come_with_what_was_retrieved() -> None:
    """Lowest first; a question that went well is not among them; baselines are not shown."""
    rows: dict[str, dict[str, Value]] = {
        "good": {"lang": "fr", "question": "A ?", "nDCG@10": 1.0, "retrieved": ["p1"]},
        "bad": {"lang": "fr", "question": "B ?", "nDCG@10": 0.0, "retrieved": ["p2", "p3", "p4", "p5"]},
        "fair": {"lang": "fr", "question": "C ?", "nDCG@10": 0.5, "retrieved": []},
    }
    ((name, measure, questions),) = worst([retrieval("hybrid", **rows), retrieval("bm25", **rows)])
    assert ("retrieval · toy", "nDCG@10") == (name, measure)
    assert [("bad", ["p2", "p3", "p4"]), ("fair", [])] == [(q.id, q.retrieved) for q in questions]


def test_text_of_a_question_cannot_become_markup() -> None:
    """Question files come from anywhere."""
    pytest.importorskip("matplotlib")
    row: dict[str, Value] = {"lang": "fr", "question": "<script>x</script>", "nDCG@10": 0.0, "retrieved": []}
    assert "<script>" not in page([retrieval("hybrid", q=row)])


def test_markdown_has_one_line_a_row() -> None:
    """For the README."""
    lines = markdown([retrieval("hybrid")]).splitlines()
    assert "| toy | all | 10 | 0.500 [0.40, 0.60] |" in lines


def test_figures_take_every_colour_from_the_page() -> None:
    """A colour of their own would vanish in light or in dark."""
    pytest.importorskip("matplotlib")
    dots = dot_plot([Dots("toy", [SURE, None]), Dots("other", [SURE, SURE])], ["hybrid", "bm25"], "nDCG@10")
    lines = line_plot({"a": [(0.1, 0.2), (0.9, 0.8)], "b": [(0.5, 0.5)]}, "confidence", "right", diagonal=True)
    for svg in (dots, lines):
        assert svg.startswith("<svg")
        assert set() == set(re.findall(r"(?:fill|stroke): (#[0-9a-f]+)", svg)) - {"#ffffff"}
        assert "http://www.w3.org/2000/svg" in svg


def test_the_same_runs_give_the_same_page() -> None:
    """A report under version control changes only with its figures."""
    pytest.importorskip("matplotlib")
    both = [retrieval("hybrid"), retrieval("bm25")]
    assert page(both) == page(both)
