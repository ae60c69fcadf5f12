"""The whole loop on one screen: a question goes in, a checked answer comes out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from rag.answer.extract import Extractor
from rag.answer.remarks import with_past_and_future
from rag.answer.rewrite import LANGUAGES, language_asked_in, standalone_question
from rag.errors import QuestionError
from rag.index.store import Store
from rag.models.base import Reader
from rag.retrieve.rerank import RERANKED
from rag.retrieve.rerank import rerank as reranked
from rag.retrieve.retriever import Query, Retriever
from rag.schema import Answer, Article, ArticleSummary, Filters, Hit, Mode, Question, Verdict

if TYPE_CHECKING:
    from rag.answer.generate import Generator

NO_LLM = "no LLM is configured: set RAG_LLM (such as openai:NAME, with RAG_LLM_BASE_URL), or ask without it"


class Assistant:
    """Answers from one store; safe to share between threads."""

    def __init__(
        self,
        store: Store,
        retriever: Retriever,
        extractor: Extractor,
        reader: Reader,
        generator: "Generator | None" = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._generator = generator
        self._today = today
        self._store = store
        self._retriever = retriever
        self._extractor = extractor
        self._reader = reader

    @property
    def engines(self) -> tuple[str, ...]:
        """What may write the answers here, the default first."""
        return ("extractive",) if self._generator is None else ("extractive", "llm")

    def ask(self, question: Question) -> Answer:
        """The answer to a question. Raises ``QuestionError`` and ``StoreError``."""
        return next(part for part in self.stream(question) if isinstance(part, Answer))

    def stream(self, question: Question) -> Iterator[str | Answer]:
        """The text in pieces as it is written, then the answer, which counts where the two differ.

        Raises like ``ask``, before the first piece. Closing the iterator ends the request to a language model.
        """
        if question.engine == "llm" and self._generator is None:
            raise QuestionError(NO_LLM)
        began = perf_counter()
        draft = self._draft(question)
        if question.engine == "extractive" or self._generator is None:
            yield draft.answer
            yield draft
            return
        for part in self._generator.stream(draft):
            if isinstance(part, Answer):
                total = round(1000 * (perf_counter() - began))
                written = total - draft.timings_ms["total"]
                yield replace(part, timings_ms={**draft.timings_ms, "write": written, "total": total})
            else:
                yield part

    def _draft(self, question: Question) -> Answer:
        """The extractive answer."""
        began = perf_counter()
        query = self._query(question)
        found = self._retriever.search(query, k=question.k, filters=question.filters)
        retrieved = perf_counter()
        answer = self._extractor.answer(question, query, found)
        answer = with_past_and_future(answer, question.as_of or self._today())
        ended = perf_counter()
        timings = {"retrieve": retrieved - began, "read": ended - retrieved, "total": ended - began}
        return replace(answer, timings_ms={step: round(1000 * seconds) for step, seconds in timings.items()})

    def _query(self, question: Question) -> Query:
        """The question as it reads by itself, ready to be looked up, in the language that it is asked in."""
        query = self._retriever.query(standalone_question(question.text, question.history))
        language = language_asked_in(question.text, question.history) if question.history else query.language
        return replace(query, language=language) if language in LANGUAGES else query

    def search(
        self,
        text: str,
        *,
        k: int = 10,
        mode: Mode = "hybrid",
        rerank: bool = True,
        filters: Filters | None = None,
    ) -> tuple[Hit, ...]:
        """The ``k`` best passages for a query; raises ``QuestionError`` and ``StoreError``.

        With ``rerank`` the reader reorders the best ones of a hybrid search. The other modes show a leg as it is.
        """
        query = self._retriever.query(text)
        if not rerank or mode != "hybrid":
            return self._retriever.search(query, k=k, mode=mode, filters=filters).hits
        found = self._retriever.search(query, k=max(k, RERANKED), mode=mode, filters=filters)
        return reranked(query.text, found.hits, self._reader)[:k]

    def verify(self, claim: str, quotes: Sequence[str]) -> Verdict:
        """Whether quotations, from anywhere, bear a claim out."""
        return self._extractor.verify(claim, quotes)

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
