"""What the commands share: options, the embedder with its kept vectors, and where results go."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.cli.frame import Command, print_json, settings_for

if TYPE_CHECKING:
    from eval.embedding_cache import CachedEmbedder
    from eval.run import Run

FILE = click.Path(path_type=Path, dir_okay=False)
SEED = 20240917  # a test holds it equal to eval.intervals.SEED, which would load numpy


def with_output(command: Command) -> Command:
    """Adds where to keep the result."""
    command = click.option("--summary", type=FILE, help="Keep the figures without the questions here.")(command)
    return click.option("--out", type=FILE, help="Keep the whole result here, question by question.")(command)


def with_sample(command: Command) -> Command:
    """Adds how many questions to draw."""
    seed = click.option("--seed", type=int, default=SEED, show_default=True, help="Draws the sample.")
    return click.option("--sample", type=click.IntRange(1), help="Ask so many questions, not all.")(seed(command))


def kept_embedder(store: Path | None = None) -> "CachedEmbedder":
    """The configured embedder, whose vectors are kept between runs."""
    from platformdirs import user_cache_path

    from eval.embedding_cache import CachedEmbedder
    from rag import wire
    from rag.models.cache import APPLICATION

    settings = settings_for(store)
    return CachedEmbedder(wire.embedder(settings), (settings.cache_dir or user_cache_path(APPLICATION)) / "eval")


def hand_over(run: "Run", out: Path | None, summary: Path | None, *, as_json: bool) -> None:
    """Keeps the result where it was asked for, and prints its figures."""
    from eval.printing import run_lines
    from eval.run import run_object, write_run

    if out is not None:
        write_run(run, out)
    if summary is not None:
        write_run(run.summary(), summary)
    if as_json:
        print_json(run_object(run.summary()))
    else:
        click.echo("\n".join(run_lines(run)))
