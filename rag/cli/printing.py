"""Values as a person reads them on a terminal."""

from collections.abc import Iterator

import click

from rag.index.sync_report import SyncReport
from rag.schema import Answer, Article, Citation, Hit, Variant


def answer_lines(answer: Answer) -> Iterator[str]:
    """How the question was understood, the answer, what to know about it, then where each quotation stands."""
    if answer.standalone_question != answer.question:
        yield click.style(f"= {answer.standalone_question}", dim=True)
        yield ""
    yield answer.answer
    if answer.short_answer is not None:
        yield ""
        yield click.style(f"→ {answer.short_answer}", bold=True)
    for note in answer.notes:
        yield ""
        yield click.style(f"! {note}", fg="yellow")
    if answer.citations:
        yield ""
    for citation in answer.citations:
        yield f"[{citation.number}] {citation.title}"
        yield click.style(f"    {_dated(citation)} · {citation.source} · {citation.start}–{citation.end}", dim=True)
        for variant in citation.variants:
            yield click.style(f"    = {_dated(variant)} · {variant.source} · {variant.title}", dim=True)
    yield ""
    yield click.style(f"{answer.status} · {answer.confidence:.0%} · {answer.timings_ms.get('total', 0)} ms", dim=True)


def hit_lines(hits: tuple[Hit, ...]) -> Iterator[str]:
    """The ranked passages."""
    for hit in hits:
        yield f"{hit.rank:>2}. {click.style(hit.article.title, bold=True)}  {hit.score:.3f}"
        yield click.style(f"    {_dated(hit.article)} · {hit.article.source}", dim=True)
        yield f"    {' '.join(hit.passage.text.split())}"
    if not hits:
        yield "no passage found"


def sync_lines(report: SyncReport, store: str) -> Iterator[str]:
    """What a sync did."""
    counts = ", ".join(
        f"{getattr(report, name)} {name}"
        for name in ("added", "updated", "deleted", "unchanged")
        if getattr(report, name)
    )
    yield f"files: {counts or 'none'}"
    yield (
        f"{store}: {report.articles} articles, {report.teasers} teasers, "
        f"{report.passages} passages ({report.embedded} newly embedded)"
    )


def _dated(item: Citation | Variant | Article) -> str:
    if item.published is None:
        return item.dating.interval
    return f"{item.published.isoformat()} ({'from the text' if item.published_from == 'text' else 'as published'})"
