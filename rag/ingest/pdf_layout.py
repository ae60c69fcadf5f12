"""Lines with their places on PDF pages to paragraphs: pure geometry and words, no PDF library.

Lines come in the order in which they were drawn, which programs make the reading order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from rag.ingest.blocks import Role
from rag.ingest.page import Part
from rag.ingest.pdf_lines import Line, edge
from rag.ingest.punctuation import ends_sentence

_SAME_PLACE = 12.0
"""Points by which a running head may move from page to page."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|trang|seite|第)?\s*(\d{1,4})\s*(?:页|頁)?\s*(?:(?:/|of|sur|de|trên|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—|\s]*",
    re.IGNORECASE,
)
_NAMED_PAGE = re.compile(r"page|p\.|trang|seite|第|/|of|sur|[-–—]\s*\d+\s*[-–—]", re.IGNORECASE)
_EAST_ASIAN_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]$")
_CUT_WORD = re.compile("[^\\W\\d_][-\u2010\u00ad]$")
_BULLET = re.compile(r"(?:[•◦▪‣·*–—-]|\(?\d{1,2}[.)]|[a-z]\))\s+\S")
_WIDE_GAP = 1.35
"""Lines further apart than this many times the usual distance are of two paragraphs."""
_INDENT = 0.7
"""A line that begins this many letter heights further right opens a paragraph."""
_OTHER_SIZE = 1.1
_HEADING_SIZE, _TITLE_SIZE = 1.15, 1.2
_FULL_SHARE = 0.85
"""Letters differ in width: a line of this share of the longest one's characters may be full."""
_LONGEST_HEADING = 250


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of running text with its place in the raw text and the number of its page."""

    line: Line
    start: int
    page: int

    @property
    def end(self) -> int:
        return self.start + len(self.line.text)


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual in a document: size of letters, distance of lines by size, length of full lines."""

    size: float
    leading: dict[int, float]
    width: dict[int, int]

    def leading_of(self, line: Line) -> float:
        return self.leading.get(round(line.size), line.size * 1.3)

    def is_full(self, line: Line, below: Line) -> bool:
        """Whether the first word below may have had no more room on the line."""
        word = 2 if _EAST_ASIAN_END.search(line.text) else len(below.text.split(maxsplit=1)[0]) + 1
        return len(line.text) + word > _FULL_SHARE * self.width.get(round(line.size), 0)


def outline_of(
    pages: Sequence[Sequence[Line]], margins: Set[tuple[int, int]] = frozenset()
) -> tuple[str, tuple[Part, ...]]:
    """The text of all pages, a line a line and an empty one between pages, and its paragraphs.

    Nothing is left out: running heads, page numbers and the lines of ``margins`` (page and index of each) are parts of
    role ``boilerplate``.
    """
    furniture = _furniture(pages) | margins
    raw: list[str] = []
    placed: list[_Placed] = []
    parts: list[Part] = []
    length = 0
    for number, lines in enumerate(pages):
        for i, line in enumerate(lines):
            at = _Placed(line, length, number)
            if (number, i) in furniture:
                parts.append(Part("boilerplate", ((at.start, at.end),)))
            else:
                placed.append(at)
            raw.append(line.text + "\n")
            length += len(line.text) + 1
        if lines:
            raw.append("\n")
            length += 1
    measures = _measures(placed)
    parts += _parts(list(_paragraphs(placed, measures)), measures)
    return "".join(raw).rstrip("\n"), tuple(sorted(parts, key=lambda part: part.spans[0]))


