"""The parts put together over a small store, with the fake embedder in the place of the real one."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from rag import wire
from rag.assistant import Assistant
from rag.errors import EmbedderMismatchError
from rag.index.layout import Layout
from rag.models.fake import FakeEmbedder
from rag.schema import Filters, Mode
from rag.settings import Settings


@pytest.fixture
def assistant(small_store: Layout) -> Assistant:
    """Over ``tests.conftest.ARTICLES``."""
    return wire.assistant(Settings(store=small_store.folder), FakeEmbedder())


@pytest.mark.parametrize("mode", get_args(Mode))
def test_every_hit_is_a_verbatim_span_of_its_article(assistant: Assistant, mode: Mode) -> None:
    """The promise behind every citation, in all ways of searching."""
    hits = assistant.search("Quand a lieu la réunion de Tan Moc, près du pont de Bac Lan ?", mode=mode)
    assert hits
    for hit in hits:
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert assistant.article(hit.passage.article_id).text == hit.article.text


def test_the_article_that_is_asked_for_comes_first(assistant: Assistant) -> None:
    """In any language, however the ordinal is written: the fake embedder knows nothing, the words do."""
    for question in ("la IVe réunion des maires", "the fourth meeting", "cuộc họp lần thứ tư", "第四次会议"):
        assert "articles/002_reunion.txt" == assistant.search(question, mode="lexical")[0].article.source


def test_filters_hold(assistant: Assistant) -> None:
    """What was published before the first day is left out, however well it fits."""
    found = assistant.search("réunion des maires", filters=Filters(since=date(2024, 1, 1)))
    assert {"articles/001_pont.txt", "articles/003_bridge.txt"} == {hit.article.source for hit in found}


def test_a_store_of_another_embedder_is_refused(small_store: Layout) -> None:
    """Its vectors would mean nothing; the message names both ways out."""
    with pytest.raises(EmbedderMismatchError, match=r"RAG_EMBEDDER.*rag sync --rebuild"):
        wire.assistant(Settings(store=small_store.folder), FakeEmbedder(dimensions=32))


def test_a_sync_reads_the_uploads_unless_told_not_to(tmp_path: Path) -> None:
    """What was uploaded outlives an index that is built anew; where nothing was, nothing is missed."""
    settings = Settings(store=tmp_path / "store")
    assert (Path("press"),) == wire.sync_paths(settings, [Path("press")])
    (tmp_path / "store-uploads").mkdir()
    assert (tmp_path / "store-uploads", Path("press")) == wire.sync_paths(settings, [Path("press")])
    assert settings.sources == wire.sync_paths(settings, without_uploads=True)
