"""Reading a store, also while another process writes to it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from rag.errors import NoStoreError, NotFoundError, StoreDamagedError, StoreError
from rag.index.layout import Layout
from rag.index.store import Store
from rag.schema import Article, Dating, Filters
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


def test_what_a_date_rests_on_comes_back_with_its_article(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """An interval where no day can be told, and why, in words."""
    (archive / "plan.txt").write_text("Le plan\n\nLes villes ont signé un plan pour la période 2023-2025.\n", "utf-8")
    syncs()
    with Store(layout).view() as view:
        (plan,) = (s for s in view.catalogue.summaries() if s.source == "press/plan.txt")
        article = view.catalogue.article(plan.id)
    expected = Dating(date(2022, 1, 1), date(2025, 12, 31), "bounded", "“2023-2025” is adopted")
    assert (None, expected) == (article.published, article.dating)
    assert "2022-01-01 to 2025-12-31" == article.dating.interval


def test_a_store_of_the_format_before_is_refused_with_the_way_out_and_brought_up_to_date_by_a_sync(
    syncs: Syncs, layout: Layout
) -> None:
    """Nobody has to delete an index because the program was updated."""
    syncs()
    before = everything(layout)
    with closing(sqlite3.connect(layout.catalogue)) as older:
        older.executescript(
            "ALTER TABLE articles DROP COLUMN dating; ALTER TABLE articles DROP COLUMN author;"
            "ALTER TABLE articles DROP COLUMN canonical_url; DROP TABLE page_lines; DROP TABLE site_lines;"
            "UPDATE meta SET value = '2' WHERE key = 'schema'; UPDATE meta SET value = '3:40' WHERE key = 'recipe';"
        )
    with pytest.raises(StoreError, match="rag sync"), Store(layout).view():
        pass
    assert 2 == syncs().updated
    assert before == everything(layout)


def everything(layout: Layout) -> dict[str, Article]:
    """All articles, by id."""
    with Store(layout).view() as view:
        return view.catalogue.articles([summary.id for summary in view.catalogue.summaries()])
