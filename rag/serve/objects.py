"""Answers, hits and articles as JSON objects: what the command, the API and the chat all give.

Their shapes and units are in ``rag.serve.contract``.
"""

from datetime import date
from typing import overload

from rag.schema import Answer, Article, ArticleSummary, Checks, Citation, Claim, Dating, Hit, TimeRef, Variant, Verdict
from rag.serve.contract import (
    AnswerObject,
    ArticleObject,
    ChecksObject,
    CitationObject,
    ClaimObject,
    DatingObject,
    HitObject,
    SummaryObject,
    TimeObject,
    VariantObject,
    VerdictObject,
)

_DIGITS = 4


def answer_object(answer: Answer) -> AnswerObject:
    """The object of ``rag ask --json``, ``POST /v1/answer`` and the chat."""
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "engine": answer.engine,
        "status": answer.status,
        "answer": answer.answer,
        "short_answer": answer.short_answer,
        "confidence": _rounded(answer.confidence),
        "claims": [_claim_object(claim) for claim in answer.claims],
        "citations": [citation_object(citation) for citation in answer.citations],
        "times": [_time_object(time) for time in answer.times],
        "notes": list(answer.notes),
        "differs": answer.differs,
        "hits": [hit_object(hit) for hit in answer.hits],
        "timings_ms": dict(answer.timings_ms),
    }


def _claim_object(claim: Claim) -> ClaimObject:
    return {
        "text": claim.text,
        "citations": list(claim.citations),
        "supported": claim.supported,
        "checks": _checks_object(claim.checks),
    }


def verdict_object(verdict: Verdict) -> VerdictObject:
    """What the claim check says."""
    return {"supported": verdict.supported, "checks": _checks_object(verdict.checks), "why": verdict.why}


def _checks_object(checks: Checks) -> ChecksObject:
    return {
        "numbers": checks.numbers,
        "dates": checks.dates,
        "names": checks.names,
        "negation": checks.negation,
        "content": checks.content,
    }


def citation_object(citation: Citation) -> CitationObject:
    """One citation of an answer."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "title": citation.title,
        "kind": citation.kind,
        "source": citation.source,
        "published": _iso(citation.published),
        "published_from": citation.published_from,
        "dating": dating_object(citation.dating),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "score": _rounded(citation.score),
        "variants": [_variant_object(variant) for variant in citation.variants],
    }


def _variant_object(variant: Variant) -> VariantObject:
    return {
        "article_id": variant.article_id,
        "title": variant.title,
        "kind": variant.kind,
        "source": variant.source,
        "published": _iso(variant.published),
        "published_from": variant.published_from,
        "dating": dating_object(variant.dating),
        "quote": variant.quote,
        "start": variant.start,
        "end": variant.end,
    }


def _time_object(time: TimeRef) -> TimeObject:
    return {
        "citation": time.citation,
        "surface": time.surface,
        "start": time.start.isoformat(),
        "end": time.end.isoformat(),
        "anchor": time.anchor.isoformat(),
        "passed": time.passed,
    }


def hit_object(hit: Hit) -> HitObject:
    """A hit without its article: the article's id stands for it."""
    return {
        "rank": hit.rank,
        "passage_id": hit.passage.id,
        "article_id": hit.passage.article_id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": _rounded(hit.score),
        "scores": {
            "dense": _rounded(hit.scores.dense),
            "lexical": _rounded(hit.scores.lexical),
            "rerank": _rounded(hit.scores.rerank),
        },
    }


def summary_object(article: Article | ArticleSummary) -> SummaryObject:
    """An article as a list shows it."""
    return {
        "id": article.id,
        "kind": article.kind,
        "title": article.title,
        "source": article.source,
        "language": article.language,
        "published": _iso(article.published),
        "published_from": article.published_from,
        "author": article.author,
        "canonical_url": article.canonical_url,
    }


def article_object(article: Article) -> ArticleObject:
    """The whole article with its text and the way back to its raw page."""
    return {
        **summary_object(article),
        "text": article.text,
        "stood_on": list(article.stood_on),
        "source_map": [
            {
                "text_start": segment.text_start,
                "text_end": segment.text_end,
                "raw_start": segment.raw_start,
                "raw_end": segment.raw_end,
            }
            for segment in article.source_map.segments
        ],
        "removed": [
            {"kind": part.kind, "start": part.start, "end": part.end, "reason": part.reason} for part in article.removed
        ],
        "repairs": [
            {"kind": r.kind, "start": r.start, "end": r.end, "raw": r.raw, "reason": r.reason} for r in article.repairs
        ],
        "dating": dating_object(article.dating),
    }


def dating_object(dating: Dating) -> DatingObject:
    """What a date rests on, or the days between which it lies."""
    return {
        "earliest": _iso(dating.earliest),
        "latest": _iso(dating.latest),
        "sure": dating.sure,
        "why": dating.why,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@overload
def _rounded(value: float) -> float: ...
@overload
def _rounded(value: None) -> None: ...
def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
