"""Makes the store match the files: what is new or changed is read and embedded, what vanished is forgotten."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.errors import InputError, PageError
from rag.index.chunk import embedded_text, passages
from rag.index.database import create
from rag.index.derived import build_derived, drop_other_generations
from rag.index.digests import digest_of, page_digest, size_of
from rag.index.embedding import PassageVectors, Pending, Stored, vector_key
from rag.index.guards import check_embedder, check_recipe, write_lock
from rag.index.layout import Layout
from rag.index.learning import Learning
from rag.index.sources import SourceFile, find_files
from rag.index.sync_report import Failure, SyncReport
from rag.index.writer import Entry, Writer
from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.read import read_pages
from rag.models.base import Embedder

INGEST_VERSION = "6"
"""Raised whenever cleaning or chunking changes what a page gives, so that stores are read anew."""
_BATCH_PASSAGES = 2048


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pages become passages; a store made by another recipe is read anew."""

    passage_tokens: int
    max_file_bytes: int

    @property
    def version(self) -> str:
        """Changes whenever the passages would."""
        return f"{INGEST_VERSION}:{self.passage_tokens}"


Progress = Callable[[str, int, int], None]
"""Called with the source under way, bytes done and bytes in all."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page that was read and is to be stored, with its articles."""

    path: str
    page: Page
    digest: str
    entries: tuple[Entry, ...]


def sync(
    paths: Sequence[Path],
    layout: Layout,
    embedder: Embedder,
    recipe: Recipe,
    progress: Progress,
    *,
    rebuild: bool = False,
    within: Path | None = None,
    fetched: Sequence[SourceFile] = (),
) -> SyncReport:
    """Makes the store in ``layout`` hold exactly the articles of the files under ``paths`` and of those ``fetched``.

    With ``within`` (a folder) only files below it are compared and forgotten, all others stay as they are indexed.

    All changes become visible at once at the end, or, when anything is raised, none does. A file that cannot be
    read is reported and skipped; what was indexed of it before stays. ``rebuild`` reads and embeds everything anew,
    also with another embedder than before. Raises ``InputError`` (a path that does not exist, nothing to index),
    ``StoreBusyError``, ``StoreWriteError``, ``EmbedderMismatchError``, and with ``within`` ``StoreError`` when what
    stays was read by another recipe.
    """
    files = (*find_files(paths), *fetched)
    with write_lock(layout):
        writer = Writer(create(layout.catalogue), layout.catalogue)
        try:
            if not rebuild:
                check_embedder(writer, embedder.fingerprint)
            if within is not None:
                check_recipe(writer, recipe.version)
            pending = Pending(layout.pending, embedder.fingerprint)
            try:
                run = _Sync(writer, pending, layout, embedder, recipe, progress, rebuild=rebuild, within=within)
                report = run.run(files, [*map(str, paths), *(file.source for file in fetched)])
            except BaseException:
                pending.close(done=False)
                raise
            pending.close(done=True)
        finally:
            writer.close()
        return report


