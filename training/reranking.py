"""``python -m training.reranking``: what the reader's word is worth in a ranking; behind ``rag/retrieve/rerank.py``.

Questions on held-out articles, each asked of all paragraphs of its data set. The best of the product's hybrid ranking
are read once; then every share and softness is tried on what was read. One fold of the questions chooses, the other
tells what the choice gives.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log2
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.corpus_index import CorpusIndex, corpus_index
from eval.held_out import held_out_squad
from eval.squad import Squad, collection, read_squad
from eval.systems import as_hit, product_search
from eval.vocabulary import Query
from rag import wire
from rag.models.base import Embedder, Reader, read_whole
from rag.models.cache import model_folder
from rag.models.reader import WEIGHTS
from rag.models.wheel import find_weights
from rag.retrieve.rerank import RERANKED, reading_text
from rag.settings import load_settings
from training.torch_reader import load_reader

SEED = 31
PIAF = "piaf/piaf-v1.1-train.json"
SETS = (("piaf", "fr", "fr"), *(("xquad", asked, read) for asked, read in (
    ("en", "en"), ("vi", "vi"), ("zh", "zh"), ("vi", "en"), ("zh", "en"), ("en", "es"), ("vi", "es"), ("zh", "es"),
)))  # fmt: skip
"""Data set, language of the questions, language of the paragraphs."""
SHARES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.15, 0.2, 0.3)
SOFTNESS = (1.0, 2.0, 4.0)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's hits, best first: their scores, the reader's logits, and which of them is its paragraph."""

    id: str
    scores: Array
    logits: Array
    gold: NDArray[np.bool_]

    def ndcg(self, share: float, softness: float) -> float:
        """nDCG@10 of the reranked hits; one paragraph is relevant (twice the same text counts as one)."""
        total = self.scores + share / (1 + np.exp(-self.logits / softness))
        places = np.flatnonzero(self.gold[np.argsort(-total, kind="stable")])
        return 1 / log2(places[0] + 2) if len(places) and places[0] < 10 else 0.0


def asked_across(squad: Squad, wording: Squad) -> Squad:
    """The paragraphs and answers of ``squad`` under the questions of ``wording``, by their ids."""
    texts = {question.id: question.text for question in wording.questions}
    return squad._replace(questions=tuple(q._replace(text=texts[q.id]) for q in squad.questions if q.id in texts))


def judge(squad: Squad, asked: str, n: int, embedder: Embedder, reader: Reader) -> list[Judged]:
    """At most ``n`` held-out questions with what the reader says of their best ``RERANKED`` hits."""
    chosen = collection(held_out_squad(squad), asked)
    queries = list(chosen.queries)
    random.Random(SEED).shuffle(queries)  # noqa: S311 - reproducible, not secret
    relevant = {(qrel.query, qrel.target) for qrel in chosen.qrels}
    with corpus_index(chosen.passages, embedder, lambda *_: None) as index:
        search = product_search(index.derived, embedder, "hybrid", RERANKED)
        return [_judged(query, search(query), index, relevant, reader) for query in queries[:n]]


def _judged(
    query: Query, found: Sequence[tuple[int, float]], index: CorpusIndex, relevant: set[tuple[str, str]], reader: Reader
) -> Judged:
    passages = [index.passages[number] for number, _ in found]
    hits = [as_hit(rank, n, score, index.passages[n]) for rank, (n, score) in enumerate(found, 1)]
    texts = [reading_text(hit) for hit in hits]
    return Judged(
        query.id,
        np.array([score for _, score in found]),
        np.array([reading.answerable for reading in read_whole(reader, query.text, texts)]),
        np.array([(query.id, passage.id) in relevant for passage in passages]),
    )


def mean(judged: Sequence[Judged], share: float, softness: float) -> float:
    """The mean nDCG@10."""
    return float(np.mean([question.ndcg(share, softness) for question in judged]))


def show(sets: dict[str, list[Judged]]) -> None:
    """Prints nDCG@10 by share for each set, and what a choice on one half gives on the other."""
    for softness in SOFTNESS:
        print(f"softness {softness}: share", *SHARES)  # noqa: T201 - this is the result
        for name, judged in sets.items():
            print(f"{name:18} {len(judged):4}", *(f"{mean(judged, s, softness):.3f}" for s in SHARES))  # noqa: T201
    halves = [{name: [q for q in judged if _half(q) == half] for name, judged in sets.items()} for half in (0, 1)]
    for chooser, judge_of in (halves, halves[::-1]):
        share, softness = max(((s, t) for s in SHARES for t in SOFTNESS), key=lambda pair: _gain(chooser, *pair))
        gains = (f"{name} {mean(q, share, softness) - mean(q, 0, 1):+.3f}" for name, q in judge_of.items())
        print(f"one half chooses share {share}, softness {softness}; the other gains", *gains, sep="\n  ")  # noqa: T201


def _gain(sets: dict[str, list[Judged]], share: float, softness: float) -> float:
    """The mean gain over the sets; a loss in one counts five times."""
    gains = [mean(judged, share, softness) - mean(judged, 0.0, 1.0) for judged in sets.values()]
    return float(np.mean([gain if gain >= 0 else 5 * gain for gain in gains]))


def _half(question: Judged) -> int:
    return int(sha256(question.id.encode()).hexdigest(), 16) % 2


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m training.reranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--questions", type=int, default=150, help="of each set")
    options = parser.parse_args()
    embedder = wire.embedder(load_settings())
    sets: dict[str, list[Judged]] = {}
    with model_folder(find_weights(), None) as folder:
        reader = load_reader(folder, options.weights)
        for dataset, asked, read in SETS:
            file = PIAF if dataset == "piaf" else f"xquad/xquad.{read}.json"
            squad = read_squad(options.data / file)
            if asked != read:
                squad = asked_across(squad, read_squad(options.data / f"xquad/xquad.{asked}.json"))
            sets[f"{dataset} {asked} on {read}"] = judge(squad, asked, options.questions, embedder, reader)
    show(sets)


if __name__ == "__main__":
    main()
