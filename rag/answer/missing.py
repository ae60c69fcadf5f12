"""What a question names and the text that should answer it does not: the sixth meeting, the year, the person."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from rag.answer.when import resolve, time_expressions
from rag.schema import Article
from rag.text.fold import fold
from rag.text.named import is_named
from rag.text.names import Name, mentions, names_in
from rag.text.sentences import sentences
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_CAPITALISED = r"[A-ZÀ-ÖØ-ÞĐ][\w’'-]+"
_NAME = re.compile(rf"(?<![.!?…]\s)(?<!^)\b{_CAPITALISED}(?: {_CAPITALISED})*")
_PIECE = re.compile(r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+|(?:\bth[ứu]\s+)?\S+", re.IGNORECASE)
"""A word, a number in groups of three, or a Vietnamese ordinal, which is two words: ``thứ 9``."""
_MONTH = re.compile(r"\d{1,2}\s*月|\btháng\s+\d{1,2}", re.IGNORECASE)
"""Where a month is a number, an article in another language has a word."""
_NUMBER = re.compile(r"#?\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FAR_YEARS = 10
"""Nobody says of a year as far away that it is "ten years ago" and means that very one."""
_EVERYWHERE = 2.3
"""A word of less idf stands in every tenth passage: articles take such a name for granted."""


def missing(
    question: str, language: str, article: Article, context: str, weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The figures and names of the question that the article does not have, as the question writes them.

    Figures (ordinals, years, amounts) and the names of ``rag.text.names`` are compared whatever the language, other
    names only within one: another may write them otherwise. ``context`` is the text that should answer; a figure
    counts as there when it stands in it or in the title, a year also when the article tells of it as "last year".
    ``weights`` are the idf of words, as far as they are known.
    """
    there = _words(f"{article.title}\n{context}", article.language)
    whole = f"{article.title}\n{article.text}"
    lost = [surface for surface, term in _figures(question, language) if not _has_figure(term, there, article)]
    if language == article.language:
        lost += [name for name in _names(question, language) if not is_named(name, language, whole, language)]
    lost += [name.written for name in names_in(question) if _is_telling(name, weights) and not mentions(whole, name)]
    return tuple({fold(name): name for name in reversed(lost)}.values())[::-1]


def _figures(question: str, language: str) -> Iterator[tuple[str, str]]:
    """Each figure of the question, as written and as a term."""
    stripped = _MONTH.sub(" ", question)
    for piece in [stripped] if language == "zh" else _PIECE.findall(stripped):
        for term in terms(piece, language).words:
            if _NUMBER.fullmatch(term):
                yield (term.lstrip("#") if language == "zh" else piece.strip('?!.,;:()«»"“”')), term


def _has_figure(term: str, there: set[str], article: Article) -> bool:
    if term in there:
        return True
    if not _YEAR.fullmatch(term):
        return article.published is not None and term == str(article.published.day)
    return _speaks_of_year(int(term), article)


def _speaks_of_year(year: int, article: Article) -> bool:
    """Whether an article names a year, appeared in it, or tells of it as "last year"; if undated, perhaps does."""
    named = {int(other) for other in _YEAR.findall(article.text)}
    if article.published is None:
        return not named or any(abs(year - other) <= 1 for other in named)
    if year in named or year == article.published.year:
        return True
    if abs(year - article.published.year) > _FAR_YEARS:
        return False
    said = (article.text[start:end] for start, end in sentences(article.text, article.language))
    times = chain.from_iterable(time_expressions(sentence, article.language) for sentence in said)
    days = (resolve(time, article.published) for time in times if time.relative)
    return any(span[0].year <= year <= span[1].year for span in days if span is not None)


def _is_telling(name: Name, weights: Mapping[str, float]) -> bool:
    """Organisations are often meant without being named, and so is what the whole archive is about."""
    if name.kind == "organisation":
        return False
    forms = (terms(form, "und").words for form in name.forms)
    return not any(weights.get(word, _EVERYWHERE) < _EVERYWHERE for word in chain.from_iterable(forms))


def _names(question: str, language: str) -> list[str]:
    return [name for name in _NAME.findall(question) if not _words(name, language) <= stopwords(language)]


def _words(text: str, language: str) -> set[str]:
    return set(terms(text, language).words)
