"""Text made comparable: ``nfc`` keeps every letter as written, ``fold`` forgets accents, case and typography."""

import re
import unicodedata

_PUNCTUATION = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_LETTERS = {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th"}
_REPLACED = _LETTERS | _PUNCTUATION
# Substitution of what is there is six times faster than str.translate, which looks up every character.
_TYPOGRAPHY = re.compile(f"[{''.join(_PUNCTUATION)}]")
_TYPOGRAPHY_OR_LETTER = re.compile(f"[{''.join(_REPLACED)}]")
_LATIN_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")


def nfc(text: str) -> str:
    """The text in Unicode normalisation form C, the form of every ``Article.text``."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as it is compared: ``Hà Giang``, ``HÀ GIANG`` and ``Ha Giang`` all give ``ha giang``.

    Exactly, in this order: curly and prime quotes and apostrophes, guillemets and every dash become ``'``, ``"``
    and ``-``; soft hyphens, zero-width characters and byte-order marks vanish; NFKC (full-width forms, ligatures,
    superscripts, no-break spaces); Unicode case folding (``ß`` gives ``ss``); NFKD; ``đ ð ł ø ħ ŧ ı œ æ þ`` become
    ``d d l o h t i oe ae th``; combining marks after a Latin letter are dropped, so Vietnamese tones too, and kept
    after any other letter; NFC. White space stays, the length does not. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _TYPOGRAPHY.sub(_replacement, text)).casefold()
    text = _TYPOGRAPHY_OR_LETTER.sub(_replacement, unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", text))


def _replacement(match: re.Match[str]) -> str:
    return _REPLACED[match.group()]
