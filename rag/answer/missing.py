"""What a question names and the text that should answer it does not: the sixth meeting, the year, the person."""

import re

from rag.schema import Article
from rag.text.fold import fold
from rag.text.names import mentions, names_in
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_CAPITALISED = r"[A-ZÀ-ÖØ-ÞĐ][\w’'-]+"
_NAME = re.compile(rf"(?<![.!?…]\s)(?<!^)\b{_CAPITALISED}(?: {_CAPITALISED})*")
_PIECE = re.compile(r"(?:\bth[ứu]\s+)?\S+", re.IGNORECASE)
"""A word, or a Vietnamese ordinal, which is two: ``thứ 9``."""
_NUMBER = re.compile(r"#?\d+(?:\.\d+)?")


def missing(question: str, language: str, article: Article, context: str) -> tuple[str, ...]:
    """The figures and names of the question that the article does not have, as the question writes them.

    Figures (ordinals, years, amounts) and the names of ``rag.text.names`` are compared whatever the language, other
    names only within one: another may write them otherwise. ``context`` is the text that should answer; a figure
    counts as there when it stands in it, in the article's title or, for a year, in its date.
    """
    there = _words(f"{article.title}\n{context}", article.language) | _date_words(article)
    lost = [surface for surface, term in _figures(question, language) if term not in there]
    whole = f"{article.title}\n{article.text}"
    if language == article.language:
        everywhere = there | _words(whole, article.language)
        lost += [name for name in _names(question, language) if not _words(name, language) <= everywhere]
    known = (name for name in names_in(question) if name.kind != "organisation")  # often meant without being named
    lost += [name.written for name in known if not mentions(whole, name)]
    return tuple({fold(name): name for name in reversed(lost)}.values())[::-1]


def _figures(question: str, language: str) -> list[tuple[str, str]]:
    pieces = [question] if language == "zh" else _PIECE.findall(question)
    found = []
    for piece in pieces:
        found += [
            (term.lstrip("#") if language == "zh" else piece.strip('?!.,;:()«»"“”'), term)
            for term in terms(piece, language).words
        ]
    return [(surface, term) for surface, term in found if _NUMBER.fullmatch(term)]


def _names(question: str, language: str) -> list[str]:
    return [name for name in _NAME.findall(question) if not _words(name, language) <= stopwords(language)]


def _words(text: str, language: str) -> set[str]:
    return set(terms(text, language).words)


def _date_words(article: Article) -> set[str]:
    day = article.published
    return set() if day is None else {str(day.year), str(day.day)}
