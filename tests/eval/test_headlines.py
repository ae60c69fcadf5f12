"""The README's figures are those of the committed results."""

from pathlib import Path

import pytest

from eval.headlines import BEGIN, END, HEADLINES, headlines, with_headlines
from eval.intervals import Interval
from eval.provenance import Provenance
from eval.run import Run, write_run
from eval.suite import jobs
from rag.errors import InputError

ROOT = Path(__file__).parents[2]


def result(folder: Path, job: str, **measures: float) -> None:
    """A committed result with these means."""
    metrics = {"all": {name: Interval(value, value - 0.1, value + 0.1, 7) for name, value in measures.items()}}
    write_run(Run("b", "c", "s", Provenance("abc", "fake", "p"), 7, metrics), folder / f"{job}.json")


def test_the_readme_says_what_the_committed_results_hold() -> None:
    """Nobody types a figure: `rag eval report --readme README.md` writes them."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme == with_headlines(readme, headlines(ROOT / "eval" / "results"), ROOT / "README.md")


def test_every_headline_is_a_job_of_the_suite() -> None:
    """`make eval` makes them all anew."""
    assert {line.job for line in HEADLINES} <= set(jobs())


def test_a_missing_measure_is_told_with_its_file(tmp_path: Path) -> None:
    """Rather than a table with a hole."""
    for job in {line.job for line in HEADLINES}:
        result(tmp_path, job, other=0.5)
    with pytest.raises(InputError, match=r"answers-seeds\.json: holds no 'exact quotes'"):
        headlines(tmp_path)


def test_only_what_stands_between_the_marks_is_written() -> None:
    """And it is the same when written twice."""
    text = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    once = with_headlines(text, "| new |", Path("R.md"))
    assert f"before\n{BEGIN}\n\n| new |\n\n{END}\nafter\n" == once == with_headlines(once, "| new |", Path("R.md"))
    with pytest.raises(InputError, match=r"R\.md"):
        with_headlines("no marks", "| new |", Path("R.md"))
