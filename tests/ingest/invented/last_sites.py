"""Five last sites, with the words of ``fresh_sites``; of these the cleaning learned the lone teaser."""

from collections.abc import Iterator, Sequence

from tests.ingest.invented.pages import Habit, Piece, Story, body, furniture, teaser


def day_above(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Teasers with their hour above the title."""
    yield Piece("title", story.title)
    yield from body(*story.paragraphs)
    for other in others[:4]:
        yield from teaser(w["ago"], other.title, other.summary)


def section_in_title(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """Titles that begin with the section's name, over summaries of two sentences; the site's menu above."""
    yield from furniture(w["menu"])
    yield Piece("title", story.title)
    yield from furniture(w["byline"])
    yield from body(*story.paragraphs)
    for other in others[2:6]:
        yield from teaser(f"{w['area']} | {other.title}", other.paragraphs[0])


def only_one(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A single teaser between paragraphs, with its hour and a link to read on."""
    yield Piece("title", story.title)
    yield from body(*story.paragraphs[:2])
    yield from teaser(others[0].title, w["ago"], others[0].summary)
    yield from furniture(w["go"])
    yield from body(story.paragraphs[2])


def two_lists(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """A marked list with hours, then headlines under a name of their own, then a vote."""
    yield Piece("title", story.title)
    yield from body(*story.paragraphs)
    yield from furniture(w["go"])
    for other in others[:2]:
        yield from teaser(other.title, w["ago"], other.summary)
    yield from furniture(w["top"])
    yield from teaser(*(other.title for other in others[2:7]))
    yield from furniture(w["vote"])


def interview(w: dict[str, str], story: Story, others: Sequence[Story]) -> Iterator[Piece]:
    """No teaser: questions over answers, headings, a list."""
    yield Piece("title", story.title)
    for heading, paragraph in zip((w["vote"], w["head"], w["head2"]), story.paragraphs, strict=True):
        yield from body(heading, paragraph)
    yield from body(w["list"], w["item"], w["item2"])


SITES: tuple[Habit, ...] = (day_above, section_in_title, only_one, two_lists, interview)
