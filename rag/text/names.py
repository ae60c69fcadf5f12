"""One name in four languages: what a question calls Nam Ninh or 南宁 stands as Nanning in a French article."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from rag.text.fold import fold
from rag.text.name_parts import bare, family_first, letters

Kind = Literal["place", "organisation", "person"]

_SEPARATORS = re.compile(r"[\s\-‐’'.·]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = 4
"""Shorter ones must stand as written: ``Mỹ`` is a country, ``my`` is not, nor is ``un`` the United Nations."""
_INFLECTED = 3
"""As many letters at the end of a long name may differ: ``Chine``, ``chinois``; ``Vietnam``, ``vietnamienne``."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the table as a text writes it, and all the ways in which the table does."""

    kind: Kind
    written: str
    forms: tuple[str, ...]


def names_in(text: str) -> tuple[Name, ...]:
    """The names of the table that a text contains, in order, each once.

    Where names overlap the longest counts. Accents, case, hyphens and spaces do not matter, but in names of fewer
    than four letters.
    """
    found: dict[tuple[str, ...], Name] = {}
    for match in _any_name().finditer(_readable(text)):
        name = _table()[match[0]]
        if len(match[0]) >= _PLAIN or _HAN.search(match[0]) or _stands(name.written, text):
            found.setdefault(name.forms, name)
    return tuple(found.values())


def other_forms(name: Name, text: str) -> tuple[str, ...]:
    """The forms of a name that ``text`` does not contain."""
    readable = _readable(text)
    return tuple(form for form in name.forms if _readable(form) not in readable)


def mentions(text: str, name: Name) -> bool:
    """Whether a text has the name in some form, be it as an adjective."""
    readable = _readable(text)
    return any(_begins(_stem(form), readable) if len(form) >= _PLAIN else _stands(form, text) for form in name.forms)


def places_of_adjective(word: str) -> tuple[Name, ...]:
    """The places of the table that a word may be an adjective of: ``Moroccan``, ``vietnamienne``; none of two words."""
    plain = _readable(word)
    if " " in plain or len(plain) <= _PLAIN:
        return ()
    near = ((form, name) for form, name in _table().items() if name.kind == "place" and len(form) > _PLAIN)
    return tuple(n for form, n in near if plain.startswith(_stem(form)) and len(plain) <= len(form) + _PLAIN)


def name_key(text: str) -> str:
    """One key for all ways to write a name: letters only, folded; the first form of the table where it has the name.

    Accents, case, hyphens, spaces, titles and the place of the family name do not matter: ``Nguyên Phu Trong``,
    ``阮富仲`` and ``M. Phu Trong Nguyen`` all give ``nguyenphutrong``. Names that differ in a letter or in the order
    of their given names have different keys. The key of a key is itself; only a text without letters has none ("").
    Expects a name, not a sentence (for those: ``names_in``).
    """
    plain = bare(text)
    ordered = family_first(plain)
    tried = (text, plain, ordered)
    return next((key for name in tried if (key := _keys().get(letters(name)))), letters(ordered))


def table_keys() -> frozenset[str]:
    """The keys of all names of the table."""
    return frozenset(_keys().values())


def _stem(form: str) -> str:
    readable = _readable(form)
    return readable if _HAN.search(readable) else readable[: max(_PLAIN, len(readable) - _INFLECTED)]


def _begins(stem: str, readable: str) -> bool:
    """Whether a word of the text begins so; Chinese has no borders of words."""
    return stem in readable if _HAN.search(stem) else bool(re.search(rf"(?<!\w){re.escape(stem)}", readable))


def _stands(form: str, text: str) -> bool:
    if _HAN.search(form):
        return form in text
    return bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text))


def _readable(text: str) -> str:
    """Folded, with one space for every separator, so that names compare as they are read."""
    return _SEPARATORS.sub(" ", fold(text))


@lru_cache(maxsize=1)
def _table() -> dict[str, Name]:
    """Every name by every form of it, as it is compared."""
    lines = files("rag.text").joinpath("names.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    names = [(cast(Kind, kind), tuple(forms.split("|"))) for kind, forms in rows]
    return {_readable(form): Name(kind, form, forms) for kind, forms in names for form in forms}


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    """The key of each form of the table by the letters of the form."""
    return {letters(form): letters(name.forms[0]) for name in _table().values() for form in name.forms}


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    """Any name of the table, longest first; Chinese ones anywhere, others as whole words."""
    forms = sorted(_table(), key=len, reverse=True)
    return re.compile("|".join(re.escape(form) if _HAN.search(form) else rf"\b{re.escape(form)}\b" for form in forms))
