"""Text decoded with the wrong encoding, put right: ``CafÃ©`` was ``Café`` (the only file that imports ftfy)."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from rag.ingest.mapped import Edit, MappedText

_SIGNS = re.compile("[ÂÃÄÅÆÐÑáâàåæðïóäÎÏÌВР][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122\u0400-\u04ff ]")
"""What UTF-8 read as a one-byte encoding looks like; everything else need not be looked at closely."""
_READ = re.compile(
    "[\\x20-\\x7e\u00a0-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u214f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*"
)
"""What the languages of the product are written with; other scripts come out of letters that were meant."""
_REASON = "UTF-8 that was read as another encoding: each of these runs is one character in UTF-8"


def decoded_again(text: MappedText) -> MappedText:
    """The text without mojibake, each changed run recorded; text that may be right as it is stays."""
    if text.text.isascii() or not _SIGNS.search(text.text):
        return text
    from ftfy import TextFixerConfig, fix_encoding

    fixed = fix_encoding(text.text, TextFixerConfig(unescape_html=False, replace_lossy_sequences=False))
    edits = [edit for edit in _changes(text.text, fixed) if _READ.fullmatch(edit.new)]
    return text.edited(edits) if any(_is_certain(text.text[edit.start : edit.end]) for edit in edits) else text


def _is_certain(run: str) -> bool:
    """Two odd characters in a row; a single ``Ã`` before a space may be a letter somebody meant."""
    return sum(1 for character in run if not character.isascii()) > 1


def _changes(old: str, new: str) -> Iterator[Edit]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(start, end, new[new_start:new_end], "mojibake", _REASON)
