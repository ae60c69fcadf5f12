"""The way from an article's text back to the page that it was read from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of clean text and the run of the raw page that it came from.

    Where both runs have the same length they correspond character by character (a no-break space of the page may be
    a plain one here); where they differ (normalisation, repair) the whole of one stands for the whole of the other.
    """

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Leads from offsets of an article's text to offsets of its raw page; segments in text order."""

    segments: tuple[Segment, ...] = ()

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest raw span that covers ``text[start:end]``; (0, 0) when nothing of it has an origin."""
        touched = [s for s in self.segments if s.text_start < end and start < s.text_end]
        if not touched:
            return (0, 0)
        lows, highs = zip(*(_project(s, start, end) for s in touched), strict=True)
        return (min(lows), max(highs))


def _project(segment: Segment, start: int, end: int) -> tuple[int, int]:
    text_length, raw_length = segment.text_end - segment.text_start, segment.raw_end - segment.raw_start
    if text_length != raw_length:
        return (segment.raw_start, segment.raw_end)
    shift = segment.raw_start - segment.text_start
    return (max(start, segment.text_start) + shift, min(end, segment.text_end) + shift)
