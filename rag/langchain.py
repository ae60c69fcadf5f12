"""The archive as parts of a LangChain chain; the only module of ``rag`` that does so, importing it when asked to."""

from typing import TYPE_CHECKING, Any

from rag.assistant import Assistant
from rag.schema import Answer, Filters, Hit, Mode, Question

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable


def retriever(
    assistant: Assistant, *, k: int = 10, mode: Mode = "hybrid", filters: Filters | None = None
) -> "BaseRetriever":
    """Gives the ``k`` best passages as documents, best first; their metadata say where each stands."""
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        """Passages of the archive."""

        def _get_relevant_documents(
            self,
            query: str,
            *,
            run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # LangChain's signature
        ) -> "list[Document]":
            hits = assistant.search(query, k=k, mode=mode, filters=filters)
            return [Document(id=hit.passage.id, page_content=hit.passage.text, metadata=metadata(hit)) for hit in hits]

    return PassageRetriever()


def runnable(assistant: Assistant) -> "Runnable[str | Question, Answer]":
    """Takes a question, gives the ``Answer``: to be piped into whatever comes next."""
    from langchain_core.runnables import RunnableLambda

    def ask(question: str | Question) -> Answer:
        return assistant.ask(Question(question) if isinstance(question, str) else question)

    return RunnableLambda(ask, name="depeche")


def metadata(hit: Hit) -> dict[str, Any]:
    """Where a passage stands: ``article.text[start:end]`` is the document's content; ``published`` is ISO or None."""
    article = hit.article
    return {
        "article_id": article.id,
        "title": article.title,
        "kind": article.kind,
        "source": article.source,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "rank": hit.rank,
        "score": hit.score,
    }
