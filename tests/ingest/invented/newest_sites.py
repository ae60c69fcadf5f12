"""Five sites written after the lone teaser was learned from ``last_sites``; after the first measure one limit moved."""

from collections.abc import Iterator, Sequence

from tests.ingest.invented.pages import Habit, Piece, Story, body, furniture, teaser


def dated_below(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A lone teaser between paragraphs whose hour stands below its summary."""
    yield Piece("title", story.title)
    yield from body(*story.paragraphs[:2])
    yield from teaser(others[0].title, others[0].summary, w["ago"])
    yield from body(story.paragraphs[2])
    yield from furniture(w["vote"])


def cut_short(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Three teasers at the end whose summaries break off, each above a link to read on."""
    yield Piece("title", story.title)
    yield from furniture(w["byline"])
    yield from body(*story.paragraphs)
    for other in others[1:4]:
        yield from teaser(other.title, f"{other.summary.rstrip('.。')}…")
        yield from furniture(w["go"])


def twice(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A lone dated teaser between paragraphs, and three headlines with their hours at the end."""
    yield Piece("title", story.title)
    yield from body(*story.paragraphs[:2])
    yield from teaser(others[3].title, w["ago"], others[3].summary)
    yield from body(story.paragraphs[2])
    for other in others[:3]:
        yield from teaser(other.title, w["ago"])


def live(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """No teaser: a live report, whose entries have an hour of their own under a heading."""
    yield Piece("title", story.title)
    yield from body(story.paragraphs[0])
    for heading, paragraph in zip((w["head"], w["head2"]), story.paragraphs[1:], strict=True):
        yield from body(heading)
        yield from furniture(w["ago"])
        yield from body(paragraph)


def sections(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Headings of the article's own, a list, and four teasers under the name of a section."""
    yield Piece("title", story.title)
    yield from body(story.paragraphs[0], w["head"], *story.paragraphs[1:], w["list"], w["item"], w["item2"])
    yield from furniture(w["area"])
    for other in others[2:6]:
        yield from teaser(other.title, other.summary)


SITES: tuple[Habit, ...] = (dated_below, cut_short, twice, live, sections)
