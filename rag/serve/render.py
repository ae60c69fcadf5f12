"""The dialogue as HTML: what was asked, what came of it, and where each word of it stands."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from rag.schema import Answer, Checks, Citation, Claim, Hit, Kind, TimeRef
from rag.serve.bodies import MAX_QUESTION_CHARS
from rag.serve.templating import fill, reading_path
from rag.serve.texts import Texts, all_texts
from rag.serve.welcome import Welcome

_MARKER = re.compile(r"\s*\[(\d+)\]")
_NEAREST = 3
_CANDIDATES = 5
"""How many passages are offered as "the right one is this"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an answer: plain, the short answer, or (with ``citation``) a marker."""

    text: str
    short: bool = False
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader narrowed the archive down to; told with the answer, for it may be the reason of a refusal."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    kind: Kind | None = None


def in_all_languages(part: Callable[[Texts], Markup]) -> Markup:
    """A part of the page in each of our languages; the browser shows the one that its reader prefers."""
    return Markup().join(fill("in_language.html", language=t.language, part=part(t)) for t in all_texts())


def log_html(welcome: Welcome, t: Texts, *, judged: bool = False) -> Markup:
    """The place of the dialogue, what stands there before it begins, and its models."""
    return fill("log.html", questions=welcome.questions, latest=welcome.latest, judged=judged, link_of=_link, t=t)


def masthead_html(t: Texts) -> Markup:
    """The name of the place, the conversations, and the way to the archive where the panel is hidden."""
    return fill("masthead.html", t=t)


def composer_html(t: Texts, engines: Sequence[str] = ("extractive",)) -> Markup:
    """The form in which a question is written, the archive narrowed down and, of several, an engine chosen."""
    return fill("composer.html", t=t, engines=engines, max_chars=MAX_QUESTION_CHARS)


def partial_html(question: str, written: str, t: Texts) -> Markup:
    """An answer that is still being written."""
    return fill("partial.html", question=question, written=written, t=t)


def failed_html(question: str, reason: str, t: Texts) -> Markup:
    """A question that could not be worked on, and why."""
    return fill("failed.html", question=question, reason=reason, t=t)


def turn_html(answer: Answer, number: int, questions: Sequence[str], t: Texts, limits: Limits | None = None) -> Markup:
    """A question and its answer; ``number`` tells turns of one page apart, ``questions`` are offered when all fails."""
    unsupported = [claim for claim in answer.claims if not claim.supported]
    missed = answer.status == "near_miss"
    return fill(
        "turn.html",
        answer=answer,
        number=number,
        limits=limits or Limits(),
        paragraphs=paragraphs_of(answer),
        times=() if missed else answer.times,  # of passages that do not answer, they would only distract
        unsupported=unsupported,
        missing=", ".join(t(name) for name in missing_of(unsupported)),
        sources_heading="closest" if missed else "sources",
        nearest=() if answer.citations else nearest_of(answer.hits),
        nearest_heading="closest" if missed else "read_instead",
        candidates=answer.hits[:_CANDIDATES],
        languages={hit.article.id: hit.article.language for hit in answer.hits},
        percent=round(100 * answer.confidence),
        questions=questions,
        max_chars=MAX_QUESTION_CHARS,
        link=lambda cited: _link(cited.article_id, cited.start, cited.end),
        link_of=_link,
        t=t,
    )


def paragraphs_of(answer: Answer) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of an answer, cut at their markers and around the short answer; joined they are the whole of it.

    Left out are paragraphs that only tell a resolved time: it is shown beside, in the reader's own language. A marker
    without a citation of that number stays as it was written.
    """
    citations = {citation.number: citation for citation in answer.citations}
    told = [p for p in answer.answer.split("\n\n") if p and not any(_tells(p, time) for time in answer.times)]
    return tuple(tuple(_with_short(_cut_at_markers(p, citations), answer.short_answer)) for p in told)


def _cut_at_markers(paragraph: str, citations: dict[int, Citation]) -> list[Piece]:
    pieces, done = [], 0
    for match in _MARKER.finditer(paragraph):
        if citation := citations.get(int(match[1])):
            pieces += [Piece(paragraph[done : match.start()]), Piece(match[0], citation=citation)]
            done = match.end()
    pieces.append(Piece(paragraph[done:]))
    return [piece for piece in pieces if piece.text]


def _tells(paragraph: str, time: TimeRef) -> bool:
    return not _MARKER.search(paragraph) and " ".join(time.surface.split()) in paragraph


def _with_short(pieces: Sequence[Piece], short: str | None) -> list[Piece]:
    if not short:
        return list(pieces)
    at = next((i for i, piece in enumerate(pieces) if not piece.citation and short in piece.text), None)
    if at is None:
        return list(pieces)
    before, _, after = pieces[at].text.partition(short)
    around = [piece for piece in (Piece(before), Piece(short, short=True), Piece(after)) if piece.text]
    return [*pieces[:at], *around, *pieces[at + 1 :]]


def missing_of(claims: Sequence[Claim]) -> list[str]:
    """Which kinds of facts the quotations do not bear out, each once, in the order of ``Checks``."""
    return [name for name in Checks.__slots__ if any(not getattr(claim.checks, name) for claim in claims)]


def nearest_of(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each of the first few articles; a brief of the same title as an article is not another."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.article.title.casefold(), hit)
    return list(best.values())[:_NEAREST]


def _link(article_id: str, start: int | None = None, end: int | None = None) -> str:
    return "read/" + reading_path(article_id, start, end)
