"""All benchmarks in their fixed sizes: what `rag eval all` measures, and what `eval/results` holds.

Samples are drawn by the seed of ``eval.intervals``. Each job reads its own data: one set missing stops no other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eval.abstention import bm25_neighbours, evaluate_abstention
from eval.answers import evaluate_answers, from_store
from eval.claims import corrupted, evaluate_claims, product_verifier, read_claims
from eval.clapnq import collection as clapnq_collection
from eval.clapnq import read_clapnq
from eval.corpus_index import Tell
from eval.given_sets import Negatives, from_clapnq, from_squad, squad_passages
from eval.held_out import held_out_clapnq, held_out_squad, with_left_out
from eval.intervals import SEED
from eval.ntrex import crosslingual, read_ntrex
from eval.questions import read_questions
from eval.retrieval import evaluate, sample
from eval.run import Run
from eval.squad import collection as squad_collection
from eval.squad import read_squad
from eval.squad_answers import evaluate_squad
from eval.store_retrieval import evaluate_store
from eval.systems import SYSTEMS, SystemName
from eval.vocabulary import Collection
from rag import wire
from rag.answer.extract import Extractor
from rag.index.store import Store
from rag.index.sync import sync
from rag.models.base import Embedder
from rag.schema import Mode
from rag.settings import Settings

OWN = Path(__file__).with_name("data")
_SQUADS = {"fr": "piaf/piaf-v1.1-train.json"} | {lang: f"xquad/xquad.{lang}.json" for lang in ("en", "vi", "zh")}
_CLAPNQ = ("clapnq/clapnq_dev_answerable.jsonl", "clapnq/clapnq_dev_unanswerable.jsonl")
_MODES: dict[SystemName, Mode] = {"hybrid": "hybrid", "dense": "dense", "bm25": "lexical"}
"""What a store can be searched with: the product's own ways."""
_RERANKING: tuple[SystemName, ...] = ("hybrid", "rerank")
"""Compared on articles that the reader was not trained on, and on fewer questions: it takes twenty times as long."""
_FIRST_STAGE = tuple(system for system in SYSTEMS if system != "rerank")
_RERANK_QUESTIONS = 60
_RETRIEVAL_QUESTIONS, _NTREX_QUESTIONS, _ABSTENTION_QUESTIONS, _ANSWER_QUESTIONS = 500, 900, 60, 150


class Bench(NamedTuple):
    """What every job is handed: where the data sets lie, the pages of the own sets, the model, who hears progress."""

    data: Path
    pages: dict[str, Path]
    """Question file (its stem) → the folder of articles that it asks about."""
    settings: Settings
    embedder: Embedder
    tell: Tell


Job = Callable[[Bench], Run]


def jobs() -> dict[str, Job]:
    """All jobs by name: benchmark, collection, system."""
    found: dict[str, Job] = {"claims-own": _claims}
    system: SystemName
    for system in _FIRST_STAGE:
        found[f"retrieval-ntrex-{system}"] = partial(_retrieval, _ntrex, system)
        found[f"retrieval-clapnq-{system}"] = partial(_retrieval, _clapnq, system)
        for lang in _SQUADS:
            found[f"retrieval-squad_{lang}-{system}"] = partial(_retrieval, partial(_squad, lang), system)
    for lang in _SQUADS:
        for system in _RERANKING:
            found[f"retrieval-held_out_{lang}-{system}"] = partial(_retrieval, partial(_held_out, lang), system)
        found[f"abstention-squad_{lang}-hard"] = partial(_abstention, lang, "hard")
        found[f"abstention-squad_{lang}-out_of_corpus"] = partial(_abstention, lang, "out-of-corpus")
        found[f"answers-squad_{lang}"] = partial(_squad_answers, lang)
    found["abstention-clapnq"] = _clapnq_abstention
    for name in ("seeds", "real_articles", "real_newcomer"):
        for system, mode in _MODES.items():
            found[f"retrieval-{name}-{system}"] = partial(_own_retrieval, name, mode)
        found[f"answers-{name}"] = partial(_own_answers, name)
    return found


def _retrieval(read: Callable[[Path], Collection], system: SystemName, bench: Bench) -> Run:
    return evaluate(read(bench.data), system, bench.embedder, bench.tell)


def _ntrex(data: Path) -> Collection:
    return sample(crosslingual(read_ntrex(data / "ntrex/parallel_news.jsonl")), _NTREX_QUESTIONS)


def _clapnq(data: Path) -> Collection:
    return clapnq_collection(read_clapnq([data / file for file in _CLAPNQ]))


def _squad(lang: str, data: Path) -> Collection:
    return sample(squad_collection(read_squad(data / _SQUADS[lang]), lang), _RETRIEVAL_QUESTIONS)


def _held_out(lang: str, data: Path) -> Collection:
    squad = held_out_squad(read_squad(data / _SQUADS[lang]))
    return sample(squad_collection(squad._replace(name=f"{squad.name} held out"), lang), _RERANK_QUESTIONS)


def _abstention(lang: str, negatives: Negatives, bench: Bench) -> Run:
    whole = read_squad(bench.data / _SQUADS[lang])
    squad = held_out_squad(whole)
    with bm25_neighbours(squad_passages(squad), bench.tell) as neighbours:
        given = from_squad(squad, lang, negatives, neighbours, _ABSTENTION_QUESTIONS)
    run = evaluate_abstention(given, bench.embedder, _extractor(bench), bench.tell)
    return with_left_out(run, len(whole.questions) - len(squad.questions))


def _clapnq_abstention(bench: Bench) -> Run:
    whole = read_clapnq([bench.data / file for file in _CLAPNQ])
    chosen = held_out_clapnq(whole)
    run = evaluate_abstention(from_clapnq(chosen), bench.embedder, _extractor(bench), bench.tell)
    return with_left_out(run, len(whole) - len(chosen))


def _extractor(bench: Bench) -> Extractor:
    return wire.extractor(bench.settings, bench.embedder)


def _squad_answers(lang: str, bench: Bench) -> Run:
    whole = read_squad(bench.data / _SQUADS[lang])
    squad = held_out_squad(whole)
    run = evaluate_squad(squad, lang, bench.embedder, _extractor(bench), _ANSWER_QUESTIONS, SEED, bench.tell)
    return with_left_out(run, len(whole.questions) - len(squad.questions))


def _claims(bench: Bench) -> Run:
    cases = read_claims(OWN / "claims.jsonl")
    return evaluate_claims((*cases, *corrupted(cases)), "own", product_verifier, bench.tell)


def _own_retrieval(name: str, mode: Mode, bench: Bench) -> Run:
    questions = read_questions(OWN / f"{name}.jsonl")
    with _store(bench, name) as settings:
        opened = Store(wire.layout(settings))
        return evaluate_store(questions, name, opened, bench.embedder, mode, bench.tell)


def _own_answers(name: str, bench: Bench) -> Run:
    questions = read_questions(OWN / f"{name}.jsonl")
    with _store(bench, name) as settings:
        ask = wire.assistant(settings, bench.embedder).ask
        asked = from_store(questions, Store(wire.layout(settings)), ask)
        return evaluate_answers(asked, name, _extractor(bench).fingerprint, bench.tell)


@contextmanager
def _store(bench: Bench, name: str) -> Iterator[Settings]:
    """A store of its own with the articles that a question file asks about, gone afterwards."""
    with TemporaryDirectory(prefix="depeche-eval-") as folder:
        settings = bench.settings.model_copy(update={"store": Path(folder)})
        sync([bench.pages[name]], wire.layout(settings), bench.embedder, wire.recipe(settings), lambda *_: None)
        yield settings
