"""Teasers of other articles under no marker, told by their form: title, summary, title, summary, and another subject.

Form alone is not enough, since articles have headings too. Strong evidence: a date between title and summary, a
summary that is cut off, a dateline of its own. One teaser alone, between paragraphs, must have a date. Without strong
evidence only a longer run at the very end counts, of whole headlines over short summaries that speak of nothing the
article speaks of.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from rag.ingest.agencies import dateline
from rag.ingest.blocks import Block
from rag.ingest.captions import is_caption, is_image_file
from rag.ingest.date_forms import says_when
from rag.ingest.kinship import kinship, topic_words
from rag.ingest.punctuation import count_sentences, ends_sentence, is_headline
from rag.ingest.teasers import Teaser

REASON = "by its form: titles over short summaries of other subjects, at the end or between paragraphs"
_SUMMARY_CHARACTERS = 320
_SUMMARY_SENTENCES = 3
_FEWEST_PARAGRAPHS = 2
_FEWEST_WEAK, _FEWEST_STRONG = 3, 2
_LONG_TITLE, _LONG_HAN_TITLE = 25, 7
_UNRELATED: Mapping[str, float] = {"vi": 0.06, "zh": 0.08}
_UNRELATED_WORDS = 0.12
"""The share of topic words that two sentences have in common with the first half of their own article is .25 at the
median in news (NTREX, French and English; .13 in Vietnamese, .17 in Chinese) and .04 (.02) with another article."""
_STRONG_FACTOR, _HEADING_FACTOR = 3, 2
_BULLETS = "-*•–—·▪►■"


def unmarked_teasers(
    blocks: Sequence[Block], own: Sequence[int], language: str, markers: Sequence[int] = ()
) -> tuple[Teaser, ...]:
    """The teasers among the blocks of a page that are its ``own`` so far (indexes, in order).

    A site whose ``markers`` repeat ("Read on" below each teaser) has a teaser above the first of them too.
    """
    own = _without_last_menu(blocks, own)
    runs = [run for run in _runs(blocks, own) if _stands_below_text(blocks, own, run)]
    if not runs:
        return ()
    inside = {i for run in runs for teaser in run for i in teaser.blocks}
    known = topic_words(" ".join(blocks[i].folded for i in own if i not in inside), language)
    limit = _UNRELATED.get(language, _UNRELATED_WORDS)

    def shared(teasers: Sequence[Teaser]) -> float:
        words = " ".join(blocks[i].folded for teaser in teasers for i in teaser.blocks)
        return kinship(words, known, language)

    found: list[Teaser] = []
    for whole in runs:
        told = _told(blocks, whole)
        ending = _without_headings(whole, lambda teaser: shared([teaser]) > _HEADING_FACTOR * limit)
        if ending and shared(ending) <= limit and _ends_the_page(blocks, own, ending):
            found += ending
        elif told and shared(told) <= _STRONG_FACTOR * limit:
            found += told
        elif _above_repeated_marker(blocks, whole[-1], markers) and shared(whole[-1:]) <= _HEADING_FACTOR * limit:
            found.append(whole[-1])
        elif len(whole) == 1 and _interrupts(blocks, own, whole[0]) and shared(whole) <= _HEADING_FACTOR * limit:
            found += whole
    return tuple(found)


def _interrupts(blocks: Sequence[Block], own: Sequence[int], teaser: Teaser) -> bool:
    """Whether a lone title has a date of its own above a summary, and the article goes on below.

    The entries of a live report look the same, but they speak of what the report speaks of.
    """
    return bool(teaser.dates and teaser.summary) and own[-1] > teaser.blocks[-1] and blocks[teaser.title].role == "text"


def _without_last_menu(blocks: Sequence[Block], own: Sequence[int]) -> Sequence[int]:
    """The own blocks without a last line that stands further up too: a menu, above and below."""
    last = blocks[own[-1]].letters if own else ""
    return own[:-1] if any(blocks[i].letters == last for i in own[:-1]) else own


def _above_repeated_marker(blocks: Sequence[Block], teaser: Teaser, markers: Sequence[int]) -> bool:
    below = teaser.blocks[-1] + 1
    alike = [i for i in markers if below in markers and blocks[i].folded == blocks[below].folded]
    return bool(teaser.summary) and len(alike) >= _FEWEST_WEAK and below == alike[0]


def _without_headings(run: Sequence[Teaser], is_own: Callable[[Teaser], bool]) -> Sequence[Teaser]:
    """The run from its first teaser on that is not the article's own heading over a paragraph."""
    first = next((position for position, teaser in enumerate(run) if not is_own(teaser)), len(run))
    return run[first:]


