"""Why a block is not running text: one judge a defect, the first to object decides.

A judge looks at the blocks of an article, teasers already taken away, and at what earlier judges removed, and gives
the blocks that it would remove, by index. For a new defect write a new judge and add it to ``JUDGES``.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from rag.ingest.agencies import is_source_line
from rag.ingest.blocks import Block, Role
from rag.ingest.captions import credit_start, is_caption, is_image_file
from rag.ingest.date_forms import is_byline
from rag.ingest.punctuation import ends_sentence, is_headline
from rag.ingest.repeats import is_long_enough, is_poorer, is_summed_up, is_twin
from rag.schema import RemovedKind
from rag.text.fold import fold

Labels = Mapping[int, RemovedKind]
Judge = Callable[[Sequence[Block], Labels], Labels]

_OPENING_BLOCKS = 4
"""Standfirsts and captions without a credit stand above the text; further down a line is taken at its word."""
_SHORT_CHARACTERS = 250
_SUBTITLE_CHARACTERS = 150
_KICKER_CHARACTERS = 80
_OF_ROLE: Mapping[Role, RemovedKind] = {
    "title": "title",
    "caption": "caption",
    "credit": "credit",
    "aside": "boilerplate",
    "boilerplate": "boilerplate",
}


def labels_of(blocks: Sequence[Block]) -> dict[int, RemovedKind]:
    """What each block is that is not running text, by index."""
    labels: dict[int, RemovedKind] = {}
    for judge in JUDGES:
        labels = {**judge(blocks, labels), **labels}
    return labels


def _known(blocks: Sequence[Block], _labels: Labels) -> Labels:
    """Parts that the page itself, or taking it apart, has named."""
    return {i: _OF_ROLE[block.role] for i, block in enumerate(blocks) if block.role in _OF_ROLE}


def _captions(blocks: Sequence[Block], _labels: Labels) -> Labels:
    """Image file names, lines with a picture credit, and the same captions again without their credit."""
    found = {i for i, block in enumerate(blocks) if is_image_file(block.text) or is_caption(block.text)}
    bare = {blocks[i].letters[: len(blocks[i].letters) - _credit_letters(blocks[i])] for i in found}
    found |= {i for i, block in enumerate(blocks) if len(block.text) <= _SHORT_CHARACTERS and block.letters in bare}
    return dict.fromkeys(found, "caption")


def _credit_letters(block: Block) -> int:
    """How many letters the credit at the end of a caption takes."""
    start = credit_start(block.text)
    return 0 if start is None else len(fold(block.text[start:]).replace(" ", ""))


def _captions_by_place(blocks: Sequence[Block], _labels: Labels) -> Labels:
    """Lines directly under an image's file name, and headline-like lines doubled above the text."""
    found: dict[int, RemovedKind] = {}
    for i, (above, below) in enumerate(pairwise(blocks)):
        if not below.tight or len(below.text) > _SHORT_CHARACTERS:
            continue
        doubled = i < _OPENING_BLOCKS and above.letters == below.letters and is_headline(above.text)
        if doubled and any(ends_sentence(block.text) for block in blocks[i + 2 :]):
            found |= {i: "caption", i + 1: "caption"}
        elif is_image_file(above.text) and not ends_sentence(below.text):
            found[i + 1] = "caption"
    return found


def _bylines(blocks: Sequence[Block], labels: Labels) -> Labels:
    """Lines above the text that are nothing but its date, with or without its author."""
    opening = _running(blocks, labels)[:_OPENING_BLOCKS]
    return {i: "boilerplate" for i in opening if is_byline(blocks[i].text)}


def _above_title(blocks: Sequence[Block], labels: Labels) -> Labels:
    """Short lines above the title that are no sentences: a menu, a section's name."""
    title = next((i for i, kind in sorted(labels.items()) if kind == "title"), 0)
    return {
        i: "boilerplate"
        for i in range(min(title, _OPENING_BLOCKS))
        if len(blocks[i].text) <= _KICKER_CHARACTERS and not ends_sentence(blocks[i].text)
    }


def _twins(blocks: Sequence[Block], labels: Labels) -> Labels:
    """Standfirsts that a paragraph below says again, and paragraphs that stand a second time with fused words."""
    opening = _running(blocks, labels)[:_OPENING_BLOCKS]
    found: dict[int, RemovedKind] = {}
    for position, first in enumerate(opening):
        for second in opening[position + 1 :]:
            if first in found or second in found:
                continue
            if is_poorer(blocks[first], blocks[second]):
                if is_twin(blocks[first], blocks[second]):
                    found[first] = "standfirst"
            elif is_twin(blocks[second], blocks[first]):
                found[second] = "repeat"
    return found


def _subtitle(blocks: Sequence[Block], labels: Labels) -> Labels:
    """A line without a full stop between the title and a paragraph that says all of it."""
    running = _running(blocks, labels)
    if len(running) < 2 or "title" not in labels.values():
        return {}
    line, paragraph = blocks[running[0]], blocks[running[1]]
    plain = line.role == "text" and len(line.text) <= _SUBTITLE_CHARACTERS and is_headline(line.text)
    fits = plain and not ends_sentence(line.text) and len(paragraph.text) > len(line.text)
    return {running[0]: "standfirst"} if fits and is_summed_up(line, paragraph) else {}


def _repeats(blocks: Sequence[Block], labels: Labels) -> Labels:
    """Blocks whose words already stand further up."""
    seen: set[str] = set()
    found: dict[int, RemovedKind] = {}
    for i, block in enumerate(blocks):
        if labels.get(i, "title") != "title":
            continue
        letters = block.letters
        if i not in labels and letters in seen and is_long_enough(letters):
            found[i] = "repeat"
        seen.add(letters)
    return found


def _sources(blocks: Sequence[Block], labels: Labels) -> Labels:
    """The lines at the very end that only name the source."""
    found: dict[int, RemovedKind] = {}
    for i in reversed(_running(blocks, labels)):
        if blocks[i].role != "text" or not is_source_line(blocks[i].folded):
            break
        found[i] = "credit"
    return found


def _running(blocks: Sequence[Block], labels: Labels) -> list[int]:
    return [i for i in range(len(blocks)) if i not in labels]


JUDGES: tuple[Judge, ...] = (
    _known,
    _captions,
    _captions_by_place,
    _bylines,
    _above_title,
    _repeats,
    _twins,
    _subtitle,
    _sources,
)
"""In this order: what is certain first, what compares the remaining text last."""
