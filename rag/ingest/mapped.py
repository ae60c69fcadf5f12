"""Text that remembers where each of its characters stood on the raw page, whatever is done to it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from rag.schema import Repair, RepairKind, Segment


class Edit(NamedTuple):
    """``text[start:end]`` is to become ``new``; with a ``kind``, that is a repair to be recorded, for a ``reason``."""

    start: int
    end: int
    new: str
    kind: RepairKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and the runs of the raw page that it came from.

    Segments are in order, do not overlap and are never empty in the text; characters outside every segment
    (separators put between parts) have no origin. A segment with both lengths equal maps character by character,
    any other as a whole: see ``rag.schema.Segment``. ``repairs`` are the recorded edits, by their place in the text.
    """

    text: str
    segments: tuple[Segment, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def raw_start(self) -> int:
        """Where the first character with an origin stood; 0 when there is none."""
        return self.segments[0].raw_start if self.segments else 0

    @property
    def raw_end(self) -> int:
        """Where the last character with an origin ended; 0 when there is none."""
        return self.segments[-1].raw_end if self.segments else 0

    def cut(self, start: int, end: int) -> "MappedText":
        """``text[start:end]``; a part of a run that maps as a whole leads back to the whole of it."""
        if start >= end:
            return MappedText("")
        if start <= 0 and end >= len(self.text):
            return self
        first = bisect_right(self.segments, start, key=attrgetter("text_end"))
        kept = []
        for index in range(first, len(self.segments)):
            if self.segments[index].text_start >= end:
                break
            kept.append(_clipped(self.segments[index], start, end))
        return MappedText(self.text[start:end], tuple(kept), tuple(_repairs_within(self.repairs, start, end)))

    def strip(self) -> "MappedText":
        """The text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, len(self.text.rstrip()))

    def edited(self, edits: Iterable[Edit]) -> "MappedText":
        """The text after ``edits``, which are in order and do not overlap.

        What replaces a run leads back to all of it as a whole; what replaces nothing has no origin.
        """
        parts, done = [], 0
        for edit in edits:
            parts.append(self.cut(done, edit.start))
            if edit.new or edit.kind:
                parts.append(self._replaced(edit))
            done = edit.end
        return joined([*parts, self.cut(done, len(self.text))]) if parts else self

    def moved(self, by: int) -> "MappedText":
        """The same text when the page it leads back to begins ``by`` characters earlier."""
        return MappedText(self.text, tuple(_moved(segment, by) for segment in self.segments), self.repairs)

    def _replaced(self, edit: Edit) -> "MappedText":
        old, length = self.cut(edit.start, edit.end), len(edit.new)
        repairs = () if edit.kind is None else (Repair(edit.kind, 0, length, old.text, edit.reason),)
        earlier = tuple(replace(repair, start=0, end=length) for repair in old.repairs)
        segments = (Segment(0, length, old.raw_start, old.raw_end),) if old.segments and length else ()
        return MappedText(edit.new, segments, earlier + repairs)


def mapped(raw: str, start: int, end: int) -> MappedText:
    """``raw[start:end]``, each character leading back to itself."""
    if start >= end:
        return MappedText("")
    return MappedText(raw[start:end], (Segment(0, end - start, start, end),))


def joined(parts: Iterable[MappedText], separator: str = "") -> MappedText:
    """The parts one after the other; the separators between them have no origin.

    Parts come in the order of the page; where one run of it simply goes on, its segments become one.
    """
    texts: list[str] = []
    segments: list[Segment] = []
    repairs: list[Repair] = []
    length = 0
    for part in parts:
        if texts:
            length += len(separator)
        for segment in part.segments:
            _append(segments, _shifted(segment, length))
        repairs += [replace(repair, start=repair.start + length, end=repair.end + length) for repair in part.repairs]
        texts.append(part.text)
        length += len(part.text)
    return MappedText(separator.join(texts), tuple(segments), tuple(repairs))


def _append(segments: list[Segment], segment: Segment) -> None:
    last = segments[-1] if segments else None
    if last is not None and _even(last) and _even(segment):
        touches = last.text_end == segment.text_start and last.raw_end == segment.raw_start
        if touches:
            segments[-1] = Segment(last.text_start, segment.text_end, last.raw_start, segment.raw_end)
            return
    segments.append(segment)


def _shifted(segment: Segment, by: int) -> Segment:
    if not by:
        return segment
    return Segment(segment.text_start + by, segment.text_end + by, segment.raw_start, segment.raw_end)


def _moved(segment: Segment, by: int) -> Segment:
    return Segment(segment.text_start, segment.text_end, segment.raw_start + by, segment.raw_end + by)


def _clipped(segment: Segment, start: int, end: int) -> Segment:
    """The part of a segment inside ``text[start:end]``, with offsets counted from ``start``."""
    low, high = max(segment.text_start, start), min(segment.text_end, end)
    if not _even(segment):
        return Segment(low - start, high - start, segment.raw_start, segment.raw_end)
    shift = segment.raw_start - segment.text_start
    return Segment(low - start, high - start, low + shift, high + shift)


def _repairs_within(repairs: Iterable[Repair], start: int, end: int) -> Iterator[Repair]:
    """The repairs of ``text[start:end]``, offsets counted from ``start``; one at the very end is the next part's."""
    for repair in repairs:
        if start <= repair.start < end or repair.start < start < repair.end:
            low, high = max(repair.start, start), min(repair.end, end)
            yield replace(repair, start=low - start, end=high - start)


def _even(segment: Segment) -> bool:
    return segment.text_end - segment.text_start == segment.raw_end - segment.raw_start
