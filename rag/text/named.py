"""Whether a text names somebody or something, however it spells it: for the search and for the claim check alike.

Accents, hyphens, titles, the place of the family name and the script do not matter, nor does the inflection of an
adjective; another person of a like name is another person.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rag.text.fold import fold
from rag.text.name_parts import is_family
from rag.text.name_words import NAME_WORDS
from rag.text.names import name_key
from rag.text.readings import reads_as, same_syllables, sounds_like, squashed
from rag.text.shown_names import WORD, names_nobody, shown_names

_HAN = re.compile("[\u3400-\u9fff]")
_ALIKE = 0.76
"""Of the letters of a name that Vietnamese writes in syllables and the others in one word: Lĩnh Phố, Lingpo."""
_LONG = 4
_ENDING = 3
"""An adjective of a place adds or changes as many letters at most: Bolivie, Bolivia, bolivien."""
_LONGEST_RUN = 6
_BEFORE = re.compile(r"(\w[\w’'-]*) $")
_AFTER = re.compile(r" [A-ZÀ-ÖØ-ÞĐ]")


def is_named(name: str, language: str, text: str, text_language: str) -> bool:
    """Whether ``text`` has ``name`` (as a text in ``language`` writes it), in whatever script and spelling."""
    if not name:
        return True
    if _HAN.search(name):
        return _han_named(name, text, text_language)
    if _latin_named(name, language, text, text_language):
        return True
    return bool(_HAN.search(text)) and (reads_as(text, name) or _read_in_part(name, text))


def _han_named(name: str, text: str, language: str) -> bool:
    if name in text:
        return True
    if language == "zh":
        return "·" in name and name.split("·")[-1] in text
    shown = [part for whole in shown_names(text, language) for part in (whole, *whole.split()) if len(part) >= 3]
    return any(reads_as(name, part) or sounds_like(name, part) for part in shown)


def _read_in_part(name: str, han: str) -> bool:
    """Whether a foreign name is written there for its sound, or the last of its words: ``Donald Trump`` is 特朗普."""
    words = name.split()
    last = words[-1]
    if len(words) > 1 and len(last) >= _LONG and reads_as(han, last):
        return True
    return not is_family(fold(words[0])) and len(last) >= _LONG and sounds_like(han, last)


def _latin_named(name: str, language: str, text: str, text_language: str) -> bool:
    wanted = squashed(name)
    there = _words(text)
    if wanted in _runs(there) or _same_words(name, text, text_language):
        return True
    if surname_alone(name, text) or _inflected(wanted, there):
        return True
    if language == text_language:
        return False
    if len(wanted) >= _LONG and any(wanted in word and len(word) <= len(wanted) + 2 for word in there):
        return True
    return any(_across(name, language, other, text_language) for other in shown_names(text, text_language))


def _same_words(name: str, text: str, language: str) -> bool:
    """Whether all words stand there that name something; of a Vietnamese or Chinese person in their order.

    Nguyễn Văn Minh is not Nguyễn Minh Văn, while a body may be called by its words in another order.
    """
    words = [squashed(word) for word in name.split()]
    if len(words) > 1 and any(is_family(word) for word in (words[0], words[-1])):
        key = name_key(name)
        return any(key in (name_key(run) for run in _written_runs(shown)) for shown in shown_names(text, language))
    there = [squashed(part) for word in WORD.findall(text) for part in (*re.split("[-'’]", word), word)]
    telling = [word for word in words if len(word) <= _LONG or word not in _generic_words()] or words
    near = 2 * len(words)
    # each word stands there twice, whole and in its parts
    return any(set(telling) <= set(there[at : at + near]) for at, word in enumerate(there) if word in telling)


def _written_runs(shown: str) -> Iterator[str]:
    words = shown.split()
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            yield " ".join(words[start:end])


def surname_alone(name: str, text: str) -> bool:
    """Whether a text has the last word of a name without another before it: ``Macron`` for ``Emmanuel Macron``."""
    words = [squashed(word) for word in name.split()]
    if len(words) < 2 or len(words[-1]) < _LONG:
        return False
    found = (m for m in WORD.finditer(text) if m[0][0].isupper() and squashed(m[0]) == words[-1])
    return any(not _AFTER.match(text, m.end()) and not _first_name(text[: m.start()][-30:]) for m in found)


def _first_name(before: str) -> bool:
    """Whether a text ends in a word with a capital that may be a part of the name that follows."""
    match = _BEFORE.search(before)
    if match is None or not match[1][0].isupper():
        return False
    return not any(names_nobody(f"^{match[1]}", language) for language in NAME_WORDS)


def _inflected(wanted: str, there: Sequence[str]) -> bool:
    """Whether a word of the text is the name with another ending."""
    if len(wanted) <= _LONG + 1:
        return False
    stem = wanted[: max(_LONG + 1, len(wanted) - 2)]
    return any(word.startswith(stem) and len(word) <= len(wanted) + _ENDING for word in there)


def _across(name: str, language: str, other: str, other_language: str) -> bool:
    """Whether Vietnamese writes in syllables what another language writes in one word, by sound or by characters."""
    pairs = {language: name, other_language: other}
    vietnamese = pairs.pop("vi", None)
    if vietnamese is None:
        return False
    elsewhere = next(iter(pairs.values()))
    for words in (elsewhere, elsewhere.split()[0], elsewhere.split()[-1]):
        if same_syllables(vietnamese, words):
            return True
    alike = SequenceMatcher(None, squashed(vietnamese), squashed(elsewhere), autojunk=False).ratio()
    return alike >= _ALIKE and len(elsewhere.split()) == 1


def _words(text: str) -> list[str]:
    return [squashed(word) for word in WORD.findall(text)]


def _runs(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST_RUN, len(words)) + 1)
    )


@lru_cache(maxsize=1)
def _generic_words() -> frozenset[str]:
    """Words with a capital that name nobody, in any language, as they are compared."""
    return frozenset(squashed(word) for words in NAME_WORDS.values() for word in words)
