"""A store opened for reading: every view shows one complete generation, always the newest."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from rag.errors import NoStoreError, StoreDamagedError
from rag.index.catalogue import Catalogue
from rag.index.database import open_existing
from rag.index.derived import Derived, open_derived
from rag.index.guards import check_embedder
from rag.index.layout import Layout

_TRIES = 5


@dataclass(frozen=True, slots=True)
class View:
    """The catalogue and the indexes of one generation."""

    catalogue: Catalogue
    derived: Derived


class Store:
    """Hands out views; safe to share between threads, and beside a process that syncs."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._lock = Lock()
        self._loaded: tuple[int, Derived] | None = None

    @contextmanager
    def view(self) -> Iterator[View]:
        """The newest generation. Raises ``NoStoreError`` and ``StoreDamagedError``."""
        catalogue = Catalogue(open_existing(self.layout.catalogue), self.layout.catalogue)
        try:
            for attempt in range(_TRIES):
                with catalogue.snapshot():
                    try:
                        derived = self._derived(catalogue.generation)
                    except StoreDamagedError:
                        if attempt + 1 == _TRIES:
                            raise
                        continue  # another process has just put a newer generation in its place
                    yield View(catalogue, derived)
                    return
        finally:
            catalogue.close()

    def check_embedder(self, fingerprint: str) -> None:
        """Raises ``EmbedderMismatchError`` when the vectors in the store are of another embedder."""
        with self.view() as view:
            check_embedder(view.catalogue, fingerprint)

    def _derived(self, generation: int) -> Derived:
        if generation == 0:
            folder = self.layout.folder
            raise NoStoreError(f"{folder}: the index is empty; fill it with `rag sync PATH --store {folder}`")
        with self._lock:
            if self._loaded is None or self._loaded[0] != generation:
                self._loaded = (generation, open_derived(self.layout, generation))
            return self._loaded[1]
