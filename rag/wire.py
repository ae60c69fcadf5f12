"""Settings → parts, put together here and nowhere else.

What reads pages, writes a store or speaks to an LLM is imported where it is put together: a cold question needs none of
it, and its answer comes 0.1 s sooner.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.answer.claim_content import EmbedderSimilarity, Similarity
from rag.answer.extract import Extractor
from rag.assistant import Assistant
from rag.errors import SettingsError
from rag.index.layout import Layout
from rag.index.store import Store
from rag.models.base import Embedder, Reader
from rag.models.choose import load_embedder, load_reader
from rag.models.token_count import count_tokens
from rag.retrieve.retriever import Retriever
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.answer.generate import Generator
    from rag.index.doctor import Finding
    from rag.index.sync import Recipe
    from rag.index.uploads import Uploads
    from rag.models.chat_model import ChatModel


def embedder(settings: Settings) -> Embedder:
    """The configured embedder, not yet loaded."""
    return load_embedder(settings)


def layout(settings: Settings) -> Layout:
    """Where the store lies."""
    return Layout(settings.store)


def recipe(settings: Settings) -> "Recipe":
    """How pages become passages."""
    from rag.index.sync import Recipe

    return Recipe(settings.passage_tokens, int(settings.max_file_mb * 1_000_000))


def extractor(settings: Settings, embeds: Embedder) -> Extractor:
    """What reads passages and answers from them, in the space of ``embeds``."""
    return Extractor(embeds, reader(settings))


def reader(settings: Settings) -> Reader:
    """The shipped reader, not yet loaded."""
    return load_reader(settings)


def similarity(settings: Settings) -> Similarity:
    """How alike two sentences are in meaning, by the configured embedder, which is loaded when first asked."""
    return EmbedderSimilarity(embedder(settings))


def assistant(settings: Settings, chosen: Embedder | None = None) -> Assistant:
    """The assistant over the configured store, with the embedder ``chosen`` if one is given.

    Raises ``NoStoreError`` and ``EmbedderMismatchError``.
    """
    embeds = chosen or embedder(settings)
    store = Store(layout(settings))
    store.check_embedder(embeds.fingerprint)
    answers = extractor(settings, embeds)
    return Assistant(store, Retriever(store, embeds), answers, answers.reader, generator(settings, embeds))


def generator(settings: Settings, embeds: Embedder) -> "Generator | None":
    """The LLM engine, if one is configured; nothing is loaded or asked yet. Raises ``SettingsError``."""
    if settings.llm is None:
        return None
    if settings.llm_max_tokens >= settings.llm_context_tokens:
        raise SettingsError("setting llm_max_tokens (RAG_LLM_MAX_TOKENS) leaves nothing of llm_context_tokens to read")
    from rag.answer.generate import Generator

    budget = settings.llm_context_tokens - settings.llm_max_tokens
    return Generator(_chat_model(settings, settings.llm), _prompts(), budget, count_tokens, EmbedderSimilarity(embeds))


def _chat_model(settings: Settings, name: str) -> "ChatModel":
    from rag.models.chat_model import LangChainChatModel
    from rag.models.gguf import PREFIX, GgufChatModel, GgufOptions

    if name.startswith(PREFIX):
        if settings.llm_base_url or settings.llm_api_key:
            raise SettingsError(
                f"setting llm (RAG_LLM): {PREFIX} names a file; unset RAG_LLM_BASE_URL and RAG_LLM_API_KEY"
            )
        options = GgufOptions(
            settings.llm_context_tokens, settings.llm_max_tokens, settings.llm_timeout_s, settings.threads
        )
        return GgufChatModel(Path(name.removeprefix(PREFIX)).expanduser(), options)
    return LangChainChatModel(
        name,
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key.get_secret_value() if settings.llm_api_key else None,
        timeout_s=settings.llm_timeout_s,
        max_tokens=settings.llm_max_tokens,
    )


def _prompts() -> dict[str, str]:
    """The system messages by language; ``prompts/`` stands beside ``rag/``, in a checkout and where it is installed."""
    folder = Path(__file__).resolve().parents[1] / "prompts"
    found = {path.parent.name: path.read_text("utf-8").strip() for path in sorted(folder.glob("*/answer.txt"))}
    if "en" not in found:
        raise SettingsError(f"RAG_LLM is set, but {folder} has no en/answer.txt; install depeche anew")
    return found


def uploads(settings: Settings, embeds: Embedder) -> "Uploads":
    """What takes articles in over the network."""
    from rag.index.uploads import Uploads

    return Uploads(settings.uploads_folder, Store(layout(settings)), embeds, recipe(settings))


def sync_paths(
    settings: Settings, paths: Sequence[Path] = (), *, without_uploads: bool = False, only_named: bool = False
) -> tuple[Path, ...]:
    """What a sync reads: ``paths`` or else, unless ``only_named``, the configured sources; and the uploads, if any."""
    folder = settings.uploads_folder
    own = (folder,) if folder.is_dir() and not without_uploads else ()
    return (*own, *(paths or (() if only_named else settings.sources)))


def examine(settings: Settings, *, repair: bool) -> "list[Finding]":
    """What `rag doctor` reports, after the repair if one was asked for."""
    from rag.index.doctor import examine_store, repair_store

    where = layout(settings)
    if repair:
        repair_store(where)
    return [*examine_store(where, embedder(settings).fingerprint), *_examine_configuration(settings)]


def _examine_configuration(settings: Settings) -> "list[Finding]":
    from rag.index.doctor import Finding

    absent = [str(path) for path in settings.sources if not path.exists()]
    named = ", ".join(map(str, settings.sources))
    return [
        Finding("sources", ok=True, detail=f"{named}" + (f" (not here: {', '.join(absent)})" if absent else "")),
        _engine(settings),
    ]


def _engine(settings: Settings) -> "Finding":
    from rag.index.doctor import Finding

    if settings.llm is None:
        return Finding("engine", ok=True, detail="extractive; no LLM is configured and none is needed")
    try:
        _chat_model(settings, settings.llm)
    except SettingsError as error:
        return Finding("engine", ok=False, detail=str(error))
    where = f" at {settings.llm_base_url}" if settings.llm_base_url else ""
    return Finding("engine", ok=True, detail=f"extractive, or with --engine llm {settings.llm}{where} (not asked now)")
