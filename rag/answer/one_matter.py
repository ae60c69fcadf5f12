"""Whether two sentences of different articles speak of one matter, or of others that look alike."""

import re
from itertools import pairwise

from rag.answer.candidates import Candidate
from rag.answer.facts import Fact, facts, is_of_the_matter
from rag.answer.wanted import Wanted
from rag.text.fold import fold
from rag.text.sentences import sentences
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_LINKS = frozenset(
    [
        "entre",
        "selon",
        "depuis",
        "apres",
        "avant",
        "pendant",
        "between",
        "among",
        "since",
        "after",
        "before",
        "during",
        "giua",
        "theo",
        "tu",
        "trong",
    ]
)
"""Words of a question, folded, that name nothing."""
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")


def of_one_matter(first: Candidate, second: Candidate, question: str, kind: Wanted) -> bool:
    """Whether neither speaks of something else than the other: of another name or number of the question, or time.

    A sentence is read under its title, which may hold the name that the sentence only points to.
    """
    one_sided = one_sided_words(first, second, question)
    if one_sided & (
        {fold(name) for name in _names(question[1:])} | {term for term in one_sided if not term[0].isalpha()}
    ):
        return False
    if sum(_HAN.match(term) is not None for term in one_sided) > 1:
        return False
    return kind == "date" or _when(first) == _when(second) or not (_when(first) and _when(second))


def other_subject(first: Candidate, second: Candidate, question: str) -> bool:
    """Whether one of two sentences begins with a name that neither the other nor the question has."""
    asked = {fold(word) for word in _names(question)}
    for one, other in ((first, second), (second, first)):
        found = [fold(word) for word in _names(one.text)]
        known = asked | {fold(word) for word in _WORD.findall(other.text)}
        start = next((place for place, word in enumerate(found) if word in asked), 0)
        if any(word not in known for word in found[1:start]):
            return True
    return False


def one_sided_words(first: Candidate, second: Candidate, question: str) -> set[str]:
    """The words of the question that stand with one of the two only."""
    language = first.hit.article.language
    mine, theirs = (_with_title(candidate) for candidate in (first, second))
    skip = stopwords(language)
    found = terms(question, language)
    stems = found.stems if len(found.stems) == len(found.words) else found.words
    return {
        word
        for word, stem in zip(found.words, stems, strict=True)
        if word not in skip and word not in _LINKS and (stem in mine) != (stem in theirs)
    }


def _with_title(candidate: Candidate) -> set[str]:
    """The words of a sentence, of the one before it, which may name what it speaks of, and of the title."""
    article = candidate.hit.article
    spans = sentences(article.text, article.language)
    before = next((article.text[a:b] for a, b in reversed(spans) if b <= candidate.start), "")
    found = terms("\n".join((article.title, before, candidate.text)), article.language)
    return {*found.words, *found.stems}


def _when(candidate: Candidate) -> set[str]:
    """The times that the sentence itself names, but for days of the week."""
    return {
        fact.value
        for fact in told_facts(candidate)
        if fact.kind == "date" and not fact.value.startswith(("weekday", "day"))
    }


def shared_words(first: Candidate, second: Candidate) -> float:
    """The share of the shorter sentence's telling words that the other has too, in [0, 1]."""
    one, other = _telling(first), _telling(second)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _telling(candidate: Candidate) -> set[str]:
    language = candidate.hit.article.language
    found = terms(candidate.text, language)
    skip = stopwords(language)
    stems = found.stems if len(found.stems) == len(found.words) else found.words
    return {stem for word, stem in zip(found.words, stems, strict=True) if word not in skip and not word[0].isdigit()}


def proper_words(candidate: Candidate) -> set[str]:
    """The words of names: capitals within the sentence, or pairs of Chinese characters."""
    return {fold(word) for word in _names(candidate.text[1:])} | _han_pairs(candidate.text)


def _names(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.islower() and not word[0].isdigit()]


def _han_pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text) if _HAN.fullmatch(first) and _HAN.fullmatch(second)}


def told_facts(candidate: Candidate) -> tuple[Fact, ...]:
    """The facts of a sentence but those of the report itself."""
    found = facts(candidate.text, candidate.hit.article.language)
    return tuple(fact for fact in found if is_of_the_matter(fact, candidate.text))
