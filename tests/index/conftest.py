"""A small archive and its store, embedded by the fake."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from rag.index.layout import Layout
from rag.index.sync import Recipe, sync
from rag.index.sync_report import SyncReport
from rag.models.fake import FakeEmbedder

RECIPE = Recipe(passage_tokens=40, max_file_bytes=1_000_000)
BRIDGE = "Le pont de Bac Lan rouvre\n\nLe pont de Bac Lan a rouvert le 3 mai 2024 après deux ans de travaux.\n"
TRAIN = "Un train relie Tan Moc à la côte\n\nLe trajet dure douze heures. Le billet coûte 20 euros.\n"

Syncs = Callable[..., SyncReport]


class CountingEmbedder(FakeEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None):
        """As the fake does."""
        self.embedded += texts
        return super().embed_passages(texts, progress)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, "utf-8")
    (folder / "train.txt").write_text(TRAIN, "utf-8")
    return folder


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """Where its store lies."""
    return Layout(tmp_path / "store")


@pytest.fixture
def embedder() -> CountingEmbedder:
    """The fake, counting."""
    return CountingEmbedder()


@pytest.fixture
def syncs(archive: Path, layout: Layout, embedder: CountingEmbedder) -> Syncs:
    """Syncs the archive, or other paths, into the store."""

    def run(*paths: Path, **options: bool) -> SyncReport:
        return sync(paths or (archive,), layout, embedder, RECIPE, lambda *_: None, **options)

    return run
