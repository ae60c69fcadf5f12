"""Benchmark: are the answers right, do they cite what holds the fact, and does confidence mean what it says."""

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from eval.abstention_scores import abstention_scores
from eval.calibration import calibration_bins, expected_calibration_error, risk_coverage
from eval.corpus_index import Tell
from eval.gold import Articles, Located
from eval.intervals import Interval, bootstrap
from eval.judging import Gold, TextOf, judge
from eval.provenance import provenance
from eval.questions import GoldQuestion
from eval.run import Row, Rows, Run, Value, grouped, means_by_group, percentiles_ms
from rag.index.store import Store
from rag.schema import Answer, Citation, Question

MEASURES = ("F1", "exact match", "answered", "gold cited", "citation precision", "citation recall", "exact quotes")
CALIBRATION = "calibration error"
STATUSES = ("answered", "near_miss", "unanswerable")

Asked = tuple[str, Gold, Callable[[], Answer]]
"""A question's id, what is known about it, and how to ask it."""


def evaluate_answers(asked: Sequence[Asked], collection: str, fingerprint: str, tell: Tell) -> Run:
    """The measures of the product's answers to these questions."""
    per_query, seconds = {}, []
    for identifier, gold, ask in asked:
        began = perf_counter()
        answer = ask()
        seconds.append(perf_counter() - began)
        per_query[identifier] = judge(answer, gold)
        tell("answering", 1, len(asked))
    return answers_run("answers", collection, fingerprint, per_query, seconds)


def answers_run(benchmark: str, collection: str, fingerprint: str, per_query: Rows, seconds: Sequence[float]) -> Run:
    """The run of judged answers: means, abstention, calibration and status counts."""
    means, groups = means_by_group(per_query, MEASURES), grouped(per_query)
    return Run(
        benchmark=benchmark,
        collection=collection,
        system="extractive",
        provenance=provenance(fingerprint),
        queries=len(per_query),
        metrics={group: {**means[group], **_beyond_means(rows)} for group, rows in groups.items()},
        settings=_counts(per_query.values()),
        latency_ms=percentiles_ms(seconds),
        curves=_curves(list(per_query.values())),
        per_query=per_query,
    )


def from_store(questions: Sequence[GoldQuestion], store: Store, ask: Callable[[Question], Answer]) -> list[Asked]:
    """The questions of a file, asked of the product over a store, follow-ups with their history."""
    with store.view() as view:
        articles = Articles(view.catalogue)
        located = {question.id: articles.locate(question) for question in questions}
    return [_asked(question, located[question.id], articles.text_of, ask) for question in questions]


def _asked(
    question: GoldQuestion, places: Sequence[Located], text_of: TextOf, ask: Callable[[Question], Answer]
) -> Asked:
    def is_gold(citation: Citation) -> bool:
        return any(place.touches(citation.article_id, citation.start, citation.end) for place in places)

    gold = Gold(question.lang, question.text, question.answerable, question.answers, is_gold, question.tags, text_of)
    return question.id, gold, lambda: ask(Question(question.text, history=question.history))


def _beyond_means(rows: Sequence[Row]) -> dict[str, Interval]:
    """What is no mean over questions: abstention and, where something was proposed, calibration."""
    found = abstention_scores([(bool(r["answerable"]), r["status"] == "answered", _confidence(r)) for r in rows])
    judged = _judged(rows)
    return found | ({CALIBRATION: bootstrap(judged, expected_calibration_error)} if judged else {})


def _judged(rows: Iterable[Row]) -> list[tuple[float, bool]]:
    return [(_confidence(row), bool(row["right"])) for row in rows if row["proposed"]]


def _counts(rows: Iterable[Row]) -> dict[str, Value]:
    """``answerable: answered`` and so on → how many."""
    counts: dict[str, Value] = {}
    for kind in (True, False):
        of_kind = [row for row in rows if row["answerable"] is kind]
        for status in STATUSES if of_kind else ():
            name = f"{'answerable' if kind else 'without an answer'}: {status}"
            counts[name] = sum(row["status"] == status for row in of_kind)
    return counts


def _curves(rows: Sequence[Row]) -> dict[str, Sequence[Sequence[float]]]:
    """Calibration and risk, over what was proposed."""
    judged = _judged(rows)
    risk = _thinned(risk_coverage(judged, len(rows)))
    return {"calibration": calibration_bins(judged), "risk-coverage": risk} if judged else {}


def _thinned(points: Sequence[Sequence[float]], most: int = 60) -> list[Sequence[float]]:
    step = max(1, len(points) // most)
    return [*points[:-1:step], *points[-1:]]


def _confidence(row: Row) -> float:
    value = row["confidence"]
    assert isinstance(value, float | int)
    return float(value)
