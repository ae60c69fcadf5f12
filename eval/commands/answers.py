"""`rag eval answers` and `rag eval abstention`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.commands.frame import FILE, SEED, hand_over, kept_embedder, with_output, with_sample
from rag.cli.frame import settings_for, with_json, with_store
from rag.errors import InputError

if TYPE_CHECKING:
    from eval.corpus_index import Tell
    from eval.given_sets import GivenSet, Negatives
    from eval.run import Run
    from eval.squad import Squad

_DRAWN = 500
"""How many questions of a SQuAD file make a set for abstention, unless told otherwise."""

_HELD_OUT = click.option(
    "--held-out",
    is_flag=True,
    help="Only questions on articles that the shipped reader was not trained on (of PIAF, XQuAD, CMRC 2018, CLAP NQ).",
)


@click.command()
@click.option("--questions", type=FILE, help="Questions over the store, one JSON object a line.")
@click.option("--squad", type=FILE, help="A file in SQuAD's format instead, read from all its paragraphs.")
@click.option("--lang", default="fr", show_default=True, help="The language of the SQuAD file.")
@_HELD_OUT
@with_sample
@with_output
@with_store
def answers(
    questions: Path | None,
    squad: Path | None,
    lang: str,
    held_out: bool,
    sample: int | None,
    seed: int,
    out: Path | None,
    summary: Path | None,
    store: Path | None,
    *,
    as_json: bool,
) -> None:
    """Are the answers right, do they cite what holds the fact, and does confidence mean what it says."""
    from eval.progress import progress_bars

    if (questions is None) == (squad is None):
        raise click.UsageError("give exactly one of --questions and --squad")
    if questions and sample:
        raise click.UsageError("--sample draws from a SQuAD file; a question file is asked whole")
    if questions and held_out:
        raise click.UsageError("--held-out chooses from a SQuAD file; a question file is asked whole")
    with progress_bars() as tell:
        run = (
            _over_squad(_squad(squad, held_out), lang, sample, seed, tell)
            if squad
            else _over_store(questions, store, tell)
        )
    hand_over(run, out, summary, as_json=as_json)


@click.command()
@click.argument("given", type=FILE, required=False)
@click.option("--clapnq", type=FILE, multiple=True, help="Files of CLAP NQ instead; may be given twice.")
@click.option("--squad", type=FILE, help="Make a set from a file in SQuAD's format instead.")
@click.option("--lang", default="fr", show_default=True, help="The language of the SQuAD file.")
@click.option(
    "--negatives",
    type=click.Choice(["hard", "out-of-corpus"]),
    default="hard",
    show_default=True,
    help="For a SQuAD file: near passages without the answer, or all but the article that answers.",
)
@_HELD_OUT
@click.option("--sample", type=click.IntRange(2), default=_DRAWN, show_default=True, help="Questions of a SQuAD file.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Draws the sample.")
@with_output
@with_json
def abstention(
    given: Path | None,
    clapnq: tuple[Path, ...],
    squad: Path | None,
    lang: str,
    negatives: "Negatives",
    held_out: bool,
    sample: int,
    seed: int,
    out: Path | None,
    summary: Path | None,
    *,
    as_json: bool,
) -> None:
    """Is a question refused when its passages hold no answer? GIVEN: id, lang, query, passages, answerable a line."""
    from eval.abstention import evaluate_abstention
    from eval.progress import progress_bars
    from rag import wire

    if sum(map(bool, (given, clapnq, squad))) != 1:
        raise click.UsageError("give exactly one of GIVEN, --clapnq and --squad")
    if given and held_out:
        raise click.UsageError("--held-out chooses from --clapnq or --squad; GIVEN is asked whole")
    with progress_bars() as tell:
        made = (
            _squad_set(_squad(squad, held_out), lang, negatives, sample, seed, tell)
            if squad
            else _given_set(given, clapnq, held_out)
        )
        embedder = kept_embedder()
        run = evaluate_abstention(made, embedder, wire.extractor(settings_for(None), embedder), tell)
    hand_over(run, out, summary, as_json=as_json)


def _given_set(given: Path | None, clapnq: tuple[Path, ...], held_out: bool) -> "GivenSet":
    from eval.clapnq import read_clapnq
    from eval.given_sets import from_clapnq, read_given
    from eval.held_out import held_out_clapnq

    if given is not None:
        return read_given(given)
    questions = read_clapnq(clapnq)
    return from_clapnq(held_out_clapnq(questions) if held_out else questions)


def _squad(path: Path, held_out: bool) -> "Squad":
    from eval.held_out import held_out_squad
    from eval.squad import read_squad

    whole = read_squad(path)
    chosen = held_out_squad(whole) if held_out else whole
    if not chosen.questions:
        raise InputError(f"{path}: the shipped reader was trained on all of it")
    return chosen


def _squad_set(content: "Squad", lang: str, negatives: "Negatives", size: int, seed: int, tell: "Tell") -> "GivenSet":
    from eval.abstention import bm25_neighbours
    from eval.given_sets import from_squad, squad_passages

    with bm25_neighbours(squad_passages(content), tell) as neighbours:
        return from_squad(content, lang, negatives, neighbours, size, seed)


def _over_squad(squad: "Squad", lang: str, size: int | None, seed: int, tell: "Tell") -> "Run":
    from eval.squad_answers import evaluate_squad
    from rag import wire

    embedder = kept_embedder()
    extractor = wire.extractor(settings_for(None), embedder)
    return evaluate_squad(squad, lang, embedder, extractor, size, seed, tell)


def _over_store(questions: Path | None, store: Path | None, tell: "Tell") -> "Run":
    from eval.answers import evaluate_answers, from_store
    from eval.questions import read_questions
    from rag import wire
    from rag.index.store import Store

    assert questions is not None, "checked by the command"
    settings = settings_for(store)
    embedder = kept_embedder(store)
    asked = from_store(read_questions(questions), Store(wire.layout(settings)), wire.assistant(settings, embedder).ask)
    return evaluate_answers(asked, questions.stem, wire.extractor(settings, embedder).fingerprint, tell)
