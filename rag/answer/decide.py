"""Which sentence answers, and is the question answered? All weights and thresholds, with the figures behind them.

Fitted by logistic regression on the development half of ``eval/data/seeds.jsonl`` and on XQuAD questions over a store
from which a third of the answers was taken out, cross-validated; the weights of merit by search on the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.candidates import Candidate, Evidence
from rag.schema import Status

ANSWERED, NEAR = 0.22, 0.1
"""From which confidence on a quotation is an answer, and from which on it is worth showing as the closest."""
ANSWERED_UNFIT = 0.5
"""The same where a date, a duration or an amount is asked for and none is seen in what would be quoted."""
SECOND_CHANCE = 1.0
"""A second sentence is quoted too when its merit is within this of the best. On the questions of the development half
of ``eval/data/seeds.jsonl`` it brings the sentences quoted to hold the answer from one in two to two in three."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over ``Evidence``."""

    bias: float
    cosine: float
    passage: float
    coverage: float
    context_coverage: float
    fits: float
    span: float
    answerable: float

    def of(self, evidence: Evidence) -> float:
        """The weighted sum: a logit where the weights were fitted as such."""
        return (
            self.bias
            + self.cosine * evidence.cosine
            + self.passage * evidence.passage
            + self.coverage * evidence.coverage
            + self.context_coverage * evidence.context_coverage
            + self.fits * evidence.fits
            + self.span * evidence.span
            + self.answerable * evidence.answerable
        )


MERIT = Weights(0.0, 11.0, 20.0, 2.0, 0.6, 0.5, 0.1, 0.0)
MERIT_ACROSS = Weights(0.0, 11.0, 20.0, 0.0, 0.0, 0.0, 0.1, 0.0)
"""Where question and article differ in language, shared words are chance."""
CONFIDENCE = Weights(-11.2, 8.5, 0.6, 1.4, 2.5, 0.0, 0.18, 0.13)
CONFIDENCE_ACROSS = Weights(-20.5, 21.1, 3.3, 0.0, 3.5, 0.0, 0.0, 0.0)
"""The reader has seen too few pairs of two languages to be believed on whether a passage answers at all."""


def merit(evidence: Evidence) -> float:
    """How well a sentence answers compared with others found for the same question; no scale of its own."""
    return (MERIT if evidence.same_language else MERIT_ACROSS).of(evidence)


def confidence(evidence: Evidence) -> float:
    """The probability that the best sentence answers the question, in [0, 1]."""
    return 1 / (1 + math.exp(-(CONFIDENCE if evidence.same_language else CONFIDENCE_ACROSS).of(evidence)))


def status(confident: float, lacks: Sequence[str], *, fits: bool) -> Status:
    """The outcome for the best candidate: what the question names and the article lacks forbids ``answered``.

    ``fits`` says whether what is quoted has a date, an amount and so on, where the question asks for one.
    """
    if confident < NEAR:
        return "unanswerable"
    return "near_miss" if lacks or confident < (ANSWERED if fits else ANSWERED_UNFIT) else "answered"


def best_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by merit; equals in the order of the hits."""
    return sorted(candidates, key=lambda candidate: -merit(candidate.evidence))


def as_good(best: Candidate, next_best: Candidate) -> bool:
    """Whether both should be quoted, because the difference tells too little."""
    return merit(best.evidence) - merit(next_best.evidence) < SECOND_CHANCE
