"""The shapes of the JSON objects that every surface gives; ``rag.serve.objects`` makes them.

Dates are ISO 8601 days, floats are rounded to four digits, offsets are code points of the article's ``text``
(of the raw page where a name begins with ``raw_``, and in ``removed``).
"""

from typing import Literal

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic reads typing.TypedDict only from Python 3.12 on

from rag.schema import Certainty, Kind, RemovedKind, RepairKind, Status

_described = with_config(ConfigDict(use_attribute_docstrings=True, extra="forbid"))


@_described
class ChecksObject(TypedDict):
    """Fact by fact: does the cited text bear the claim out? True also where there is nothing to check."""

    numbers: bool
    dates: bool
    names: bool
    negation: bool
    """Negation, modality, tense, up or down: whether it is so."""
    content: bool
    """Whether the cited text speaks of this at all."""


@_described
class ClaimObject(TypedDict):
    """One sentence of the answer."""

    text: str
    citations: list[int]
    """Numbers of the citations that it rests on."""
    supported: bool
    checks: ChecksObject


@_described
class DatingObject(TypedDict):
    """What `published` rests on, and the days between which it lies where no day can be told."""

    earliest: str | None
    """The first day that it can be; null when that side is open."""
    latest: str | None
    """The last day that it can be; null when that side is open."""
    sure: Certainty
    """`stated`: shown, or in metadata; `inferred`: the one day that fits; `bounded`: an interval; `unknown`."""
    why: str
    """The evidence, in words."""


@_described
class VariantObject(TypedDict):
    """Another page that carries the same report: a wire copy, or a teaser of the cited article."""

    article_id: str
    title: str
    kind: Kind
    source: str
    published: str | None
    published_from: Literal["metadata", "text"] | None
    dating: DatingObject
    quote: str
    """`text[start:end]` there; empty where the variant lacks the sentence."""
    start: int
    end: int


@_described
class VerdictObject(TypedDict):
    """What the claim check says of one claim against quotations."""

    supported: bool
    checks: ChecksObject
    why: str
    """One sentence that names the fact that fails, or says that all is borne out."""


@_described
class CitationObject(TypedDict):
    """A verbatim quotation: `text[start:end] == quote` in `GET /v1/articles/{article_id}`."""

    number: int
    article_id: str
    title: str
    kind: Kind
    source: str
    published: str | None
    published_from: Literal["metadata", "text"] | None
    """`text`: inferred from the article's own words."""
    dating: DatingObject
    quote: str
    start: int
    end: int
    score: float
    variants: list[VariantObject]
    """Near-duplicates of the cited article: one source, however many pages carry it."""


@_described
class TimeObject(TypedDict):
    """A time expression of a quotation, resolved to whole days (both included) against `anchor`."""

    citation: int
    surface: str
    start: str
    end: str
    anchor: str
    passed: bool | None
    """Whether it is over on the day of asking (`as_of`, by default today)."""


@_described
class ScoresObject(TypedDict):
    """What each judge gave; null when it was not asked or had nothing to say."""

    dense: float | None
    """Cosine of question and passage."""
    lexical: float | None
    """BM25."""
    rerank: float | None


@_described
class HitObject(TypedDict):
    """A retrieved passage, `text` being `[start:end]` of its article; scores compare within one result only."""

    rank: int
    passage_id: str
    article_id: str
    start: int
    end: int
    text: str
    score: float
    scores: ScoresObject


@_described
class AnswerObject(TypedDict):
    """An answer, a near miss, or an honest "the articles do not say"."""

    question: str
    standalone_question: str
    """As rewritten for a follow-up, else the same."""
    language: str
    engine: Literal["extractive", "llm"]
    status: Status
    answer: str
    """Readable text with markers `[n]`."""
    short_answer: str | None
    """Exact span of a quotation."""
    confidence: float
    """Calibrated probability that the answer is right."""
    claims: list[ClaimObject]
    citations: list[CitationObject]
    times: list[TimeObject]
    notes: list[str]
    """Remarks to the reader in the question's language: what was inferred, that sources differ, what is past."""
    differs: bool
    """Whether the quotations, newest first, do not agree on what was asked."""
    hits: list[HitObject]
    timings_ms: dict[str, int]


@_described
class SummaryObject(TypedDict):
    """What a list of articles shows of each."""

    id: str
    kind: Kind
    title: str
    source: str
    language: str
    """ISO 639-1 code, or `und`."""
    published: str | None
    published_from: Literal["metadata", "text"] | None
    author: str | None
    """Several are parted by commas."""
    canonical_url: str | None
    """Where the page says that it stands on the web."""


@_described
class SegmentObject(TypedDict):
    """A run of the text and the run of the raw page that it came from."""

    text_start: int
    text_end: int
    raw_start: int
    raw_end: int


@_described
class RemovedObject(TypedDict):
    """A part `[start:end]` of the raw page that is not in the text, and why."""

    kind: RemovedKind
    start: int
    end: int
    reason: str
    """What told it, where the kind does not say so itself; else empty."""


@_described
class RepairObject(TypedDict):
    """A defect of the page that was mended: `text[start:end]` stands where the page has `raw`."""

    kind: RepairKind
    start: int
    end: int
    raw: str
    """Empty for a space put between two words."""
    reason: str
    """The evidence, in words."""


@_described
class ArticleObject(SummaryObject):
    """A clean article, or a teaser of one, with the way back to the page it was read from."""

    text: str
    """What `start` and `end` of citations and passages index."""
    stood_on: list[str]
    """For a teaser: the sources of the pages that carried it."""
    source_map: list[SegmentObject]
    removed: list[RemovedObject]
    repairs: list[RepairObject]
    dating: DatingObject


@_described
class SearchObject(TypedDict):
    """Ranked passages."""

    query: str
    hits: list[HitObject]


@_described
class ArticleListObject(TypedDict):
    """A page of the archive."""

    total: int
    """How many articles there are in all."""
    articles: list[SummaryObject]


@_described
class ErrorDetail(TypedDict):
    """What went wrong."""

    code: str
    """Stable and machine-readable."""
    message: str
    """One line: what happened, to what, and what to do."""


@_described
class ErrorObject(TypedDict):
    """The body of every response that is not a success."""

    error: ErrorDetail


@_described
class HealthObject(TypedDict):
    """The server is up."""

    status: Literal["ok"]


@_described
class ReadyObject(TypedDict):
    """The server can answer."""

    status: Literal["ready"]


@_described
class UploadedObject(TypedDict):
    """What became of an upload."""

    source: str
    """How its articles are cited."""
    outcome: Literal["added", "updated", "unchanged"]
    articles: list[SummaryObject]


@_described
class DeletedObject(TypedDict):
    """What left the archive."""

    sources: list[str]
    """The files that were removed."""
    deleted: list[str]
    """The ids of the articles that stood nowhere else."""
