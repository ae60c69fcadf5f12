"""Adapter of sentence-transformers and torch: any of its models, in the fastest precision that the processor has."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import numpy as np

from rag.errors import ModelError
from rag.models.base import Matrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Role = Literal["query", "passage"]

BATCH_TOKENS = 1024
"""Padded tokens of a batch. Passages of 70 tokens a second, 2 cores, bf16: 512 137, 1024 144, 2048 139, 4096 117."""
BF16_CAPABILITIES = ("avx512_bf16", "amx_bf16")
"""Processors with one of these multiply bf16 natively; others emulate it, slower than float32."""
UNLIMITED_TOKENS = 1_000_000
"""Stands for the limit of models that have none."""


class TorchEncoder:
    """A loaded sentence-transformers model; may be called from several threads at once."""

    def __init__(
        self, model: "SentenceTransformer", threads: int = 0, prompts: Mapping[Role, str] | None = None
    ) -> None:
        """Takes a model, the processor threads (0: all), and what goes before texts instead of its own prompts."""
        import torch

        if threads:
            torch.set_num_threads(threads)
        self._threads = torch.get_num_threads()
        self._prompts = dict(prompts or {})
        self._model = model
        # The tokenizer's state (padding, truncation) is set by this first call; later ones side by side leave it alone.
        self.dimensions = int(self._encode(["."], "passage").shape[1])
        """The length of the vectors."""

    @property
    def max_tokens(self) -> int:
        """The longest text that is read whole; what is longer is cut there."""
        return int(min(self._model.max_seq_length or UNLIMITED_TOKENS, UNLIMITED_TOKENS))

    def count_tokens(self, text: str) -> int:
        """How many tokens the text has, special tokens left out."""
        tokenizer = self._model.tokenizer
        encoding = getattr(tokenizer, "backend_tokenizer", tokenizer).encode(text, add_special_tokens=False)
        if isinstance(encoding, list):  # a tokenizer in Python
            return len(encoding)
        return sum(sum(part.attention_mask) for part in (encoding, *encoding.overflowing))

    def encode(
        self,
        texts: Sequence[str],
        role: Role,
        lengths: Sequence[int] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Matrix:
        """The vectors of ``texts``: float32, shape (n, d), in order, unit length.

        ``lengths`` in tokens (guessed if not given) decide which texts share a batch. Batches are computed side by
        side, one thread each: 144 passages a second where two threads on one batch made 123. A text in which the model
        sees nothing at all gets (1, 0, …). Raises ``ModelError`` when the model fails.
        """
        import torch

        batches = plan_batches(lengths or [len(text) // 3 + 1 for text in texts])
        if len(batches) == 1:  # a question: all threads on it, none of them new
            return self._encode(list(texts), role)
        matrix = np.empty((len(texts), self.dimensions), np.float32)
        workers = ThreadPoolExecutor(self._threads, thread_name_prefix="encode")
        try:
            results = workers.map(lambda batch: self._encode_by_one_thread([texts[i] for i in batch], role), batches)
            for batch, vectors in zip(batches, results, strict=True):
                matrix[batch] = vectors
                if progress is not None:
                    progress(len(batch))
        finally:
            workers.shutdown(cancel_futures=True)
            torch.set_num_threads(self._threads)
        return matrix

    def _encode_by_one_thread(self, texts: list[str], role: Role) -> Matrix:
        import torch

        torch.set_num_threads(1)  # of the calling thread, and of those that meet torch later: ``encode`` puts it back
        return self._encode(texts, role)

    def _encode(self, texts: list[str], role: Role) -> Matrix:
        encode = self._model.encode_query if role == "query" else self._model.encode_document
        prompt = self._prompts.get(role)
        try:
            vectors = encode(texts, prompt=prompt, batch_size=len(texts), show_progress_bar=False)
        except (RuntimeError, ValueError, IndexError, MemoryError) as error:
            raise ModelError(f"the embedder failed on {len(texts)} texts: {_line(error)}") from error
        return unit_rows(np.asarray(vectors, np.float32))


def load_model(name: str, *, allow_download: bool = False) -> "SentenceTransformer":
    """The sentence-transformers model in the folder ``name``, in bf16 where the processor multiplies that, or float32.

    With ``allow_download``, ``name`` may be a hub name, which is fetched if the hub's own settings (``HF_HUB_OFFLINE``)
    let it; without, no connection is attempted as long as it is a folder. No code that comes with a model is run.
    Raises ``ModelError`` when it does not load.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    dtype = torch.bfloat16 if multiplies_bf16(torch.cpu.get_capabilities()) else torch.float32
    try:
        with _quiet():
            model = SentenceTransformer(
                name,
                device="cpu",
                local_files_only=not allow_download,
                trust_remote_code=False,
                model_kwargs={"dtype": dtype},
            )
            return model.to(dtype)  # the layers after the transformer, which ``model_kwargs`` does not reach
    except Exception as error:  # whatever a foreign model's files set off, it does not load
        raise ModelError(f"{name}: not a model that sentence-transformers loads: {_line(error)}") from error


def multiplies_bf16(capabilities: Mapping[str, object]) -> bool:
    """Whether a processor with these ``torch.cpu.get_capabilities()`` is faster in bf16: here 144/s against 50."""
    return any(capabilities.get(name) is True for name in BF16_CAPABILITIES)


def plan_batches(lengths: Sequence[int], most: int = BATCH_TOKENS) -> list[list[int]]:
    """The indices of texts grouped so that little is padded: longest first, each batch at most ``most`` padded tokens.

    A text longer than ``most`` is a batch by itself.
    """
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batches and lengths[batches[-1][0]] * (len(batches[-1]) + 1) <= most:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def unit_rows(matrix: Matrix) -> Matrix:
    """The rows at length 1 (bf16 leaves them at 0.998 to 1.003); a row without direction becomes (1, 0, …)."""
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    lost = ~np.isfinite(norms[:, 0]) | (norms[:, 0] == 0)
    unit = matrix / np.where(lost[:, None], 1, norms)
    unit[lost] = np.eye(1, matrix.shape[1])
    return np.asarray(unit, np.float32)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the bar that transformers draws for every load, however short; hub downloads still show theirs."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
