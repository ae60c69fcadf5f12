"""Two runs side by side."""

import subprocess
from pathlib import Path

import pytest

from eval import provenance as told
from eval.compare import compare
from eval.provenance import Provenance, prompt_hash, provenance
from eval.run import Run, Value, means_by_group, percentiles_ms, read_run, write_run
from rag.errors import InputError

ROWS: dict[str, dict[str, Value]] = {
    "a": {"lang": "fr", "question": "Où ?", "nDCG@10": 1.0, "retrieved": ["p1"]},
    "b": {"lang": "zh", "question": "谁？", "nDCG@10": 0.5, "retrieved": ["p2"]},
    "c": {"lang": "fr", "question": "Qui ?", "nDCG@10": 0.25, "retrieved": []},
}


def run_of(rows: dict[str, dict[str, Value]]) -> Run:
    """A run with these questions."""
    return Run(
        "retrieval", "toy", "hybrid", Provenance("abc", "fake", "none"), len(rows), means_by_group(rows, ["nDCG@10"]),
        per_query=rows,
    )  # fmt: skip


def test_what_changed_comes_with_its_mean_and_the_biggest_change_first() -> None:
    """(0 + 0.5 − 0.25) / 3 = 0.0833."""
    changed = run_of({**ROWS, "b": {**ROWS["b"], "nDCG@10": 1.0}, "c": {**ROWS["c"], "nDCG@10": 0.0}})
    found = compare(run_of(ROWS), changed)
    assert 0.0833 == pytest.approx(found.differences[0].change.value, abs=1e-4)
    assert [("b", "谁？", 0.5, 1.0), ("c", "Qui ?", 0.25, 0.0)] == [
        (c.query, c.question, c.first, c.second) for c in found.changed
    ]


def test_a_run_compared_to_itself_shows_no_difference() -> None:
    """No change, p = 1."""
    found = compare(run_of(ROWS), run_of(ROWS))
    assert (0.0, 1.0, ()) == (found.differences[0].change.value, found.differences[0].p, found.changed)


def test_questions_of_one_run_only_are_counted_not_compared() -> None:
    """A pair needs both."""
    found = compare(run_of(ROWS), run_of({"a": ROWS["a"]}))
    assert (2, 0) == (found.only_first, found.only_second)
    assert 1.0 == found.differences[0].first


def test_runs_without_a_common_question_are_refused() -> None:
    """A summary holds no questions; nor do runs of other sets share any."""
    with pytest.raises(InputError, match="share no question"):
        compare(run_of(ROWS), run_of(ROWS).summary())


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Protects `compare` and `report`, which read what `--out` wrote."""
    write_run(run_of(ROWS), tmp_path / "new" / "run.json")
    assert run_of(ROWS) == read_run(tmp_path / "new" / "run.json")


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"metrics": {}, "provenance": {}}'])
def test_a_file_that_is_no_run_is_told(tmp_path: Path, content: str) -> None:
    """One line with the file."""
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(InputError, match="not a result"):
        read_run(tmp_path / "x.json")


def test_a_measure_that_a_question_lacks_does_not_count_as_zero() -> None:
    """Citation precision is not defined where nothing was cited."""
    rows: dict[str, dict[str, Value]] = {"a": {"lang": "fr", "m": 1.0}, "b": {"lang": "fr", "m": None}}
    assert (1.0, 1) == (means_by_group(rows, ["m"])["all"]["m"].value, means_by_group(rows, ["m"])["all"]["m"].n)


def test_a_prompt_that_changes_changes_the_hash(tmp_path: Path) -> None:
    """Also when it is only renamed."""
    assert "none" == prompt_hash(tmp_path)
    (tmp_path / "fr.txt").write_text("Réponds.")
    first = prompt_hash(tmp_path)
    (tmp_path / "fr.txt").rename(tmp_path / "en.txt")
    second = prompt_hash(tmp_path)
    (tmp_path / "en.txt").write_text("Answer.")
    assert 3 == len({first, second, prompt_hash(tmp_path)})


def test_a_result_that_is_written_is_no_change_of_what_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second job of a run finds the figures of the first; a changed program is told."""
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    program, result = tmp_path / "rag.py", tmp_path / "eval" / "results" / "a.json"
    result.parent.mkdir(parents=True)
    for file in (program, result):
        file.write_text("1")
    for command in (("init", "-q"), ("add", "-A"), (*author, "commit", "-qm", "x")):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    monkeypatch.setattr(told, "REPOSITORY", tmp_path)
    result.write_text("2")
    assert provenance("m").commit.isalnum()
    program.write_text("2")
    assert provenance("m").commit.endswith("+changes")


def test_latencies_are_told_in_milliseconds() -> None:
    """The median of 1, 2 and 3 milliseconds."""
    assert 2.0 == percentiles_ms([0.001, 0.003, 0.002])["p50"]
    assert {} == percentiles_ms([])
