"""Which articles are one source: copies of one wire report, the teaser of an article and the article itself."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rag.schema import Article, Variant
from rag.text.fold import fold
from rag.text.sentences import Span, sentences

SHINGLE_WORDS = 4
"""Words a shingle; of Chinese, twice as many characters."""
SAME_STORY = 0.6
"""From which share of the shorter text's shingles on that stand in the other both are one report.

Over all pairs of ``seeds/`` and five real press pages (131 articles and teasers): the three pairs of wire copies, with a
word, a rounding and a caption changed, .90 to .94; teasers and their articles .24 to .91, which is why an equal title
counts too; of pairs that are neither at most .18, and of two full articles .04.
"""
SAME_TITLE_WORDS = 4
"""A teaser under the title of an article is that article's, if the title has this many words."""
SAME_SENTENCE = 0.6
"""From which share of common words on (of all) a sentence of a copy is the sentence that was quoted."""
_LONGEST_TEXT = 20_000
"""Of longer texts as much is compared: a report is repeated from its beginning."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")


def one_story(first: Article, second: Article) -> bool:
    """Whether two articles are one report, printed twice or announced by a teaser."""
    if first.id == second.id:
        return True
    if first.language != second.language:
        return False
    if "teaser" in (first.kind, second.kind) and _title(first) == _title(second) and _long_title(first):
        return True
    return containment(_shingles(_compared(first)), _shingles(_compared(second))) >= SAME_STORY


def containment(first: frozenset[int], second: frozenset[int]) -> float:
    """The share of the smaller set that stands in the other, in [0, 1] (Broder: On the Resemblance and Containment
    of Documents, 1997), computed exactly: at answer time there are too few texts for MinHash to pay."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def stories(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles in groups of one story each, groups and articles in the order in which they came."""
    groups: list[list[Article]] = []
    for article in {article.id: article for article in articles}.values():
        group = next((group for group in groups if any(one_story(article, other) for other in group)), None)
        if group is None:
            groups.append([article])
        else:
            group.append(article)
    return groups


def likeness(first: str, second: str) -> float:
    """The share of common words of two sentences, in [0, 1] (Jaccard)."""
    one, other = set(_WORD.findall(fold(first))), set(_WORD.findall(fold(second)))
    return len(one & other) / len(one | other) if one | other else 1.0


def variant(article: Article, quote: str) -> Variant:
    """The article as a variant of one that says ``quote``, with the sentence of its own that says the same."""
    start, end = _said_there(article, quote)
    return Variant(
        article.id, article.title, article.kind, article.source, article.published, article.published_from,
        article.text[start:end], start, end,
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


def _title(article: Article) -> str:
    return " ".join(_WORD.findall(fold(article.title)))


def _long_title(article: Article) -> bool:
    return len(_WORD.findall(article.title)) >= SAME_TITLE_WORDS


def _compared(article: Article) -> str:
    return f"{article.title}\n{article.text[:_LONGEST_TEXT]}"


@lru_cache(maxsize=512)
def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(fold(text))
    size = SHINGLE_WORDS * (2 if words and "\u3400" <= words[len(words) // 2] <= "\u9fff" else 1)
    return frozenset(hash(tuple(words[i : i + size])) for i in range(max(1, len(words) - size + 1)))
