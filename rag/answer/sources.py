"""Which articles are one source: copies of one wire report, the teaser of an article and the article itself."""

import re
from collections.abc import Iterable, Sequence

from rag.index.duplicates import clusters
from rag.schema import Article, Variant
from rag.text.fold import fold
from rag.text.sentences import Span, sentences

SAME_SENTENCE = 0.6
"""From which share of common words on (of all) a sentence of a copy is the sentence that was quoted."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")


def stories(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles in groups of one story each (``rag.index.duplicates``), in the order in which they came."""
    known = {article.id: article for article in articles}
    story = {
        identifier: cluster.canonical
        for cluster in clusters(known.values())
        for identifier in (cluster.canonical, *(v.id for v in cluster.variants), *cluster.teasers)
    }
    groups: dict[str, list[Article]] = {}
    for article in known.values():
        groups.setdefault(story.get(article.id, article.id), []).append(article)
    return list(groups.values())


def likeness(first: str, second: str) -> float:
    """The share of common words of two sentences, in [0, 1] (Jaccard)."""
    one, other = set(_WORD.findall(fold(first))), set(_WORD.findall(fold(second)))
    return len(one & other) / len(one | other) if one | other else 1.0


def variant(article: Article, quote: str) -> Variant:
    """The article as a variant of one that says ``quote``, with the sentence of its own that says the same."""
    start, end = _said_there(article, quote)
    return Variant(
        article.id, article.title, article.kind, article.source, article.published, article.published_from,
        article.text[start:end], start, end, article.dating,
    )  # fmt: skip


def _said_there(article: Article, quote: str) -> Span:
    at = article.text.find(quote)
    if at >= 0:
        return (at, at + len(quote))
    weighed = [(likeness(article.text[a:b], quote), (a, b)) for a, b in sentences(article.text, article.language)]
    best = max(weighed, default=(0.0, (0, 0)))
    return best[1] if best[0] >= SAME_SENTENCE else (0, 0)


def preferred(articles: Sequence[Article]) -> Article:
    """The one to cite: an article before a teaser, a dated one before an undated, else the first."""
    return min(articles, key=lambda article: (article.kind != "article", article.published is None))
