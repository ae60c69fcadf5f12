"""A text brought to one typography and lower case without moving a character, so that spans keep their meaning."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_ACCENTS_MEAN_NOTHING = frozenset({"fr", "en"})
"""Languages read without their accents; in Vietnamese they tell one word from another."""

_SAME = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\uff5e\u301c~", "-"),
    **dict.fromkeys("\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **dict(zip("．／：％（）＄ᵉʳ", "./:%()$er", strict=True)),
}
_LETTERS = [chr(c) for c in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))]


def _lower(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if "a" <= base <= "z" else letter


_TYPOGRAPHY = {ord(c): same for c, same in _SAME.items()}
_LOWERED: Mapping[int, str] = MappingProxyType({ord(c): _lower(c) for c in _LETTERS} | _TYPOGRAPHY)
_PLAIN: Mapping[int, str] = MappingProxyType({ord(c): _plain(_lower(c)) for c in _LETTERS} | _TYPOGRAPHY)


def level(text: str, language: str) -> str:
    """``text`` in lower case with one kind of apostrophe, dash, space and digit; every character stays where it is.

    French and English lose their accents, so ``février`` is found where ``fevrier`` is written; Vietnamese keeps
    its own. Line breaks stay line breaks. The length is that of ``text``, always.
    """
    return text.translate(_PLAIN if language in _ACCENTS_MEAN_NOTHING else _LOWERED)
