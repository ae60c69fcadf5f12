"""`rag eval retrieval` and `rag eval crosslingual`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.commands.frame import FILE, hand_over, kept_embedder, with_output, with_sample
from rag.cli.frame import settings_for, with_json, with_store
from rag.errors import InputError

if TYPE_CHECKING:
    from eval.run import Run
    from eval.systems import SystemName
    from eval.vocabulary import Collection
    from rag.schema import Mode

SYSTEMS = ("rerank", "hybrid", "dense", "bm25", "rrf", "langchain")  # a test holds it equal to eval.systems.SYSTEMS
_MODES = {"hybrid": "hybrid", "dense": "dense", "lexical": "bm25"}


@click.command()
@click.option("--corpus", type=FILE, help="Passages, one JSON object a line: id, title, text, doc?, date?.")
@click.option("--queries", type=FILE, help="Questions, one JSON object a line: id, text, lang?.")
@click.option("--qrels", type=FILE, help="Judgements, tab-separated: query, passage or document, grade.")
@click.option("--squad", type=FILE, help="A file in SQuAD's format instead of the three.")
@click.option("--lang", default="und", show_default=True, help="The language of the SQuAD file.")
@click.option("--clapnq", type=FILE, multiple=True, help="Files of CLAP NQ instead; may be given twice.")
@click.option("--questions", type=FILE, help="Over the store: questions with article and quote, one JSON a line.")
@click.option("--mode", type=click.Choice(list(_MODES)), help="Which legs of the product to use; default: hybrid.")
@click.option("--system", type=click.Choice(SYSTEMS), help="The product or a baseline; default: hybrid.")
@with_sample
@with_output
@with_store
def retrieval(
    corpus: Path | None,
    queries: Path | None,
    qrels: Path | None,
    squad: Path | None,
    lang: str,
    clapnq: tuple[Path, ...],
    questions: Path | None,
    mode: str | None,
    system: "SystemName | None",
    sample: int | None,
    seed: int,
    out: Path | None,
    summary: Path | None,
    store: Path | None,
    *,
    as_json: bool,
) -> None:
    """How well passages are found, in a given collection or in the store."""
    if mode and system:
        raise click.UsageError("--mode and --system exclude each other")
    chosen: SystemName = system or _MODES[mode or "hybrid"]  # type: ignore[assignment]  # the values are such names
    given = {"--corpus": corpus or queries or qrels, "--squad": squad, "--clapnq": clapnq, "--questions": questions}
    if sum(map(bool, given.values())) != 1:
        raise click.UsageError(f"give exactly one of {', '.join(given)}")
    if questions and sample:
        raise click.UsageError("--sample draws from a collection; a question file is asked whole")
    if questions is not None:
        run = _over_store(questions, store, chosen)
    else:
        collection = _collection((corpus, queries, qrels), squad, lang, clapnq)
        run = _over_collection(collection, chosen, store, sample, seed)
    hand_over(run, out, summary, as_json=as_json)


@click.command()
@click.option("--ntrex", type=FILE, required=True, help="Parallel news sentences: doc, line, fr, en, vi, zh.")
@click.option("--system", type=click.Choice(SYSTEMS), default="hybrid", show_default=True, help="What to measure.")
@with_sample
@with_output
@with_json
def crosslingual(
    ntrex: Path,
    system: "SystemName",
    sample: int | None,
    seed: int,
    out: Path | None,
    summary: Path | None,
    *,
    as_json: bool,
) -> None:
    """How well French news is found from English, Vietnamese and Chinese."""
    from eval.ntrex import crosslingual as made
    from eval.ntrex import read_ntrex

    run = _over_collection(made(read_ntrex(ntrex)), system, None, sample, seed)
    hand_over(run, out, summary, as_json=as_json)


def _collection(
    three: tuple[Path | None, Path | None, Path | None], squad: Path | None, lang: str, clapnq: tuple[Path, ...]
) -> "Collection":
    if squad is not None:
        from eval import squad as squads

        return squads.collection(squads.read_squad(squad), lang)
    if clapnq:
        from eval import clapnq as clap

        return clap.collection(clap.read_clapnq(clapnq))
    corpus, queries, qrels = three
    if corpus is None or queries is None or qrels is None:
        raise click.UsageError("--corpus, --queries and --qrels go together")
    from eval.beir import read_collection

    return read_collection(corpus, queries, qrels)


def _over_collection(
    collection: "Collection", system: "SystemName", store: Path | None, size: int | None, seed: int
) -> "Run":
    from eval.progress import progress_bars
    from eval.retrieval import evaluate, sample

    with progress_bars() as tell:
        return evaluate(sample(collection, size, seed), system, kept_embedder(store), tell)


def _over_store(questions: Path, store: Path | None, system: "SystemName") -> "Run":
    from eval.progress import progress_bars
    from eval.questions import read_questions
    from eval.store_retrieval import evaluate_store
    from rag import wire
    from rag.index.store import Store

    modes: dict[SystemName, Mode] = {"hybrid": "hybrid", "dense": "dense", "bm25": "lexical"}
    if system not in modes:
        raise InputError(f"the store is searched by the product alone, not by {system}: give --corpus or --squad")
    asked, embedder = read_questions(questions), kept_embedder(store)
    opened = Store(wire.layout(settings_for(store)))
    opened.check_embedder(embedder.fingerprint)
    with progress_bars() as tell:
        return evaluate_store(asked, questions.stem, opened, embedder, modes[system], tell)
