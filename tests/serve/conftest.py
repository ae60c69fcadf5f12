"""The API and the reading room over a fake assistant; built once, for that takes 0.3 s."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from rag.serve.site import create_api
from tests.serve.fake_assistant import FakeAssistant


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
