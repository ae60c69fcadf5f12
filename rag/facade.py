"""The archive for Python programs: ``open_assistant`` and what it gives."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rag import langchain, wire
from rag.assistant import Assistant
from rag.errors import QuestionError
from rag.models.base import Embedder
from rag.schema import Answer, Article, ArticleSummary, Filters, Hit, Kind, Mode, Question, Turn
from rag.settings import load_settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

Day = date | str
"""A day, or the same written as ``2024-03-31``."""


def open_assistant(store: str | Path | None = None, *, embedder: Embedder | None = None) -> "Archive":
    """The archive whose index lies in ``store`` (default: as configured by ``RAG_*`` and ``rag.toml``).

    ``embedder`` takes the place of the configured one, for instance ``rag.models.fake.FakeEmbedder`` in tests.
    Raises ``SettingsError``, ``NoStoreError`` when nothing was indexed there, and ``EmbedderMismatchError``.
    """
    settings = load_settings()
    if store is not None:
        settings = settings.model_copy(update={"store": Path(store)})
    return Archive(wire.assistant(settings, embedder))


class Archive:
    """Asks, searches and reads one archive; safe to share between threads. It follows every `rag sync`."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        since: Day | None = None,
        until: Day | None = None,
        source: str | None = None,
        kind: Kind | None = None,
        k: int = 10,
        as_of: Day | None = None,
    ) -> Answer:
        """The answer, with ``status`` to look at first: ``answered``, ``near_miss`` or ``unanswerable``.

        ``history`` are earlier turns, oldest first. ``since`` and ``until`` are days of publication, both included;
        ``source`` is a glob over file names; ``k`` (1 to 100) is how many passages are read; ``as_of`` is the day on
        which the reader asks. Raises ``QuestionError`` and ``StoreError``.
        """
        filters = filters_of(since, until, source, kind)
        return self.assistant.ask(Question(question, tuple(history), filters, k, _day("as_of", as_of)))

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        mode: Mode = "hybrid",
        since: Day | None = None,
        until: Day | None = None,
        source: str | None = None,
        kind: Kind | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` passages nearest to ``query``, best first. Raises ``QuestionError`` and ``StoreError``."""
        return self.assistant.search(query, k=k, mode=mode, filters=filters_of(since, until, source, kind))

    def article(self, article_id: str) -> Article:
        """An article, whose ``text[citation.start : citation.end]`` is the quote. Raises ``NotFoundError``."""
        return self.assistant.article(article_id)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """All articles, without their texts."""
        return self.assistant.articles()

    def as_retriever(self, *, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None) -> "BaseRetriever":
        """A LangChain retriever of the ``k`` best passages; needs ``langchain-core``."""
        return langchain.retriever(self.assistant, k=k, mode=mode, filters=filters)

    def as_runnable(self) -> "Runnable[str | Question, Answer]":
        """A LangChain runnable from a question to its answer; needs ``langchain-core``."""
        return langchain.runnable(self.assistant)


def filters_of(
    since: Day | None = None, until: Day | None = None, source: str | None = None, kind: Kind | None = None
) -> Filters:
    """Which articles may be looked at. Raises ``QuestionError`` for a malformed day or days in the wrong order."""
    filters = Filters(_day("since", since), _day("until", until), source, kind)
    if filters.since and filters.until and filters.since > filters.until:
        raise QuestionError(f"since {filters.since} is after until {filters.until}")
    return filters


def _day(name: str, day: Day | None) -> date | None:
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise QuestionError(f"{name} {day!r}: a day is written YYYY-MM-DD") from error
