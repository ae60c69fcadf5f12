"""A sync makes the store match the files, whole or not at all."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from rag.errors import EmbedderMismatchError, InputError, StoreBusyError
from rag.index.guards import write_lock
from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import Recipe, sync
from rag.models.fake import FakeEmbedder
from tests.index.conftest import RECIPE, CountingEmbedder, Syncs


def sources(layout: Layout) -> list[str]:
    """The sources of all articles in the store."""
    with Store(layout).view() as view:
        return [summary.source for summary in view.catalogue.summaries()]


def contents(layout: Layout) -> list[tuple[object, ...]]:
    """All rows of the catalogue that answers are made from."""
    with sqlite3.connect(layout.catalogue) as connection:
        tables = ("files", "pages", "articles", "appearances", "passages")
        return [row for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]


def test_new_changed_and_vanished_files_are_followed(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """The index is what the folder is."""
    assert (2, 0, 0, 0) == (report := syncs(), report.added, report.updated, report.deleted, report.unchanged)[1:]
    (archive / "train.txt").write_text("Le train s'arrête\n\nLe train de Tan Moc ne circule plus.\n", "utf-8")
    (archive / "bridge.txt").unlink()
    (archive / "ferry.txt").write_text("Un bac\n\nUn bac traverse la rivière Lam depuis lundi.\n", "utf-8")
    assert (1, 1, 1, 0) == (report := syncs(), report.added, report.updated, report.deleted, report.unchanged)[1:]
    assert ["press/ferry.txt", "press/train.txt"] == sources(layout)


def test_nothing_is_embedded_again_that_did_not_change(syncs: Syncs, archive: Path, embedder: CountingEmbedder) -> None:
    """An archive of a hundred thousand passages takes an hour to embed."""
    syncs()
    embedder.embedded.clear()
    (archive / "train.txt").rename(archive / "railway.txt")
    assert 0 == syncs().embedded
    assert [] == embedder.embedded


def test_a_second_sync_changes_nothing(syncs: Syncs, layout: Layout) -> None:
    """Running it twice is free of consequences."""
    syncs()
    before, generation = contents(layout), {path.name for path in layout.all_derived.iterdir()}
    assert 2 == syncs().unchanged
    assert (before, generation) == (contents(layout), {path.name for path in layout.all_derived.iterdir()})


def test_a_bad_file_is_reported_and_harms_no_other(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """One broken download must not cost the rest."""
    (archive / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (archive / "empty.txt").touch()
    report = syncs()
    assert {"press/empty.txt", "press/image.txt"} == {failure.source for failure in report.failed}
    assert all("\n" not in failure.message for failure in report.failed)
    assert ["press/bridge.txt", "press/train.txt"] == sources(layout)


def test_a_file_that_turns_bad_keeps_what_was_indexed_of_it(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """A truncated copy loses nothing; it is told of each time until it is mended."""
    syncs()
    (archive / "train.txt").write_bytes(b"\x00\x01\x02")
    for _ in range(2):
        assert ["press/train.txt"] == [failure.source for failure in syncs().failed]
        assert ["press/bridge.txt", "press/train.txt"] == sources(layout)


def test_a_bad_line_of_a_jsonl_costs_that_line_only(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """A wire dump with a cut line is still a wire dump."""
    good = json.dumps({"id": "w1", "title": "Foire", "text": "La foire de Tan Moc a attiré 300 exposants."})
    (archive / "wire.jsonl").write_text(f'{good}\n{{"id": "w2", "te\n', "utf-8")
    report = syncs()
    assert ["press/wire.jsonl"] == [failure.source for failure in report.failed]
    assert "press/wire.jsonl#w1" in sources(layout)


def test_a_vanished_record_of_a_jsonl_is_forgotten(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """The lines of a file are followed like files."""
    records = [json.dumps({"id": i, "title": f"T{i}", "text": f"Le village {i} fête sa foire."}) for i in ("a", "b")]
    (archive / "wire.jsonl").write_text("\n".join(records), "utf-8")
    syncs()
    (archive / "wire.jsonl").write_text(records[1], "utf-8")
    syncs()
    assert ["press/wire.jsonl#b"] == [source for source in sources(layout) if "#" in source]


def test_other_paths_take_the_place_of_the_former_ones(syncs: Syncs, tmp_path: Path, layout: Layout) -> None:
    """The index holds exactly what was named last."""
    syncs()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "note.txt").write_text("Une note\n\nLa mairie de Lam Ha ouvre un guichet.\n", "utf-8")
    assert 2 == syncs(other).deleted
    assert ["mine/note.txt"] == sources(layout)


def test_nothing_to_index_is_an_error_that_leaves_the_store(syncs: Syncs, tmp_path: Path, layout: Layout) -> None:
    """A wrong folder must be noticed."""
    (tmp_path / "void").mkdir()
    with pytest.raises(InputError, match="no article to index here"):
        syncs(tmp_path / "void")


def test_all_files_of_a_known_folder_may_vanish(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """An emptied folder empties the index."""
    syncs()
    for path in archive.iterdir():
        path.unlink()
    assert 2 == syncs().deleted
    assert [] == sources(layout)


def test_another_embedder_is_refused_with_the_way_out(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """Vectors of two models must never meet in one index."""
    syncs()
    other = FakeEmbedder(dimensions=32)
    before = contents(layout)
    with pytest.raises(EmbedderMismatchError, match=r"rag sync --rebuild"):
        sync((archive,), layout, other, RECIPE, lambda *_: None)
    assert before == contents(layout)
    assert 2 == sync((archive,), layout, other, RECIPE, lambda *_: None, rebuild=True).updated
    Store(layout).check_embedder(other.fingerprint)


def test_other_passages_are_made_when_the_recipe_changes(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """A setting that changes passages applies to the whole archive at the next sync."""
    syncs()
    report = sync((archive,), layout, CountingEmbedder(), Recipe(16, 1_000_000), lambda *_: None)
    assert 2 == report.updated


def test_an_interrupted_sync_changes_nothing_and_loses_no_vector(
    syncs: Syncs, archive: Path, layout: Layout, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was embedded before the interruption is not embedded again."""
    syncs()
    before = contents(layout)
    (archive / "ferry.txt").write_text("Un bac\n\nUn bac traverse la rivière Lam depuis lundi.\n", "utf-8")
    monkeypatch.setattr("rag.index.sync.build_derived", interrupted)
    with pytest.raises(KeyboardInterrupt):
        syncs()
    assert before == contents(layout)
    monkeypatch.undo()
    embedder.embedded.clear()
    assert 1 == syncs().added
    assert [] == embedder.embedded


def interrupted(*_: object) -> None:
    """Ctrl-C at the worst moment."""
    raise KeyboardInterrupt


def test_a_second_writer_is_told_to_wait(syncs: Syncs, layout: Layout) -> None:
    """Two syncs at once would undo each other."""
    syncs()
    with write_lock(layout), pytest.raises(StoreBusyError, match="another process is writing"):
        syncs()


def test_deleted_search_indexes_come_back_with_the_next_sync(syncs: Syncs, layout: Layout) -> None:
    """They are derived: the catalogue is the truth."""
    syncs()
    shutil.rmtree(layout.all_derived)
    syncs()
    with Store(layout).view() as view:
        assert view.catalogue.counts()["passages"] == len(view.derived.vectors) == len(view.derived.lexical)


def test_only_the_newest_generation_is_kept(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """Syncing daily must not fill the disk."""
    syncs()
    (archive / "bridge.txt").unlink()
    syncs()
    assert 1 == len(list(layout.all_derived.iterdir()))
