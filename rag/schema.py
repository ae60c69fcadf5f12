"""The nouns of Dépêche: frozen values that every room hands to the next.

All offsets are in Unicode code points and half-open. They index ``Article.text``, never the raw page;
``Article.source_map`` leads from there back to the page as it was read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.source_map import Segment as Segment
from rag.source_map import SourceMap as SourceMap

Kind = Literal["article", "teaser"]
Status = Literal["answered", "near_miss", "unanswerable"]
Mode = Literal["hybrid", "dense", "lexical"]
RemovedKind = Literal["title", "standfirst", "repeat", "caption", "credit", "boilerplate", "teaser", "marker"]
RepairKind = Literal["space", "hyphen", "mojibake", "entity", "ligature", "accent"]
Certainty = Literal["stated", "inferred", "bounded", "unknown"]
NO_ORIGIN = SourceMap()
"""Of a text that was read from nowhere."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of the raw page that is not in the article's text, and why: ``raw[start:end]``."""

    kind: RemovedKind
    start: int
    end: int
    reason: str = ""
    """What told it, where the kind does not say so itself."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A defect of the page that was mended: ``text[start:end]`` of the article stands where the page has ``raw``.

    A space put between fused words has an empty ``raw``; a hyphen taken out of a word leaves an empty span.
    """

    kind: RepairKind
    start: int
    end: int
    raw: str
    reason: str
    """The evidence, as a user would want to read it."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was published: a day, else an interval, how sure that is, and why.

    ``stated``: shown, or declared by metadata. ``inferred``: the one day that fits all that the text tells.
    ``bounded``: some day from ``earliest`` to ``latest`` (either may be open). ``unknown``: nothing tells.
    """

    earliest: date | None = None
    latest: date | None = None
    sure: Certainty = "unknown"
    why: str = ""
    """The evidence, as a user would want to read it."""

    @property
    def interval(self) -> str:
        """The days as a person reads them: ``2023-03-27``, ``2022-11-01 to 2023-12-31``, ``until 2023-12-31``."""
        first, last = (day and day.isoformat() for day in (self.earliest, self.latest))
        if first and last:
            return first if first == last else f"{first} to {last}"
        return f"from {first} on" if first else f"until {last}" if last else "undated"


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article, or a teaser of one, with the way back to the page it was read from."""

    id: str
    kind: Kind
    title: str
    text: str
    source: str
    """Where it was read, as a reader would name it: ``seeds/007_pont.txt``, ``wire.jsonl#42``."""
    language: str
    """ISO 639-1 code, or ``und`` when it cannot be told."""
    published: date | None = None
    published_from: Literal["metadata", "text"] | None = None
    stood_on: tuple[str, ...] = ()
    """For a teaser: the sources of the pages that carried it."""
    source_map: SourceMap = NO_ORIGIN
    removed: tuple[Removed, ...] = ()
    repairs: tuple[Repair, ...] = ()
    author: str | None = None
    """As one line, several parted by commas; ``None`` where neither page nor metadata tell."""
    canonical_url: str | None = None
    """Where the page says that it stands on the web; http or https."""
    dating: Dating = Dating()
    """What ``published`` rests on, and the days between which it lies where no day can be told."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What a list of articles shows of each."""

    id: str
    kind: Kind
    title: str
    source: str
    language: str
    published: date | None
    published_from: Literal["metadata", "text"] | None
    author: str | None = None
    canonical_url: str | None = None
    dating: Dating = Dating()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of an article: ``article.text[start:end] == text``."""

    id: str
    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Scores:
    """What each judge gave a hit; ``None`` when that judge was not asked or had nothing to say."""

    dense: float | None = None
    """Cosine of question and passage, in [-1, 1] (for E5 practically 0.7 to 1.0)."""
    lexical: float | None = None
    """BM25, 0 or more."""
    rerank: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage; ``rank`` counts from 1, ``score`` is comparable within one result only."""

    rank: int
    passage: Passage
    article: Article
    score: float
    scores: Scores
    copies: tuple[Article, ...] = ()
    """Further articles that have the passage word for word."""


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression of a quotation, resolved to whole days (both included) against ``anchor``."""

    citation: int
    surface: str
    start: date
    end: date
    anchor: date
    passed: bool | None = None
    """Whether it is over on the day the reader asks; ``None`` where that day is not known."""


@dataclass(frozen=True, slots=True)
class Checks:
    """Fact by fact: does the cited text bear the claim out? ``True`` also where there is nothing to check."""

    numbers: bool
    """Amounts, counts, percentages, durations, ordinals, with their units and bounds ("at least", "all")."""
    dates: bool
    names: bool
    negation: bool
    """Whether it is so: negation, modality ("a proposé" is not "a décidé"), tense, up or down."""
    content: bool = True
    """Whether the cited text speaks of this at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the claim check says of one claim against its quotations."""

    supported: bool
    checks: Checks
    why: str
    """One readable sentence that names the fact that fails, or what is borne out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer and the numbers of the citations that it rests on."""

    text: str
    citations: tuple[int, ...]
    supported: bool
    checks: Checks


@dataclass(frozen=True, slots=True)
class Variant:
    """Another page that carries the same report: a wire copy, or the teaser of the article that is cited.

    ``article.text[start:end] == quote``, as in a citation; an empty quote where the variant lacks the sentence.
    """

    article_id: str
    title: str
    kind: Kind
    source: str
    published: date | None
    published_from: Literal["metadata", "text"] | None
    quote: str
    start: int
    end: int
    dating: Dating = Dating()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation: ``article.text[start:end] == quote``."""

    number: int
    article_id: str
    title: str
    kind: Kind
    source: str
    published: date | None
    published_from: Literal["metadata", "text"] | None
    quote: str
    start: int
    end: int
    score: float
    variants: tuple[Variant, ...] = ()
    """Near-duplicates of the cited article: one source, however many pages carry it."""
    dating: Dating = Dating()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be looked at; ``None`` means no restriction.

    With ``since`` or ``until`` (both inclusive) undated articles are left out: nothing shows that they fit.
    """

    since: date | None = None
    until: date | None = None
    source: str | None = None
    """A shell-style glob over ``Article.source``."""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the dialogue and the answer it got."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """All that a caller may say when asking."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    k: int = 10
    """How many passages to retrieve, 1 to 100."""
    as_of: date | None = None
    """The day on which the reader asks; only used to tell past from future."""
    engine: Literal["extractive", "llm"] = "extractive"
    """Who words the answer; ``llm`` needs one to be configured."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The object that every surface returns (command, API, chat)."""

    question: str
    standalone_question: str
    language: str
    engine: Literal["extractive", "llm"]
    status: Status
    answer: str
    short_answer: str | None
    confidence: float
    """Calibrated probability that the answer is right, in [0, 1]."""
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    times: tuple[TimeRef, ...]
    hits: tuple[Hit, ...]
    timings_ms: dict[str, int]
    notes: tuple[str, ...] = ()
    """Remarks to the reader in the question's language: what was inferred, that sources differ, what is past."""
    differs: bool = False
    """Whether the quotations, newest first, do not agree on what was asked."""
