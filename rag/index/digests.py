"""What tells whether a file or page has changed."""

from hashlib import file_digest, sha256
from pathlib import Path

from rag.ingest.page import Page


def size_of(path: Path) -> int:
    """In bytes."""
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it is reported when it is read


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises ``OSError``."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def page_digest(page: Page) -> str:
    """The SHA-256 of all that articles are made from."""
    return sha256(repr(page).encode("utf-8", "surrogatepass")).hexdigest()
