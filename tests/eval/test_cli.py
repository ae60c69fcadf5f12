"""The commands of `rag eval`, with the fake embedder in the product's place."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eval.cli import main
from eval.commands import frame
from eval.commands import retrieval as retrieval_commands
from eval.intervals import SEED
from eval.run import read_run
from eval.systems import SYSTEMS
from rag import wire
from rag.answer.extract import Extractor
from rag.index.layout import Layout
from rag.models.fake import FakeEmbedder, FakeReader
from tests.source_code import ROOT

Runs = Callable[..., Result]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Runs a command with the fake embedder and a cache of its own."""
    monkeypatch.setattr(wire, "embedder", lambda _: FakeEmbedder())
    monkeypatch.setattr(wire, "extractor", lambda _, embedder: Extractor(embedder, FakeReader()))
    monkeypatch.setenv("RAG_CACHE_DIR", str(tmp_path / "cache"))
    return lambda *arguments: CliRunner().invoke(
        main, [str(argument) for argument in arguments], catch_exceptions=False
    )


@pytest.fixture
def three(tmp_path: Path) -> list[object]:
    """The options that name a small collection."""
    files = {
        "corpus": '{"id": "p1", "text": "Le pont rouvre."}\n{"id": "p2", "text": "Un train part."}\n',
        "queries": '{"id": "q1", "text": "Quel pont rouvre ?", "lang": "fr"}\n',
        "qrels": "q1\tp1\t1\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    return [part for name in files for part in (f"--{name}", tmp_path / name)]


def given_line(identifier: str, *, answerable: bool) -> str:
    """A line of a set with given passages."""
    row = {
        "id": identifier,
        "lang": "fr",
        "query": "Quand le pont de Bac Lan a-t-il rouvert ?",
        "answerable": answerable,
    }
    return json.dumps(row | {"passages": ["Le pont de Bac Lan a rouvert le 3 mai 2024."]}) + "\n"


def test_retrieval_prints_its_figures_and_keeps_what_was_asked(runs: Runs, three: list[object], tmp_path: Path) -> None:
    """The whole result and the figures alone are two files; the second holds no text."""
    done = runs("retrieval", *three, "--out", tmp_path / "run.json", "--summary", tmp_path / "sum.json")
    assert 0 == done.exit_code, done.output
    assert "nDCG@10" in done.stdout
    assert ["p1", "p2"] == read_run(tmp_path / "run.json").per_query["q1"]["retrieved"]
    assert "pont" not in (tmp_path / "sum.json").read_text("utf-8")


def test_json_is_one_object(runs: Runs, three: list[object]) -> None:
    """Scripts read it."""
    done = runs("retrieval", *three, "--mode", "lexical", "--json")
    assert ("bm25", 1.0) == (
        json.loads(done.stdout)["system"],
        json.loads(done.stdout)["metrics"]["all"]["MRR@10"]["value"],
    )


def test_two_runs_are_compared(runs: Runs, three: list[object], tmp_path: Path) -> None:
    """From the files that --out wrote."""
    for system in ("bm25", "dense"):
        runs("retrieval", *three, "--system", system, "--out", tmp_path / f"{system}.json")
    done = runs("compare", tmp_path / "bm25.json", tmp_path / "dense.json")
    assert 0 == done.exit_code
    assert "nDCG@10" in done.stdout
    assert "+0.000" in done.stdout


def test_a_bad_line_is_one_line_on_stderr_and_exit_code_1(runs: Runs, three: list[object], tmp_path: Path) -> None:
    """With its file and line, and no stack trace."""
    (tmp_path / "qrels").write_text("q1\tp9\t1\n")
    done = runs("retrieval", *three)
    assert 1 == done.exit_code
    assert f"rag: {tmp_path / 'qrels'}:1: the corpus has no passage and no document 'p9'\n" == done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["retrieval"],
        ["retrieval", "--corpus", "c"],
        ["retrieval", "--squad", "s", "--questions", "q"],
        ["retrieval", "--questions", "q", "--sample", "3"],
        ["retrieval", "--squad", "s", "--mode", "dense", "--system", "rrf"],
        ["answers"],
        ["abstention"],
        ["answers", "--questions", "q", "--held-out"],
        ["abstention", "f", "--squad", "s"],
        ["abstention", "f", "--held-out"],
    ],
)
def test_contradicting_options_are_bad_usage(runs: Runs, arguments: list[str]) -> None:
    """Exit code 2: nothing given is passed over in silence."""
    assert 2 == runs(*arguments).exit_code


