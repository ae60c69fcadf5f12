"""Benchmark: does the product's verifier catch a claim that its quotations do not bear out, fact by fact."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.corpus_index import Tell
from eval.lines import Row, UniqueIds, read_rows
from eval.mutations import KINDS, mutations
from eval.provenance import provenance
from eval.run import Run, Value, means_by_group
from rag.answer.verify import verify
from rag.errors import InputError

CAUGHT, FALSE_ALARMS = "caught", "false alarms"

Verify = Callable[[str, Sequence[str]], bool]
"""Whether the quotations bear a claim out."""


class ClaimCase(NamedTuple):
    """A claim, what it cites, and whether that supports it; ``kind`` tells what is wrong, or how it is worded."""

    id: str
    lang: str
    claim: str
    quotes: tuple[str, ...]
    supported: bool
    kind: str
    names: Mapping[str, str]


def read_claims(path: Path) -> tuple[ClaimCase, ...]:
    """The claims of a file: ``id``, ``lang``, ``claim``, ``quotes``, ``supported`` and ``kind?``, ``names?`` a line.

    ``names`` holds the ``person`` and the ``place`` of a claim, for its corruptions. Raises ``InputError`` naming
    file and line.
    """
    ids, cases = UniqueIds(), []
    for row in read_rows(path):
        case = ClaimCase(
            row.identifier("id"), row.text("lang"), row.text("claim"), row.texts("quotes", at_least=1),
            row.flag("supported"), row.optional_text("kind") or "other", _names(row),
        )  # fmt: skip
        ids.add(case.id, row.where)
        cases.append(case)
    if not cases:
        raise InputError(f"{path}: there are no claims")
    return tuple(cases)


def corrupted(cases: Sequence[ClaimCase]) -> Iterator[ClaimCase]:
    """Each supported claim with exactly one fact made wrong, once for each kind of fact that it has."""
    for case in cases:
        for kind, text in mutations(case.claim, case.lang, case.names) if case.supported else ():
            yield case._replace(id=f"{case.id}-{kind}", claim=text, supported=False, kind=kind)


def product_verifier(claim: str, quotes: Sequence[str]) -> bool:
    """What the product says of a claim and the sentences that it cites."""
    return verify(claim, quotes).supported


def evaluate_claims(cases: Sequence[ClaimCase], name: str, verify: Verify, tell: Tell) -> Run:
    """How many unsupported claims are caught, in all and by kind, and how many supported ones are held back."""
    per_query: dict[str, dict[str, Value]] = {}
    for case in cases:
        per_query[case.id] = _row(case, believed=verify(case.claim, case.quotes))
        tell("verifying", 1, len(cases))
    kinds = sorted({case.kind for case in cases}, key=lambda kind: (kind not in KINDS, kind))
    columns = [f"{verdict}: {kind}" for verdict in (CAUGHT, FALSE_ALARMS) for kind in kinds]
    return Run(
        benchmark="claims",
        collection=name,
        system="verifier",
        provenance=provenance("none"),
        queries=len(cases),
        metrics=means_by_group(per_query, [CAUGHT, FALSE_ALARMS, *columns]),
        settings={"supported": sum(case.supported for case in cases)},
        per_query=per_query,
    )


def _row(case: ClaimCase, *, believed: bool) -> dict[str, Value]:
    verdict = FALSE_ALARMS if case.supported else CAUGHT
    value = float(not believed)
    return {
        "lang": case.lang, "question": case.claim, "kind": case.kind, "supported": case.supported,
        verdict: value, f"{verdict}: {case.kind}": value,
    }  # fmt: skip


def _names(row: Row) -> dict[str, str]:
    names = row.values.get("names", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise row.wrong("'names' must hold texts under 'person' and 'place'")
    return names
