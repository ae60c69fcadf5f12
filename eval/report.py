"""The report: every figure of a set of runs, as one page and as Markdown."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.plots import SERIES, Dots, dot_plot, line_plot
from eval.printing import markdown_table
from eval.report_tables import RETRIEVAL_MEASURE, Table, ablation, tables
from eval.run import Row, Run, read_run
from eval.systems import SYSTEMS
from rag.errors import InputError

WORST = 8
"""How many of the worst questions are shown for each run that holds its questions."""
_LEAST_QUESTIONS = 30
"""From how many on a curve says something."""
_TEMPLATE = Path(__file__).with_name("templates") / "report.html"


class Plot(NamedTuple):
    """A figure with a sentence that says how to read it."""

    title: str
    note: str
    svg: str


class Worst(NamedTuple):
    """A question that went badly, with what was retrieved or cited."""

    id: str
    question: str
    score: str
    retrieved: Sequence[str]


def read_runs(folder: Path) -> list[Run]:
    """The runs in a folder, by name; raises ``InputError`` when there are none or one is not a run."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: there are no results here; make some with `rag eval all --summaries {folder}`")
    return [read_run(path) for path in paths]


def page(runs: Sequence[Run]) -> str:
    """One HTML page that needs nothing else: styles and figures are in it."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text("utf-8"))
    return template.render(tables=tables(runs), plots=plots(runs), worst=worst(runs), summary=_summary(runs))


def markdown(runs: Sequence[Run]) -> str:
    """The same tables for a README."""
    return "\n".join(line for table in tables(runs) for line in _section(table))


def plots(runs: Sequence[Run]) -> list[Plot]:
    """Those figures for which there are runs."""
    made = []
    compared = {row: by for row, by in ablation(runs).items() if len(by) > 1}
    if compared:
        rows = [Dots(f"{c} · {g}", [by.get(name) for name in SYSTEMS]) for (c, g), by in compared.items()]
        note = "Each row is a collection and a language; whiskers are 95 % intervals. Further right is better."
        made.append(Plot(f"Retrieval: {RETRIEVAL_MEASURE} by system", note, dot_plot(rows, SYSTEMS, RETRIEVAL_MEASURE)))
    risks = _curves(runs, "risk-coverage")
    if risks:
        note = "Answering only the surest questions (left) should leave few of the answers wrong (low)."
        made.append(Plot("Risk and coverage", note, line_plot(risks, "coverage", "risk")))
    calibrated = _curves(runs, "calibration")
    if calibrated:
        note = "Of the answers given with a confidence of 0.8, eight of ten should be right: on the dotted line."
        made.append(Plot("Calibration", note, line_plot(calibrated, "confidence", "share right", diagonal=True)))
    return made


def worst(runs: Sequence[Run]) -> list[tuple[str, str, list[Worst]]]:
    """(run, measure, questions) of the lowest scores, for runs that hold their questions; of the product alone."""
    found = []
    for run in runs:
        measure = next((name for name in (RETRIEVAL_MEASURE, "F1") if name in run.metrics.get("all", {})), None)
        if run.per_query and measure and run.system in ("hybrid", "extractive"):
            found.append((f"{run.benchmark} · {run.collection}", measure, _worst(run, measure)))
    return [(name, measure, questions) for name, measure, questions in found if questions]


def _worst(run: Run, measure: str) -> list[Worst]:
    values = ((row.get(measure), name) for name, row in run.per_query.items())
    scored = sorted((float(value), name) for value, name in values if isinstance(value, float))
    return [_shown(run.per_query[name], name, score) for score, name in scored[:WORST] if score < 1]


def _shown(row: Row, name: str, score: float) -> Worst:
    return Worst(name, str(row.get("question", "")), f"{score:.2f}", _texts(row.get("retrieved")))


def _texts(value: object) -> list[str]:
    return [str(item) for item in value[:3]] if isinstance(value, list | tuple) else []


def _curves(runs: Sequence[Run], name: str) -> Mapping[str, Sequence[Sequence[float]]]:
    """At most as many as there are colours, those of the largest runs, in the order of the runs."""
    having = [run for run in runs if name in run.curves and run.queries >= _LEAST_QUESTIONS]
    largest = sorted(having, key=lambda run: -run.queries)[:SERIES]
    return {f"{run.benchmark} {run.collection}": run.curves[name] for run in having if run in largest}


def _summary(runs: Sequence[Run]) -> dict[str, str]:
    return {
        "runs": str(len(runs)),
        "commits": ", ".join(sorted({run.provenance.commit for run in runs})),
        "models": ", ".join(sorted({run.provenance.model for run in runs} - {"none"})),
        "prompts": ", ".join(sorted({run.provenance.prompt_hash for run in runs})),
    }


def _section(table: Table) -> list[str]:
    return [f"### {table.title}", "", table.note, "", *markdown_table(table.head, table.rows), ""]
