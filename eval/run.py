"""A result as it is kept: what was measured, with what, and what came out, in all and for each question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from eval.intervals import Interval, bootstrap_mean
from eval.provenance import Provenance
from rag.errors import InputError

Value = float | int | str | bool | None | Sequence[str]
Row = Mapping[str, Value]
Rows = Mapping[str, Row]
"""query id → what a run keeps of it."""
Metrics = Mapping[str, Mapping[str, Interval]]
"""group (``all``, a language, a tag as ``#time``) → measure → its mean with interval."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system measured once by one benchmark on one collection."""

    benchmark: str
    collection: str
    system: str
    provenance: Provenance
    queries: int
    metrics: Metrics
    left_out: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Value] = field(default_factory=dict)
    latency_ms: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    per_query: Rows = field(default_factory=dict)
    """``lang``, ``tags``, each measure, and what else tells why; may hold text, so it is not committed."""

    def summary(self) -> "Run":
        """The run without its questions: figures only."""
        return replace(self, per_query={})


def run_object(run: Run) -> dict[str, object]:
    """The run as JSON has it: each measure with ``value``, ``low``, ``high`` and ``n``."""
    metrics = {group: {name: i._asdict() for name, i in by.items()} for group, by in run.metrics.items()}
    return {**asdict(run), "metrics": metrics}


def write_run(run: Run, path: Path) -> None:
    """Keeps the run; raises ``InputError`` where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(run_object(run), ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error


def read_run(path: Path) -> Run:
    """The run that ``write_run`` kept; raises ``InputError``."""
    try:
        values = json.loads(path.read_text("utf-8"))
        metrics = {g: {m: Interval(**i) for m, i in by.items()} for g, by in values["metrics"].items()}
        return Run(**values | {"metrics": metrics, "provenance": Provenance(**values["provenance"])})
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{path}: not a result of `rag eval` ({type(error).__name__}: {error})") from error


def grouped(per_query: Rows) -> dict[str, list[Row]]:
    """All questions, where there are several languages those of each, and those of each tag under ``#tag``."""
    rows = list(per_query.values())
    languages = sorted({str(row["lang"]) for row in rows})
    groups = {"all": rows}
    if len(languages) > 1:
        groups |= {lang: [row for row in rows if row["lang"] == lang] for lang in languages}
    tags = sorted({tag for row in rows for tag in _tags(row)})
    return groups | {f"#{tag}": [row for row in rows if tag in _tags(row)] for tag in tags}


def means_by_group(per_query: Rows, measures: Sequence[str]) -> Metrics:
    """The means of ``measures`` over the groups of the questions.

    A question that lacks a measure (there is no citation precision where nothing was cited) does not enter its mean.
    """
    return {group: _means(rows, measures) for group, rows in grouped(per_query).items()}


def percentiles_ms(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile in milliseconds; empty when nothing was timed."""
    import numpy as np

    if not seconds:
        return {}
    found = np.percentile(1000 * np.asarray(seconds), (50, 95, 99))
    return {name: round(float(value), 2) for name, value in zip(("p50", "p95", "p99"), found, strict=True)}


def _tags(row: Row) -> Sequence[str]:
    tags = row.get("tags")
    return tags if isinstance(tags, list | tuple) else ()


def _means(rows: Sequence[Row], measures: Sequence[str]) -> dict[str, Interval]:
    means = {}
    for measure in measures:
        values = [float(value) for row in rows if isinstance(value := row.get(measure), int | float)]
        if values:
            means[measure] = bootstrap_mean(values)
    return means
