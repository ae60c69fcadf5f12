"""Which articles are one story: near-copies clustered, one of them canonical, and what the others say differently.

MinHash (Broder, 1997) over runs of words proposes pairs in linear time; the exact Jaccard index of the runs then
decides. Pure: nothing is read or stored, and the order of the articles does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from zlib import crc32

import numpy as np

from rag.index.differences import WORD, Difference, differences
from rag.schema import Article
from rag.text.fold import fold

NEAR_COPY = 0.5
"""Least Jaccard index of two copies of one story. Among the articles of seeds/ the known copies share .88 to .95 of
their runs, any other two at most .06 (tests/index/test_duplicates.py)."""
_CONTAINED = 0.7
"""Least share of a teaser's runs that its full article holds."""
_RUN_WORDS = 3
_BANDS, _ROWS = 32, 3
"""A pair of Jaccard index s is proposed with probability 1 - (1 - s^3)^32: .986 at .5, .9998 at .62, .22 at .2."""
_FEWEST_WORDS = 8
_FEWEST_TITLE_WORDS = 5
_PRIME = (1 << 31) - 1

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Variant:
    """A copy of a canonical article, how like it is (Jaccard index, 0 to 1) and where it differs."""

    id: str
    similarity: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One story: the article to show, its near-copies, and the teasers that announce it, by id."""

    canonical: str
    variants: tuple[Variant, ...] = ()
    teasers: tuple[str, ...] = ()


def clusters(articles: Iterable[Article], threshold: float = NEAR_COPY) -> tuple[Cluster, ...]:
    """The stories that stand more than once among the articles, by the id of their canonical one.

    Every variant is a near-copy of the canonical article itself, not of another variant; an article is in one cluster
    at most. Canonical is a dated one, then the longest, then the earliest, then the first by id. Articles of fewer
    than eight words are nobody's copy.
    """
    everything = {article.id: article for article in articles}
    full = {i: a for i, a in everything.items() if a.kind == "article"}
    runs = {i: runs_of(a.text) for i, a in full.items()}
    copies = _copies(full, runs, threshold)
    announced = teasers_of(everything.values())
    variant_of = {variant: first for first, found in copies.items() for variant, _ in found}
    teasers: dict[str, list[str]] = defaultdict(list)
    for teaser, article in sorted(announced.items()):
        teasers[variant_of.get(article, article)].append(teaser)
    return tuple(
        Cluster(first, _variants(first, copies.get(first, ()), full), tuple(teasers.get(first, ())))
        for first in sorted({*copies, *teasers})
    )


def runs_of(text: str) -> Runs:
    """The runs of three folded words (of Chinese: three characters) of a text, hashed; none of very short ones."""
    words = WORD.findall(fold(text))
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(crc32(" ".join(words[i : i + _RUN_WORDS]).encode()) for i in range(len(words) - _RUN_WORDS + 1))


def similarity(first: Runs, second: Runs) -> float:
    """The Jaccard index of two sets of runs; 0 when both are empty."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def teasers_of(articles: Iterable[Article]) -> dict[str, str]:
    """The full article that each teaser announces, by ids: it has the same title, or says what the teaser says."""
    everything = tuple(articles)
    full = sorted((a for a in everything if a.kind == "article"), key=_precedence)
    titles = {_title(a): a.id for a in reversed(full) if _title(a)}
    teasers = {a.id: a for a in everything if a.kind == "teaser"}
    wanted = {i: runs_of(a.text) for i, a in teasers.items()}
    holders = _holders(wanted, full)
    found = {i: titles.get(_title(a)) or _holder(wanted[i], holders) for i, a in teasers.items()}
    return {teaser: article for teaser, article in found.items() if article}


def _copies(
    articles: Mapping[str, Article], runs: Mapping[str, Runs], threshold: float
) -> dict[str, list[tuple[str, float]]]:
    """The near-copies of each canonical article with their likeness; texts with the same runs are compared once."""
    order = sorted((i for i in runs if runs[i]), key=lambda i: _precedence(articles[i]))
    twins: dict[Runs, list[str]] = defaultdict(list)
    for name in order:
        twins[runs[name]].append(name)
    near: dict[Runs, dict[Runs, float]] = {found: {found: 1.0} for found in twins}
    for first, second in _proposed(list(twins)):
        likeness = similarity(first, second)
        if likeness >= threshold:
            near[first][second] = near[second][first] = likeness
    copies: dict[str, list[tuple[str, float]]] = {}
    taken: set[Runs] = set()
    for first in twins:
        if first not in taken:
            free = {other: likeness for other, likeness in near[first].items() if other not in taken}
            taken |= free.keys()
            copies[twins[first][0]] = [(i, free[o]) for o in free for i in twins[o] if i != twins[first][0]]
    return {first: sorted(others) for first, others in copies.items() if others}


def _precedence(article: Article) -> tuple[bool, int, date, str]:
    return (article.published is None, -len(article.text), article.published or date.max, article.id)


def _variants(first: str, others: Sequence[tuple[str, float]], articles: Mapping[str, Article]) -> tuple[Variant, ...]:
    text = articles[first].text
    return tuple(Variant(i, likeness, differences(text, articles[i].text)) for i, likeness in others)


def _proposed(distinct: Sequence[Runs]) -> set[tuple[Runs, Runs]]:
    """The pairs that agree in at least one band of their signatures."""
    random = np.random.default_rng(1997)
    factors = random.integers(1, _PRIME, size=(_BANDS * _ROWS, 1), dtype=np.uint64)
    shifts = random.integers(0, _PRIME, size=(_BANDS * _ROWS, 1), dtype=np.uint64)
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for index, runs in enumerate(distinct):
        values = np.fromiter(runs, dtype=np.uint64) % _PRIME
        signature = ((values[None, :] * factors + shifts) % _PRIME).min(axis=1).reshape(_BANDS, _ROWS)
        for band, row in enumerate(signature):
            buckets[band, row.tobytes()].append(index)
    pairs = {pair for indexes in buckets.values() for pair in combinations(indexes, 2)}
    return {(distinct[first], distinct[second]) for first, second in pairs}


def _holders(wanted: Mapping[str, Runs], full: Sequence[Article]) -> dict[int, list[str]]:
    """The articles, best first, that hold each run of any teaser."""
    sought = frozenset().union(*wanted.values())
    holders: dict[int, list[str]] = defaultdict(list)
    for article in full:
        for run in runs_of(article.text) & sought:
            holders[run].append(article.id)
    return holders


def _holder(runs: Runs, holders: Mapping[int, list[str]]) -> str | None:
    """The article that holds the most of a teaser's runs, and enough of them."""
    counts: dict[str, int] = defaultdict(int)
    for article in _in_order(runs, holders):
        counts[article] += 1
    best = max(counts, key=lambda i: counts[i], default=None)
    return best if best is not None and counts[best] >= _CONTAINED * len(runs) else None


def _in_order(runs: Runs, holders: Mapping[int, list[str]]) -> Iterator[str]:
    return (article for run in sorted(runs) for article in holders.get(run, ()))


def _title(article: Article) -> str:
    """The words of a title as they are compared; none of a title that many articles may bear."""
    words = WORD.findall(fold(article.title))
    return " ".join(words) if len(words) >= _FEWEST_TITLE_WORDS else ""
