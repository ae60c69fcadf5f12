"""Blocks that hold two things at once, taken apart: a caption run into text, a credit or agency tag at the end."""

from collections.abc import Iterable, Iterator

from rag.ingest.agencies import tag_start
from rag.ingest.blocks import Block, Role, block
from rag.ingest.captions import credit_start, fused_caption_end, is_caption


def parts(blocks: Iterable[Block], title: str) -> tuple[Block, ...]:
    """The blocks, those of two kinds cut in two, so that each can be kept or removed as a whole."""
    return tuple(part for whole in blocks for piece in _without_fused_caption(whole, title) for part in _body(piece))


def _without_fused_caption(whole: Block, title: str) -> Iterator[Block]:
    end = fused_caption_end(whole.text, title) if whole.role == "text" else None
    if end is None:
        yield whole
    else:
        yield from _cut(whole, end, "caption", "text")


def _body(whole: Block) -> Iterator[Block]:
    """A paragraph without the picture credit or the agency tag at its end; captions stay whole."""
    start = None
    if whole.role == "text" and not is_caption(whole.text):
        start = credit_start(whole.text)
        start = tag_start(whole.text) if start is None else start
    if start is None:
        yield whole
    else:
        yield from _cut(whole, start, "text", "credit")


def _cut(whole: Block, at: int, first: Role, second: Role) -> Iterator[Block]:
    for role, start, end in ((first, 0, at), (second, at, len(whole.text))):
        content = whole.content.cut(start, end).strip()
        if content.text:
            yield block(content, role, tight=whole.tight, container=whole.container)
