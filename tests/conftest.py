"""What all tests share: how Hypothesis searches, the data beside the checkout, a small store without weights."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from rag.index.layout import Layout
from rag.index.sync import Recipe, sync
from rag.models.fake import FakeEmbedder
from tests.source_code import ROOT

settings.register_profile("default", deadline=None)  # a busy machine is no bug
settings.register_profile("ci", deadline=None, derandomize=True)  # a red run is red again on the next one
settings.register_profile("deep", deadline=None, max_examples=5000)  # pytest --hypothesis-profile=deep
settings.load_profile("ci" if "CI" in os.environ else "default")

ARTICLES = {
    "001_pont.txt": "Le pont de Bac Lan rouvre\n\nBac Lan, 3 mai 2024 - Le pont de Bac Lan a rouvert vendredi. "
    "Les travaux ont coûté 1,6 million d'euros.\n",
    "002_reunion.txt": "La 4e réunion des maires se tiendra à Tan Moc\n\nTan Moc, 12 octobre 2023 - La quatrième "
    "réunion des maires se tiendra à Tan Moc le 9 mars 2024. Douze villes sont invitées.\n",
    "003_bridge.txt": "Bac Lan bridge opens again\n\nBac Lan, 4 May 2024 - The bridge opened on Friday after two "
    "years of works. Mayor Lam Hai cut the ribbon.\n",
}
"""File names and pages, invented: what ``small_store`` holds."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of articles and data sets beside the checkout; skips the test where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the shared data folder is not beside the checkout ({folder})")
    return folder


@pytest.fixture
def small_archive(tmp_path: Path) -> Path:
    """A folder of the three articles of ``ARTICLES``."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, page in ARTICLES.items():
        (folder / name).write_text(page, "utf-8")
    return folder


@pytest.fixture
def small_store(small_archive: Path, tmp_path: Path) -> Layout:
    """Their store, embedded by the fake of 64 dimensions."""
    layout = Layout(tmp_path / "small-store")
    sync([small_archive], layout, FakeEmbedder(), Recipe(passage_tokens=96, max_file_bytes=1 << 20), lambda *_: None)
    return layout
