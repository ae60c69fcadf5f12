"""Is a claim borne out by what it cites? The first form: only what is said verbatim is."""

from collections.abc import Sequence

from rag.schema import Checks, Citation, Claim


def verbatim_claim(text: str, citations: Sequence[Citation]) -> Claim:
    """The claim that ``text`` is said, resting on ``citations``; supported when one of them says it word for word.

    A verbatim claim can differ from its quotation in no number, date, name or negation, so all checks follow.
    """
    said = any(text in citation.quote for citation in citations)
    return Claim(text, tuple(citation.number for citation in citations), said, Checks(said, said, said, said))
