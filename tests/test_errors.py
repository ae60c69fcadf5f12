"""The error tree: what callers may catch, and the codes that API clients read."""

import inspect
import re

import pytest

from rag import errors
from rag.errors import DepecheError

ALL = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]


def drawn_tree() -> dict[str, str | None]:
    """Each class and its parent as the module's docstring draws them, four characters of indent a level."""
    parents: dict[str, str | None] = {}
    path: list[str] = []
    for indent, name in re.findall(r"^([│├└─ ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE):
        path[len(indent) // 4 :] = [name]
        parents[name] = path[-2] if len(path) > 1 else None
    return parents


def test_the_tree_is_as_it_is_drawn() -> None:
    """Whoever reads the docstring knows what ``except StoreError`` catches."""
    built = {error.__name__: None if error is DepecheError else error.__base__.__name__ for error in ALL}
    assert drawn_tree() == built


def test_every_code_names_one_error() -> None:
    """Clients tell errors apart by their codes, in words of lower-case letters."""
    codes = [vars(error)["code"] for error in ALL]
    assert len(codes) == len(set(codes)) == len(ALL)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_every_error_says_when_it_is_raised(error: type[DepecheError]) -> None:
    """In its own docstring, not an inherited one."""
    assert (vars(error)["__doc__"] or "").strip()
    assert issubclass(error, DepecheError)


def test_one_base_catches_all_and_nothing_else() -> None:
    """``except DepecheError`` is not a bare ``except``."""
    assert DepecheError.__base__ is Exception
