"""A progress bar where somebody watches, silence where nobody does."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from rag.index.sync import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A callback that moves a bar on stderr, if that is a terminal."""
    with tqdm(unit="B", unit_scale=True, disable=None, leave=False, desc="indexing") as bar:

        def show(source: str, done: int, in_all: int) -> None:
            bar.total = in_all
            bar.set_postfix_str(source[-40:], refresh=False)
            bar.update(done - bar.n)

        yield show
