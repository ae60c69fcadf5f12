"""The tables of the report, made of runs; the same for the page and for Markdown."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eval.intervals import Interval
from eval.run import Run
from eval.systems import SYSTEMS

RETRIEVAL_MEASURE = "nDCG@10"
ABSTENTION = ("balanced accuracy", "AUROC", "hallucination rate", "error rate")
ANSWERS = (
    "F1",
    "exact match",
    "answered",
    "gold cited",
    "citation precision",
    "citation recall",
    "exact quotes",
    *ABSTENTION[:3],
    "calibration error",
)


class Table(NamedTuple):
    """A table with a sentence above that says how to read it."""

    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables(runs: Sequence[Run]) -> list[Table]:
    """Those tables for which there are runs."""
    made = (
        retrieval_table(runs), recall_table(runs), measure_table("answers", runs, ANSWERS),
        measure_table("abstention", runs, ABSTENTION), claims_table(runs), latency_table(runs), sources_table(runs),
    )  # fmt: skip
    return [table for table in made if table.rows]


def retrieval_table(runs: Sequence[Run]) -> Table:
    """nDCG@10 of each system on each collection and language: the ablation."""
    measured = ablation(runs)
    systems = [name for name in SYSTEMS if any(found.get(name) for found in measured.values())]
    rows = [
        [collection, group, str(max(v.n for v in found.values() if v)), *(_cell(found.get(name)) for name in systems)]
        for (collection, group), found in measured.items()
    ]
    note = f"{RETRIEVAL_MEASURE}, 95 % bootstrap intervals. hybrid is the product; the rest are its legs and baselines."
    return Table("Retrieval", note, ["collection", "group", "questions", *systems], rows)


def ablation(runs: Sequence[Run]) -> dict[tuple[str, str], dict[str, Interval | None]]:
    """(collection, group) → system → nDCG@10, tags left out."""
    found: dict[tuple[str, str], dict[str, Interval | None]] = {}
    for run in _of("retrieval", runs):
        for group, by in run.metrics.items():
            if not group.startswith("#"):
                found.setdefault((run.collection, group), {})[run.system] = by.get(RETRIEVAL_MEASURE)
    return found


def recall_table(runs: Sequence[Run]) -> Table:
    """What else is measured of the product's own retrieval."""
    names = ("MRR@10", "recall@1", "recall@5", "recall@10", "recall@100")
    rows = [
        [run.collection, group, *(_cell(by.get(name)) for name in names)]
        for run in _of("retrieval", runs)
        if run.system == "hybrid"
        for group, by in run.metrics.items()
        if not group.startswith("#")
    ]
    return Table(
        "Retrieval by rank", "The product (hybrid) by further measures.", ["collection", "group", *names], rows
    )


def measure_table(benchmark: str, runs: Sequence[Run], names: Sequence[str]) -> Table:
    """The measures of a benchmark of answers, for each collection and group."""
    rows = [
        [run.collection, group, str(_most_questions(by)), *(_cell(by.get(name)) for name in names)]
        for run in _of(benchmark, runs)
        for group, by in run.metrics.items()
    ]
    note = "95 % bootstrap intervals. Groups that begin with # are tags of the questions; they overlap."
    return Table(benchmark.capitalize(), note, ["collection", "group", "questions", *names], rows)


def claims_table(runs: Sequence[Run]) -> Table:
    """How many false claims are caught, by the kind of fact that is wrong, and how many true ones held back."""
    rows, groups = [], list[str]()
    for run in _of("claims", runs):
        groups = list(run.metrics)
        measures = run.metrics["all"]
        rows += [[run.collection, m, *(_cell(run.metrics[group].get(m)) for group in groups)] for m in measures]
    note = "Caught: the share of claims with one wrong fact that the verifier does not believe, by the kind of fact."
    return Table("Claims", note, ["collection", "measure", *groups], rows)


def latency_table(runs: Sequence[Run]) -> Table:
    """How long a search or an answer took."""
    rows = [
        [run.benchmark, run.collection, run.system, *(f"{value:.1f}" for value in run.latency_ms.values())]
        for run in runs
        if run.latency_ms
    ]
    note = "Milliseconds a question, on the machine of the run and with what else ran there; vectors may be kept ones."
    return Table("Latency", note, ["benchmark", "collection", "system", "p50", "p95", "p99"], rows)


def sources_table(runs: Sequence[Run]) -> Table:
    """What each figure was measured with."""
    rows = [
        [run.benchmark, run.collection, run.system, str(run.queries), run.provenance.commit, run.provenance.model,
         run.provenance.prompt_hash, "; ".join(f"{n} {what}" for what, n in run.left_out.items()) or "–"]
        for run in runs
    ]  # fmt: skip
    head = ["benchmark", "collection", "system", "questions", "commit", "model", "prompts", "left out"]
    return Table("Provenance", "What each figure was measured with, and what it leaves out.", head, rows)


def _of(benchmark: str, runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.benchmark == benchmark]


def _most_questions(by: Mapping[str, Interval]) -> int:
    return max((interval.n for interval in by.values()), default=0)


def _cell(interval: Interval | None) -> str:
    return "–" if interval is None else f"{interval.value:.3f} [{interval.low:.2f}, {interval.high:.2f}]"
