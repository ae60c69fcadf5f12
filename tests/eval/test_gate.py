"""The gate: a small fixed evaluation over the sample articles must stay within the committed bounds."""

from pathlib import Path

import pytest

from eval.gate import Bound, broken, read_bounds
from eval.intervals import Interval
from eval.provenance import Provenance
from eval.run import Run
from rag.errors import InputError
from tests.source_code import ROOT


def run_with(value: float) -> Run:
    """A run of one measure."""
    metrics = {"all": {"m": Interval(value, value, value, 1)}}
    return Run("retrieval", "toy", "hybrid", Provenance("c", "m", "p"), 1, metrics)


@pytest.mark.parametrize(
    ("bound", "value", "message"),
    [
        (Bound(job="j", measure="m", at_least=0.5), 0.5, None),
        (Bound(job="j", measure="m", at_least=0.5), 0.4, "j, all: m is 0.400, below its floor of 0.5"),
        (Bound(job="j", measure="m", at_most=0.5), 0.6, "j, all: m is 0.600, above its ceiling of 0.5"),
        (Bound(job="j", measure="gone", at_most=0.5), 0.6, "j, all: gone is not measured any more"),
        (Bound(job="j", measure="m", group="zh", at_most=1), 0.6, "j, zh: m is not measured any more"),
    ],
)
def test_a_bound_tells_what_breaks_it(bound: Bound, value: float, message: str | None) -> None:
    """A measure that vanished must not pass."""
    assert ([] if message is None else [message]) == broken([bound], {"j": run_with(value)})


@pytest.mark.parametrize(
    "entry", ["measure = 'm'", "job = 'j'\nmeasure = 'm'", "job = 'j'\nmeasure = 'm'\nat_leest = 1"]
)
def test_a_bound_that_bounds_nothing_is_refused(tmp_path: Path, entry: str) -> None:
    """A misspelt floor would hold nothing up."""
    (tmp_path / "f.toml").write_text(f"[[bound]]\n{entry}\n")
    with pytest.raises(InputError, match="not a file of bounds"):
        read_bounds(tmp_path / "f.toml")


def test_every_bound_names_a_job_of_the_suite() -> None:
    """A job that was renamed would leave its floor behind."""
    from eval.suite import jobs

    assert set() == {bound.job for bound in read_bounds()} - set(jobs())


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_measure_falls_below_its_floor() -> None:
    """The gate itself, with the real model; the first time it embeds the sample articles, later it finds them kept."""
    from eval.commands.frame import kept_embedder
    from eval.suite import Bench, jobs
    from rag.settings import Settings

    bounds = read_bounds()
    pages = {"seeds": ROOT / "seeds"}
    bench = Bench(ROOT / "nowhere", pages, Settings(), kept_embedder(), lambda *_: None)
    runs = {name: jobs()[name](bench) for name in dict.fromkeys(bound.job for bound in bounds)}
    assert [] == broken(bounds, runs)
