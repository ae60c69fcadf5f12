"""``python -m training.decision EVIDENCE``: the weights and thresholds of ``rag/answer/decide.py``.

Takes what ``training.evidence`` wrote. Which sentence comes first is fitted by a softmax over the sentences of a
question (Plackett-Luce for the first place); how sure that is, by logistic regression on the best one. Questions in the
language of what was found and in another are fitted apart. Every figure printed is cross-validated: a question is
judged by weights fitted without its fold.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from rag.answer.decide import ANSWERED, CLEAR
from rag.text.fold import fold

Array = NDArray[np.float64]
MERIT = ("passage", "coverage", "context_coverage", "fits", "span", "answerable")
SURE = (*MERIT, "margin")
FOLDS = 5
_RIDGE = 0.003
"""Of standardised weights, times the number of questions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's sentences, folded, with their features (sentences, len(MERIT)), which are right, which lacking."""

    id: str
    kind: str
    fold: int
    answerable: bool
    across: bool
    """Whether the nearest article is in another language than the question."""
    texts: NDArray[np.str_]
    features: Array
    right: NDArray[np.bool_]
    lacks: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Linear:
    """``bias + weights @ features`` on features as they are."""

    bias: float
    weights: Array

    def __call__(self, features: Array) -> Array:
        """(n, d) to (n,)."""
        values: Array = features @ self.weights + self.bias
        return values


def read(path: Path, passages: int, sentences: int) -> list[Asked]:
    """The questions of an evidence file, as if only so much had been read; those with nothing read are left out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [asked for row in rows if (asked := _asked(row, passages, sentences)) is not None]


def _asked(row: dict[str, object], passages: int, sentences: int) -> Asked | None:
    proposed = [c for c in row["candidates"] if c["rank"] <= passages][:sentences]  # type: ignore[attr-defined]
    if not proposed:
        return None
    return Asked(
        f"{row['set']} {row['id']}",
        str(row["set"]),
        int(sha256(str(row["id"]).encode()).hexdigest(), 16) % FOLDS,
        bool(row["answerable"]),
        not proposed[0]["same_language"],
        np.array([fold(c["text"]) for c in proposed]),
        np.array([[float(c[name]) for name in MERIT] for c in proposed]),
        np.array([c["right"] for c in proposed]),
        np.array([c["lacks"] for c in proposed]),
    )


def fit_merit(questions: Sequence[Asked], used: Sequence[bool]) -> Linear:
    """Weights under which a right sentence is likeliest to come first; features not ``used`` get zero."""
    taught = [q for q in questions if q.right.any() and not q.right.all()]
    every = np.concatenate([q.features for q in taught])
    scale = every.std(0) + 1e-9
    mask = np.array(used, float) / scale

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = _RIDGE * len(taught) * float(weights @ weights), 2 * _RIDGE * len(taught) * weights
        for q in taught:
            x = q.features * mask
            scores = x @ weights
            p = np.exp(scores - np.logaddexp.reduce(scores))
            held = p * q.right
            total -= float(np.log(held.sum() + 1e-12))
            slope = slope + x.T @ p - x.T @ (held / (held.sum() + 1e-12))
        return total, slope

    found = minimize(loss, np.zeros(len(MERIT)), jac=True, method="L-BFGS-B")
    return Linear(0.0, found.x * mask)


def fit_logistic(features: Array, labels: Array, used: Sequence[bool]) -> Linear:
    """Ridge logistic regression; features not ``used`` get zero."""
    scale, centre = features.std(0) + 1e-9, features.mean(0)
    x = (features - centre) / scale * np.array(used, float)

    def loss(weights: Array) -> tuple[float, Array]:
        z = x @ weights[1:] + weights[0]
        ridge = _RIDGE * len(x)
        value = float(np.logaddexp(0, -z * (2 * labels - 1)).sum() + ridge * weights[1:] @ weights[1:])
        error = 1 / (1 + np.exp(-z)) - labels
        return value, np.concatenate([[error.sum()], x.T @ error + 2 * ridge * weights[1:]])

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / scale * np.array(used, float)
    return Linear(float(found[0] - weights @ centre), weights)


def best(question: Asked, merit: Linear) -> tuple[Array, bool, bool]:
    """What confidence looks at (len(SURE),) for the best sentence; whether it is right; whether it may not answer.

    It may not when its article lacks what the question names, or it lacks the kind of fact that is asked for.
    """
    scores = merit(question.features)
    first = int(scores.argmax())
    others = scores[question.texts != question.texts[first]]
    margin = float(scores[first] - others.max()) if len(others) else CLEAR
    sure = np.array([*question.features[first], min(margin, CLEAR)])
    unfit = question.features[first, MERIT.index("fits")] == 0
    return sure, bool(question.right[first]), bool(question.lacks[first] or unfit)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the confidence in its best sentence, whether that is right, and whether a rule forbids it."""

    asked: Asked
    confidence: float
    right: bool
    forbidden: bool