def _runs(blocks: Sequence[Block], own: Sequence[int]) -> Iterator[list[Teaser]]:
    """Teasers that follow one another; what stands between two of them is the site's, not the article's."""
    run: list[Teaser] = []
    position = 0
    while position < len(own):
        teaser = _unit(blocks, own, position)
        if teaser is None:
            yield from [run] if run else []
            run, position = [], position + 1
        else:
            run.append(teaser)
            position += len(teaser.blocks)
    yield from [run] if run else []


def _unit(blocks: Sequence[Block], own: Sequence[int], position: int) -> Teaser | None:
    """Captions, a title, dates, a short summary; or a mere headline, where others stand around it."""
    at = _touching(own, position)
    captions = _while(at, lambda i: _is_picture(blocks[i]))
    title = at[len(captions)] if len(at) > len(captions) else None
    if title is None or not _is_title(blocks[title]):
        return None
    below = at[len(captions) + 1 :]
    dates = _while(below, lambda i: says_when(blocks[i].text))
    summary = below[len(dates) : len(dates) + 1]
    if summary and not _is_summary(blocks[summary[0]]):
        summary = []
    after = _while(below[len(dates) + len(summary) :], lambda i: says_when(blocks[i].text)) if not dates else []
    return Teaser(tuple(captions), title, tuple(summary), (*dates, *after))


def _is_picture(block: Block) -> bool:
    return block.role == "caption" or is_image_file(block.text) or is_caption(block.text)


def _touching(own: Sequence[int], position: int) -> list[int]:
    """The next few own blocks, as far as nothing stands between them."""
    found = [own[position]]
    for index in own[position + 1 : position + 8]:
        if index != found[-1] + 1:
            break
        found.append(index)
    return found


def _while(indexes: Sequence[int], fits: Callable[[int], bool]) -> list[int]:
    found: list[int] = []
    for index in indexes:
        if not fits(index):
            break
        found.append(index)
    return found


def _is_title(block: Block) -> bool:
    text = block.text
    long = _LONG_HAN_TITLE if _is_han(text) else _LONG_TITLE
    plain = block.role in ("text", "heading") and is_headline(text) and text[0] not in _BULLETS
    return plain and len(text) >= long and not text[0].islower() and not says_when(text)


def _is_han(text: str) -> bool:
    return 2 * sum("\u3400" <= character <= "\u9fff" for character in text) > len(text)


def _is_summary(block: Block) -> bool:
    short = len(block.text) <= _SUMMARY_CHARACTERS and count_sentences(block.text) <= _SUMMARY_SENTENCES
    return block.role == "text" and short and (ends_sentence(block.text) or _is_cut(block.text))


def _is_cut(text: str) -> bool:
    return text.rstrip(" ])").endswith(("…", "..."))


def _told(blocks: Sequence[Block], run: Sequence[Teaser]) -> Sequence[Teaser]:
    """The run from its first to its last teaser with a date, a dateline or a cut summary, if most of these have one."""
    strong = [
        position
        for position, teaser in enumerate(run)
        if teaser.dates or any(_is_wired(blocks[i].text) for i in teaser.summary)
    ]
    if len(strong) < _FEWEST_STRONG or 2 * len(strong) < strong[-1] + 1 - strong[0]:
        return ()
    return run[strong[0] : strong[-1] + 1]


def _is_wired(text: str) -> bool:
    found = dateline(text)
    return _is_cut(text) or (found is not None and found.wire)


def _stands_below_text(blocks: Sequence[Block], own: Sequence[int], run: Sequence[Teaser]) -> bool:
    """Whether the article has begun above the run, with paragraphs of its own."""
    above = [i for i in own if i < run[0].blocks[0] and ends_sentence(blocks[i].text)]
    return len(above) >= _FEWEST_PARAGRAPHS


def _ends_the_page(blocks: Sequence[Block], own: Sequence[int], run: Sequence[Teaser]) -> bool:
    """Whether a run of enough titles, none a heading of the page, is the last of it; a colon announces a list."""
    above = max((i for i in own if i < run[0].blocks[0]), default=-1)
    plain = all(blocks[teaser.title].role == "text" for teaser in run)
    last = max(chain.from_iterable(teaser.blocks for teaser in run))
    summed_up = sum(1 for teaser in run if teaser.summary)
    alike = not summed_up or 3 * summed_up >= 2 * len(run)
    announced = above >= 0 and blocks[above].text.rstrip().endswith((":", "："))
    return plain and alike and len(run) >= _FEWEST_WEAK and last == own[-1] and not announced
