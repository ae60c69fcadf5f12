"""The whole loop on one screen: a question goes in, a checked answer comes out."""

from dataclasses import replace
from time import perf_counter

from rag.answer.extract import Extractor
from rag.index.store import Store
from rag.retrieve.retriever import Retriever
from rag.schema import Answer, Article, ArticleSummary, Filters, Hit, Mode, Question


class Assistant:
    """Answers from one store; safe to share between threads."""

    def __init__(self, store: Store, retriever: Retriever, extractor: Extractor) -> None:
        self._store = store
        self._retriever = retriever
        self._extractor = extractor

    def ask(self, question: Question) -> Answer:
        """The answer to a question. Raises ``QuestionError`` and ``StoreError``."""
        began = perf_counter()
        query = self._retriever.query(question.text)
        found = self._retriever.search(query, k=question.k, filters=question.filters)
        retrieved = perf_counter()
        answer = self._extractor.answer(question, query, found)
        ended = perf_counter()
        timings = {"retrieve": retrieved - began, "read": ended - retrieved, "total": ended - began}
        return replace(answer, timings_ms={step: round(1000 * seconds) for step, seconds in timings.items()})

    def search(
        self,
        text: str,
        *,
        k: int = 10,
        mode: Mode = "hybrid",
        rerank: bool = True,  # noqa: ARG002  # the learned reader takes its place here
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` best passages for a query. Raises ``QuestionError`` and ``StoreError``."""
        return self._retriever.search(self._retriever.query(text), k=k, mode=mode, filters=filters).hits

    def article(self, article_id: str) -> Article:
        """One article. Raises ``NotFoundError``."""
        with self._store.view() as view:
            return view.catalogue.article(article_id)

    def raw_page(self, article_id: str) -> str:
        """The page that an article was read from, as it was read. Raises ``NotFoundError``."""
        with self._store.view() as view:
            return view.catalogue.raw_page(view.catalogue.article(article_id).source)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """All articles of the store, without their texts."""
        with self._store.view() as view:
            return view.catalogue.summaries()

    def check(self) -> None:
        """Returns when questions can be answered; raises ``StoreError`` when they cannot."""
        with self._store.view():
            pass
