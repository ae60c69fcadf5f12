"""`rag verify`: the claim check by itself, for any sentence against any quotations."""

import click

from rag.cli.frame import print_json, settings_for, with_json


@click.command()
@click.argument("claim")
@click.option("--against", "quotes", metavar="QUOTE", multiple=True, required=True, help="A quotation; may be repeated.")
@with_json
def verify(claim: str, quotes: tuple[str, ...], *, as_json: bool) -> None:
    """Check whether quotations bear CLAIM out, fact by fact, in French, English, Vietnamese or Chinese."""
    from rag import wire
    from rag.answer.verify import verify as check
    from rag.errors import InputError
    from rag.serve.objects import verdict_object

    if not claim.strip() or not all(quote.strip() for quote in quotes):
        raise InputError("the claim and every --against need some text")
    found = verdict_object(check(claim, quotes, similarity=wire.similarity(settings_for(None))))
    if as_json:
        print_json(found)
        return
    click.echo(f"{'supported' if found['supported'] else 'NOT SUPPORTED'}: {found['why']}")
    failed = [name for name, passed in found["checks"].items() if not passed]
    if failed:
        click.echo(f"failed checks: {', '.join(failed)}")
