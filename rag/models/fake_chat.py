"""A language model for tests: says what it was told to say, and remembers what it was asked."""

from rag.errors import ModelError
from rag.models.chat_model import Pieces


class FakeChatModel:
    """Queued replies, in pieces of a few characters; a reply that is an error is raised."""

    name = "fake"

    def __init__(self, *replies: str | ModelError) -> None:
        self._replies = list(replies)
        self.prompts: list[tuple[str, str]] = []
        """The system and user messages so far."""

    def stream(self, system: str, user: str) -> Pieces:
        """The next reply; raises ``ModelError`` when that is the reply."""
        self.prompts.append((system, user))
        reply = self._replies.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        for start in range(0, len(reply), 7):
            yield reply[start : start + 7]
