"""One name in four languages: what a question calls Nam Ninh or 南宁 stands as Nanning in a French article."""

import re
from functools import lru_cache
from importlib.resources import files

from rag.text.fold import fold

_SEPARATORS = re.compile(r"[\s\-‐’'.·]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = 4
"""Shorter ones must stand as written: ``Mỹ`` is a country, ``my`` is not, nor is ``un`` the United Nations."""


def other_names(text: str) -> tuple[tuple[str, ...], ...]:
    """For each name of the table that the text contains, in order, the ways of writing it that it does not contain.

    Where names overlap the longest counts. Accents, case, hyphens and spaces do not matter, but in names of fewer
    than four letters.
    """
    readable = _readable(text)
    found = []
    for match in _any_name().finditer(readable):
        written, forms = _table()[match[0]]
        if len(match[0]) >= _PLAIN or _HAN.search(match[0]) or re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text):
            found.append(tuple(form for form in forms if _readable(form) not in readable))
    return tuple(dict.fromkeys(names for names in found if names))


def _readable(text: str) -> str:
    """Folded, with one space for every separator, so that names compare as they are read."""
    return _SEPARATORS.sub(" ", fold(text))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """As a name is compared → as it is written there, and all that it may be called."""
    lines = files("rag.text").joinpath("names.tsv").read_text("utf-8").splitlines()
    names = [tuple(line.split("|")) for line in lines if line and not line.startswith("#")]
    return {_readable(form): (form, forms) for forms in names for form in forms}


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    """Any name of the table, longest first; Chinese ones anywhere, others as whole words."""
    forms = sorted(_table(), key=len, reverse=True)
    return re.compile("|".join(re.escape(form) if _HAN.search(form) else rf"\b{re.escape(form)}\b" for form in forms))
