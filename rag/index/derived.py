"""The derived indexes of one generation: made from the catalogue before it commits, opened after."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from rag.errors import StoreDamagedError
from rag.index.catalogue import Catalogue
from rag.index.layout import Layout
from rag.index.lexical import Document, LexicalIndex
from rag.index.vectors import VectorIndex
from rag.text.terms import Terms, terms

_TITLE_WEIGHT = 1
"""How often the words of the title are put to those of each of its passages."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What answers queries: the vectors and the terms of all passages of one generation."""

    vectors: VectorIndex
    lexical: LexicalIndex


def build_derived(catalogue: Catalogue, layout: Layout, generation: int, dimensions: int) -> None:
    """Writes both indexes of ``generation``; the lexical one reuses what the generation before holds."""
    folder = layout.derived(generation)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _build_lexical(catalogue, layout, generation)
        numbers, vectors = catalogue.vectors(dimensions)
        VectorIndex.build(numbers, vectors, dimensions).save(layout.vectors(generation))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def open_derived(layout: Layout, generation: int) -> Derived:
    """Both indexes of ``generation``; raises ``StoreDamagedError`` when they are not there or not readable."""
    if not layout.vectors(generation).exists():
        raise StoreDamagedError(f"{layout.folder}: the search indexes are missing; run `rag doctor --repair`")
    return Derived(VectorIndex.load(layout.vectors(generation)), LexicalIndex.load(layout.lexical(generation)))


def drop_other_generations(layout: Layout, generation: int) -> None:
    """Deletes what earlier or interrupted syncs left behind."""
    for folder in layout.all_derived.glob("*"):
        if folder.name != str(generation):
            shutil.rmtree(folder, ignore_errors=True)


def _build_lexical(catalogue: Catalogue, layout: Layout, generation: int) -> None:
    previous = layout.lexical(generation - 1)
    noted = layout.derived(generation - 1) / "passages"
    reusable = previous.exists() and noted.exists()
    before = set(map(int, noted.read_text().split())) if reusable else set()
    now = catalogue.passage_numbers()
    index = LexicalIndex.create(layout.lexical(generation), like=previous if reusable else None)
    index.update(before.difference(now), _documents(catalogue, newer_than=max(before, default=0)))
    (layout.derived(generation) / "passages").write_text("\n".join(map(str, now)))


def index_terms(title: str, text: str, language: str) -> Terms:
    """What a passage is found by in the lexical index: its own terms and those of its article's title."""
    head, body = terms(title, language), terms(text, language)
    return Terms(head.words * _TITLE_WEIGHT + body.words, head.stems * _TITLE_WEIGHT + body.stems)


def _documents(catalogue: Catalogue, newer_than: int) -> Iterator[Document]:
    for number, passage, title, language in catalogue.all_passages(newer_than):
        yield Document(number, index_terms(title, passage.text, language))
