"""The plain LangChain stack as a baseline: its splitter, its FAISS wrapper, our embedding model; imported only here.

Chunks of 1,000 characters with 200 of overlap, as LangChain's own tutorial has them, without titles. A passage is as
good as its best chunk.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eval.extra import from_extra
from eval.systems import Search
from eval.vocabulary import CorpusPassage, Query
from rag.models.base import Embedder

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

CHUNK_CHARACTERS, OVERLAP_CHARACTERS = 1000, 200
_CHUNKS_PER_PASSAGE = 3
"""How many times more chunks than passages are asked for, since several may be of one passage."""


def langchain_search(passages: Sequence[CorpusPassage], embedder: Embedder, depth: int) -> Search:
    """The stack over ``passages``, finding ``depth`` of them at most."""
    with from_extra("langchain-community"):
        from langchain_community.vectorstores import FAISS

    chunks = _chunks(passages)
    store = FAISS.from_documents(chunks, _embeddings(embedder))
    k = min(len(chunks), depth * _CHUNKS_PER_PASSAGE)

    def search(query: Query) -> list[tuple[int, float]]:
        found = store.similarity_search_with_score(query.text, k=k)
        best: dict[int, float] = {}
        for chunk, distance in found:  # nearest first
            best.setdefault(int(chunk.metadata["number"]), -float(distance))
        return list(best.items())[:depth]

    return search


def _chunks(passages: Sequence[CorpusPassage]) -> "list[Document]":
    with from_extra("langchain-text-splitters"):
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
    whole = [Document(passage.text, metadata={"number": number}) for number, passage in enumerate(passages)]
    return splitter.split_documents(whole)


def _embeddings(embedder: Embedder) -> "Embeddings":
    from langchain_core.embeddings import Embeddings

    class Adapter(Embeddings):
        """Our embedder behind LangChain's interface."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            """The vectors of chunks."""
            return [list(map(float, row)) for row in embedder.embed_passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            """The vector of a question."""
            return list(map(float, embedder.embed_query(text)))

    return Adapter()
