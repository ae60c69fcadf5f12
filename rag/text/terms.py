"""What the lexical index is made of: words and stems, the same for a passage and for a question about it.

Two streams a text. ``words`` are folded words, which match names and figures across languages; ``stems`` carry
what a language adds: Snowball stems for French and English, pairs of syllables for Vietnamese, pairs of characters
for Chinese. Ordinals become ``#4`` in both (``4e``, ``IVe``, ``quatrième``, ``4th``, ``thứ tư``, ``第四``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import Stemmer

from rag.text.fold import fold, nfc
from rag.text.numerals import TENS, han_number, number_key, ordinal, roman_ordinal, vietnamese_rank

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NO_LETTER = rf"(?![^\W_{_HAN}])"
_RANK_HAN = r"第\s?(?:[〇零一二三四五六七八九十百千两兩]+|\d{1,4}(?!\d))"
_NUMBER = (
    r"(?<!\d[.,])"  # not the middle of 12.10.2023, which is three numbers
    r"(?:[1-9]\d{0,2}(?:(?:[\u00a0\u202f ]\d{3})+|(?:,\d{3})+|(?:\.\d{3})+)(?:[.,]\d+)?|\d+[.,]\d+)(?![.,]?\d)"
)
_UNIT = "một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|tám|chín"  # never năm, which after mười is a year
_RANK_VIETNAMESE = rf"(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+)?mươi(?:\s+(?:{_UNIT}))?|nhất|nhì|năm|{_UNIT}"
_RANK_VIETNAMESE = _RANK_VIETNAMESE.replace("mươi", "(?:mười|mươi)")


def _tokens_after(thu: str, ranks: str) -> re.Pattern[str]:
    """The pattern of a token, its group telling the kind; a Vietnamese rank is one of ``ranks`` after ``thu``."""
    return re.compile(
        rf"(?P<rank>{_RANK_HAN})"
        rf"|(?i:{thu})\s+(?P<thu>\d{{1,4}}(?!\d)|[IVX]{{1,6}}|(?i:{ranks})){_NO_LETTER}"
        rf"|(?P<han>(?:(?!{_RANK_HAN})[{_HAN}])+)"
        rf"|(?P<number>(?:{_NUMBER}|\d+){_NO_LETTER})"
        rf"|(?P<compound>(?i:{'|'.join(TENS)})(?:[-‐‑ ]et[-‐‑ ]|[-‐‑])(?:dix[-‐‑])?[^\W\d_{_HAN}]+)"
        rf"|(?P<word>[^\W\d_{_HAN}]{{2,}}(?=\d)|[^\W_{_HAN}]+)"  # two words in la10e, which lost its space
    )


_TOKEN = _tokens_after("thứ", _RANK_VIETNAMESE)
_TOKEN_UNACCENTED = _tokens_after("thu", fold(_RANK_VIETNAMESE))
"""For Vietnamese typed without accents; elsewhere ``thu`` is another word (autumn, to collect)."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SNOWBALL = {"fr": "french", "en": "english"}


@dataclass(frozen=True, slots=True)
class Terms:
    """The index terms of a text, in order, repeated as often as they occur."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


def terms(text: str, language: str) -> Terms:
    """The index terms of a text written in ``language`` (ISO 639-1; unknown codes get no stems of their own).

    One stem a word, but for Vietnamese, where they are the pairs of neighbouring words.
    """
    tokens = tuple(_tokens(text, language))
    words = tuple(word for word, _ in tokens)
    if language == "vi":
        return Terms(words, tuple(f"{first}_{second}" for first, second in pairwise(words)))
    return Terms(words, tuple(stem for _, stem in tokens))


def _tokens(text: str, language: str) -> Iterator[tuple[str, str]]:
    unaccented = language == "vi" and text.isascii()
    for match in (_TOKEN_UNACCENTED if unaccented else _TOKEN).finditer(_INVISIBLE.sub("", nfc(text))):
        kind, surface = match.lastgroup, match[match.lastgroup or 0]
        if kind == "rank":
            yield _ranked(han_number(surface[1:].strip()), surface)
        elif kind == "thu":
            yield _ranked(vietnamese_rank(surface), surface)
        elif kind == "han":
            yield from ((gram, gram) for gram in _bigrams(surface))
        elif kind == "number":
            number = number_key(fold(surface))
            yield (number, number)
        elif kind == "compound":
            yield from _compound(surface, language)
        else:
            yield _word(surface, language)


def _compound(surface: str, language: str) -> Iterator[tuple[str, str]]:
    """One term for ``vingt et unième``, several for ``vingt-cinq``."""
    pieces = re.split("[-‐‑ ]", surface)
    rank = ordinal(fold("-".join(pieces)))
    yield from (_word(piece, language) for piece in pieces) if rank is None else [_ranked(rank, surface)]


@lru_cache(maxsize=1 << 16)  # folding and stemming each occurrence anew takes five times as long
def _word(surface: str, language: str) -> tuple[str, str]:
    folded = fold(surface)
    rank = ordinal(folded) or roman_ordinal(surface)
    return (folded, fold(_stem(surface.casefold(), language))) if rank is None else _ranked(rank, surface)


def _ranked(rank: int | None, surface: str) -> tuple[str, str]:
    term = fold(surface) if rank is None else f"#{rank}"
    return (term, term)


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word)) if language in _SNOWBALL else word


@lru_cache(maxsize=len(_SNOWBALL))
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_SNOWBALL[language])
