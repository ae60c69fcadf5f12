"""The API and the reading room over a fake assistant; built once, for that takes 0.3 s."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import Recipe
from rag.index.uploads import Uploads
from rag.models.fake import FakeEmbedder
from rag.serve.site import create_api
from tests.serve.fake_assistant import FakeAssistant

FERRY = "Un bac sur la Lam\n\nTan Moc, 5 juin 2024 - Un bac traverse la rivière Lam depuis lundi.\n".encode()


@pytest.fixture(scope="session")
def _shared_assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="session")
def client(_shared_assistant: FakeAssistant) -> Iterator[TestClient]:
    """A client of the site without the chat."""
    with TestClient(create_api(_shared_assistant)) as client:
        yield client


@pytest.fixture
def assistant(_shared_assistant: FakeAssistant) -> FakeAssistant:
    """The assistant behind ``client``, with nothing recorded yet."""
    _shared_assistant.asked.clear()
    _shared_assistant.searched.clear()
    return _shared_assistant


@pytest.fixture
def editor(small_store: Layout, tmp_path: Path) -> Iterator[TestClient]:
    """A client that may change the small archive."""
    from rag import wire
    from rag.settings import Settings

    uploads = Uploads(tmp_path / "up", Store(small_store), FakeEmbedder(), Recipe(96, 1 << 21))
    assistant = wire.assistant(Settings(store=small_store.folder), FakeEmbedder())
    with TestClient(create_api(assistant, uploads=uploads)) as client:
        yield client
