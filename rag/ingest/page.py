"""A page as it was read, before anything is known of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.ingest.blocks import Role

PageFormat = Literal["text", "markdown", "html", "fragment", "outline"]
"""``fragment``: HTML all of which is the article (a chapter, a feed's entry, a mail). ``outline``: text taken out of a
binary file, whose paragraphs ``Page.outline`` tells."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading or running head of extracted text: what it is, and its runs ``raw[start:end]`` in order."""

    role: Role
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file's own properties say of it, templates' leftovers taken out; what the page shows goes before it."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    """ISO 639-1."""
    published: date | None = None
    made: date | None = None
    """The day on which the file says that it was made: often that of publication, but not always."""
    canonical_url: str | None = None
    printed: date | None = None
    """The day on which a browser printed the page: no later than this it was published."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its decoded characters and what its container said of it."""

    source: str
    """As a reader would name it: ``seeds/007_pont.txt``, ``wire.jsonl#42``, ``press.zip#a/pont.pdf``."""
    raw: str
    """The decoded file (for HTML its source), the text of a record, or what could be taken out of a binary file as
    text; all raw offsets index this."""
    format: PageFormat
    title: str | None = None
    published: date | None = None
    language: str | None = None
    """ISO 639-1, when the container says so."""
    record_id: str | None = None
    """The id of a record within its file."""
    author: str | None = None
    canonical_url: str | None = None
    outline: tuple[Part, ...] = ()
    properties: Properties = Properties()


def outlined(parts: Sequence[tuple[Role, str]]) -> tuple[str, tuple[Part, ...]]:
    """A raw text with an empty line between the parts, and where each of them stands in it."""
    placed, length = [], 0
    for role, text in parts:
        placed.append(Part(role, ((length, length + len(text)),)))
        length += len(text) + len(_PART_BREAK)
    return _PART_BREAK.join(text for _, text in parts), tuple(placed)


_PART_BREAK = "\n\n"
