"""Two articles of one archive and a question, asked over the real models."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag import wire
from rag.index.sync import sync
from rag.models.base import Embedder
from rag.schema import Answer, Question
from rag.settings import Settings

CASES = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class Case:
    """A row of ``version_cases.tsv``; ``says`` is ``corrects``, ``differ`` or ``none``."""

    set: str
    says: str
    language: str
    question: str
    reports: tuple[tuple[str, str], tuple[str, str]]
    """Day and text of each; the text begins with a title that ends at the first full stop."""


def cases() -> Iterator[Case]:
    """All rows, in order."""
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"):
            name, says, language, question, *reports = row
            yield Case(name, says, language, question, ((reports[0], reports[1]), (reports[2], reports[3])))


def asked(case: Case, folder: Path, embedder: Embedder) -> Answer:
    """The answer of an archive that holds these two articles and nothing else."""
    page = folder / "articles.jsonl"
    page.write_text("\n".join(json.dumps(_record(*report)) for report in case.reports), "utf-8")
    settings = Settings(store=folder / "store")
    sync((page,), wire.layout(settings), embedder, wire.recipe(settings), lambda *_: None)
    return wire.assistant(settings, embedder).ask(Question(case.question))


def _record(day: str, report: str) -> dict[str, str]:
    stop = report.index("。" if "。" in report else ". ") + 1
    return {"title": report[: stop - 1], "text": report[stop:].strip(), "date": day}