def cross_validated(questions: Sequence[Asked], merit_used: Sequence[bool], sure_used: Sequence[bool]) -> list[Judged]:
    """Each question judged by weights that were fitted on the other folds."""
    judged: list[Judged] = []
    for out in range(FOLDS):
        merit, sure = fit(tuple(q for q in questions if q.fold != out), merit_used, sure_used)
        for q in (q for q in questions if q.fold == out):
            features, right, forbidden = best(q, merit)
            judged.append(Judged(q, float(1 / (1 + np.exp(-sure(features[None])[0]))), right, forbidden))
    return judged


def fit(questions: Sequence[Asked], merit_used: Sequence[bool], sure_used: Sequence[bool]) -> tuple[Linear, Linear]:
    """Merit, and confidence in what it puts first."""
    merit = fit_merit(questions, merit_used)
    looked = [best(q, merit) for q in questions]
    labels = np.array([right and q.answerable for q, (_, right, _) in zip(questions, looked, strict=True)], float)
    return merit, fit_logistic(np.stack([features for features, _, _ in looked]), labels, sure_used)


def figures(judged: Sequence[Judged], threshold: float) -> dict[str, float]:
    """What a threshold gives: how often the first sentence is right, and how well refusals fall."""
    can = np.array([j.asked.answerable for j in judged])
    right = np.array([j.right for j in judged])
    sure = np.array([j.confidence for j in judged])
    said = (sure >= threshold) & ~np.array([j.forbidden for j in judged])
    found = np.array([bool(j.asked.right.any()) for j in judged])
    both = can.any() and not can.all()
    return {
        "n": len(judged),
        "found": float(found[can].mean()) if can.any() else np.nan,
        "right first": float(right[can].mean()) if can.any() else np.nan,
        "answered": float(said[can].mean()) if can.any() else np.nan,
        "answered right": float((said & right)[can].mean()) if can.any() else np.nan,
        "refused": float((~said)[~can].mean()) if (~can).any() else np.nan,
        "balanced": float((said[can].mean() + (~said)[~can].mean()) / 2) if both else np.nan,
        "AUROC": float(roc_auc_score(can, sure)) if both else np.nan,
        "ECE": calibration_error(sure, right & can),
    }


def calibration_error(sure: Array, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over ``bins`` of equal width (Naeini et al., AAAI 2015)."""
    places = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[places == b].mean() - right[places == b].mean()) * (places == b).mean() for b in set(places)]
    return float(sum(gaps))


def show(questions: Sequence[Asked], merit_used: Sequence[bool], sure_used: Sequence[bool], threshold: float) -> None:
    """Prints the figures of a choice of features, set by set, and the weights fitted on everything."""
    judged = cross_validated(questions, merit_used, sure_used)
    for kind in ("", *sorted({q.kind for q in questions})):
        found = figures([j for j in judged if j.asked.kind.startswith(kind)], threshold)
        print(f"{kind or 'all':20}", " ".join(f"{k} {v:.3f}" for k, v in found.items()))  # noqa: T201
    flat = (f"{t:.2f} {figures(judged, t)['balanced']:.3f}" for t in np.arange(0.08, 0.45, 0.04))
    print("balanced accuracy by threshold:", ", ".join(flat))  # noqa: T201
    merit, sure = fit(questions, merit_used, sure_used)
    for label, names, linear in (("merit", MERIT, merit), ("confidence", SURE, sure)):
        weights = " ".join(f"{n} {w:.3f}" for n, w in zip(names, linear.weights, strict=True))
        print(f"{label}: bias {linear.bias:.3f} {weights}")  # noqa: T201
    print(f"mean merit of what is rightly first: {usual_merit(questions, merit):.3f}")  # noqa: T201


def usual_merit(questions: Sequence[Asked], merit: Linear) -> float:
    """The mean merit of the best sentence where it is right: what a bias makes equal within a language and across."""
    return float(np.mean([merit(q.features).max() for q in questions if best(q, merit)[1]]))


def main() -> None:
    """Reads the arguments and prints figures and weights."""
    parser = argparse.ArgumentParser(prog="python -m training.decision", description=__doc__)
    parser.add_argument("evidence", type=Path)
    parser.add_argument("--passages", type=int, default=5)
    parser.add_argument("--sentences", type=int, default=16)
    parser.add_argument("--threshold", type=float, default=ANSWERED)
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out")
    options = parser.parse_args()
    merit_used, sure_used = ([name not in options.without for name in names] for names in (MERIT, SURE))
    questions = read(options.evidence, options.passages, options.sentences)
    for across in (False, True):
        print("== across languages" if across else "== within a language")  # noqa: T201
        show([q for q in questions if q.across == across], merit_used, sure_used, options.threshold)


if __name__ == "__main__":
    main()
