"""Invented pages: stories dressed as sites dress them, and what each run of the raw page really is.

``fr.txt`` and the like hold stories of five lines: title, summary, three paragraphs. A site's habit puts a story
between furniture and the teasers of other stories; which run is what is noted while the page is put together.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["body", "title", "standfirst", "caption", "teaser", "furniture"]
LANGUAGES = ("fr", "en", "vi", "zh")
_LINES = 5


class Story(NamedTuple):
    """An invented article."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


class Piece(NamedTuple):
    """A line of a page and what it is."""

    kind: Kind
    text: str


class MadePage(NamedTuple):
    """A page and its gold: (kind, start, end) of each line, offsets into ``raw``."""

    name: str
    raw: str
    gold: tuple[tuple[Kind, int, int], ...]


Habit = Callable[[dict[str, str], Story, Sequence[Story]], Iterator[Piece]]


def stories(language: str) -> tuple[Story, ...]:
    """The ten stories of a language: the first five were tuned on, the last five were not."""
    lines = (Path(__file__).parent / f"{language}.txt").read_text("utf-8").splitlines()
    groups = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)]
    return tuple(Story(title, summary, tuple(paragraphs)) for title, summary, *paragraphs in groups)


def made(name: str, pieces: Iterator[Piece], separator: str = "\n\n") -> MadePage:
    """The page of the pieces, one under the other."""
    raw, gold = "", []
    for piece in pieces:
        raw += separator if raw else ""
        gold.append((piece.kind, len(raw), len(raw) + len(piece.text)))
        raw += piece.text
    return MadePage(name, raw, tuple(gold))


def body(*texts: str) -> Iterator[Piece]:
    """Paragraphs of the story."""
    return (Piece("body", text) for text in texts)


def furniture(*texts: str) -> Iterator[Piece]:
    """Lines of the site."""
    return (Piece("furniture", text) for text in texts)


def teaser(*texts: str) -> Iterator[Piece]:
    """Lines about another story."""
    return (Piece("teaser", text) for text in texts)
