"""Progress bars where somebody watches: one for each step."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from eval.corpus_index import Tell


@contextmanager
def progress_bars() -> Iterator[Tell]:
    """A callback that draws bars on stderr, if that is a terminal; each step has its own."""
    bars: dict[str, tqdm[None]] = {}

    def show(step: str, done: int, in_all: int) -> None:
        if step not in bars:
            bars[step] = tqdm(desc=step, total=in_all, disable=None)
        bars[step].update(done)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()
