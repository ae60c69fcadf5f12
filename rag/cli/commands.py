"""The commands; each reads its options, calls one function of the product and prints what it returned."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Literal

import click

from rag import __version__
from rag.cli.frame import Day, day_range, print_json, settings_for, with_store
from rag.cli.verify import verify
from rag.errors import QuestionError
from rag.schema import Mode


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="depeche", prog_name="rag")
def main() -> None:
    """Ask your news archive: every claim is a byte-exact, dated quotation, or the articles do not say."""


main.add_command(verify)


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--rebuild", is_flag=True, help="Read and embed everything anew, also with another embedder.")
@click.option("--without-uploads", is_flag=True, help="Leave out what was uploaded; the files themselves stay.")
@with_store
def sync(paths: tuple[str, ...], store: Path | None, *, rebuild: bool, without_uploads: bool, as_json: bool) -> None:
    """Make the index hold exactly the articles in PATHS (default: seeds/), and the uploads.

    PATHS are folders, files, or http(s):// addresses, which are fetched now and only now.
    """
    from rag import wire
    from rag.cli.printing import sync_lines
    from rag.cli.progress import progress_bar
    from rag.index.remote import fetched_files
    from rag.index.sync import sync as run
    from rag.ingest.fetch import is_address

    settings = settings_for(store)
    recipe, urls = wire.recipe(settings), [path for path in paths if is_address(path)]
    files = [Path(path) for path in paths if not is_address(path)]
    with progress_bar() as progress, fetched_files(urls, recipe.max_file_bytes) as fetched:
        report = run(
            wire.sync_paths(settings, files, without_uploads=without_uploads, only_named=bool(urls)),
            wire.layout(settings),
            wire.embedder(settings),
            recipe,
            progress,
            rebuild=rebuild,
            fetched=fetched,
        )
    for failure in report.failed:
        click.echo(f"rag: {failure.message}", err=True)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo("\n".join(sync_lines(report, str(settings.store))))
    sys.exit(1 if report.failed else 0)


@main.command()
@click.argument("question")
@click.option("--engine", type=click.Choice(["extractive", "llm"]), default="extractive", show_default=True)
@click.option("--as-of", type=Day(), help="The day on which you ask; default: today.")
@click.option("--since", type=Day(), help="Only articles published on or after this day.")
@click.option("--until", type=Day(), help="Only articles published on or before this day.")
@click.option("--source", metavar="GLOB", help="Only articles whose source matches, such as 'seeds/0*'.")
@with_store
def ask(
    question: str,
    engine: Literal["extractive", "llm"],
    as_of: date | None,
    since: date | None,
    until: date | None,
    source: str | None,
    store: Path | None,
    *,
    as_json: bool,
) -> None:
    """Answer QUESTION from the articles, or say that they do not say."""
    from rag import wire
    from rag.assistant import NO_LLM
    from rag.cli.printing import answer_lines
    from rag.schema import Filters, Question
    from rag.serve.objects import answer_object

    day_range(since, until)
    asked = Question(question, filters=Filters(since, until, source), as_of=as_of, engine=engine)
    settings = settings_for(store)
    if engine == "llm" and settings.llm is None:
        raise QuestionError(NO_LLM)
    answer = wire.assistant(settings).ask(asked)
    if as_json:
        print_json(answer_object(answer))
    else:
        click.echo("\n".join(answer_lines(answer)))


@main.command()
@click.argument("query")
@click.option("-k", type=click.IntRange(1, 100), default=10, show_default=True, help="How many passages.")
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--rerank/--no-rerank", default=True, help="Let the reader reorder the best ones of a hybrid search.")
@with_store
def search(query: str, k: int, mode: Mode, store: Path | None, *, rerank: bool, as_json: bool) -> None:
    """List the passages nearest to QUERY, best first."""
    from rag import wire
    from rag.cli.printing import hit_lines
    from rag.serve.objects import hit_object

    hits = wire.assistant(settings_for(store)).search(query, k=k, mode=mode, rerank=rerank)
    if as_json:
        print_json({"query": query, "hits": [hit_object(hit) for hit in hits]})
    else:
        click.echo("\n".join(hit_lines(hits)))


@main.command()
@click.argument("article")
@with_store
def show(article: str, store: Path | None, *, as_json: bool) -> None:
    """Print the page of ARTICLE with what was removed struck out and what was repaired marked.

    ARTICLE is an id or its beginning, a source such as seeds/007_pont.txt, or any file, indexed or not.
    """
    from rag.cli.show import page_lines, page_object, page_of

    found, raw = page_of(settings_for(store), article)
    if as_json:
        print_json(page_object(found, raw))
    else:
        click.echo("\n".join(page_lines(found, raw, styled=sys.stdout.isatty())))


@main.command()
@click.option("--host", help="Address to listen on (RAG_HOST); default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (RAG_PORT); default: 7860; 0 takes a free one.")
@with_store
def serve(host: str | None, port: int | None, store: Path | None, *, as_json: bool) -> None:
    """Serve the chat at /, the API under /v1 and its documentation at /docs."""
    from rag import wire
    from rag.serve.app import serve as run
    from rag.serve.feedback import FILE_NAME, FeedbackBook
    from rag.serve.options import check_reach, options_of

    settings = settings_for(store, host=host, port=port)

    def announce(address: str) -> None:
        if as_json:
            print_json({"address": address})
        else:
            click.echo(f"Dépêche is listening: open {address} in a browser (stop with Ctrl-C)")

    embeds = wire.embedder(settings)
    options = options_of(settings, embeds.count_tokens)
    check_reach(settings.host, options)
    uploads = wire.uploads(settings, embeds)
    assistant = wire.assistant(settings, embeds)
    feedback = FeedbackBook(settings.store / FILE_NAME, assistant.article)
    run(assistant, settings.host, settings.port, announce, options, uploads, feedback)


@main.command("eval", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def evaluate(words: tuple[str, ...]) -> None:
    """Measure retrieval, answers, abstention and truthfulness (`rag eval --help`)."""
    from eval.cli import main as evaluations

    evaluations(args=list(words), prog_name="rag eval")


@main.command()
@click.option("--repair", is_flag=True, help="Rebuild what can be rebuilt and remove what nothing needs.")
@with_store
def doctor(store: Path | None, *, repair: bool, as_json: bool) -> None:
    """Check the store and the configuration; exit 1 when something is wrong."""
    from rag import wire

    findings = wire.examine(settings_for(store), repair=repair)
    if as_json:
        print_json({"healthy": all(f.ok for f in findings), "findings": [asdict(f) for f in findings]})
    else:
        for finding in findings:
            click.echo(f"{'ok     ' if finding.ok else 'WRONG  '}{finding.what}: {finding.detail}")
    sys.exit(0 if all(finding.ok for finding in findings) else 1)
