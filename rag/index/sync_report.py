"""What a sync has done, and what it could not do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or page that could not be indexed, and why, in one line."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, counted in files; ``passages`` and ``embedded`` are counted in passages."""

    added: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    articles: int = 0
    teasers: int = 0
    passages: int = 0
    embedded: int = 0
    failed: tuple[Failure, ...] = ()
