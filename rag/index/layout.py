"""Where things lie inside a store's folder.

``catalogue.sqlite`` is the truth. Everything under ``derived/`` can be rebuilt from it and belongs to exactly one
generation of it, so that a reader of generation 7 never meets half of generation 8. ``pending.sqlite`` keeps the
vectors of a sync that has not ended, for the one that resumes it.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    folder: Path

    @property
    def catalogue(self) -> Path:
        """The SQLite catalogue."""
        return self.folder / "catalogue.sqlite"

    @property
    def pending(self) -> Path:
        """Vectors computed by a sync that was interrupted."""
        return self.folder / "pending.sqlite"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.folder / "write.lock"

    @property
    def all_derived(self) -> Path:
        """The folder of the derived indexes of all generations."""
        return self.folder / "derived"

    def derived(self, generation: int) -> Path:
        """The folder of the derived indexes of one generation."""
        return self.all_derived / str(generation)

    def vectors(self, generation: int) -> Path:
        """The FAISS index of one generation."""
        return self.derived(generation) / "vectors.faiss"

    def lexical(self, generation: int) -> Path:
        """The tantivy index of one generation."""
        return self.derived(generation) / "lexical"
