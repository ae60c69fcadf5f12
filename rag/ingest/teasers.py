"""Teasers of other articles: where a list of them begins and ends on a page, and what belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.ingest.blocks import Block
from rag.ingest.captions import is_caption, is_image_file
from rag.ingest.date_forms import says_when
from rag.ingest.markers import is_marker, link_start
from rag.ingest.punctuation import is_headline

_CUT_SUMMARY_CHARACTERS = 120
"""A line of a list of mere headlines is hardly ever longer; a summary cut off before its full stop mostly is."""
_MOST_SUMMARY_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Teaser:
    """Blocks of one teaser, by index: pictures' captions, the title, and the summary (empty: a mere link)."""

    captions: tuple[int, ...]
    title: int
    summary: tuple[int, ...]
    dates: tuple[int, ...] = ()
    """Lines beside the summary that only say when."""

    @property
    def blocks(self) -> tuple[int, ...]:
        """All of them, in page order."""
        return tuple(sorted((*self.captions, self.title, *self.dates, *self.summary)))


@dataclass(frozen=True, slots=True)
class TeaserLists:
    """What all markers of a page lead to, by block index."""

    markers: tuple[int, ...]
    links: tuple[int, ...]
    """Lines that are marker and headline at once: "À lire aussi : le pont rouvre"."""
    teasers: tuple[Teaser, ...]
    unmarked: frozenset[int] = frozenset()
    """The titles of those that no marker leads to."""

    @property
    def blocks(self) -> frozenset[int]:
        """All blocks that are not the page's own."""
        return frozenset((*self.markers, *self.links, *(i for teaser in self.teasers for i in teaser.blocks)))

    def with_unmarked(self, teasers: Sequence[Teaser]) -> "TeaserLists":
        """The same and teasers that no marker leads to."""
        return replace(self, teasers=(*self.teasers, *teasers), unmarked=frozenset(t.title for t in teasers))


def teaser_lists(blocks: Sequence[Block]) -> TeaserLists:
    """The markers of a page ("Voir plus") and the teasers below each of them.

    Text that follows a marker without being a list of teasers, because the article simply goes on, is in neither.
    """
    markers = [i for i, block in enumerate(blocks) if _is_marker(block)]
    teasers = []
    for marker in markers:
        teasers += _teasers(blocks, marker + 1, _region_end(blocks, marker))
    taken = {i for teaser in teasers for i in teaser.blocks}
    links = [i for i, block in enumerate(blocks) if i not in taken and _is_link_line(block)]
    return TeaserLists(tuple(markers), tuple(links), tuple(teasers))


def _is_marker(block: Block) -> bool:
    return block.role != "boilerplate" and is_marker(block.folded)


def _is_link_line(block: Block) -> bool:
    return link_start(block.text) is not None and is_headline(block.text)


def _region_end(blocks: Sequence[Block], marker: int) -> int:
    """The next marker, or the end of the smallest HTML element that holds the marker and the block below it."""
    shared = _common(blocks[marker].container, blocks[marker + 1].container) if marker + 1 < len(blocks) else ()
    for index in range(marker + 1, len(blocks)):
        block = blocks[index]
        if _is_marker(block) or block.reason or block.container[: len(shared)] != shared:
            return index
    return len(blocks)


def _common(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length]:
        length += 1
    return first[:length]


def _teasers(blocks: Sequence[Block], start: int, end: int) -> list[Teaser]:
    if all(_is_link(blocks[i]) for i in range(start, end)):
        return [Teaser((), i, ()) for i in range(start, end)]
    found: list[Teaser] = []
    index = start
    while index < end:
        teaser = _teaser(blocks, index, end)
        if teaser is None:
            break
        found.append(teaser)
        index = teaser.blocks[-1] + 1
    return _before_the_article_goes_on(found)


def _is_link(block: Block) -> bool:
    return is_headline(block.text) and len(block.text) < _CUT_SUMMARY_CHARACTERS


def _teaser(blocks: Sequence[Block], start: int, end: int) -> Teaser | None:
    """The teaser that begins at ``start``: captions, then a title, then the summary up to the next one."""
    title = start
    while title < end and _is_caption(blocks, title):
        title += 1
    if title == end or (title == start and not is_headline(blocks[title].text)):
        return None
    if _is_caption_without_credit(blocks, title, end):
        title += 1
    below = title + 1
    while below < end and says_when(blocks[below].text):
        below += 1
    after = below
    while after < end and not _is_caption(blocks, after) and (after == below or not _opens(blocks[after])):
        after += 1
    return Teaser(tuple(range(start, title)), title, tuple(range(below, after)), tuple(range(title + 1, below)))


def _opens(block: Block) -> bool:
    return is_headline(block.text)


def _is_caption(blocks: Sequence[Block], index: int) -> bool:
    """Certain captions: with a credit, an image's file name, or the title a first time."""
    block = blocks[index]
    if block.role == "caption" or is_image_file(block.text) or is_caption(block.text):
        return True
    return index + 1 < len(blocks) and block.letters == blocks[index + 1].letters


def _is_caption_without_credit(blocks: Sequence[Block], index: int, end: int) -> bool:
    """A headline-like line above a headline above a summary: the first is the picture's."""
    if index + 2 >= end or _is_caption(blocks, index + 1) or _is_caption(blocks, index + 2):
        return False
    return is_headline(blocks[index + 1].text) and not is_headline(blocks[index + 2].text)


def _before_the_article_goes_on(teasers: list[Teaser]) -> list[Teaser]:
    """The teasers up to where whole paragraphs follow one another: there the article goes on after a link in it.

    A summary is one paragraph, rarely two. A first teaser with more than one is a mere link in the article.
    """
    for position, teaser in enumerate(teasers):
        count = len(teaser.summary)
        if count > 1 and len(teasers) == 1:
            return [Teaser(teaser.captions, teaser.title, (), teaser.dates)]
        if count > _MOST_SUMMARY_BLOCKS:
            kept = teaser.summary[:1] if position else ()
            return [*teasers[:position], Teaser(teaser.captions, teaser.title, kept, teaser.dates)]
    return teasers
