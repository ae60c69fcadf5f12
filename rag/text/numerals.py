"""Numbers and ordinals as they are written in four languages, brought to one form each."""

import re

from rag.text.fold import fold

_FRENCH_STEMS = {
    "un": 1, "deux": 2, "trois": 3, "quatr": 4, "cinqu": 5, "six": 6, "sept": 7, "huit": 8, "neuv": 9, "dix": 10,
    "onz": 11, "douz": 12, "treiz": 13, "quatorz": 14, "quinz": 15, "seiz": 16, "vingt": 20, "trent": 30,
    "quarant": 40, "cinquant": 50, "soixant": 60, "quatre-vingt": 80, "cent": 100,
}  # fmt: skip
_FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "quatre-vingt": 80}
_ENGLISH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
TENS = (*_FRENCH_TENS, "dix", *_ENGLISH_TENS)
"""The folded words with which a hyphenated ordinal may begin: ``dix-septieme``, ``twenty-first``."""

_DIGITS = re.compile(r"(\d{1,4})(?:(?:e|er|re|ere|eme|nd|nde)s?|st|rd|th)")
_FRENCH_FIRST = re.compile(r"premi(?:er|ere)s?|seconde")
_FRENCH = re.compile(
    rf"(?:(?P<tens>{'|'.join(_FRENCH_TENS)})-(?:et-)?)?(?P<ten>dix-)?(?P<stem>{'|'.join(_FRENCH_STEMS)})iemes?"
)
_ENGLISH_WORDS = re.compile(rf"(?:(?P<tens>{'|'.join(_ENGLISH_TENS)})-)?(?P<unit>{'|'.join(_ENGLISH)})")

_ROMAN_ORDINAL = re.compile(r"(I)(?:er|re|ère)|([IVX]{1,6})(?:ème|e|ᵉ)s?")
_ROMAN_LETTERS = {"I": 1, "V": 5, "X": 10}
_ROMAN_PAIRS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

_VIETNAMESE = {
    "nhat": 1, "mot": 1, "nhi": 2, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

_GROUPED = re.compile(r"([1-9]\d{0,2}(?:(?:[\u00a0\u202f ]\d{3})+|(?:,\d{3})+|(?:\.\d{3})+))(?:[.,](\d+))?")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def ordinal(word: str) -> int | None:
    """The rank that a folded French or English word stands for (``4e``, ``vingt-et-unieme``, ``4th``), else None."""
    if match := _DIGITS.fullmatch(word):
        return int(match[1])
    if match := _FRENCH.fullmatch(word):
        return _FRENCH_TENS.get(match["tens"], 0) + (10 if match["ten"] else 0) + _FRENCH_STEMS[match["stem"]]
    if match := _ENGLISH_WORDS.fullmatch(word):
        return _ENGLISH_TENS.get(match["tens"], 0) + _ENGLISH[match["unit"]]
    if _FRENCH_FIRST.fullmatch(word):
        return 1 if word.startswith("premi") else 2
    return None


def roman_ordinal(word: str) -> int | None:
    """The rank of a Roman ordinal in capitals (``IVe``, ``XXᵉ``; up to 39), else None: ``ivre`` is a word."""
    match = _ROMAN_ORDINAL.fullmatch(word)
    return _roman(match[1] or match[2]) if match else None


def vietnamese_rank(numeral: str) -> int | None:
    """The rank that stands after ``thứ``, else None: digits, a Roman numeral in capitals, or number words to 99.

    ``hai mươi mốt`` is 21; accents may be missing.
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral and not numeral.strip("IVX"):
        return _roman(numeral)
    total = 0
    for word in fold(numeral).split():
        if word == "muoi":
            total = 10 * max(total, 1)
        elif word in _VIETNAMESE:
            total += _VIETNAMESE[word]
        else:
            return None
    return total or None


def han_number(numeral: str) -> int | None:
    """The value of a Chinese numeral to 9,999 (``十四``, ``一百零五``, ``二〇二四``) or of digits, else None."""
    if numeral.isdecimal():
        return int(numeral)
    total, digits = 0, None
    for character in numeral:
        if character in _HAN_UNITS:
            total, digits = total + (1 if digits is None else digits) * _HAN_UNITS[character], None
        elif character in _HAN_DIGITS:
            digits = 10 * (digits or 0) + _HAN_DIGITS[character]
        else:
            return None
    return total + (digits or 0)


def number_key(numeral: str) -> str:
    """One spelling for one number: ``1,6`` and ``1.6`` give ``1.6``; ``1 600``, ``1.600`` and ``1,600`` give ``1600``.

    A separator before exactly three digits is read as one of thousands, as in news text it nearly always is, unless
    a zero stands before it: ``0,125`` is an eighth. What is not a number comes back as it is.
    """
    if match := _GROUPED.fullmatch(numeral):
        whole = re.sub(r"\D", "", match[1])
        return whole if match[2] is None else f"{whole}.{match[2]}"
    return numeral.replace(",", ".") if _DECIMAL.fullmatch(numeral) else numeral


def _roman(numeral: str) -> int | None:
    """The value of a Roman numeral, or None when it is not written as one (``IIII``)."""
    values = [_ROMAN_LETTERS[c] for c in numeral]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if _to_roman(total) == numeral else None


def _to_roman(value: int) -> str:
    written = ""
    for unit, letters in _ROMAN_PAIRS:
        written += letters * (value // unit)
        value %= unit
    return written
