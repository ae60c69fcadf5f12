"""Author and address in the store, older stores, fetched pages, and uploads of the new formats."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.errors import PageError, UploadError
from rag.index import remote
from rag.index.layout import Layout
from rag.index.sources import SourceFile
from rag.index.store import Store
from rag.index.sync import Recipe, sync
from rag.index.sync_report import SyncReport
from rag.index.uploads import Uploads, checked_name
from rag.ingest.fetch import Fetched
from rag.models.fake import FakeEmbedder
from rag.schema import Article, ArticleSummary
from tests.index.conftest import RECIPE, Syncs
from tests.ingest.sample_files import column, pdf, zipped

PAGE = (
    '<html><head><link rel="canonical" href="https://press.example/pont"><meta name="author" content="Anne Roux">'
    "</head><body><h1>Le pont rouvre</h1><p>Le pont de Bac Lan a rouvert le 3 mai 2024 après deux ans de travaux."
    "</p></body></html>"
)
URL = "https://press.example/2024/pont.html"


def stored(layout: Layout, source: str) -> tuple[Article, ArticleSummary]:
    """The article of a source, whole and as a list shows it."""
    with Store(layout).view() as view:
        (summary,) = (found for found in view.catalogue.summaries() if found.source == source)
        return view.catalogue.article(summary.id), summary


def test_author_and_address_come_back_from_the_store(syncs: Syncs, archive: Path, layout: Layout) -> None:
    """In the article and in the list of articles."""
    (archive / "pont.html").write_text(PAGE, "utf-8")
    syncs()
    for found in stored(layout, "press/pont.html"):
        assert ("Anne Roux", "https://press.example/pont") == (found.author, found.canonical_url)


def fetching(layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., SyncReport]:
    """Syncs one address; what it gives, or why it gives nothing, is handed in."""

    def run(given: bytes | str) -> SyncReport:
        def answer(url: str, *_: object) -> Fetched:
            if isinstance(given, str):
                raise PageError(f"{url}: {given}")
            return Fetched(given, ".html")

        monkeypatch.setattr(remote, "fetched", answer)
        with remote.fetched_files([URL + "#top"], RECIPE.max_file_bytes) as files:
            return sync([], layout, FakeEmbedder(), RECIPE, lambda *_: None, fetched=files)

    return run


def test_a_fetched_page_is_cited_by_its_address_and_survives_a_failed_fetch(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is gone after the sync; a server that is down takes nothing away."""
    run = fetching(layout, tmp_path, monkeypatch)
    page = PAGE.replace('<link rel="canonical" href="https://press.example/pont">', "").encode()
    assert 1 == run(page).added
    assert 1 == run(page).unchanged
    report = run("the server answers 503")
    assert ([f"{URL}: the server answers 503"], 0) == ([f.message for f in report.failed], report.deleted)
    article, _ = stored(layout, URL)
    assert ("Le pont rouvre", URL) == (article.title, article.canonical_url)


def test_a_file_that_could_not_be_fetched_is_no_file(layout: Layout, tmp_path: Path) -> None:
    """With nothing else to index the store stays as it was."""
    absent = SourceFile(tmp_path / "absent", URL, key=URL, problem=f"{URL}: no")
    with pytest.raises(Exception, match=f"{URL}: no article to index here"):
        sync([], layout, FakeEmbedder(), RECIPE, lambda *_: None, fetched=[absent])


@pytest.fixture
def uploads(syncs: Syncs, layout: Layout, tmp_path: Path) -> Uploads:
    """Of the small store, empty."""
    syncs()
    return Uploads(tmp_path / "uploads", Store(layout), FakeEmbedder(), Recipe(40, 1_000_000))


def test_a_pdf_and_an_archive_can_be_uploaded_and_a_bad_part_refuses_the_whole(
    uploads: Uploads, tmp_path: Path
) -> None:
    """As a .jsonl is."""
    text = "Un bac traverse la rivière Lam depuis lundi, dit la province."
    assert "uploads/ferry.pdf" == uploads.put("ferry.pdf", pdf([column([text])])).articles[0].source
    done = uploads.put("press.zip", zipped({"a.txt": text, "b.txt": text.replace("bac", "ferry")}))
    assert ["uploads/press.zip#a.txt", "uploads/press.zip#b.txt"] == [article.source for article in done.articles]
    with pytest.raises(PageError, match="scanned"):
        uploads.put("bad.zip", zipped({"a.txt": text, "scan.pdf": pdf([[]])}))
    assert ["ferry.pdf", "press.zip"] == sorted(path.name for path in (tmp_path / "uploads").iterdir())


@pytest.mark.parametrize("name", [URL, "http:a.html", "file:a.pdf"])
def test_an_address_is_no_name_of_an_upload(name: str) -> None:
    """The server fetches nothing for anybody."""
    with pytest.raises(UploadError):
        checked_name(name)
