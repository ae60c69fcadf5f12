"""One answer of the product held against what is known about the question."""

from collections.abc import Callable
from dataclasses import dataclass

from eval.run import Value
from eval.text_match import exact_match, holds, token_f1
from rag.schema import Answer, Citation

IsGold = Callable[[Citation], bool]
"""Whether a citation lies in a passage that is known to answer."""
TextOf = Callable[[str], str]
"""The text of an article, by its id."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What is known: the language asked in, whether there is an answer, its accepted forms and where it stands."""

    lang: str
    question: str
    answerable: bool
    answers: tuple[str, ...]
    is_gold: IsGold
    tags: tuple[str, ...] = ()
    text_of: TextOf | None = None
    """To compare quotations with, character for character; without it their exactness is not measured."""


def judge(answer: Answer, gold: Gold) -> dict[str, Value]:
    """What a run keeps of one answer; measures that are not defined for it are None.

    The prediction is the short answer, or the first quotation where there is none; a refusal predicts nothing.
    ``right``: the first quotation holds a gold answer, whether it was given as the answer or as the closest.
    """
    answered = answer.status == "answered"
    predicted = _predicted(answer) if answered else ""
    holding = [holds(citation.quote, gold.answers, gold.lang) for citation in answer.citations]
    scores = _scores(predicted, gold) | _citation_scores(answer, holding, gold) if gold.answerable else {}
    return {
        "lang": gold.lang, "tags": list(gold.tags), "question": gold.question,
        "answerable": gold.answerable, "status": answer.status,
        "confidence": answer.confidence, "proposed": bool(answer.citations),
        "right": bool(holding[:1] and holding[0]), "exact quotes": _exact(answer, gold.text_of),
        **scores, "predicted": predicted,
        "retrieved": [_place(citation) for citation in answer.citations],
    }  # fmt: skip


def _scores(predicted: str, gold: Gold) -> dict[str, Value]:
    return {
        "F1": token_f1(predicted, gold.answers, gold.lang),
        "exact match": exact_match(predicted, gold.answers, gold.lang) if predicted else 0.0,
    }


def _citation_scores(answer: Answer, holding: list[bool], gold: Gold) -> dict[str, Value]:
    """Only what an answer cites counts; what a near miss shows as the closest is no citation of an answer."""
    answered = answer.status == "answered"
    return {
        "answered": float(answered),
        "gold cited": float(answered and any(gold.is_gold(citation) for citation in answer.citations)),
        "citation precision": sum(holding) / len(holding) if answered and holding else None,
        "citation recall": float(answered and any(holding)),
    }


def _exact(answer: Answer, text_of: TextOf | None) -> float | None:
    """The share of everything quoted, whatever the outcome, that stands in its article just so."""
    if text_of is None or not answer.citations:
        return None
    return sum(text_of(c.article_id)[c.start : c.end] == c.quote for c in answer.citations) / len(answer.citations)


def _predicted(answer: Answer) -> str:
    if answer.short_answer is not None:
        return answer.short_answer
    return answer.citations[0].quote if answer.citations else answer.answer


def _place(citation: Citation) -> str:
    return f"{citation.source}:{citation.start}-{citation.end}"
