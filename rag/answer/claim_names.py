"""Whether the quotations name the people, places and bodies that a claim names (``rag.text.named``)."""

import re
from collections.abc import Iterator, Sequence

from rag.answer.claim_name_words import COUNTRIES, TRANSLATED
from rag.answer.said import Said
from rag.text.fold import fold
from rag.text.frequencies import word_frequencies
from rag.text.name_words import NAME_WORDS, PERSONAL
from rag.text.named import is_named, surname_alone
from rag.text.names import Name, mentions, names_in, places_of_adjective
from rag.text.readings import squashed
from rag.text.shown_names import names_nobody, shown_names

_HAN = re.compile("[\u3400-\u9fff]")
_MONEY = re.compile("越南盾|日元|韩元|美元|美金|港元|印尼盾|泰铢")
_LONG = 4
_COMMON_WORD = 1e-5
"""Share of all words from which on a word is translated, with a capital or not."""


def lost_name(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Why the first name of the claim is not borne out; None when all are."""
    listed = list(_listed(claim))
    for name in listed:
        if not any(mentions(_spelt_out(quote), name) or _surname_stands(name.forms, quote) for quote in quotes):
            return f"{name.written}: the quotes do not name it"
    known = [form for name in listed for form in (*name.forms, name.written)]
    for written in (name for name in names_of(claim) if not _is_known(name, known)):
        shorter = written.partition(" ")[2] or None if claim.text.startswith(written) else None
        spelt = [each for each in (written, shorter, _proper(written, claim, quotes)) if each is not None]
        found = any(_named(each, claim, quote) or _is_adjective(each, quote) for quote in quotes for each in spelt)
        if not found and _is_telling(written, claim, quotes):
            return f"{written}: the quotes do not name it"
    return None


def _proper(written: str, claim: Said, quotes: Sequence[Said]) -> str | None:
    """What of a longer name is no common word, where the quotations may translate those: ``Yihe Silk`` (丝绸节).

    Empty, and so named everywhere, where all of it may be translated (``Outstanding Teacher``).
    """
    words = written.split()
    foreign = all(quote.language != claim.language for quote in quotes)
    if len(words) < 2 or not foreign or PERSONAL.search(claim.text[: claim.text.find(written)]):
        return None
    known = word_frequencies(claim.language) if claim.language != "vi" else {}
    return " ".join(w for w in words if len(w) < _LONG + 1 or known.get(w.lower(), 0.0) < _COMMON_WORD)


def names_of(said: Said) -> tuple[str, ...]:
    """The names that a text shows, without titles (``shown_names``)."""
    return shown_names(_undated(said), said.language)


def _listed(claim: Said) -> Iterator[Name]:
    """The names of the table that the claim has, but for what is only spelt like one."""
    for name in names_in(_MONEY.sub("", claim.text)):
        lone = not _HAN.search(name.written) and " " not in name.written
        if not lone or not (_is_inside(name.written, claim) or _is_a_syllable(name.written, claim)):
            yield name


def _is_inside(written: str, claim: Said) -> bool:
    """Whether a short name is but a part of a person's: ``Đức`` is Germany, ``Lưu Đức Thọ`` is not."""
    before = re.search(rf"([^\W\d_]+) {re.escape(written)}\b", claim.text)
    return before is not None and before[1][0].isupper() and not names_nobody(before[1], claim.language)


def _is_a_syllable(written: str, claim: Said) -> bool:
    """Whether Vietnamese only has a syllable that is spelt like a name: ``phương pháp``, ``Đảng Lao động``."""
    if claim.language != "vi":
        return False
    return re.search(rf"(?<!\w){re.escape(written)}(?!\w)(?! động)", claim.text) is None


def _undated(said: Said) -> str:
    """The text with its dates blanked: the names of months are nobody's."""
    text, blank = said.text, "，" if said.language == "zh" else " "
    for fact in said.facts:
        if fact.kind == "date":
            text = text[: fact.start] + blank * (fact.end - fact.start) + text[fact.end :]
    return text


def _spelt_out(quote: Said) -> str:
    """The text with its short forms of countries written out: 对华 is towards China, a Laotian is of Laos."""
    text = quote.text
    for pattern, country in COUNTRIES:
        if pattern.search(text):
            text = f"{text} {country}"
    return text


def _is_known(name: str, known: Sequence[str]) -> bool:
    letters = squashed(name)
    return any(
        letters in squashed(form) or (squashed(form) in letters and (len(squashed(form)) >= _LONG or _HAN.search(form)))
        for form in known
    )


def _named(name: str, claim: Said, quote: Said) -> bool:
    """Whether the quotation has the name, in whatever script and spelling."""
    return is_named(name, claim.language, _undated(quote), quote.language)


def _is_adjective(word: str, quote: Said) -> bool:
    """Whether it is of a place of the table that the quotation names: ``Moroccan`` where it says ``Maroc``."""
    return any(mentions(quote.text, name) for name in places_of_adjective(word))


def _surname_stands(forms: Sequence[str], quote: Said) -> bool:
    """For a person of the table whom the quotation calls by the last name alone: ``M. Macron``."""
    return any(surname_alone(form, quote.text) for form in forms if not _HAN.search(form))


def _is_telling(name: str, claim: Said, quotes: Sequence[Said]) -> bool:
    """Whether a name that stands nowhere is one: in Chinese, and where a proper name is translated, it may be words.

    Then it counts only when the quotations name somebody or something that the claim does not.
    """
    same = any(quote.language == claim.language for quote in quotes)
    if not _HAN.search(name) and (same or not _in_compound(name, claim)):
        return True
    if "·" in name or (same and not any(character in quote.text for quote in quotes for character in name)):
        return True
    return any(
        not _named(other, quote, claim) and not _is_translated(other, quote)
        for quote in quotes
        for other in [*names_of(quote), *_written(quote)]
    )


def _in_compound(name: str, claim: Said) -> bool:
    """Whether the name is part of a longer one with common words in it (``Five Shores Forum``), or long itself."""
    generic = "|".join(sorted(NAME_WORDS.get(claim.language, ())))
    beside = re.compile(rf"\b(?:{generic})\s+{re.escape(name)}\b|\b{re.escape(name)}\s+(?:{generic})\b", re.IGNORECASE)
    compounds = (match[0] for match in beside.finditer(claim.text))
    titled = any((each[0].isupper() or claim.language == "vi") and each.split()[-1][0].isupper() for each in compounds)
    return titled and claim.language in ("en", "vi") and not PERSONAL.search(claim.text[: claim.text.find(name)])


def _is_translated(name: str, quote: Said) -> bool:
    """Whether a name stands right beside a common word that it may be translated with: ``fleuve Rouge``."""
    before = re.search(rf"(\w+) {re.escape(name)}\b", quote.text)
    return before is not None and before[1].islower() and fold(before[1]) in TRANSLATED


def _written(quote: Said) -> list[str]:
    return [name.written for name in names_in(quote.text)] if quote.language == "zh" else []
