"""Is a store whole? And what of it can be put right from its catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.errors import StoreError
from rag.index.catalogue import Catalogue
from rag.index.database import create, open_existing, sqlite_errors
from rag.index.derived import build_derived, drop_other_generations, open_derived
from rag.index.guards import write_lock
from rag.index.layout import Layout
from rag.index.writer import Writer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``detail`` says what was found and, if wrong, what to do."""

    what: str
    ok: bool
    detail: str


def examine_store(layout: Layout, fingerprint: str) -> Iterator[Finding]:
    """What is right and wrong with a store; ``fingerprint`` is of the configured embedder. Changes nothing."""
    try:
        catalogue = Catalogue(open_existing(layout.catalogue), layout.catalogue)
    except StoreError as error:
        yield Finding("catalogue", ok=False, detail=str(error))
        return
    try:
        yield _catalogue(catalogue)
        yield _embedder(catalogue, fingerprint)
        yield _derived(catalogue, layout)
        yield _leftovers(catalogue, layout)
    except StoreError as error:
        yield Finding("catalogue", ok=False, detail=str(error))
    finally:
        catalogue.close()


def repair_store(layout: Layout) -> None:
    """Rebuilds the search indexes from the catalogue and removes leftovers; moves a damaged catalogue aside.

    Raises ``StoreBusyError`` and ``StoreWriteError``.
    """
    with write_lock(layout):
        try:
            writer = Writer(create(layout.catalogue), layout.catalogue)
        except StoreError:
            _set_aside(layout)
            return
        try:
            if not _is_sound(writer):
                _set_aside(layout)
                return
            if writer.meta("dimensions") is not None:
                generation = writer.generation
                build_derived(writer, layout, generation, int(writer.meta("dimensions") or 0))
                drop_other_generations(layout, generation)
        finally:
            writer.close()
        layout.pending.unlink(missing_ok=True)


def _catalogue(catalogue: Catalogue) -> Finding:
    if not _is_sound(catalogue):
        return Finding("catalogue", ok=False, detail="damaged; run `rag doctor --repair`, then `rag sync`")
    counts = catalogue.counts()
    return Finding("catalogue", ok=True, detail=", ".join(f"{number} {noun}" for noun, number in counts.items()))


def _is_sound(catalogue: Catalogue) -> bool:
    try:
        with sqlite_errors(catalogue.path):
            row = catalogue.connection.execute("PRAGMA quick_check(1)").fetchone()
    except StoreError:
        return False
    return bool(row and row[0] == "ok")


def _embedder(catalogue: Catalogue, fingerprint: str) -> Finding:
    built_with = catalogue.meta("embedder")
    if built_with == fingerprint:
        return Finding("embedder", ok=True, detail=fingerprint)
    advice = "set RAG_EMBEDDER back or run `rag sync --rebuild PATH`"
    return Finding("embedder", ok=False, detail=f"the index has {built_with}, configured is {fingerprint}; {advice}")


def _derived(catalogue: Catalogue, layout: Layout) -> Finding:
    passages = catalogue.counts()["passages"]
    try:
        derived = open_derived(layout, catalogue.generation)
    except StoreError as error:
        return Finding("search indexes", ok=False, detail=str(error))
    held = {len(derived.vectors), len(derived.lexical)}
    if held != {passages}:
        detail = f"{passages} passages, but the indexes hold {sorted(held)}; run `rag doctor --repair`"
        return Finding("search indexes", ok=False, detail=detail)
    return Finding("search indexes", ok=True, detail=f"generation {catalogue.generation}, {passages} passages each")


def _leftovers(catalogue: Catalogue, layout: Layout) -> Finding:
    orphans = [folder.name for folder in layout.all_derived.glob("*") if folder.name != str(catalogue.generation)]
    if orphans or layout.pending.exists():
        return Finding("leftovers", ok=True, detail="of an interrupted sync; the next `rag sync` uses and removes them")
    return Finding("leftovers", ok=True, detail="none")


def _set_aside(layout: Layout) -> None:
    """Keeps the damaged file for whoever wants to look into it; its neighbours would damage a new one."""
    for path in (layout.catalogue, *layout.folder.glob("catalogue.sqlite-*")):
        if path.exists():
            path.replace(path.with_name(f"damaged-{path.name}"))
