"""What is done to every run of page text, whatever its format: white space, invisible characters, NFC.

One small function a defect; each gives edits, so that offsets keep leading back to the raw page. What
changes words, not only the space between them, is recorded.
"""

import re
import unicodedata
from collections.abc import Iterator

from rag.ingest.mapped import Edit, MappedText

# Soft hyphen, zero-width space, word joiner, byte-order mark, control characters: not seen, not typed, not searched.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_BLANK = re.compile(rf"[\s{_INVISIBLE}]{{2,}}|[^\S ]|[{_INVISIBLE}]")
_VISIBLE_BLANK = re.compile(rf"[^\S{_INVISIBLE}]")
# An ASCII character never combines with what stands before it, so these runs can be normalised one by one.
_NORMALISATION_RUN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_SOFT_HYPHEN = "\u00ad"
_SOFT_HYPHEN_REASON = "a soft hyphen: it is only seen where a line breaks"
_COMPOSED_REASON = "a letter and its marks, which were characters of their own (NFC)"
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")


def cleaned(text: MappedText) -> MappedText:
    """The text in NFC, with single plain spaces, without invisible characters and without space at its ends."""
    text = text.edited(_blank_edits(text.text)).strip()
    return text if unicodedata.is_normalized("NFC", text.text) else text.edited(_nfc_edits(text.text))


def _blank_edits(text: str) -> Iterator[Edit]:
    """Runs of white space (no-break spaces and line ends too) become one space; invisible characters vanish."""
    for match in _BLANK.finditer(text):
        start, end = match.span()
        blank = _blank(text, start, end)
        if not blank and _SOFT_HYPHEN in match.group() and _is_within_word(text, start, end):
            yield Edit(start, end, "", "hyphen", _SOFT_HYPHEN_REASON)
        else:
            yield Edit(start, end, blank)


def _blank(text: str, start: int, end: int) -> str:
    if not _VISIBLE_BLANK.search(text, start, end):
        return ""
    if _cuts_a_word(text, start, end):
        return ""
    between_east_asian = _EAST_ASIAN.match(text, start - 1) and _EAST_ASIAN.match(text, end) if start else None
    wrapped = "\n" in text[start:end] or "\r" in text[start:end]
    return "" if between_east_asian and wrapped else " "


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether a line ends in a word that goes on below: behind a hyphen, which stays, or a soft one, which does not."""
    blank = text[start:end]
    if not ("\n" in blank or "\r" in blank) or not text[end : end + 1].isalnum():
        return False
    if "\u00ad" in blank:
        return start > 0 and text[start - 1].isalpha()
    return start > 1 and text[start - 1] in "-\u2010" and text[start - 2].isalnum()


def _is_within_word(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()


def _nfc_edits(text: str) -> Iterator[Edit]:
    for match in _NORMALISATION_RUN.finditer(text):
        run = match.group()
        if not unicodedata.is_normalized("NFC", run):
            yield from _smallest_edits(run, match.start())


def _smallest_edits(run: str, offset: int) -> Iterator[Edit]:
    """Normalises as few characters at a time as Unicode allows: up to the next one that changes nothing before it."""
    start = 0
    for end in range(1, len(run) + 1):
        if end < len(run) and (unicodedata.combining(run[end]) or not _separable(run[start:end], run[end])):
            continue
        old = run[start:end]
        new = unicodedata.normalize("NFC", old)
        if new != old:
            yield Edit(offset + start, offset + end, new, "accent", _COMPOSED_REASON)
        start = end


def _separable(before: str, character: str) -> bool:
    whole = unicodedata.normalize("NFC", before + character)
    return whole == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
