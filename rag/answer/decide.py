"""Which sentence answers, and is the question answered? All weights and thresholds, with the figures behind them.

Fitted by ``training.decision`` on what ``training.evidence --questions 110`` wrote for 1,245 questions that the reader
was not trained on: the development half of ``eval/data/seeds.jsonl``, PIAF, and XQuAD within and across languages, over
stores from which a third of the answering paragraphs was taken out. Cross-validated: within a language (606 questions)
the right sentence comes first for .75 of the answerable ones; answered from .30 on, and only with the kind of fact that
is asked for, the balanced accuracy is .822, the area under the ROC curve .928, the calibration error .053. Across
languages (639 questions): .60; .741, .830 and .018. Both accuracies are flat there (.82 to .84 from .08 to .36 and .735
to .745 from .16 to .32). A lower threshold answers more questions, also of those that have no answer: .24 instead of
.30 gives .648 instead of .632 of the answerable ones within a language a right answer, and .139 instead of .121 of the
others a wrong one. What is not answered is a near miss and shows the same sentences, so the upper end is taken. All of
this was fitted before the reader was given a passage's title (``candidates``).

What was tried on the same questions and left: the cosine of each sentence with the question (nothing gained, on 645
questions, for half a second each), the share of its names that a sentence has, whether the reader's words are of the
kind that is asked for, the sentence's length, more passages, one order for both (.749 and .593, but two fewer of the 41
questions over the real pages), trees instead of a linear model (.747 and .591).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.candidates import Candidate, Evidence
from rag.schema import Status
from rag.text.fold import fold

ANSWERED = 0.3
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


MERIT = Weights(0.0, 24.041, 1.329, 0.735, 2.262, 0.203, -0.115)
MERIT_ACROSS = Weights(-34.651, 71.67, -0.606, -2.335, 2.276, 0.229, -0.109)
"""Where question and article differ in language, vectors are less alike, and shared words are chance or names. The bias
gives what is rightly first the same merit on average as within a language: an archive of several has one order."""
CONFIDENCE = Weights(-17.973, 17.352, 0.892, -0.036, -0.356, 0.051, 0.087, 0.903)
CONFIDENCE_ACROSS = Weights(-28.835, 34.313, 3.703, -4.649, -1.415, 0.056, 0.084, 0.708)


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
