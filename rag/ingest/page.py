"""A page as it was read, before anything is known of its parts."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its decoded characters and what its container said of it."""

    source: str
    """As a reader would name it: ``seeds/007_pont.txt``, ``wire.jsonl#42``."""
    raw: str
    """The decoded file (for HTML its source), or the text field of a JSON record; all raw offsets index this."""
    format: Literal["text", "markdown", "html"]
    title: str | None = None
    published: date | None = None
    language: str | None = None
    """ISO 639-1, when the container says so."""
    record_id: str | None = None
    """The id of a JSON record within its file."""
