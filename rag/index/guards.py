"""What must hold before a store is used: one writer at a time, and one embedder for good."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from rag.errors import EmbedderMismatchError, StoreBusyError, StoreError, StoreWriteError
from rag.index.catalogue import Catalogue
from rag.index.layout import Layout


@contextmanager
def write_lock(layout: Layout) -> Iterator[None]:
    """Held while writing to a store; raises ``StoreBusyError`` at once when another process holds it."""
    lock = FileLock(layout.lock, timeout=0)
    folder = layout.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreBusyError(
            f"{folder}: another process is writing to this index; try again when it has ended"
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise StoreWriteError(f"{folder}: the index cannot be written ({reason}); choose another --store") from error
    try:
        yield
    finally:
        lock.release()


def check_embedder(catalogue: Catalogue, fingerprint: str) -> None:
    """Raises ``EmbedderMismatchError`` when the vectors in the catalogue are of another embedder."""
    built_with = catalogue.meta("embedder")
    if built_with not in (None, fingerprint):
        raise EmbedderMismatchError(
            f"{catalogue.path.parent}: this index was built with the embedder {built_with}, "
            f"configured is {fingerprint}; set RAG_EMBEDDER back, "
            "or embed everything anew with `rag sync --rebuild PATH`"
        )


def check_recipe(catalogue: Catalogue, version: str) -> None:
    """Raises ``StoreError`` when what is in the catalogue was cleaned and chunked by another recipe."""
    if catalogue.meta("recipe") not in (None, version):
        raise StoreError(
            f"{catalogue.path.parent}: this index was made by another version or with other passages; "
            "bring it up to date with `rag sync PATH`"
        )
