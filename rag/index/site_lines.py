"""Which lines a site repeats, learned from its own pages: menus, slogans, calls to subscribe.

A line counts once a story, so that what the copies of one wire report share is never taken for the site's. What is
learned depends on the pages alone, not on when they came: a sync that adds a page at a time ends as a rebuild does.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import PurePosixPath
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.ingest.site_lines import PageLines

_LINE = (5, 0.3)
_SENTENCE = (8, 0.6)
"""The least stories that carry the line and the least share of the site's pages; more for what ends like a sentence,
since an archive about one thing may tell some background in the same words again."""
_SAME_STORY = 0.3
"""The share of the shorter page's story from which on two pages tell one: of copies cut to a third or edited."""
_FEWEST_COMPARED = 8


class SitePage(NamedTuple):
    """A page of a site, its file and what it offers to be counted."""

    page: str
    file: str
    lines: PageLines


def site_of(file_source: str, page_source: str) -> str:
    """The site that a page is counted with: its file's folder; of a page among many in one file, the file."""
    return file_source if page_source != file_source else str(PurePosixPath(file_source).parent)


def learned(pages: Sequence[SitePage]) -> frozenset[int]:
    """The keys of the lines that the site repeats; ``pages`` are all of it, by name."""
    if len(pages) < _LINE[0]:
        return frozenset()
    keys, counts = np.unique(np.concatenate([page.lines.keys for page in pages]), return_counts=True)
    return frozenset(int(key) for key in keys[counts >= _LINE[0]] if _is_the_sites(int(key), pages))


def carrying(pages: Sequence[SitePage], keys: frozenset[int]) -> Iterator[SitePage]:
    """The pages that have a line of ``keys``."""
    wanted = np.array(sorted(keys), np.int64)
    return (page for page in pages if len(wanted) and np.isin(page.lines.keys, wanted).any())


def _is_the_sites(key: int, pages: Sequence[SitePage]) -> bool:
    stories, share = _SENTENCE if key & 1 else _LINE
    sketches = [page.lines.sketch for page in carrying(pages, frozenset({key}))]
    return len(sketches) >= max(stories, ceil(share * len(pages))) and _are_different(sketches, stories)


def _are_different(sketches: Sequence[NDArray[np.uint64]], least: int) -> bool:
    """Whether at least so many of the pages tell stories of their own."""
    found: list[NDArray[np.uint64]] = []
    for sketch in sketches:
        if len(sketch) and not any(_is_same_story(sketch, other) for other in found):
            found.append(sketch)
            if len(found) == least:
                return True
    return False


def _is_same_story(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> bool:
    """Whether much of the shorter story is in the longer one, as far as both sketches reach (Broder, 1997)."""
    reach = min(first[-1], second[-1])
    one, other = first[first <= reach], second[second <= reach]
    fewer = min(len(one), len(other))
    if fewer < _FEWEST_COMPARED:
        one, other, fewer = first, second, min(len(first), len(second))
    return len(np.intersect1d(one, other, assume_unique=True)) >= _SAME_STORY * fewer
