"""`rag feedback`: what readers said of answers in the chat, as questions for the evaluations."""

import json
from collections import Counter
from pathlib import Path

import click

from rag.cli.frame import print_json, settings_for, with_store


@click.group()
def feedback() -> None:
    """What readers said of answers: thumbs, and "the right passage is this one"."""


@feedback.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@with_store
def export(file: Path | None, store: Path | None, *, as_json: bool) -> None:
    """Write eval cases to FILE (default: stdout), one JSON object a line.

    `rag eval` reads them. A thumb down that does not say what would have been right gives none.
    """
    from rag.errors import InputError
    from rag.serve.feedback import FILE_NAME, cases_of, read_feedback

    judgements = read_feedback(settings_for(store).store / FILE_NAME)
    cases = list(cases_of(judgements))
    lines = "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
    if file is not None:
        try:
            file.write_text(lines, "utf-8")
        except OSError as error:
            raise InputError(f"{file}: cannot be written ({error.strerror})") from error
    elif not as_json:
        click.echo(lines, nl=False)
    given = Counter(judgement["verdict"] for judgement in judgements)
    if as_json:
        print_json({"judgements": len(judgements), **given, "cases": cases})
    else:
        click.echo(f"{len(judgements)} judgements, {len(cases)} eval cases{f' in {file}' if file else ''}", err=True)