class _Sync:
    """One run; counts as it goes."""

    def __init__(
        self,
        writer: Writer,
        pending: Pending,
        layout: Layout,
        embedder: Embedder,
        recipe: Recipe,
        progress: Progress,
        *,
        rebuild: bool,
        within: Path | None,
    ) -> None:
        self._writer, self._pending, self._layout = writer, pending, layout
        self._embedder, self._recipe, self._progress = embedder, recipe, progress
        self._rebuild, self._within = rebuild, within
        self._anew = rebuild or writer.meta("recipe") != recipe.version
        self._readings: list[_Reading] = []
        known = writer.known_vectors if not rebuild else _nothing_known
        self._vectors = PassageVectors(known, pending, embedder)
        self._digests: dict[Path, str] = {}
        self._learning = Learning(writer, recipe.max_file_bytes)
        self._waiting = self._bytes_in_all = 0
        self._bytes_done = 0.0
        self._outcomes: Counter[str] = Counter()
        self._failures: list[Failure] = []

    def run(self, files: Sequence[SourceFile], names: Sequence[str]) -> SyncReport:
        writer = self._writer
        with writer.transaction():
            known = writer.known_files()
            generation = writer.generation
            self._bytes_in_all = sum(size_of(file.path) for file in files)
            self._forget(known, {file.known_as: file.source for file in files})
            self._learn(files, known)
            for file in files:
                self._take(file, known.get(file.known_as))
            self._store()
            self._refuse_emptiness(known, names)
            generation = self._finish(generation)
        drop_other_generations(self._layout, generation)
        return self._report()

    def _forget(self, known: Mapping[str, tuple[str, str]], wanted: Mapping[str, str]) -> None:
        """Drops files that vanished or are called otherwise now; their vectors stay at hand in case they only moved."""
        for path, (source, _) in known.items():
            if wanted.get(path) == source or not self._is_within(path):
                continue
            if not self._rebuild:
                self._pending.put(self._writer.vectors_of_file(path))
            self._writer.drop_file(path)
            self._outcomes["deleted"] += path not in wanted

    def _learn(self, files: Sequence[SourceFile], known: Mapping[str, tuple[str, str]]) -> None:
        """Learns the lines that sites repeat, and which pages, also of unchanged files, that tells otherwise."""
        changed = [file for file in files if not file.problem and not self._is_known(file, known.get(file.known_as))]
        wanted = {file.known_as for file in files}
        self._learning.forget(lambda path: path not in wanted and self._is_within(path))
        for file in changed:
            self._progress(file.source, 0, self._bytes_in_all)
            self._learning.read(file)
        self._learning.conclude()

    def _is_known(self, file: SourceFile, known: tuple[str, str] | None) -> bool:
        """Whether the file is indexed as it is; raises nothing: what cannot be read is not known."""
        try:
            digest = self._digests[file.path] = digest_of(file.path)
        except OSError:
            return False
        return known == (file.source, digest) and not self._anew

    def _is_within(self, path: str) -> bool:
        return self._within is None or Path(path).is_relative_to(self._within)

    def _take(self, file: SourceFile, known: tuple[str, str] | None) -> None:
        path = file.known_as
        if file.problem:
            self._failures.append(Failure(file.source, file.problem))
            return
        try:
            digest = self._digests.get(file.path) or digest_of(file.path)
        except OSError as error:
            self._failures.append(Failure(file.source, f"{file.source}: cannot be read ({error.strerror}); skipped"))
            return
        if known == (file.source, digest) and not self._anew and path not in self._learning.told_otherwise:
            self._outcomes["unchanged"] += 1
            self._advance(file.source, size_of(file.path))
        elif self._read(file, path, digest):
            self._outcomes["added" if known is None else "updated"] += 1

    def _read(self, file: SourceFile, path: str, digest: str) -> bool:
        """Takes the pages of a file in; False when none could be read, and then what was indexed of it stays."""
        before = self._writer.known_pages(path)
        seen: set[str] = set()
        good, failures = 0, len(self._failures)
        for page in read_pages(file.path, file.source, self._recipe.max_file_bytes):
            if isinstance(page, PageError):
                self._failures.append(Failure(file.source, str(page)))
                continue
            seen.add(page.source)
            good += self._read_page(file, page, before.get(page.source))
        if not good:
            return False
        for source in before.keys() - seen:
            self._writer.drop_page(source)
        if len(self._failures) == failures:
            self._writer.put_file(path, file.source, digest)  # else it is read, and told of, again next time
        return True

    def _read_page(self, file: SourceFile, page: Page, known_digest: str | None) -> bool:
        digest = page_digest(page)
        otherwise = page.source in self._learning.told_otherwise.get(file.known_as, ())
        if digest == known_digest and not self._anew and not otherwise:
            self._advance(page.source, len(page.raw))
            return True
        try:
            found = articles_of(page, self._learning.lines_of(file, page))
        except PageError as error:
            self._failures.append(Failure(page.source, str(error)))
            return False
        self._writer.put_file(file.known_as, file.source, "")
        count, budget = self._embedder.count_tokens, self._recipe.passage_tokens
        entries = tuple(Entry(article, passages(article, count, budget)) for article in found)
        self._readings.append(_Reading(file.known_as, page, digest, entries))
        self._waiting += sum(len(entry.passages) for entry in entries)
        if self._waiting >= _BATCH_PASSAGES:
            self._store()
        return True

    def _store(self) -> None:
        """Embeds and stores the pages that wait."""
        if not self._readings:
            return
        texts = {
            vector_key(entry.article, passage): embedded_text(entry.article, passage)
            for reading in self._readings
            for entry in reading.entries
            for passage in entry.passages
        }
        size = sum(len(reading.page.raw) for reading in self._readings)
        source = self._readings[-1].page.source
        vectors = self._vectors.of(texts, lambda share: self._advance(source, share * size))
        for reading in self._readings:
            self._writer.put_page(reading.path, reading.page, reading.digest, reading.entries, vectors)
        self._readings, self._waiting = [], 0

    def _refuse_emptiness(self, known: dict[str, tuple[str, str]], names: Sequence[str]) -> None:
        if not known and not self._writer.counts()["articles"]:
            named = ", ".join(names)
            reason = f" ({self._failures[0].message})" if self._failures else ""
            raise InputError(f"{named}: no article to index here{reason}; the index is as it was")

    def _finish(self, generation: int) -> int:
        writer, outcomes = self._writer, self._outcomes
        changed = any(outcomes[key] for key in ("added", "updated", "deleted"))
        if changed or not self._layout.vectors(generation).exists():
            generation += 1
            writer.note("generation", str(generation))
            writer.note("embedder", self._embedder.fingerprint)
            writer.note("dimensions", str(self._embedder.dimensions))
            writer.note("recipe", self._recipe.version)
            build_derived(writer, self._layout, generation, self._embedder.dimensions)
        return generation

    def _report(self) -> SyncReport:
        kinds = self._writer.kinds()
        return SyncReport(
            **{key: self._outcomes[key] for key in ("added", "updated", "deleted", "unchanged")},
            articles=kinds["article"],
            teasers=kinds["teaser"],
            passages=self._writer.counts()["passages"],
            embedded=self._vectors.embedded,
            failed=tuple(self._failures),
        )

    def _advance(self, source: str, size: float) -> None:
        self._bytes_done = min(self._bytes_done + size, self._bytes_in_all)
        self._progress(source, int(self._bytes_done), self._bytes_in_all)


def _nothing_known(_keys: Collection[str]) -> dict[str, Stored]:
    return {}
