"""Words that a hyphen cuts at a line end, made whole: ``coopé-`` / ``ration``; ``porte-`` / ``parole`` keeps its own.

Cleaning takes the line end away and leaves the hyphen; where one stands before a gap of the raw page, a line ended.
"""

import re
from collections.abc import Iterator

from rag.ingest.fused_words import PageWords
from rag.ingest.mapped import Edit, MappedText
from rag.text.frequencies import LANGUAGES, word_frequencies

_HYPHENATED = re.compile(r"([^\W\d_]+)[-‐]([^\W\d_]+)")
_KNOWN = 1e-7


def unbroken(text: MappedText, words: PageWords) -> MappedText:
    """The text without the hyphens that only a line end put there, each recorded."""
    edits = list(_edits(text, words))
    return text.edited(edits) if edits else text


def _edits(text: MappedText, words: PageWords) -> Iterator[Edit]:
    if "-" not in text.text and "‐" not in text.text:
        return
    gaps = _gaps(text)
    for match in _HYPHENATED.finditer(text.text) if gaps else ():
        at = match.end(1)
        if at + 1 in gaps:
            whole = match[1] + match[2]
            reason = _reason(match[1], match[2], words)
            if reason:
                yield Edit(at, at + 1, "", "hyphen", f"“{match.group()}” at a line end: “{whole}” {reason}")


def _gaps(text: MappedText) -> set[int]:
    """Where in the text something of the raw page between two neighbours was left out."""
    return {
        after.text_start
        for before, after in zip(text.segments, text.segments[1:], strict=False)
        if before.text_end == after.text_start and before.raw_end < after.raw_start
    }


def _reason(left: str, right: str, words: PageWords) -> str:
    """Why the two are one word; empty when they may be two joined by a hyphen of their own."""
    whole = left + right
    if words.counts.get(whole) or words.counts.get(whole.lower()):
        return "stands on the page"
    if words.language not in LANGUAGES or not right.islower():
        return ""
    frequencies = words.frequencies or word_frequencies(words.language)
    if frequencies.get(whole.lower(), 0) >= _KNOWN:
        return "is a word"
    if (left, right) not in words.pairs and min(frequencies.get(part.lower(), 0) for part in (left, right)) < _KNOWN:
        return "is no listed word, but its halves are none either"
    return ""
