"""Spaces lost behind a mark: ``a suivi le cours.Alors``, ``sa suite,le ministre``; addresses and abbreviations stay."""

import re
from collections.abc import Iterator

from rag.ingest.mapped import Edit, MappedText

_CAPITAL = "A-ZÀ-ÖØ-ÞĐĂƠƯẠ-Ỹ"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞĐ]"
_STOP = re.compile(rf"(?<=[\s(«“\"'’]{_SMALL})(?:{_SMALL}{{2,}})[.!?…](?=[{_CAPITAL}]{_SMALL}*[\s,’'])")
_COMMA = re.compile(rf"(?:(?<={_SMALL}{_SMALL})|(?<={_SMALL}\)))[,;](?={_SMALL}{{2,}}[\s,.’'])")
_CLOSED = re.compile(rf"(?<=[^\W\d_]{{2}})[)»”](?={_SMALL}{{2,}}[\s,.’'])")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\\|/)\S*")
_ABBREVIATIONS = frozenset(["dept", "prof", "cie", "ltd", "inc", "env", "art", "vol", "chap", "fig", "etc", "ibid"])
_REASON = "no space behind the mark “{}” that ends one word before the next"
_PATTERNS = (_STOP, _COMMA, _CLOSED)


def spaced(text: MappedText) -> MappedText:
    """The text with a space behind each full stop or comma that a word directly follows, each recorded."""
    edits = sorted(_edits(text.text))
    return text.edited(edits) if edits else text


def _edits(text: str) -> Iterator[Edit]:
    addresses = None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if addresses is None:
                addresses = [found.span() for found in _ADDRESS.finditer(text)]
            end = match.end()
            inside = any(start <= end <= stop for start, stop in addresses)
            if not inside and not _is_abbreviation(text, match):
                yield Edit(end, end, " ", "space", _REASON.format(text[end - 1]))


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    word = text[max(0, match.start() - 1) : match.end() - 1]
    return word.lower() in _ABBREVIATIONS