def _furniture(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Page and index of the lines that are running heads or page numbers."""
    edges = [(number, i) for number, lines in enumerate(pages) for i in edge(lines)]
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, i in edges:
        alike[_NUMBER.sub("#", pages[number][i].text).strip()].append((number, i))
    found: set[tuple[int, int]] = set()
    for same in alike.values():
        for number, i in same:
            line = pages[number][i]
            elsewhere = {n for n, j in same if n != number and _stands_like(line, pages[n][j])}
            # left and right pages often have heads of their own
            if elsewhere and 3 * (len(elsewhere) + 1) >= len([lines for lines in pages if lines]):
                found.add((number, i))
    return found | {(n, i) for n, i in edges if _is_page_number(pages[n][i].text, n + 1)}


def _stands_like(line: Line, other: Line) -> bool:
    return abs(line.y - other.y) <= _SAME_PLACE and abs(line.size - other.size) <= 1


def _is_page_number(text: str, number: int) -> bool:
    """Whether a line is nothing but the number of its page, or says that it is a page's."""
    match = _PAGE_NUMBER.fullmatch(text)
    return match is not None and (int(match[1]) == number or bool(_NAMED_PAGE.search(text)))


def _measures(placed: Sequence[_Placed]) -> _Measures:
    letters: Counter[int] = Counter()
    gaps: dict[int, Counter[int]] = defaultdict(Counter)
    lengths: dict[int, list[int]] = defaultdict(list)
    for at in placed:
        letters[round(at.line.size)] += len(at.line.text)
        lengths[round(at.line.size)].append(len(at.line.text))
    for above, below in pairwise(placed):
        gap = above.line.y - below.line.y
        if above.page == below.page and gap > 0 and round(above.line.size) == round(below.line.size):
            gaps[round(above.line.size)][round(2 * gap)] += 1
    leading = {size: _usual(counted) / 2 for size, counted in gaps.items()}
    width = {size: sorted(found)[int(0.9 * (len(found) - 1))] for size, found in lengths.items()}
    return _Measures(letters.most_common(1)[0][0] if letters else 0, leading, width)


def _usual(gaps: Counter[int]) -> int:
    """The smallest of the gaps that are common: those inside paragraphs, even where most paragraphs are of one line."""
    common = max(gaps.values()) / 3
    return min(gap for gap, count in gaps.items() if count >= common)


def _paragraphs(placed: Sequence[_Placed], measures: _Measures) -> Iterator[list[_Placed]]:
    paragraph: list[_Placed] = []
    for at in placed:
        if paragraph and not _goes_on(paragraph, at, measures):
            yield paragraph
            paragraph = []
        paragraph.append(at)
    if paragraph:
        yield paragraph


def _goes_on(paragraph: Sequence[_Placed], at: _Placed, measures: _Measures) -> bool:
    """Whether a line belongs to the paragraph above it."""
    above, below = paragraph[-1].line, at.line
    if max(above.size, below.size) > _OTHER_SIZE * min(above.size, below.size) or _BULLET.match(below.text):
        return False
    cut = bool(_CUT_WORD.search(above.text)) and below.text[0].isalnum()
    gap = above.y - below.y
    if paragraph[-1].page != at.page or gap <= -above.size:  # another page, or the next column
        return cut or (not ends_sentence(above.text) and (below.text[0].islower() or measures.is_full(above, below)))
    if gap > _WIDE_GAP * measures.leading_of(above):
        return False
    shift = below.x - above.x
    opens = shift > _INDENT * below.size or (shift < -_INDENT * below.size and len(paragraph) > 1)
    if opens and not cut and ends_sentence(above.text):
        return False
    if cut or (not ends_sentence(above.text) and below.text[0].islower()):
        return True
    return not (opens and abs(shift) > 3 * below.size) and measures.is_full(above, below)


def _parts(paragraphs: Sequence[Sequence[_Placed]], measures: _Measures) -> list[Part]:
    """Paragraphs as parts, the large ones as headings and the largest on the first page with text as the title."""
    first = paragraphs[0][0].page if paragraphs else 0
    large = [p for p in paragraphs if p[0].page == first and p[0].line.size >= _TITLE_SIZE * measures.size]
    title = max((p for p in large if _length(p) <= _LONGEST_HEADING), key=lambda p: p[0].line.size, default=None)
    return [Part("title" if p is title else _role(p, measures), _spans(p)) for p in paragraphs]


def _role(paragraph: Sequence[_Placed], measures: _Measures) -> Role:
    large = paragraph[0].line.size >= _HEADING_SIZE * measures.size
    return "heading" if large and _length(paragraph) <= _LONGEST_HEADING else "text"


def _length(paragraph: Sequence[_Placed]) -> int:
    return sum(len(at.line.text) for at in paragraph)


def _spans(paragraph: Sequence[_Placed]) -> tuple[tuple[int, int], ...]:
    """The runs of the raw text that the lines fill; lines that follow each other make one."""
    spans: list[tuple[int, int]] = []
    for at in paragraph:
        if spans and spans[-1][1] + 1 == at.start:
            spans[-1] = (spans[-1][0], at.end)
        else:
            spans.append((at.start, at.end))
    return tuple(spans)
