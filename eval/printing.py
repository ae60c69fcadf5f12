"""Results as a person reads them on a terminal, and as Markdown."""

from collections.abc import Iterator, Sequence

from eval.compare import Comparison
from eval.intervals import Interval
from eval.run import Run


def run_lines(run: Run) -> Iterator[str]:
    """The figures of a run with their intervals, one line a measure."""
    yield f"{run.benchmark} · {run.collection} · {run.system} · {run.queries} questions"
    yield f"model {run.provenance.model} · commit {run.provenance.commit} · prompts {run.provenance.prompt_hash}"
    for what, count in run.left_out.items():
        yield f"left out: {count} {what}"
    yield ""
    measures = list(dict.fromkeys(name for by in run.metrics.values() for name in by))
    groups = {group: by for group, by in run.metrics.items() if not group.startswith("#")}
    rows = [[name, *(_cell(by.get(name)) for by in groups.values())] for name in measures]
    yield from table(["", *groups], rows)
    yield from _tag_lines(run, measures)
    if run.latency_ms:
        yield ""
        yield "latency: " + ", ".join(f"{name} {value:g} ms" for name, value in run.latency_ms.items())


def _tag_lines(run: Run, measures: Sequence[str]) -> Iterator[str]:
    """One line a tag, without intervals: the groups are small and many."""
    tags = {group: by for group, by in run.metrics.items() if group.startswith("#")}
    if tags:
        yield ""
        rows = [
            [tag, *(f"{by[m].value:.3f} ({by[m].n})" if m in by else "–" for m in measures)] for tag, by in tags.items()
        ]
        yield from table(["", *measures], rows)


def comparison_lines(comparison: Comparison, first: str, second: str) -> Iterator[str]:
    """What changed, with the p value of each measure, and the questions that changed most."""
    rows = [
        [d.measure, f"{d.first:.3f}", f"{d.second:.3f}", f"{d.change.value:+.3f}",
         f"{d.change.low:+.3f} to {d.change.high:+.3f}", f"{d.p:.4f}"]
        for d in comparison.differences
    ]  # fmt: skip
    yield from table(["", first, second, "change", "95 % interval", "p"], rows)
    for count, where in ((comparison.only_first, first), (comparison.only_second, second)):
        if count:
            yield f"not compared: {count} questions only in {where}"
    if comparison.changed:
        yield ""
        yield f"changed most by {comparison.differences[0].measure}:"
    for changed in comparison.changed:
        yield f"  {changed.first:.3f} → {changed.second:.3f}  {changed.query}  {changed.question}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of a width."""
    widths = [max(len(line[column]) for line in (head, *rows)) for column in range(len(head))]
    for line in (head, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The same as Markdown, figures to the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _cell(interval: Interval | None) -> str:
    return "–" if interval is None else f"{interval.value:.3f} [{interval.low:.3f}, {interval.high:.3f}]"
