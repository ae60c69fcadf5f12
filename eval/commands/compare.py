"""`rag eval compare`."""

from dataclasses import asdict
from pathlib import Path

import click

from eval.commands.frame import FILE
from rag.cli.frame import print_json, with_json


@click.command()
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
@click.option("--shown", type=click.IntRange(0), default=10, show_default=True, help="How many questions to show.")
@with_json
def compare(first: Path, second: Path, shown: int, *, as_json: bool) -> None:
    """Is the run SECOND better than FIRST? A paired randomisation test, and the questions that changed most."""
    from eval.compare import compare as compared
    from eval.printing import comparison_lines
    from eval.run import read_run

    found = compared(read_run(first), read_run(second), shown=shown)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo("\n".join(comparison_lines(found, first.stem, second.stem)))
