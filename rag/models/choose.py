"""Which models the settings ask for."""

from rag.errors import SettingsError
from rag.models.base import Embedder, Reader
from rag.models.e5 import E5Embedder
from rag.models.numpy_reader import NumpyReader
from rag.models.sentence_transformer import SentenceTransformerEmbedder
from rag.models.unpack import PROMPTS
from rag.settings import DEFAULT_EMBEDDER, Settings


def load_reader(settings: Settings) -> Reader:
    """The shipped reader; it is loaded when it is first asked for something."""
    return NumpyReader(threads=settings.threads)


def load_embedder(settings: Settings) -> Embedder:
    """The embedder named by the settings; its model is loaded when it is first asked for something.

    Raises ``ModelError`` when the bundled model is not installed, ``SettingsError`` when it is given other prefixes
    than it was trained with.
    """
    if settings.embedder != DEFAULT_EMBEDDER:
        return SentenceTransformerEmbedder(
            settings.embedder,
            query_prefix=settings.query_prefix,
            passage_prefix=settings.passage_prefix,
            allow_download=settings.allow_download,
            threads=settings.threads,
        )
    for name, prefix, own in (
        ("query_prefix", settings.query_prefix, PROMPTS["query"]),
        ("passage_prefix", settings.passage_prefix, PROMPTS["document"]),
    ):
        if prefix not in {None, own}:
            raise SettingsError(f"setting {name} is {prefix!r}, but {DEFAULT_EMBEDDER} needs its own; leave it unset")
    return E5Embedder(settings.cache_dir, settings.threads)
