"""Is a claim borne out by the sentences that it cites? Fact by fact, in four languages and across them.

A claim is one sentence from anywhere. Each of its facts has to stand in a quotation: numbers with their units and
bounds, dates, names, whether it is so or not; and the quotations have to speak of the same thing at all.
"""

from collections.abc import Sequence
from datetime import date

from rag.answer.claim_content import Similarity, lost_content
from rag.answer.claim_dates import lost_date
from rag.answer.claim_names import lost_name
from rag.answer.claim_numbers import lost_number
from rag.answer.claim_roles import lost_role
from rag.answer.claim_stances import lost_stance
from rag.answer.said import said
from rag.schema import Checks, Citation, Claim, Verdict

_SAID = Verdict(True, Checks(True, True, True, True, True), "the quotes say it word for word")


def verify(
    claim: str,
    quotes: Sequence[str],
    *,
    language: str | None = None,
    quote_languages: Sequence[str] | None = None,
    published: Sequence[date | None] | None = None,
    similarity: Similarity | None = None,
) -> Verdict:
    """Whether the quotations bear the claim out, and if not, the first fact that they lack.

    Languages (ISO 639-1, one a quotation) are detected where they are not given. ``published`` has the day on which
    each quotation appeared, if known: then "in 2024" may be borne out by "next year" of an article of 2023. Without
    ``similarity`` whether they are about the same is told by their words alone, within one language.
    """
    if any(_plain(claim) in _plain(quote) for quote in quotes):
        return _SAID
    languages: Sequence[str | None] = quote_languages or [None] * len(quotes)
    days = published or [None] * len(quotes)
    mine = said(claim, language)
    theirs = [said(*each) for each in zip(quotes, languages, days, strict=True)]
    stance = lost_stance(mine, theirs)
    alike = max(similarity.similarity(claim, quotes), default=None) if similarity and quotes else None
    lost = {
        "numbers": lost_number(mine, theirs) or (stance[1] if stance and stance[0] == "numbers" else None),
        "dates": lost_date(mine, theirs),
        "names": lost_name(mine, theirs) or lost_role(mine, theirs),
        "negation": stance[1] if stance and stance[0] == "negation" else None,
        "content": lost_content(mine, theirs, alike),
    }
    why = next((reason for reason in lost.values() if reason), "every fact of the claim is in the quotes")
    checks = Checks(**{check: reason is None for check, reason in lost.items()})
    return Verdict(not any(lost.values()), checks, why)


def _plain(text: str) -> str:
    """As a reader compares: without the white space and the mark at the end."""
    return " ".join(text.split()).rstrip(" .。!…")


def verbatim_claim(text: str, citations: Sequence[Citation]) -> Claim:
    """The claim that ``text`` is said, resting on ``citations``; supported when one of them says it word for word.

    A verbatim claim can differ from its quotation in no number, date, name or negation, so all checks follow.
    """
    said = any(text in citation.quote for citation in citations)
    return Claim(text, tuple(citation.number for citation in citations), said, Checks(said, said, said, said, said))
