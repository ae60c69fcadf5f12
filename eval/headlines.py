"""The few figures that the README shows, out of committed results: no number there that no file holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval.intervals import Interval
from eval.printing import markdown_table
from eval.run import read_run
from rag.errors import InputError

BEGIN, END = "<!-- figures: written by `rag eval report --readme` -->", "<!-- end of figures -->"


class Headline(NamedTuple):
    """One line of the table: what is told, and the job and measure of the suite behind it."""

    what: str
    job: str
    measure: str
    group: str = "all"
    percent: bool = True


HEADLINES = (
    Headline("Quotations that stand in their article character for character", "answers-seeds", "exact quotes"),
    Headline("Claims with one corrupted fact that the claim check catches", "claims-own", "caught"),
    Headline("Faithful claims that it doubts all the same", "claims-own", "false alarms"),
    Headline("Answerable or not, told apart (balanced accuracy)", "answers-seeds", "balanced accuracy"),
    Headline("Questions without an answer that get one all the same", "answers-seeds", "hallucination rate"),
    Headline("The same, off-topic questions only", "answers-seeds", "hallucination rate", "#off_topic"),
    Headline("French passage found (PIAF, nDCG@10)", "retrieval-squad_fr-hybrid", "nDCG@10", percent=False),
    Headline(
        "The same by a plain LangChain stack with the same model", "retrieval-squad_fr-langchain", "nDCG@10",
        percent=False,
    ),
    Headline(
        "French passage found from English, Vietnamese, Chinese (NTREX, nDCG@10)", "retrieval-ntrex-hybrid", "nDCG@10",
        percent=False,
    ),
    Headline("Short answer, French, found among all passages (PIAF, F1)", "answers-squad_fr", "F1", percent=False),
)  # fmt: skip


def headlines(folder: Path) -> str:
    """The table as Markdown, from the results in ``folder``; raises ``InputError`` where one is missing."""
    return "\n".join(markdown_table(["", "figure", "95 % interval", "cases"], list(_rows(folder))))


def with_headlines(text: str, table: str, where: Path) -> str:
    """A document with the table between its two marks; raises ``InputError`` when they are not there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise InputError(f"{where}: has no lines {BEGIN!r} and {END!r} to write between")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def _rows(folder: Path) -> Iterator[list[str]]:
    for line in HEADLINES:
        path = folder / f"{line.job}.json"
        interval = read_run(path).metrics.get(line.group, {}).get(line.measure)
        if interval is None:
            raise InputError(f"{path}: holds no {line.measure!r} of {line.group!r}")
        yield [line.what, *_figures(interval, percent=line.percent), str(interval.n)]


def _figures(interval: Interval, *, percent: bool) -> tuple[str, str]:
    """The value and its interval, as they are read: percentages, or fractions of one."""
    if percent:
        return f"{interval.value:.1%}", f"{interval.low:.1%} – {interval.high:.1%}"
    return f"{interval.value:.3f}", f"{interval.low:.3f} – {interval.high:.3f}"
