"""`rag eval claims`."""

from pathlib import Path

import click

from eval.commands.frame import FILE, hand_over, with_output
from rag.cli.frame import settings_for, with_json


@click.command()
@click.argument("claims", type=FILE)
@click.option("--mutate", is_flag=True, help="Add each supported claim with one fact made wrong, kind by kind.")
@with_output
@with_json
def claims(claims: Path, out: Path | None, summary: Path | None, *, mutate: bool, as_json: bool) -> None:
    """Does the verifier catch what is not borne out? CLAIMS: id, lang, claim, quotes, supported, kind? a line."""
    from functools import partial

    from eval.claims import corrupted, evaluate_claims, product_verifier, read_claims
    from eval.progress import progress_bars
    from rag import wire

    cases = read_claims(claims)
    if mutate:
        cases = (*cases, *corrupted(cases))
    with progress_bars() as tell:
        verifier = partial(product_verifier, similarity=wire.similarity(settings_for(None)))
        run = evaluate_claims(cases, claims.stem, verifier, tell)
    hand_over(run, out, summary, as_json=as_json)
