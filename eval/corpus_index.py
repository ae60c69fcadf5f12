"""A given corpus made searchable by the product's own parts, in memory and without a catalogue."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.vocabulary import CorpusPassage
from rag.index.chunk import embedded_text
from rag.index.derived import Derived, index_terms
from rag.index.lexical import Document, LexicalIndex
from rag.index.vectors import VectorIndex
from rag.models.base import Embedder
from rag.schema import Article, Passage
from rag.text.language import detect_language

Tell = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is newly done, and how much there is in all."""


@dataclass(frozen=True, slots=True)
class CorpusIndex:
    """Both indexes of a corpus; a passage's number is its place in ``passages``."""

    passages: Sequence[CorpusPassage]
    derived: Derived


@contextmanager
def corpus_index(
    passages: Sequence[CorpusPassage], embedder: Embedder, tell: Tell, *, dense: bool = True
) -> Iterator[CorpusIndex]:
    """The indexes over ``passages``, for as long as the block runs; without ``dense`` that of vectors is empty."""
    with TemporaryDirectory(prefix="depeche-eval-") as folder:
        vectors = _vector_index(passages if dense else (), embedder, tell)
        lexical = LexicalIndex.create(Path(folder) / "lexical")
        lexical.update((), _documents(passages, tell))
        yield CorpusIndex(passages, Derived(vectors, lexical))


def as_product(passage: CorpusPassage, language: str) -> tuple[Article, Passage]:
    """The passage as the product would hold it: an article of this one passage, in ``language``."""
    source = passage.doc or passage.id
    article = Article(passage.id, "article", passage.title, passage.text, source, language, passage.published)
    return article, Passage(passage.id, passage.id, 0, len(passage.text), passage.text)


def vector_text(passage: CorpusPassage) -> str:
    """The text whose vector stands for the passage, as in a store."""
    return embedded_text(*as_product(passage, "und"))  # the language plays no part in it


def passage_language(passage: CorpusPassage) -> str:
    """The language that the product would take the passage for."""
    return detect_language(f"{passage.title}\n{passage.text}")


def _vector_index(passages: Sequence[CorpusPassage], embedder: Embedder, tell: Tell) -> VectorIndex:
    texts = [vector_text(passage) for passage in passages]
    vectors = embedder.embed_passages(texts, lambda n: tell("embedding passages", n, len(texts)))
    numbers = np.arange(len(passages), dtype=np.int64)
    return VectorIndex.build(numbers, vectors.astype(np.float16), embedder.dimensions)


def _documents(passages: Sequence[CorpusPassage], tell: Tell) -> Iterator[Document]:
    for number, passage in enumerate(passages):
        yield Document(number, index_terms(passage.title, passage.text, passage_language(passage)))
        tell("indexing terms", 1, len(passages))
