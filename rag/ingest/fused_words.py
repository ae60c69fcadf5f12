"""Words that ran together where a page lost a line end: ``du Partiet du gouvernement``, ``sarencontre``.

Nothing is respelt: a repair only puts a space between two words. Evidence, strongest first: the two words stand side by
side elsewhere on the page; or the page is full of such tokens, and this one is in no word list while its parts are
common words. A page with one doubtful token keeps it: rare words and names are commoner than lost spaces.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import log10

from rag.ingest.joints import COMPOUNDING, ELIDED, FUNCTION_WORDS, PREFIXES, STRONG_PREFIXES, SUFFIXES
from rag.ingest.mapped import Edit, MappedText
from rag.text.frequencies import LANGUAGES, word_frequencies

_TOKEN = re.compile(r"[^\W_]+")
_LEAST_FUSED = 3
_WORDS_A_FUSION = 250
"""A page lost line ends if it has three different fused words, and one in so many words. The real page that did has
one in 12; of 1,562 clean encyclopedia pages, whole articles and single paragraphs, none comes near."""
_VERY_COMMON, _COMMON, _KNOWN = 5e-5, 1e-6, 1e-7
_MARGIN = 2.0
"""Powers of ten by which two words side by side must be likelier than one unknown word, at one a character."""
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞĐ])")
_INNER_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page's own text says of its words; ``language`` is the ISO code of most of it."""

    language: str
    counts: Mapping[str, int]
    pairs: Set[tuple[str, str]]
    """Words with one space between them, as written."""
    frequencies: Mapping[str, float] = field(default_factory=dict)
    fused: frozenset[str] = frozenset()
    """Tokens that word frequencies alone may split; empty unless the page is full of them."""

    @property
    def function_words(self) -> frozenset[str]:
        """Those of the page's language."""
        return FUNCTION_WORDS.get(self.language, frozenset())


def page_words(texts: Iterable[str], language: str) -> PageWords:
    """The evidence of a page. Word lists are only loaded for a page with a token that two of its own words make up."""
    texts = list(texts)
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        found = list(_TOKEN.finditer(text))
        counts.update(match.group() for match in found)
        pairs.update((a.group(), b.group()) for a, b in pairwise(found) if text[a.end() : b.start()] == " ")
    words = PageWords(language, counts, pairs)
    if language not in LANGUAGES or not any(_is_suspicious(token, words) for token in counts):
        return words
    words = PageWords(language, counts, pairs, word_frequencies(language))
    return PageWords(language, counts, pairs, words.frequencies, _fused_tokens(texts, words))


def space_edits(text: str, words: PageWords) -> Iterator[Edit]:
    """The spaces to put into a text of the page, in order."""
    if not words.frequencies:
        return
    for match in _TOKEN.finditer(text):
        found = _by_twin(match.group(), words)
        reason = "stand apart elsewhere on the page"
        if found is None and match.group() in words.fused:
            found = _by_frequency(match, words)
            reason = "are common words, the page lost many spaces and the fused form is no word"
        if found is None:
            continue
        told = f"“{match.group()}”: “{' '.join(_parts(match.group(), found))}” {reason}"
        for at in found:
            yield Edit(match.start() + at, match.start() + at, " ", "space", told)


def respaced(text: MappedText, words: PageWords) -> MappedText:
    """The text with its lost spaces put back, each recorded."""
    edits = list(space_edits(text.text, words))
    return text.edited(edits) if edits else text


def _parts(token: str, cuts: Iterable[int]) -> list[str]:
    ends = [0, *cuts, len(token)]
    return [token[start:end] for start, end in pairwise(ends)]


def _is_suspicious(token: str, words: PageWords) -> bool:
    """A quick look: two of the page's own words make it up, or a capital stands inside it behind a function word."""
    if len(token) < 4 or token.isupper() or token.isdecimal():
        return False
    for at in range(1, len(token)):
        left, right = token[:at], token[at:]
        if words.counts.get(left) and words.counts.get(right) and (len(right) > 1 or right in words.function_words):
            return True
    return False


def _fused_tokens(texts: Iterable[str], words: PageWords) -> frozenset[str]:
    """The tokens that may be split by frequency, when there are so many that the page must have lost line ends."""
    found, places = set(), 0
    for text in texts:
        for match in _TOKEN.finditer(text):
            if _by_twin(match.group(), words) or _by_frequency(match, words):
                found.add(match.group())
                places += 1
    enough = len(found) >= _LEAST_FUSED and places * _WORDS_A_FUSION >= sum(words.counts.values())
    return frozenset(found) if enough else frozenset()


def _by_twin(token: str, words: PageWords) -> tuple[int, ...] | None:
    """Where to cut a token in no word list whose two parts stand side by side elsewhere on the page."""
    if len(token) < 4 or not token.isalpha() or token.isupper() or _is_listed(token, words):
        return None
    for at in range(1, len(token)):
        left, right = token[:at], token[at:]
        if (left, right) not in words.pairs or (right[0].isupper() and not left[-1].islower()):
            continue
        joint = {left.lower(), right.lower()} & words.function_words
        if joint or (right[0].isupper() and len(left) > 1):
            return (at,)
    return None


