"""The retrieval measures, by ir_measures (which runs trec_eval): the only file that imports it.

MacAvaney, Macdonald, Ounis: Streamlining Evaluation with ir-measures, ECIR 2022.
"""

from collections.abc import Iterable, Mapping, Sequence

from eval.extra import from_extra
from eval.vocabulary import Qrel, Scored

MEASURES = ("nDCG@10", "MRR@10", "recall@1", "recall@5", "recall@10", "recall@100")
"""nDCG with linear gain (Järvelin, Kekäläinen 2002, as trec_eval has it); MRR over the first ten ranks; recall: the
share of the relevant that stand among the first k."""
_LIBRARY_NAMES = {
    "nDCG@10": "nDCG@10", "MRR@10": "RR@10", "recall@1": "R@1", "recall@5": "R@5", "recall@10": "R@10",
    "recall@100": "R@100",
}  # fmt: skip

PerQuery = dict[str, dict[str, float]]
"""query id → measure → value in [0, 1]."""


def measure(qrels: Iterable[Qrel], run: Mapping[str, Sequence[str]]) -> PerQuery:
    """Each measure for each judged query; ``run`` holds the ranked targets of a query, best first, each once.

    A query with no results scores zero; it does not leave the mean.
    """
    with from_extra("ir_measures"):
        import ir_measures

    judged = list(qrels)
    values: PerQuery = {qrel.query: dict.fromkeys(MEASURES, 0.0) for qrel in judged}
    by_library = {ir_measures.parse_measure(name): ours for ours, name in _LIBRARY_NAMES.items()}
    scored = [ir_measures.ScoredDoc(*line) for line in ranked(run)]
    if scored:
        relevant = [ir_measures.Qrel(*qrel) for qrel in judged]
        for metric in ir_measures.iter_calc(list(by_library), relevant, scored):
            values[metric.query_id][by_library[metric.measure]] = float(metric.value)
    return values


def require_measures() -> None:
    """Raises ``DepecheError`` where the library is missing: better before half an hour of embedding than after."""
    measure((), {})


def ranked(run: Mapping[str, Sequence[str]]) -> Iterable[Scored]:
    """The run as scores that fall with the rank: trec_eval sorts anew, and ties by id."""
    for query, targets in run.items():
        yield from (Scored(query, target, 1 / place) for place, target in enumerate(targets, 1))
