"""Articles handed in over the network: files in a folder of their own, indexed and removed one at a time.

The folder is a source like any other: `rag sync` reads it along with what it is told to read, so that an index
built anew holds the uploads too. File and index change together. A process that is killed in between leaves the file
in the folder, where the next upload or sync finds it.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from rag.errors import DeletionError, PageError, StoreWriteError, UploadError
from rag.index.store import Store
from rag.index.sync import Recipe, sync
from rag.ingest.articles import articles_of
from rag.ingest.read import EXTENSIONS, read_pages
from rag.models.base import Embedder
from rag.schema import ArticleSummary

MAX_NAME_BYTES = 200
_NAME = re.compile(r"\w[\w .,()&'’+-]*")


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What became of an upload; ``source`` is how its articles are cited."""

    source: str
    outcome: Literal["added", "updated", "unchanged"]
    articles: tuple[ArticleSummary, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """The files that were removed, and the ids of the articles that left the index with them."""

    sources: tuple[str, ...]
    deleted: tuple[str, ...]


class Uploads:
    """The folder of uploads of one store; safe to share between threads, which take turns."""

    def __init__(self, folder: Path, store: Store, embedder: Embedder, recipe: Recipe) -> None:
        self._folder = folder.absolute()
        self._store, self._embedder, self._recipe = store, embedder, recipe
        self._turn = Lock()

    @property
    def max_bytes(self) -> int:
        """How large a file may be."""
        return self._recipe.max_file_bytes

    def holds(self, source: str) -> bool:
        """Whether an article that is cited by this ``source`` was uploaded, so that it can be deleted."""
        return source.startswith(f"{self._folder.name}/")

    def put(self, name: str, content: bytes) -> Uploaded:
        """Takes ``content`` in as the file ``name``, in the place of an earlier one of that name.

        All of it is indexed, or nothing changes. Raises ``UploadError`` for the name, ``PageError`` when any page of
        it cannot become articles, ``StoreBusyError`` while another process syncs, and ``StoreWriteError``.
        """
        path = self._folder / checked_name(name)
        with self._turn, _replacing(path, content) as fresh:
            self._check(fresh, f"{self._folder.name}/{path.name}")
            before = path.exists()
            fresh.replace(path)
            changed = self._sync()
            outcome: Literal["added", "updated", "unchanged"] = "updated" if before else "added"
            return Uploaded(
                f"{self._folder.name}/{path.name}", outcome if changed else "unchanged", self._articles_in(path)
            )

    def delete(self, article_id: str, *, whole_file: bool = False) -> Deleted:
        """Removes the uploads that hold an article; the articles that stood only there leave the index.

        Raises ``NotFoundError`` for an unknown id, and ``DeletionError`` when the article was not uploaded or, unless
        ``whole_file``, when its file holds other articles (teasers of others do not count).
        """
        with self._turn:
            files = self._uploads_of(article_id)
            inside = {article.id: article for path in files for article in self._articles_in(path)}
            others = [article for article in inside.values() if article.kind == "article" and article.id != article_id]
            sources = tuple(files.values())
            if others and not whole_file:
                raise DeletionError(
                    f"article {article_id}: {', '.join(sources)} holds {len(others)} more; "
                    "say whole_file=true to delete all of them, or upload the file again without this one"
                )
            with ExitStack() as removing:
                for path in files:
                    removing.enter_context(_removing(path))
                self._sync()
            with self._store.view() as view:
                left = view.catalogue.articles(inside)
            return Deleted(sources, tuple(sorted(inside.keys() - left.keys())))

    def _uploads_of(self, article_id: str) -> dict[Path, str]:
        with self._store.view() as view:
            view.catalogue.article(article_id)
            files = {Path(path): source for path, source in view.catalogue.files_of(article_id).items()}
        elsewhere = [source for path, source in files.items() if not path.is_relative_to(self._folder)]
        if elsewhere:
            raise DeletionError(
                f"article {article_id}: it was not uploaded but read from {elsewhere[0]}; "
                "remove that file and run `rag sync`"
            )
        return files

    def _articles_in(self, path: Path) -> tuple[ArticleSummary, ...]:
        with self._store.view() as view:
            return view.catalogue.summaries_of_file(str(path))

    def _check(self, path: Path, source: str) -> None:
        for page in read_pages(path, source, self._recipe.max_file_bytes):
            if isinstance(page, PageError):
                raise page
            articles_of(page)

    def _sync(self) -> bool:
        """Whether the index changed."""
        report = sync(
            [self._folder], self._store.layout, self._embedder, self._recipe, _unseen, within=self._folder
        )  # fmt: skip
        return bool(report.added or report.updated or report.deleted)


def checked_name(name: str) -> str:
    """``name`` in NFC if it can be a file's: no folders, not hidden, an ending that is read; else ``UploadError``."""
    name = unicodedata.normalize("NFC", name)
    stem, dot, ending = name.rpartition(".")
    endings = ", ".join(sorted(EXTENSIONS))
    if f"{dot}{ending}".lower() not in EXTENSIONS:
        raise UploadError(f"name {name[:80]!r}: a file name ends in one of {endings}")
    if not _NAME.fullmatch(name) or len(name.encode("utf-8")) > MAX_NAME_BYTES:
        raise UploadError(
            f"name {name[:80]!r}: a file name begins with a letter or digit, has no folders and no signs but "
            f".,()&'+- and spaces, and at most {MAX_NAME_BYTES} bytes"
        )
    if stem.upper().startswith("README"):
        raise UploadError(f"name {name!r}: READMEs are not read as articles; choose another name")
    return name


@contextmanager
def _replacing(path: Path, content: bytes) -> Iterator[Path]:
    """A hidden file with ``content``, to be moved to ``path``, where all is as it was if anything is raised."""
    fresh, kept = _hidden(path, "new"), _hidden(path, "kept")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(fresh, content)
        kept.unlink(missing_ok=True)
        if path.exists():
            os.link(path, kept)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreWriteError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error
    try:
        yield fresh
    except BaseException:
        if kept.exists():
            kept.replace(path)
        else:
            path.unlink(missing_ok=True)
        raise
    finally:
        fresh.unlink(missing_ok=True)
        kept.unlink(missing_ok=True)


@contextmanager
def _removing(path: Path) -> Iterator[None]:
    """``path`` is gone, and back again if anything is raised."""
    kept = _hidden(path, "kept")
    try:
        path.replace(kept)
    except FileNotFoundError:
        yield  # somebody removed it before; the index follows
        return
    except OSError as error:
        raise StoreWriteError(f"{path}: cannot be removed ({error.strerror}); nothing was changed") from error
    try:
        yield
    except BaseException:
        kept.replace(path)
        raise
    kept.unlink(missing_ok=True)


def _hidden(path: Path, mark: str) -> Path:
    """Beside ``path``, with its ending, and passed over by a sync."""
    return path.with_name(f".{mark}-{path.name}")


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unseen(_source: str, _done: int, _in_all: int) -> None:
    """An upload shows no progress bar."""
