"""Settings → parts, put together here and nowhere else."""

from collections.abc import Sequence
from pathlib import Path

from rag.answer.extract import Extractor
from rag.assistant import Assistant
from rag.index.doctor import Finding, examine_store, repair_store
from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import Recipe
from rag.index.uploads import Uploads
from rag.models.base import Embedder
from rag.models.choose import load_embedder, load_reader
from rag.retrieve.retriever import Retriever
from rag.settings import Settings


def embedder(settings: Settings) -> Embedder:
    """The configured embedder, not yet loaded."""
    return load_embedder(settings)


def layout(settings: Settings) -> Layout:
    """Where the store lies."""
    return Layout(settings.store)


def recipe(settings: Settings) -> Recipe:
    """How pages become passages."""
    return Recipe(settings.passage_tokens, int(settings.max_file_mb * 1_000_000))


def extractor(settings: Settings, embeds: Embedder) -> Extractor:
    """What reads passages and answers from them, in the space of ``embeds``."""
    return Extractor(embeds, load_reader(settings))


def assistant(settings: Settings, chosen: Embedder | None = None) -> Assistant:
    """The assistant over the configured store, with the embedder ``chosen`` if one is given.

    Raises ``NoStoreError`` and ``EmbedderMismatchError``.
    """
    embeds = chosen or embedder(settings)
    store = Store(layout(settings))
    store.check_embedder(embeds.fingerprint)
    return Assistant(store, Retriever(store, embeds), extractor(settings, embeds))


def uploads(settings: Settings, embeds: Embedder) -> Uploads:
    """What takes articles in over the network."""
    return Uploads(settings.uploads_folder, Store(layout(settings)), embeds, recipe(settings))


def sync_paths(settings: Settings, paths: Sequence[Path] = (), *, without_uploads: bool = False) -> tuple[Path, ...]:
    """What a sync reads: ``paths`` or else the configured sources, and the uploads where there are any."""
    folder = settings.uploads_folder
    own = (folder,) if folder.is_dir() and not without_uploads else ()
    return (*own, *(paths or settings.sources))


def examine(settings: Settings, *, repair: bool) -> list[Finding]:
    """What `rag doctor` reports, after the repair if one was asked for."""
    where = layout(settings)
    if repair:
        repair_store(where)
    return [*examine_store(where, embedder(settings).fingerprint), *_examine_configuration(settings)]


def _examine_configuration(settings: Settings) -> list[Finding]:
    absent = [str(path) for path in settings.sources if not path.exists()]
    named = ", ".join(map(str, settings.sources))
    return [
        Finding("sources", ok=True, detail=f"{named}" + (f" (not here: {', '.join(absent)})" if absent else "")),
        Finding("engine", ok=True, detail="extractive; no LLM is configured and none is needed"),
    ]
