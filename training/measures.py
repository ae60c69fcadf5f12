"""The measures: exact match and F1 of a span, and the area under the ROC curve."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

_ARTICLES = {
    "fr": re.compile(r"\b(?:le|la|les|l|un|une|des|du|de|d|au|aux)\b"),
    "en": re.compile(r"\b(?:a|an|the)\b"),
    "es": re.compile(r"\b(?:un|una|unos|unas|el|la|los|las)\b"),
    "de": re.compile(r"\b(?:ein|eine|einen|einem|eines|einer|der|die|das|den|dem|des)\b"),
}
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def answer_words(text: str, language: str) -> list[str]:
    """The words that count: lower case, no punctuation, no articles; each Chinese character is a word.

    As the evaluation of MLQA does (Lewis et al., ACL 2020), with the French articles of FQuAD's (d'Hoffschmidt et
    al., Findings of EMNLP 2020).
    """
    text = "".join(" " if unicodedata.category(c)[0] in "PS" else c for c in text.lower())
    if language in _ARTICLES:
        text = _ARTICLES[language].sub(" ", text)
    return _HAN.sub(lambda match: f" {match[0]} ", text).split()


def exact_match(answer: str, accepted: Sequence[str], language: str) -> float:
    """1.0 when the answer has the words of an accepted one, else 0.0."""
    words = answer_words(answer, language)
    return float(any(words == answer_words(other, language) for other in accepted))


def f1(answer: str, accepted: Sequence[str], language: str) -> float:
    """The harmonic mean of the words' precision and recall against the nearest accepted answer, in [0, 1]."""
    words = Counter(answer_words(answer, language))
    return max(_overlap(words, Counter(answer_words(other, language))) for other in accepted)


def _overlap(first: Counter[str], second: Counter[str]) -> float:
    if not first or not second:
        return float(first == second)
    return 2 * (first & second).total() / (first.total() + second.total())


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The probability that a positive scores above a negative, ties counting half (Mann-Whitney)."""
    if not positive or not negative:
        raise ValueError("the area under the curve needs scores on both sides")
    ordered = sorted(negative)
    wins = sum((_below(ordered, score) + _below(ordered, score, or_equal=True)) / 2 for score in positive)
    return wins / (len(positive) * len(negative))


def _below(ordered: Sequence[float], score: float, *, or_equal: bool = False) -> int:
    return bisect_right(ordered, score) if or_equal else bisect_left(ordered, score)


def balanced_accuracy(positive: Sequence[float], negative: Sequence[float]) -> tuple[float, float]:
    """(the best balanced accuracy, the threshold that gives it); the threshold is chosen on these very scores."""
    candidates = sorted({*positive, *negative})

    def at(threshold: float) -> float:
        right = sum(score >= threshold for score in positive) / len(positive)
        return (right + sum(score < threshold for score in negative) / len(negative)) / 2

    best = max(candidates, key=at)
    return at(best), best
