"""Which sentence answers, and is the question answered? All weights and thresholds, with the figures behind them.

Fitted by ``training.decision`` on what ``training.evidence --questions 110`` wrote for 1,245 questions that the reader
was not trained on: the development half of ``eval/data/seeds.jsonl``, PIAF, and XQuAD within and across languages, over
stores from which a third of the answering paragraphs was taken out. Cross-validated: within a language (606 questions)
the right sentence comes first for .75 of the answerable ones; answered from .24 on, and only with the kind of fact that
is asked for, the balanced accuracy is .827, the area under the ROC curve .928, the calibration error .053. Across
languages (639 questions): .60; .742, .830 and .025. Both accuracies are flat there (.82 to .84 from .10 to .34 and .735
to .75 from .16 to .34): a lower threshold answers more questions, also of those that have no answer.

How alike a sentence and the question are as vectors adds nothing to this (.711 right first within a language with it
and without it, .528 and .523 across, on 645 questions) and cost half a second a question.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.candidates import Candidate, Evidence
from rag.schema import Status
from rag.text.fold import fold

ANSWERED = 0.24
"""From which confidence on a quotation is an answer."""
NEAR = 0.07
"""From which confidence on it is worth showing as the closest."""
CLEAR = 3.0
"""A sentence whose merit exceeds all others by this is clearly the best; more says no more."""
SECOND_CHANCE, SECOND_CHANCE_ACROSS = 1.0, 1.5
"""A second sentence is quoted too when its merit is within this of the best, in one language and across two.

What is quoted then holds the answer for .76 instead of .64 of the answerable questions of the development half of
``eval/data/seeds.jsonl``, across languages for .59 instead of .47 (with 1.0 for .53, of the quotations as many right).
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model over ``Evidence``."""

    bias: float
    passage: float
    coverage: float
    context_coverage: float
    fits: float
    span: float
    answerable: float
    margin: float = 0.0

    def of(self, evidence: Evidence) -> float:
        """The weighted sum: a logit where the weights were fitted as such."""
        return (
            self.bias
            + self.passage * evidence.passage
            + self.coverage * evidence.coverage
            + self.context_coverage * evidence.context_coverage
            + self.fits * evidence.fits
            + self.span * evidence.span
            + self.answerable * evidence.answerable
            + self.margin * evidence.margin
        )


MERIT = Weights(0.0, 24.053, 1.322, 0.743, 2.237, 0.203, -0.116)
MERIT_ACROSS = Weights(-34.619, 71.623, -0.606, -2.333, 2.277, 0.229, -0.108)
"""Where question and article differ in language, shared words are chance; a name is in both. The bias gives what is
rightly first the same merit on average as within a language, so that an archive of several languages has one order."""
CONFIDENCE = Weights(-17.973, 17.354, 0.899, -0.04, -0.362, 0.051, 0.087, 0.903)
CONFIDENCE_ACROSS = Weights(-28.841, 34.384, 3.67, -4.599, -1.504, 0.058, 0.083, 0.7)


def merit(evidence: Evidence) -> float:
    """How well a sentence answers compared with others found for the same question; no scale of its own."""
    return (MERIT if evidence.same_language else MERIT_ACROSS).of(evidence)


def confidence(evidence: Evidence) -> float:
    """The probability that the best sentence answers the question, in [0, 1]."""
    return 1 / (1 + math.exp(-(CONFIDENCE if evidence.same_language else CONFIDENCE_ACROSS).of(evidence)))


def status(confident: float, lacks: Sequence[str], *, fits: bool) -> Status:
    """The outcome for the best candidate: what the question names and the article lacks forbids ``answered``.

    ``fits`` says whether what is quoted has a date, an amount and so on, where the question asks for one; nothing
    answers without it, however sure the reader is (a train ticket costs no "20 hours").
    """
    if confident < NEAR:
        return "unanswerable"
    return "near_miss" if lacks or not fits or confident < ANSWERED else "answered"


def best_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by merit, each with its margin over the best other sentence; equals in the order of the hits."""
    merits: dict[str, float] = {}
    for candidate in candidates:
        said, own = fold(candidate.text), merit(candidate.evidence)
        merits[said] = max(own, merits.get(said, own))
    top = sorted(merits, key=lambda said: -merits[said])[:2]

    def with_margin(candidate: Candidate) -> Candidate:
        others = [merits[said] for said in top if said != fold(candidate.text)]
        margin = min([CLEAR, *(merit(candidate.evidence) - other for other in others[:1])])
        return replace(candidate, evidence=replace(candidate.evidence, margin=margin))

    return [with_margin(c) for c in sorted(candidates, key=lambda candidate: -merit(candidate.evidence))]


def as_good(best: Candidate, next_best: Candidate) -> bool:
    """Whether both should be quoted, because the difference tells too little."""
    enough = SECOND_CHANCE if best.evidence.same_language else SECOND_CHANCE_ACROSS
    return merit(best.evidence) - merit(next_best.evidence) < enough
