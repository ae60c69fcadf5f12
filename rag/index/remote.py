"""Addresses named on the command line, fetched whole before a sync begins, into files that live as long as it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urldefrag

from rag.errors import PageError
from rag.index.sources import SourceFile
from rag.ingest.fetch import fetched
from rag.ingest.read import EXTENSIONS

FETCH_TIMEOUT_S = 60.0


@contextmanager
def fetched_files(
    urls: Sequence[str], max_bytes: int, timeout_s: float = FETCH_TIMEOUT_S
) -> Iterator[tuple[SourceFile, ...]]:
    """A file for each address, cited by the address itself; one that could not be fetched says why.

    The files are gone afterwards: the catalogue keeps the pages.
    """
    with TemporaryDirectory(prefix="depeche-") as folder:
        named = enumerate(dict.fromkeys(urldefrag(url).url for url in urls))
        yield tuple(_file(url, Path(folder) / str(i), max_bytes, timeout_s) for i, url in named)


def _file(url: str, path: Path, max_bytes: int, timeout_s: float) -> SourceFile:
    try:
        found = fetched(url, max_bytes, timeout_s, EXTENSIONS)
    except PageError as error:
        return SourceFile(path, url, key=url, problem=str(error))
    path = path.with_suffix(found.ending)
    path.write_bytes(found.content)
    return SourceFile(path, url, key=url)
