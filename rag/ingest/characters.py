"""Single characters that a page spells in an odd way: entities left in the text, ligatures of printed books."""

import re
from collections.abc import Iterator
from html import unescape

from rag.ingest.mapped import Edit, MappedText

# The semicolon is required: "R&D" and "a&b" are text.
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE = "\u00ad\u200b"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")


def spelt_out(text: MappedText) -> MappedText:
    """The text with entities decoded and ligatures spelt out, each recorded."""
    edits = sorted([*_entities(text.text), *_ligatures(text.text)])
    return text.edited(edits) if edits else text


def _entities(text: str) -> Iterator[Edit]:
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        decoded = unescape(f"&{_last_name(match.group())}")
        if not decoded.endswith(";") and (decoded.isprintable() or decoded.isspace() or decoded in _INVISIBLE):
            shown = " " if decoded.isspace() else "" if decoded in _INVISIBLE else decoded
            yield Edit(*match.span(), shown, "entity", "a character reference of HTML that was left in the text")


def _last_name(reference: str) -> str:
    """``eacute;`` of ``&amp;eacute;``, ``amp;`` of ``&amp;amp;``."""
    return reference.rstrip(";").rpartition(";")[2].lstrip("&") + ";"


def _ligatures(text: str) -> Iterator[Edit]:
    for match in _LIGATURE.finditer(text) if not text.isascii() else ():
        yield Edit(*match.span(), _LIGATURES[match.group()], "ligature", "a printers' ligature; people type letters")