def _by_frequency(match: re.Match[str], words: PageWords) -> tuple[int, ...] | None:
    """Where to cut a token into two or three words that are likelier than it; ``None`` when nothing is."""
    token, text = match.group(), match.string
    if len(token) < 2 or token.isupper() or "-" in text[max(0, match.start() - 1) : match.start()]:
        return None
    elided = text[match.end() : match.end() + 1] in ("'", "’") and match.end() < len(text)
    inner = _at_inner_capital(token, words)
    if inner is not None or not token.isalpha() or _is_word(token, words) or words.counts[token] > 2:
        return inner
    for count in (1, 2):
        found = _likeliest(token, count, words, elided=elided)
        if found is not None:
            return found if _gain(token, found, words, elided=elided) > 0 else None
    return None


def _likeliest(token: str, count: int, words: PageWords, *, elided: bool) -> tuple[int, ...] | None:
    """The cuts, that many, that leave the likeliest words, be they allowed or not; ``None`` if some are no words."""
    best, found = -1e9, None
    for cuts in combinations(range(1, len(token)), count):
        parts = _parts(token, cuts)
        if not all(words.frequencies.get(part, 0) >= _KNOWN and (len(part) > 2 or _is_short(part)) for part in parts):
            continue
        ends_well = not elided or parts[-1] in ELIDED
        likelihood = _likelihood(parts, words)
        if ends_well and likelihood > best:
            best, found = likelihood, cuts
    return found


def _at_inner_capital(token: str, words: PageWords) -> tuple[int, ...] | None:
    """``duComité``, ``la10e``: behind a word in small letters a capital or digit begins another."""
    for pattern, known in ((_INNER_CAPITAL, _is_plain), (_INNER_DIGIT, _is_function)):
        match = pattern.search(token)
        if match is None or len(token) - match.start() < 2 or pattern.search(token, match.start() + 1):
            continue
        left = token[: match.start()]
        if left == left.lower() and known(left, words) and not _is_listed(token, words):
            return (match.start(),)
    return None


def _is_listed(token: str, words: PageWords) -> bool:
    """Whether a word list has the token; one with a capital inside must be common (``lachine`` is a town)."""
    least = _COMMON if _INNER_CAPITAL.search(token) else 0.0
    return words.frequencies.get(token.lower(), -1.0) >= least


def _is_plain(word: str, words: PageWords) -> bool:
    return _is_function(word, words) or (len(word) > 3 and words.frequencies.get(word, 0) >= _COMMON)


def _is_function(word: str, words: PageWords) -> bool:
    return word in words.function_words and (len(word) > 1 or word == "à")


def _is_word(token: str, words: PageWords) -> bool:
    """Whether a token may be right as it is: a name, or in a word list and not far rarer than its parts together."""
    lower = token.lower()
    if token != lower:
        return True
    known = words.frequencies.get(lower, 0.0)
    if known >= _COMMON:
        return True
    return words.language != "en" and not known and lower in word_frequencies("en")


def _gain(token: str, cuts: tuple[int, ...], words: PageWords, *, elided: bool) -> float:
    """By how many powers of ten beyond the margin the parts are likelier than the token; negative: they may not be."""
    parts = _parts(token, cuts)
    known = words.frequencies.get(token, 0.0)
    if not all(_may_stand(i, parts, words, elided=elided) for i in range(len(parts))):
        return -1.0
    functions = sum(1 for part in parts if part in words.function_words or part in ELIDED)
    if functions < len(parts) - 1 or (known and functions < len(parts)):
        return -1.0 if known or not _is_compound_of_words(parts, words) else _likelihood(parts, words) + len(token)
    rival = log10(known) if known else -2.0 - len(token)
    return _likelihood(parts, words) - rival - _MARGIN


def _likelihood(parts: Iterable[str], words: PageWords) -> float:
    return sum(log10(words.frequencies.get(part) or 1e-3) for part in parts)


def _is_short(part: str) -> bool:
    return part in ELIDED or any(part in words for words in FUNCTION_WORDS.values())


def _may_stand(index: int, parts: list[str], words: PageWords, *, elided: bool) -> bool:
    """Whether a part is a word here, and not one that many words begin or end with."""
    part, last = parts[index], index == len(parts) - 1
    if last and elided:
        return part in ELIDED
    if part in words.function_words:
        prefix = index == 0 and part in PREFIXES[words.language] and not _goes_before(part, parts[1], words)
        suffix = last and part in SUFFIXES[words.language]
        return not (prefix or suffix) or _is_unlike_a_derivation(index, parts, words)
    return len(part) >= 3 and words.frequencies.get(part, 0) >= _KNOWN


def _is_unlike_a_derivation(index: int, parts: list[str], words: PageWords) -> bool:
    """All parts are function words, or ``a`` stands before what looks like a participle: ``aaffirmé``, ``aémis``."""
    if not all(words.frequencies.get(part, 0) >= _COMMON for part in parts):
        return False
    if all(part in words.function_words for part in parts):
        return sum(map(len, parts)) > 3 or "à" in parts
    follows = parts[index + 1] if index + 1 < len(parts) else ""
    return words.language == "fr" and parts[index] == "a" and len(follows) > 3 and follows[-1] in "éisut"


def _goes_before(prefix: str, part: str, words: PageWords) -> bool:
    """Whether what follows is so common that the prefix is rather a word: ``parailleurs``."""
    return prefix not in STRONG_PREFIXES and words.frequencies.get(part, 0) >= _VERY_COMMON


def _is_compound_of_words(parts: list[str], words: PageWords) -> bool:
    """Two long French words without a joint between them, the first not one that compounds begin with."""
    if words.language != "fr" or len(parts) != 2 or (parts[0] in COMPOUNDING and len(parts[1]) > 4):
        return False
    return all(len(part) >= 4 and words.frequencies.get(part, 0) >= _KNOWN for part in parts)
