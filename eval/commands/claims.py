"""`rag eval claims`."""

from pathlib import Path

import click

from eval.commands.frame import FILE, hand_over, with_output
from rag.cli.frame import with_json


@click.command()
@click.argument("claims", type=FILE)
@click.option("--mutate", is_flag=True, help="Add each supported claim with one fact made wrong, kind by kind.")
@with_output
@with_json
def claims(claims: Path, out: Path | None, summary: Path | None, *, mutate: bool, as_json: bool) -> None:
    """Does the verifier catch what is not borne out? CLAIMS: id, lang, claim, quotes, supported, kind? a line."""
    from eval.claims import corrupted, evaluate_claims, product_verifier, read_claims
    from eval.progress import progress_bars

    cases = read_claims(claims)
    if mutate:
        cases = (*cases, *corrupted(cases))
    with progress_bars() as tell:
        run = evaluate_claims(cases, claims.stem, product_verifier, tell)
    hand_over(run, out, summary, as_json=as_json)
