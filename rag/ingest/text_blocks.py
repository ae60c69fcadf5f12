"""Plain text to blocks: lines, hard-wrapped paragraphs put together again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.ingest.blocks import Block, Document, block
from rag.ingest.cleaning import cleaned
from rag.ingest.lines import goes_on
from rag.ingest.mapped import mapped

_BREAK = "\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAK}]*[^\s{_BREAK}][^{_BREAK}]*")
_LINE_BREAK = re.compile(rf"\r\n|[{_BREAK}]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    tight: bool
    """Whether no empty line stands above it."""


def text_document(raw: str) -> Document:
    """The paragraphs of a plain text page. Nothing visible is left out."""
    lines = _lines(raw)
    width = max((len(line.text) for line in lines), default=0)
    blocks: list[Block] = []
    first = 0
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and below.tight and goes_on(line.text, below.text, width):
            continue
        content = cleaned(mapped(raw, lines[first].start, line.end))
        if content.text:
            blocks.append(block(content, tight=lines[first].tight))
        first = index + 1
    return Document(tuple(blocks))


def _lines(raw: str) -> Sequence[_Line]:
    lines: list[_Line] = []
    done = 0
    for match in _LINE.finditer(raw):
        tight = bool(lines) and len(_LINE_BREAK.findall(raw, done, match.start())) == 1
        lines.append(_Line(match.start(), match.end(), match.group().strip(), tight))
        done = match.end()
    return lines
