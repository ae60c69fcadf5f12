"""Opening and reading files so that whatever can go wrong is a ``PageError`` of one line."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from rag.errors import PageError


@contextmanager
def stable_file(path: Path, source: str) -> Iterator[BufferedReader]:
    """The file, open for reading; on leaving, it must still be the file that it was.

    Raises ``PageError`` when it is missing, a broken link, a folder or a device, unreadable, or when its size, time of
    change or identity differ at the end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            kind = "folder" if path.is_dir() else "device or pipe"
            raise PageError(f"{source}: this is a {kind}, not a file; name the files in it")
        with path.open("rb") as file:
            before = _identity(os.fstat(file.fileno()))
            yield file
            if not before == _identity(os.fstat(file.fileno())) == _identity(path.stat()):
                raise PageError(f"{source}: the file changed while it was read; run again when it is complete")
    except OSError as error:
        raise PageError(f"{source}: {_reason(path, error)}") from error


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return "a link to a file that is not there; mend or remove it"
        return "there is no such file (any more); check the name"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions or leave it out"
    return f"cannot be read ({error.strerror or error}); check the disk"
