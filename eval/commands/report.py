"""`rag eval report`."""

from pathlib import Path

import click

from eval.commands.frame import FILE
from rag.cli.frame import print_json, with_json
from rag.errors import InputError


@click.command()
@click.argument("results", type=click.Path(path_type=Path, file_okay=False), default="eval/results")
@click.option("--html", type=FILE, default="eval-report.html", show_default=True, help="The page.")
@click.option("--markdown", type=FILE, help="Write the tables as Markdown here too.")
@click.option("--readme", type=FILE, help="Put the main figures between the marks of this file.")
@with_json
def report(results: Path, html: Path, markdown: Path | None, readme: Path | None, *, as_json: bool) -> None:
    """Write one page with all figures of the folder RESULTS (what `--out` or `--summary` kept)."""
    from eval import report as made
    from eval.headlines import headlines, with_headlines

    runs = made.read_runs(results)
    _write(html, made.page(runs))
    if markdown is not None:
        _write(markdown, made.markdown(runs))
    if readme is not None:
        _write(readme, with_headlines(_read(readme), headlines(results), readme))
    written = [str(path) for path in (html, markdown, readme) if path is not None]
    if as_json:
        print_json({"runs": len(runs), "written": written})
    else:
        click.echo(f"{len(runs)} runs: {', '.join(written)}")


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
