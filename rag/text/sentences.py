"""Sentence boundaries: the sentencex library, and the abbreviations of news text that it does not know."""

import re
from collections.abc import Mapping
from functools import lru_cache

import sentencex

Span = tuple[int, int]

_BEFORE_NAMES = {
    "fr": "M MM Mme Mmes Mlle Me Mgr Dr Pr St Ste av bd cf",
    "en": "Mr Mrs Ms Dr Prof St Gen Col Lt Sen Rep Gov U.S U.N U.K",
    "vi": "TP Tp GS PGS TS ThS BS KS Th.S Đ.c St Q P Tx TX TT",
}
"""After these the sentence goes on, whatever follows."""
_BEFORE_FIGURES = {
    "fr": "env etc art chap fig vol ch hab janv févr fév avr juil sept oct nov déc",
    "en": "Jr Sr Inc Ltd Co Corp No vs etc Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec",
}
"""After these it goes on if a figure or a small letter follows: ``sept. 2022``, but ``il y en a sept. Puis``."""
_INITIAL = re.compile(r"(?:^|[\s(«“\"'’-])(?:[A-ZÀ-Ý]\.)+$")
_PARAGRAPH_END = re.compile(r"\n\s*\n\s*$")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = "»”’\"')]）」』】"


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """The spans of the sentences, in order, without surrounding white space.

    Every character that is not white space lies in exactly one span; an empty line always ends a sentence.
    ``language`` is an ISO 639-1 code; one that is not known is split as English.
    """
    merged: list[Span] = []
    for raw_start, end in _raw_boundaries(text, language):
        start = _after_closing_marks(text, raw_start, end)
        if merged:
            merged[-1] = (merged[-1][0], start)
        if merged and (start == end or _continues(text, merged[-1], start, language)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(span for span in (_trimmed(text, *span) for span in merged) if span[0] < span[1])


def _raw_boundaries(text: str, language: str) -> list[Span]:
    code = language if language != "und" else "en"
    encodable = _SURROGATE.sub("\ufffd", text)  # the library takes UTF-8; offsets stay
    return [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries(code, encodable)]


def _after_closing_marks(text: str, start: int, end: int) -> int:
    """Where the sentence begins that the library begins at ``start``: not with the marks that close the one before."""
    if start and not text[start - 1].isspace():
        while start < end and text[start] in _CLOSING:
            start += 1
    return start


def _continues(text: str, previous: Span, start: int, language: str) -> bool:
    """Whether the library cut where a reader would not: after ``M.``, ``TP.``, an initial."""
    before = text[max(previous[0], previous[1] - 40) : previous[1]]
    if _PARAGRAPH_END.search(before) or text[start : start + 1] == "\n":
        return False
    stripped = before.rstrip()
    if not stripped.endswith("."):
        return False
    if _ends_with(_BEFORE_NAMES, language).search(stripped) or _INITIAL.search(stripped):
        return True
    goes_on = text[start].isdecimal() or text[start].islower()
    return goes_on and bool(_ends_with(_BEFORE_FIGURES, language).search(stripped))


def _ends_with(abbreviations: Mapping[str, str], language: str) -> re.Pattern[str]:
    return _end_pattern(abbreviations.get(language, abbreviations["en"]))


@lru_cache(maxsize=16)
def _end_pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s.(«“\"'’-])(?:{'|'.join(map(re.escape, words.split()))})\.$")


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return (start + lead, start + len(piece.rstrip())) if piece.strip() else (start, start)
