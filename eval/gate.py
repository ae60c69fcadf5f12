"""Bounds that a change must not break: the worst that each measure may become, committed in `floors.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from eval.run import Run
from rag.errors import InputError

FLOORS = Path(__file__).with_name("floors.toml")


class Bound(BaseModel):
    """One measure of one job of the suite, and the value that it must reach or must not exceed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    job: str
    measure: str
    group: str = "all"
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> "Bound":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give exactly one of at_least and at_most")
        return self

    def broken_by(self, run: Run) -> str | None:
        """What is wrong with a run of the job, in one line, or None. A measure that is gone is wrong too."""
        where = f"{self.job}, {self.group}: {self.measure}"
        found = run.metrics.get(self.group, {}).get(self.measure)
        if found is None:
            return f"{where} is not measured any more"
        if self.at_least is not None and found.value < self.at_least:
            return f"{where} is {found.value:.3f}, below its floor of {self.at_least}"
        if self.at_most is not None and found.value > self.at_most:
            return f"{where} is {found.value:.3f}, above its ceiling of {self.at_most}"
        return None


def read_bounds(path: Path = FLOORS) -> tuple[Bound, ...]:
    """The bounds of a file; raises ``InputError``."""
    try:
        return tuple(Bound.model_validate(entry) for entry in tomllib.loads(path.read_text("utf-8"))["bound"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValidationError) as error:
        raise InputError(f"{path}: not a file of bounds: {error}") from error


def broken(bounds: Sequence[Bound], runs: Mapping[str, Run]) -> list[str]:
    """What the runs break, one line each; ``runs`` by the name of their job."""
    found = (bound.broken_by(runs[bound.job]) for bound in bounds)
    return [line for line in found if line is not None]
