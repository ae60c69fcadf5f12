"""`rag eval all`."""

import sys
from fnmatch import fnmatch
from pathlib import Path

import click

from eval.commands.frame import kept_embedder
from rag.cli.frame import print_json, settings_for, with_json
from rag.errors import DepecheError

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("all")
@click.option("--data", type=_FOLDER, default="../shared/data", show_default=True, help="Folder of the data sets.")
@click.option("--seeds", type=_FOLDER, default="seeds", show_default=True, help="Articles of the own questions.")
@click.option("--pages", type=_FOLDER, default="../shared/seeds", show_default=True, help="The real pages.")
@click.option("--only", default="*", show_default=True, help="Only jobs whose name matches, as 'retrieval-*-bm25'.")
@click.option("--out", type=_FOLDER, help="Keep whole results here, question by question.")
@click.option("--summaries", type=_FOLDER, help="Keep the figures here, without the questions.")
@click.option("--again", is_flag=True, help="Measure also what the folder of --out (or --summaries) holds already.")
@with_json
def everything(
    data: Path, seeds: Path, pages: Path, only: str, out: Path | None, summaries: Path | None, *, again: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """All benchmarks in their fixed sizes; a job that fails is told, and the others go on."""
    from eval.progress import progress_bars
    from eval.run import write_run
    from eval.suite import Bench, jobs

    chosen = {name: job for name, job in jobs().items() if fnmatch(name, only)}
    folders = [folder for folder in (out, summaries) if folder is not None]
    embedder, failed, done = kept_embedder(), [], []
    for name, job in chosen.items():
        if folders and not again and all((folder / f"{name}.json").exists() for folder in folders):
            continue
        try:
            with progress_bars() as tell:
                stores = {"seeds": seeds, "real_articles": pages, "real_newcomer": pages}
                run = job(Bench(data, stores, settings_for(None), embedder, tell))
        except DepecheError as error:
            click.echo(f"rag: {name}: {error}", err=True)
            failed.append(name)
            continue
        for folder, kept in zip((out, summaries), (run, run.summary()), strict=True):
            if folder is not None:
                write_run(kept, folder / f"{name}.json")
        click.echo(f"done: {name}", err=True)
        done.append(name)
    if as_json:
        print_json({"done": done, "failed": failed})
    sys.exit(1 if failed or not chosen else 0)
