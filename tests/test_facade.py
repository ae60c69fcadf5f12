"""The ways in for Python programs, as the README shows them."""

import re
import subprocess
import sys
from datetime import date

import pytest

import rag
from rag import Archive, open_assistant
from rag.answer import extract
from rag.errors import NoStoreError, QuestionError
from rag.index.layout import Layout
from rag.models.fake import FakeEmbedder
from rag.schema import Filters, Question
from tests.source_code import ROOT


@pytest.fixture
def archive(small_store: Layout) -> Archive:
    """Over ``tests.conftest.ARTICLES``."""
    return open_assistant(small_store.folder, embedder=FakeEmbedder())


def test_every_quotation_stands_where_it_says(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ten lines that a programmer begins with."""
    monkeypatch.setattr(extract, "confidence", lambda evidence: 0.5 + evidence.coverage / 2)  # a fake knows no logits
    answer = archive.ask("Quand se tiendra la 4e réunion des maires ?", since="2023-01-01")
    assert answer.citations
    for citation in answer.citations:
        article = archive.article(citation.article_id)
        assert citation.quote == article.text[citation.start : citation.end]


def test_filters_hold(archive: Archive) -> None:
    """In words as in dates."""
    for since in ("2024-01-01", date(2024, 1, 1)):
        found = archive.search("réunion des maires", since=since)
        assert {"articles/001_pont.txt", "articles/003_bridge.txt"} == {hit.article.source for hit in found}


@pytest.mark.parametrize(
    ("more", "named"), [({"since": "27/3/2023"}, "since"), ({"since": "2024-01-02", "until": "2024-01-01"}, "after")]
)
def test_a_filter_that_makes_no_sense_is_refused(archive: Archive, more: dict[str, str], named: str) -> None:
    """By the name of the argument."""
    with pytest.raises(QuestionError, match=named):
        archive.ask("q", **more)  # type: ignore[arg-type]


def test_a_place_without_an_index_is_named(tmp_path: object) -> None:
    """With our own error."""
    with pytest.raises(NoStoreError):
        open_assistant(f"{tmp_path}/nothing", embedder=FakeEmbedder())


def test_the_archive_lists_what_it_holds(archive: Archive) -> None:
    """Without their texts."""
    assert 3 == len(archive.articles())


def test_a_langchain_retriever_gives_passages_with_their_places(archive: Archive) -> None:
    """So that a chain of somebody else's can quote exactly, too."""
    documents = archive.as_retriever(k=2, filters=Filters(kind="article")).invoke("pont de Bac Lan")
    assert 2 == len(documents)
    for document in documents:
        where = document.metadata
        assert document.page_content == archive.article(where["article_id"]).text[where["start"] : where["end"]]


def test_a_langchain_runnable_gives_the_answer(archive: Archive) -> None:
    """It can be piped like any other."""
    chain = archive.as_runnable() | (lambda answer: answer.question)
    assert ["pont ?", "gare ?"] == chain.batch(["pont ?", Question("gare ?")])


@pytest.mark.parametrize("number", [0, 1])
def test_the_programs_of_the_readme_run(archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """As they stand there, in ten lines at most, over another archive."""
    programs = re.findall(r"^```python\n(.+?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert 2 == len(programs)
    assert len(programs[number].splitlines()) <= 10
    monkeypatch.setattr(rag, "open_assistant", lambda _: archive, raising=False)
    exec(programs[number], {})  # our own words


def test_import_rag_does_not_load_what_is_behind_it() -> None:
    """Only the call does."""
    program = "import rag, sys; from rag import __version__; print('rag.wire' in sys.modules, 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "False False\n" == result.stdout


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As for any module."""
    with pytest.raises(AttributeError, match=re.escape("'nothing'")):
        _ = rag.nothing
