"""The commands as a user types them, over a small archive and the fake embedder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rag.cli import main
from rag.models.fake import FakeEmbedder, FakeReader

BRIDGE = "Le pont de Bac Lan rouvre\n\nLe pont de Bac Lan a rouvert le 3 mai 2024 après deux ans de travaux.\n"
TRAIN = "Un train relie Tan Moc à la côte\n\nLe trajet dure douze heures. Le billet coûte 20 euros.\n"

CONTRACT = [
    "question", "standalone_question", "language", "engine", "status", "answer", "short_answer", "confidence",
    "claims", "citations", "times", "notes", "differs", "hits", "timings_ms",
]  # fmt: skip

Runs = Callable[..., Result]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Runs ``rag`` in an empty folder with a folder ``press`` of two articles."""
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "bridge.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "press" / "train.txt").write_text(TRAIN, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rag.wire.load_embedder", lambda _: FakeEmbedder())
    monkeypatch.setattr("rag.wire.load_reader", lambda _: FakeReader())
    return lambda *words: CliRunner().invoke(main, words)


def last_line(text: str) -> str:
    """What stands at the end."""
    return text.strip().splitlines()[-1]


def test_sync_tells_what_it_did(runs: Runs) -> None:
    """In files, articles and passages."""
    result = runs("sync", "press")
    assert 0 == result.exit_code
    assert "files: 2 added\nvectorstore: 2 articles, 0 teasers, 2 passages (2 newly embedded)\n" == result.stdout


def test_sync_reports_a_bad_file_and_exits_with_1(runs: Runs, tmp_path: Path) -> None:
    """Scripts notice, and the others are indexed."""
    (tmp_path / "press" / "empty.txt").touch()
    result = runs("sync", "press", "--json")
    assert 1 == result.exit_code
    report = json.loads(result.stdout)
    assert (2, ["press/empty.txt"]) == (report["added"], [failure["source"] for failure in report["failed"]])
    assert result.stderr.startswith("rag: press/empty.txt")


def test_ask_prints_the_contract(runs: Runs) -> None:
    """The object that every caller relies on."""
    runs("sync", "press")
    result = runs("ask", "Quand le pont de Bac Lan a-t-il rouvert ?", "--json")
    assert 0 == result.exit_code
    answer = json.loads(result.stdout)
    assert CONTRACT == list(answer)
    assert "fr" == answer["language"]
    assert {"retrieve", "read", "total"} == answer["timings_ms"].keys()


def test_search_prints_ranked_passages(runs: Runs) -> None:
    """Best first."""
    runs("sync", "press")
    hits = json.loads(runs("search", "billet train", "-k", "1", "--mode", "lexical", "--json").stdout)["hits"]
    expected = [(1, "Le trajet dure douze heures. Le billet coûte 20 euros.")]
    assert expected == [(hit["rank"], hit["text"]) for hit in hits]


def test_without_an_index_one_line_says_how_to_make_one(runs: Runs) -> None:
    """Not a stack trace; exit code 1."""
    result = runs("ask", "Quand ?")
    assert (1, "") == (result.exit_code, result.stdout)
    assert last_line(result.stderr) == result.stderr.strip()
    assert "rag sync PATH" in result.stderr


def test_an_error_is_an_object_too(runs: Runs) -> None:
    """``--json`` callers read stdout only."""
    result = runs("ask", "Quand ?", "--json")
    assert (1, "no_store") == (result.exit_code, json.loads(result.stdout)["error"]["code"])


@pytest.mark.parametrize(
    "words",
    [
        ("ask",),
        ("ask", "Quand ?", "--since", "hier"),
        ("search", "x", "-k", "0"),
        ("search", "x", "--mode", "fuzzy"),
        ("serve", "--port", "70000"),
        ("dance",),
    ],
)
def test_bad_usage_exits_with_2(runs: Runs, words: tuple[str, ...]) -> None:
    """As every command line does."""
    assert 2 == runs(*words).exit_code


def test_days_in_the_wrong_order_are_refused(runs: Runs) -> None:
    """An empty result would not tell why."""
    runs("sync", "press")
    result = runs("ask", "Quand ?", "--since", "2024-02-01", "--until", "2024-01-01")
    assert (1, "rag: --since 2024-02-01 is after --until 2024-01-01\n") == (result.exit_code, result.stderr)


def test_an_empty_question_is_refused(runs: Runs) -> None:
    """There is nothing to look for."""
    runs("sync", "press")
    assert (1, "rag: the question is empty\n") == ((r := runs("ask", "  ")).exit_code, r.stderr)


def test_the_llm_engine_is_refused_where_there_is_none(runs: Runs) -> None:
    """It must not answer with another engine than the one asked for."""
    result = runs("ask", "Quand ?", "--engine", "llm")
    assert 1 == result.exit_code
    assert "no LLM" in result.stderr


def test_a_wrong_setting_is_named(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing error in a variable must not be ignored."""
    monkeypatch.setenv("RAG_STROE", "x")
    result = runs("ask", "Quand ?")
    assert 1 == result.exit_code
    assert "RAG_STROE" in result.stderr


def test_doctor_finds_a_missing_index_and_repairs_a_lost_one(runs: Runs, tmp_path: Path) -> None:
    """Exit code 1 while something is wrong."""
    assert 1 == runs("doctor").exit_code
    runs("sync", "press")
    assert 0 == runs("doctor").exit_code
    for path in (tmp_path / "vectorstore" / "derived").glob("*/vectors.faiss"):
        path.unlink()
    assert 1 == runs("doctor").exit_code
    report = json.loads(runs("doctor", "--repair", "--json").stdout)
    assert report["healthy"]
