"""`rag feedback export`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rag.cli import main

LINE = {
    "at": "2026-05-04T00:00:00+00:00", "verdict": "down", "question": "Quand ?", "standalone_question": "Quand ?",
    "history": [], "language": "fr", "engine": "extractive", "status": "answered", "short_answer": "lundi",
    "silent": True, "passages": [], "right": None,
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder with two judgements: one with a correction, one without."""
    lines = (LINE, {**LINE, "question": "Où ?", "silent": False})
    (tmp_path / "feedback.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return tmp_path


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["feedback", "export", *map(str, arguments)], catch_exceptions=False)


def test_cases_go_to_stdout_and_the_counts_beside(store: Path) -> None:
    """So that a pipe gets lines of JSON and nothing else."""
    result = _run("--store", store)
    assert ["Quand ?"] == [json.loads(line)["question"] for line in result.stdout.splitlines()]
    assert "2 judgements, 1 eval cases\n" == result.stderr


def test_cases_go_to_a_file(store: Path, tmp_path: Path) -> None:
    """The usual way to `rag eval`."""
    target = tmp_path / "cases.jsonl"
    assert 0 == _run(target, "--store", store).exit_code
    assert not json.loads(target.read_text("utf-8"))["answerable"]


def test_one_json_object_where_one_is_asked_for(store: Path) -> None:
    """The contract of every command."""
    said = json.loads(_run("--store", store, "--json").stdout)
    assert (2, 2, 1) == (said["judgements"], said["down"], len(said["cases"]))


def test_a_store_that_was_never_judged_gives_nothing(tmp_path: Path) -> None:
    """It is not an error."""
    assert (0, "") == ((result := _run("--store", tmp_path)).exit_code, result.stdout)


def test_a_file_that_cannot_be_written_is_told_in_one_line(store: Path) -> None:
    """Exit code 1."""
    result = _run(store / "missing" / "x.jsonl", "--store", store)
    assert 1 == result.exit_code
    assert "cannot be written" in result.stderr
