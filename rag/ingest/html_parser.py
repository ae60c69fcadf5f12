"""HTML source to visible runs of text with their offsets, on the standard library's tolerant parser."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Literal

from rag.ingest.html_elements import BLOCKS, HEADINGS, LEAVES, NAVIGATION, UNSEEN, VOID
from rag.ingest.mapped import MappedText, joined, mapped
from rag.schema import Segment

Place = Literal["text", "title", "heading", "caption", "aside", "navigation"]
"""Where text stands: in running text, an h1, a lower heading, under a picture, beside the article, in a menu."""

_LONGEST_DATA_ROW = 100
_DEEPEST = 500
"""Elements nested deeper than any page is are not told apart, so that hostile nesting costs no quadratic time."""
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|legende?|figcaption|photo-?credit|image-?credit)(?:$|[\s_-])", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Run:
    """The text of one block element, as it stands in the source but with character references decoded."""

    content: MappedText
    place: Place
    container: tuple[int, ...]
    """Numbers of the elements around the block, outermost first."""
    tight: bool
    """Whether a single ``br`` parts it from the run before it."""


@dataclass(slots=True)
class Parsed:
    """What one pass over the source yields."""

    runs: list[Run] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    """Lower-case name or property, and content, of each meta element."""
    times: list[tuple[str, bool]] = field(default_factory=list)
    """The ``datetime`` of each time element and whether it is marked as the date of publication."""
    json_ld: list[str] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    canonical: str = ""
    """The address of the first ``link rel=canonical``."""


@dataclass(slots=True)
class _Element:
    tag: str
    number: int
    unseen: bool
    place: Place


def parsed_html(raw: str) -> Parsed:
    """The visible runs of an HTML page, in source order, and its metadata as written. Broken HTML is no error."""
    parser = _Parser(raw)
    parser.feed(raw)
    parser.close()
    parser.end_block()
    return parser.parsed


class _Parser(HTMLParser):
    def __init__(self, raw: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parsed = Parsed()
        self._raw = raw
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", raw))]
        self._open: list[_Element] = []
        self._pieces: list[MappedText] = []
        self._count = 0
        self._catching: Literal["", "title", "json"] = ""
        self._breaks = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID and len(self._open) < _DEEPEST:
            self._push(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self._note(tag, {name: value or "" for name, value in attrs})
        if tag == "br":
            self.end_block()
            self._breaks += 1
        elif tag in ("td", "th"):
            self._begin_cell()
        elif tag in BLOCKS:
            self.end_block()
            self._breaks = 0

    def handle_endtag(self, tag: str) -> None:
        self._catching = ""
        if tag in BLOCKS:
            self.end_block()
            self._breaks = 0
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._catching == "title":
            self.parsed.title += data
        elif self._catching == "json":
            self.parsed.json_ld[-1] += data
        elif not self._unseen:
            start = self._offset()
            self._pieces.append(mapped(self._raw, start, start + len(data)))

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def end_block(self) -> None:
        """Close the run that is being collected."""
        content = joined(self._pieces)
        self._pieces = []
        if content.text.strip():
            path = [element for element in self._open if element.tag in BLOCKS]
            if path and path[-1].tag in LEAVES:
                path.pop()
            place = self._open[-1].place if self._open else "text"
            container = tuple(element.number for element in path)
            self.parsed.runs.append(Run(content, place, container, tight=self._breaks == 1))
            self._breaks = 0

    @property
    def _unseen(self) -> bool:
        return bool(self._open) and self._open[-1].unseen

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _push(self, tag: str, values: dict[str, str]) -> None:
        if tag in BLOCKS and tag != "html":
            self._close_implied()
        above = self._open[-1] if self._open else None
        hidden = "hidden" in values or bool(_HIDDEN_STYLE.search(values.get("style", "")))
        self._count += 1
        place = _place(tag, values, above.place if above else "text")
        self._open.append(_Element(tag, self._count, hidden or tag in UNSEEN or bool(above and above.unseen), place))

    def _close_implied(self) -> None:
        """An open paragraph ends where a block begins, and so does the head: their end tags are optional."""
        while self._open and (self._open[-1].tag == "p" or any(element.tag == "head" for element in self._open)):
            self._open.pop()

    def _begin_cell(self) -> None:
        """A row of data is one block with a space between its cells; in a layout table the cells are blocks."""
        if sum(len(piece.text) for piece in self._pieces) > _LONGEST_DATA_ROW:
            self.end_block()
        self._pieces.append(MappedText(" "))

    def _reference(self, written: str) -> None:
        """Takes what the source has there; of ``R&D-x`` nothing is a reference, and all of it stays."""
        start = self._offset()
        end = start + len(written)
        end += self._raw[end : end + 1] == ";"
        if self._unseen:
            return
        if self._catching == "title":
            self.parsed.title += unescape(self._raw[start:end])
            return
        match = _REFERENCE.match(self._raw, start, end)
        if match is not None:
            self._pieces.append(_decoded(match))
        rest = match.end() if match is not None else start
        if rest < end:
            self._pieces.append(mapped(self._raw, rest, end))

    def _note(self, tag: str, values: dict[str, str]) -> None:
        """Keeps what the element says of the whole page."""
        if tag == "title" and not self.parsed.title and not self._svg:
            self._catching = "title"
        elif tag == "script" and values.get("type", "").lower() == "application/ld+json":
            self.parsed.json_ld.append("")
            self._catching = "json"
        elif tag == "html":
            self.parsed.language = values.get("lang") or values.get("xml:lang") or None
        elif tag == "meta":
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self.parsed.metas.append((name.lower(), values.get("content", "").strip()))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.parsed.canonical = self.parsed.canonical or values.get("href", "")
        elif tag == "time" and values.get("datetime"):
            marked = "pubdate" in values or values.get("itemprop", "").lower() == "datepublished"
            self.parsed.times.append((values["datetime"], marked))

    @property
    def _svg(self) -> bool:
        return any(element.tag == "svg" for element in self._open)


def _place(tag: str, values: dict[str, str], above: Place) -> Place:
    """Where the text of an element stands, given where the element itself stands."""
    if above == "navigation" or tag in NAVIGATION:
        return "navigation"
    if tag in ("figcaption", "figure") or (
        tag not in ("html", "body") and _CAPTION_CLASS.search(values.get("class", ""))
    ):
        return "caption"
    if above in ("aside", "caption"):
        return above
    if tag == "aside":
        return "aside"
    if tag == "h1":
        return "title"
    return "heading" if tag in HEADINGS else above


def _decoded(reference: re.Match[str]) -> MappedText:
    """The characters that a character reference stands for; an unknown one stands for itself."""
    start, end = reference.span()
    text = unescape(reference.group())
    if text == reference.group():
        return mapped(reference.string, start, end)
    return MappedText(text, (Segment(0, len(text), start, end),))
