"""The lexical index: tantivy's BM25 over our own terms; the only file that imports tantivy."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rag.errors import StoreDamagedError, StoreWriteError
from rag.text.terms import Terms

if TYPE_CHECKING:
    import tantivy

WORD_WEIGHT, STEM_WEIGHT = 0.5, 1.0
"""How much a shared folded word and a shared stem count."""
_WRITER_MEMORY_BYTES = 64_000_000
_LEFT_BEHIND = {".tantivy-writer.lock", ".tantivy-meta.lock"}


@dataclass(frozen=True, slots=True)
class Document:
    """The terms of one passage, under its number."""

    number: int
    terms: Terms


class LexicalIndex:
    """BM25 over words and stems."""

    def __init__(self, folder: Path, index: "tantivy.Index", borrowed: TemporaryDirectory[str] | None = None) -> None:
        """``borrowed`` is the temporary folder that goes when this index does."""
        self._folder = folder
        self._borrowed = borrowed
        self._index = index
        self._schema = _schema()
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path, *, like: Path | None = None) -> "LexicalIndex":
        """A new index in ``folder``: empty, or a copy of the one in ``like``, whose files it shares."""
        try:
            folder.mkdir(parents=True, exist_ok=False)
            if like is not None:
                _link_all(like, folder)
        except OSError as error:
            raise StoreWriteError(f"{folder}: cannot be written ({error.strerror}); free some space") from error
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """The index in ``folder``; raises ``StoreDamagedError``."""
        import tantivy

        try:
            borrowed = None if os.access(folder, os.W_OK) else _borrow(folder)
            index = tantivy.Index(_schema(), path=borrowed.name if borrowed else os.fspath(folder))
        except (ValueError, OSError) as error:
            raise StoreDamagedError(f"{folder}: not readable as a lexical index; run `rag doctor --repair`") from error
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaces", analyzer)
        return cls(folder, index, borrowed)

    def update(self, gone: Iterable[int], new: Iterable[Document]) -> None:
        """Takes passages out and in; raises ``StoreWriteError`` and is then not to be used any more."""
        import tantivy

        try:
            writer = self._index.writer(_WRITER_MEMORY_BYTES, 1)
            obsolete = list(gone)
            if obsolete:  # by query: a term given as a Python integer is taken for a signed one and matches nothing
                writer.delete_documents_by_query(tantivy.Query.term_set_query(self._schema, "number", obsolete))
            for document in new:
                entry = tantivy.Document()
                entry.add_unsigned("number", document.number)
                entry.add_text("words", " ".join(document.terms.words))
                entry.add_text("stems", " ".join(document.terms.stems))
                writer.add_document(entry)
            writer.commit()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise StoreWriteError(f"{self._folder}: cannot be written ({error}); free some space") from error
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: Terms, k: int, allowed: list[int] | None = None) -> list[tuple[int, float]]:
        """(number, BM25) of the ``k`` best passages that share a term, best first, among ``allowed`` if given."""
        if not len(self) or allowed == []:
            return []
        found = self._searcher.search(self._query(query, allowed), limit=k, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in found])
        return [(int(n), float(score)) for n, (score, _) in zip(numbers, found, strict=True) if score > 0]

    def frequency(self, field: str, term: str) -> int:
        """In how many passages a term stands, as ``terms`` has written it; ``field`` is ``words`` or ``stems``."""
        return int(self._searcher.doc_freq(field, term))

    def _query(self, query: Terms, allowed: list[int] | None) -> "tantivy.Query":
        import tantivy

        should = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term, "freq"), weight),
            )
            for field, terms, weight in (("words", query.words, WORD_WEIGHT), ("stems", query.stems, STEM_WEIGHT))
            for term in dict.fromkeys(terms)
        ]
        scored = tantivy.Query.boolean_query(should) if should else tantivy.Query.empty_query()
        if allowed is None:
            return scored
        among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "number", allowed), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, among), (tantivy.Occur.Must, scored)])

    def __len__(self) -> int:
        return int(self._searcher.num_docs)


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True, indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="spaces", index_option="freq")
    builder.add_text_field("stems", tokenizer_name="spaces", index_option="freq")
    return builder.build()


def _borrow(folder: Path) -> TemporaryDirectory[str]:
    """A folder of links to the files of one that cannot be written: tantivy wants to put a lock beside them."""
    temporary = TemporaryDirectory(prefix="rag-lexical-", ignore_cleanup_errors=True)
    for path in folder.iterdir():
        if path.name not in _LEFT_BEHIND:
            (Path(temporary.name) / path.name).symlink_to(path.absolute())
    return temporary


def _link_all(source: Path, target: Path) -> None:
    """Segments never change once written, and the rest is replaced whole: sharing the files is safe."""
    for path in source.iterdir():
        if path.name in _LEFT_BEHIND:
            continue
        try:
            (target / path.name).hardlink_to(path)
        except OSError:
            shutil.copy2(path, target / path.name)
