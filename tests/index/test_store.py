"""Reading a store, also while another process writes to it."""

from datetime import date
from pathlib import Path

import pytest

from rag.errors import NoStoreError, NotFoundError, StoreDamagedError
from rag.index.layout import Layout
from rag.index.store import Store
from rag.schema import Filters
from tests.index.conftest import BRIDGE, Syncs


def test_without_an_index_the_reader_is_told_how_to_make_one(tmp_path: Path) -> None:
    """The first thing a newcomer forgets."""
    with pytest.raises(NoStoreError, match="rag sync"), Store(Layout(tmp_path)).view():
        pass


def test_a_damaged_catalogue_is_told_with_the_way_out(tmp_path: Path) -> None:
    """Not a stack trace."""
    (tmp_path / "catalogue.sqlite").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreDamagedError, match="rag doctor"), Store(Layout(tmp_path)).view():
        pass


def test_an_open_reader_sees_the_next_generation(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """A server needs no restart after a sync."""
    syncs()
    store = Store(layout)
    with store.view() as view:
        assert 2 == view.catalogue.counts()["articles"]
    (archive / "train.txt").unlink()
    syncs()
    with store.view() as view:
        assert 1 == view.catalogue.counts()["articles"]
        assert view.catalogue.counts()["passages"] == len(view.derived.vectors)


def test_a_view_keeps_its_generation_while_another_is_written(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """An answer is never made of two states of the archive."""
    syncs()
    with Store(layout).view() as view:
        (archive / "train.txt").unlink()
        syncs()
        assert 2 == view.catalogue.counts()["articles"]
        assert view.catalogue.counts()["passages"] == len(view.derived.lexical)


def test_an_article_and_its_raw_page_come_back_as_they_were(syncs: Syncs, layout: Layout) -> None:
    """Citations lead to them."""
    syncs()
    with Store(layout).view() as view:
        summary = view.catalogue.summaries()[0]
        article = view.catalogue.article(summary.id)
        assert "press/bridge.txt" == article.source
        assert BRIDGE == view.catalogue.raw_page(article.source)
        start, end = article.source_map.to_raw(0, len(article.text))
        assert BRIDGE[start:end].split() == article.text.split()
        with pytest.raises(NotFoundError, match="no article 'nope'"):
            view.catalogue.article("nope")


def test_filters_let_through_what_fits(syncs: Syncs, layout: Layout) -> None:
    """By source, date and kind; undated articles do not fit a range of days."""
    syncs()
    with Store(layout).view() as view:
        bridge = view.catalogue.allowed(Filters(source="press/b*"))
        assert view.catalogue.allowed(Filters()) is None
        assert 1 == len(bridge or [])
        assert [] == view.catalogue.allowed(Filters(since=date(1990, 1, 1), source="press/train*"))
        assert [] == view.catalogue.allowed(Filters(kind="teaser"))