def test_the_store_is_measured_with_a_question_file(runs: Runs, small_store: Layout, tmp_path: Path) -> None:
    """Retrieval and answers over the same questions."""
    row = {
        "id": "s1", "lang": "fr", "question": "Combien ont coûté les travaux ?", "answerable": True,
        "answers": ["1,6 million"], "article": "001_pont.txt", "quote": "Les travaux ont coûté",
    }  # fmt: skip
    (tmp_path / "q.jsonl").write_text(json.dumps(row))
    for command in ("retrieval", "answers"):
        done = runs(command, "--questions", tmp_path / "q.jsonl", "--store", small_store.folder, "--json")
        assert 0 == done.exit_code, done.output
        assert 1 == json.loads(done.stdout)["queries"]
    assert 1 == runs("retrieval", "--questions", tmp_path / "q.jsonl", "--store", tmp_path / "none").exit_code


def test_abstention_reads_given_passages(runs: Runs, tmp_path: Path) -> None:
    """As NoMIRACL gives them."""
    (tmp_path / "f.jsonl").write_text(given_line("a", answerable=True) + given_line("b", answerable=False))
    done = runs("abstention", tmp_path / "f.jsonl", "--json")
    assert 0 == done.exit_code, done.output
    assert "balanced accuracy" in json.loads(done.stdout)["metrics"]["all"]
    assert "F1" not in json.loads(done.stdout)["metrics"]["all"]


def test_a_report_is_written_of_a_folder_of_runs(runs: Runs, three: list[object], tmp_path: Path) -> None:
    """The page holds its figures itself: nothing is fetched."""
    pytest.importorskip("matplotlib")
    for system in ("bm25", "dense", "hybrid"):
        runs("retrieval", *three, "--system", system, "--out", tmp_path / "runs" / f"{system}.json")
    (tmp_path / "f.jsonl").write_text(given_line("a", answerable=True))
    runs("abstention", tmp_path / "f.jsonl", "--out", tmp_path / "runs" / "abstention.json")
    done = runs("report", tmp_path / "runs", "--html", tmp_path / "r.html", "--markdown", tmp_path / "r.md")
    assert 0 == done.exit_code, done.output
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<svg" in page
    assert "var(--series-" in page
    assert [] == [word for word in ('src="', "@import", "url(http", "<link", "<script") if word in page]
    assert "| collection | group | questions |" in (tmp_path / "r.md").read_text("utf-8")


def test_a_report_of_nothing_says_how_to_make_something(runs: Runs, tmp_path: Path) -> None:
    """One line."""
    done = runs("report", tmp_path)
    assert (1, 1) == (done.exit_code, done.stderr.count("\n"))
    assert "rag eval all" in done.stderr


def test_jobs_that_fail_are_told_and_the_others_go_on(runs: Runs, tmp_path: Path) -> None:
    """Without the data sets only what is in the repository can be measured."""
    done = runs("all", "--data", tmp_path, "--only", "[cr]*-[no][tw]*", "--summaries", tmp_path / "sums")
    assert 1 == done.exit_code
    assert "retrieval-ntrex-hybrid: " in done.stderr
    assert "claims" == read_run(tmp_path / "sums" / "claims-own.json").benchmark
    assert {} == read_run(tmp_path / "sums" / "claims-own.json").per_query


def test_what_the_command_line_repeats_is_what_the_package_has() -> None:
    """The options are written out, since importing the constants would load numpy for `--help`."""
    assert SYSTEMS == retrieval_commands.SYSTEMS
    assert SEED == frame.SEED


def test_help_loads_nothing_heavy() -> None:
    """`rag --help` mounts these commands."""
    heavy = ["numpy", "torch", "faiss", "tantivy", "ir_measures", "matplotlib", "langchain_core", "scipy"]
    code = f"import sys, eval.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
