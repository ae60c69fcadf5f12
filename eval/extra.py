"""What the optional extra `eval` brings, and what is said where it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from rag.errors import DepecheError


@contextmanager
def from_extra(package: str) -> Iterator[None]:
    """Imports made inside raise a ``DepecheError`` that says what to install when ``package`` is missing."""
    try:
        yield
    except ImportError as error:
        raise DepecheError(
            f"{package} is not installed, and this evaluation needs it; run `pip install 'depeche[eval]'`"
        ) from error
