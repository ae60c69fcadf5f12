"""Which sentence answers, and is the question answered? All weights and thresholds, with the figures behind them.

Fitted by ``training.decision`` on what ``training.evidence --questions 50`` wrote for 645 questions that the reader was
not trained on: the development half of ``eval/data/seeds.jsonl``, PIAF, and XQuAD within and across languages, over
stores from which a third of the answering paragraphs was taken out. Cross-validated: within a language (306 questions)
the right sentence comes first for .71 of the answerable ones; answered from .26 on, and only with the kind of fact
that is asked for, the balanced accuracy is .812, the area under the ROC curve .892, the calibration error .068. Across
languages (339 questions): .53; from .16 on .738; .815 and .074. Both accuracies are flat there (.80 to .82 from .14 to
.38 and .74 to .75 from .16 to .24). From .30 on fewer questions without an answer get one, but one more of the 36 over
the real pages, all of which have one, gets none, and those over ``seeds/`` fare worse.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.candidates import Candidate, Evidence
from rag.schema import Status

ANSWERED, ANSWERED_ACROSS = 0.26, 0.16
"""From which confidence on a quotation is an answer, within one language and across two."""
NEAR = 0.07
"""From which confidence on it is worth showing as the closest."""
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


MERIT = Weights(0.0, 4.214, 18.777, 1.665, 0.791, 2.884, 0.197, -0.133)
MERIT_ACROSS = Weights(0.0, 29.832, 43.585, -4.599, -0.535, 2.22, 0.165, -0.076)
"""Where question and article differ in language, shared words are chance; a name is in both."""
CONFIDENCE = Weights(-20.728, 11.232, 9.853, 0.825, 0.899, 0.545, 0.069, 0.139)
CONFIDENCE_ACROSS = Weights(-24.359, 9.7, 19.887, 1.33, -2.06, -1.549, 0.07, 0.158)


def merit(evidence: Evidence) -> float:
    """How well a sentence answers compared with others found for the same question; no scale of its own."""
    return (MERIT if evidence.same_language else MERIT_ACROSS).of(evidence)


def confidence(evidence: Evidence) -> float:
    """The probability that the best sentence answers the question, in [0, 1]."""
    return 1 / (1 + math.exp(-(CONFIDENCE if evidence.same_language else CONFIDENCE_ACROSS).of(evidence)))


def status(confident: float, lacks: Sequence[str], *, fits: bool, same_language: bool = True) -> Status:
    """The outcome for the best candidate: what the question names and the article lacks forbids ``answered``.

    ``fits`` says whether what is quoted has a date, an amount and so on, where the question asks for one; nothing
    answers without it, however sure the reader is (a train ticket costs no "20 hours").
    """
    if confident < NEAR:
        return "unanswerable"
    enough = ANSWERED if same_language else ANSWERED_ACROSS
    return "near_miss" if lacks or not fits or confident < enough else "answered"


def best_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by merit; equals in the order of the hits."""
    return sorted(candidates, key=lambda candidate: -merit(candidate.evidence))


def as_good(best: Candidate, next_best: Candidate) -> bool:
    """Whether both should be quoted, because the difference tells too little."""
    return merit(best.evidence) - merit(next_best.evidence) < SECOND_CHANCE
