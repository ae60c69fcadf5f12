"""Uploads: a file and its place in the index come and go together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import DeletionError, NotFoundError, PageError, StoreBusyError, StoreError, UploadError
from rag.index.guards import write_lock
from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import Recipe, sync
from rag.index.uploads import Uploads, checked_name
from rag.models.fake import FakeEmbedder

RECIPE = Recipe(passage_tokens=96, max_file_bytes=1 << 20)
FERRY = "Un bac sur la Lam\n\nTan Moc, 5 juin 2024 - Un bac traverse la rivière Lam depuis lundi.\n".encode()
LINES = b"""{"title": "Un", "text": "Le premier texte parle d'un moulin."}
{"title": "Deux", "text": "Le second texte parle d'une forge."}
"""


@pytest.fixture
def uploads(small_store: Layout, tmp_path: Path) -> Uploads:
    """Of the small store, empty."""
    return Uploads(tmp_path / "uploads", Store(small_store), FakeEmbedder(), RECIPE)


def sources(layout: Layout) -> list[str]:
    """The sources of all articles in the store."""
    with Store(layout).view() as view:
        return [summary.source for summary in view.catalogue.summaries()]


def test_an_upload_is_indexed_beside_what_is_there(uploads: Uploads, small_store: Layout) -> None:
    """A sync of one folder must not forget the others."""
    done = uploads.put("ferry.txt", FERRY)
    assert ("uploads/ferry.txt", "added", ["Un bac sur la Lam"]) == (
        done.source,
        done.outcome,
        [article.title for article in done.articles],
    )
    assert 4 == len(sources(small_store))


def test_the_same_upload_again_changes_nothing(uploads: Uploads) -> None:
    """PUT may be repeated."""
    uploads.put("ferry.txt", FERRY)
    assert "unchanged" == uploads.put("ferry.txt", FERRY).outcome


def test_another_upload_of_the_name_takes_its_place(uploads: Uploads, small_store: Layout) -> None:
    """As a file that is overwritten."""
    uploads.put("ferry.txt", FERRY)
    assert "updated" == uploads.put("ferry.txt", FERRY.replace(b"bac", b"ferry")).outcome
    assert 4 == len(sources(small_store))


def test_an_upload_that_cannot_be_read_changes_nothing(uploads: Uploads, tmp_path: Path) -> None:
    """Neither the file that had the name nor its article is lost."""
    uploads.put("ferry.txt", FERRY)
    with pytest.raises(PageError, match=r"uploads/ferry\.txt"):
        uploads.put("ferry.txt", b"\x00\x01\x02")
    assert ["ferry.txt"] == [path.name for path in (tmp_path / "uploads").iterdir()]
    assert FERRY == (tmp_path / "uploads/ferry.txt").read_bytes()


def test_one_bad_line_refuses_the_whole_file(uploads: Uploads, small_store: Layout, tmp_path: Path) -> None:
    """Half an upload would have to be told apart from a whole one by everybody."""
    with pytest.raises(PageError, match="line 3"):
        uploads.put("wire.jsonl", LINES + b"{")
    assert ([], 3) == (list((tmp_path / "uploads").iterdir()), len(sources(small_store)))


def test_an_upload_during_a_sync_is_refused_and_undone(uploads: Uploads, small_store: Layout, tmp_path: Path) -> None:
    """The caller is told to try again, and nothing is there twice."""
    with write_lock(small_store), pytest.raises(StoreBusyError):
        uploads.put("ferry.txt", FERRY)
    assert [] == list((tmp_path / "uploads").iterdir())


def test_an_uploaded_article_can_be_deleted(uploads: Uploads, small_store: Layout, tmp_path: Path) -> None:
    """File and article go."""
    article = uploads.put("ferry.txt", FERRY).articles[0]
    assert (("uploads/ferry.txt",), (article.id,)) == (
        (gone := uploads.delete(article.id)).sources,
        gone.deleted,
    )
    assert ([], 3) == (list((tmp_path / "uploads").iterdir()), len(sources(small_store)))


def test_an_article_uploaded_under_two_names_goes_with_both(uploads: Uploads) -> None:
    """Who deletes an article does not want to find it again."""
    article = uploads.put("ferry.txt", FERRY).articles[0]
    uploads.put("bac.txt", FERRY)
    uploads.delete(article.id)
    with pytest.raises(NotFoundError):
        uploads.delete(article.id)


def test_a_deletion_during_a_sync_is_refused_and_undone(uploads: Uploads, small_store: Layout, tmp_path: Path) -> None:
    """The file is back where it was."""
    article = uploads.put("ferry.txt", FERRY).articles[0]
    with write_lock(small_store), pytest.raises(StoreBusyError):
        uploads.delete(article.id)
    assert FERRY == (tmp_path / "uploads/ferry.txt").read_bytes()


def test_what_was_not_uploaded_is_not_deleted(uploads: Uploads, small_store: Layout) -> None:
    """The operator's own files are not ours to remove, and the next sync would bring them back."""
    with Store(small_store).view() as view:
        article = view.catalogue.summaries()[0]
    with pytest.raises(DeletionError, match=r"read from articles/001_pont\.txt.*rag sync"):
        uploads.delete(article.id)


def test_a_record_is_deleted_with_its_file_only_when_that_is_said(uploads: Uploads, small_store: Layout) -> None:
    """A file of a thousand articles must not vanish by the deletion of one."""
    article = uploads.put("wire.jsonl", LINES).articles[0]
    with pytest.raises(DeletionError, match=r"1 more.*whole_file=true"):
        uploads.delete(article.id)
    assert 2 == len(uploads.delete(article.id, whole_file=True).deleted)
    assert 3 == len(sources(small_store))


def test_an_index_of_another_recipe_takes_no_uploads(small_store: Layout, tmp_path: Path) -> None:
    """Its articles would stay as the old recipe made them, under the new one's name."""
    other = Uploads(tmp_path / "uploads", Store(small_store), FakeEmbedder(), Recipe(48, 1 << 20))
    with pytest.raises(StoreError, match="rag sync PATH"):
        other.put("ferry.txt", FERRY)


def test_a_sync_that_reads_the_folder_too_changes_nothing(
    uploads: Uploads, small_store: Layout, small_archive: Path, tmp_path: Path
) -> None:
    """What `rag sync` does by default keeps the uploads, under the same names."""
    uploads.put("ferry.txt", FERRY)
    report = sync([tmp_path / "uploads", small_archive], small_store, FakeEmbedder(), RECIPE, lambda *_: None)
    assert (0, 0, 0, 4) == (report.added, report.updated, report.deleted, report.unchanged)


@pytest.mark.parametrize(
    "name",
    ["", ".txt", "../a.txt", "a/b.txt", "a\\b.txt", ".a.txt", "a.exe", "a", "README.md", "a\n.txt", "a\x00.txt",
     "x" * 300 + ".txt", "-rf.txt", "\u202etxt.md"],
)  # fmt: skip
def test_a_name_that_is_no_plain_file_name_is_refused(name: str) -> None:
    """Nothing is ever written elsewhere, or hidden."""
    with pytest.raises(UploadError):
        checked_name(name)


@given(st.text(min_size=1, max_size=30), st.sampled_from([".txt", ".md", ".html", ".jsonl", ""]))
def test_whatever_name_is_taken_stays_in_the_folder(stem: str, suffix: str) -> None:
    """For all names."""
    try:
        name = checked_name(stem + suffix)
    except UploadError:
        return
    assert Path("/uploads") == (Path("/uploads") / name).resolve().parent
    assert not name.startswith(".")
