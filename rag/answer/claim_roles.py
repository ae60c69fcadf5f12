"""Whether the claim has the same ones act and be acted upon as the quotations: ``A beat B`` is not ``B beat A``.

No grammar: a verb of ``relations.tsv`` between two names, the voice by the words beside it. Where a sentence shows
anything else, nothing is said of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.said import Said
from rag.answer.stances import LANGUAGES
from rag.text.named import is_named
from rag.text.shown_names import WORD, names_nobody, shown_names

_COMMON_HAN = 3
_RIGHT_AFTER = 2
"""``reçu par`` is passive without an auxiliary, ``rejected a request by`` is not."""
_BREAK = re.compile(r"[.;:!?。；：！？]|\b(?:selon|according to|theo|que|qu'|who|which|whom|dont)\b")
_PASSIVE_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"\b(?:ete|est|sont|sera|seront|fut|furent|etait) $",
        "en": r"\b(?:was|were|is|are|been|be|being) (?:\w+ly )?$",
        "vi": r"\b(?:bị|được)\b",
        "zh": "被|由",
    }
)
_BY: Mapping[str, str] = MappingProxyType({"fr": r"\bpar\b", "en": r"\bby\b", "vi": r"\bbởi\b", "zh": "(?!)"})


@dataclass(frozen=True, slots=True)
class Role:
    """Who did what to whom: the text on either side of the verb, as far as it may hold the name."""

    relation: str
    agent: str
    patient: str


def lost_role(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Why who did it to whom is not borne out: the quotations say it the other way round; None when they do not."""
    told = [(quote, role) for quote in quotes for role in roles(quote)]
    for mine in roles(claim):
        same = [(quote, other) for quote, other in told if other.relation == mine.relation]
        if any(_match(mine.agent, other.agent, claim, quote) for quote, other in same):
            continue
        for quote, other in same:
            if _match(mine.agent, other.patient, claim, quote) and _match(mine.patient, other.agent, claim, quote):
                return f"{mine.agent.strip()}: the quotes say it the other way round"
    return None


def _match(mine: str, theirs: str, claim: Said, quote: Said) -> bool:
    """Whether two pieces name the same; two Chinese ones, whether they have a run of characters in common."""
    if claim.language == quote.language == "zh":
        return SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match().size >= _COMMON_HAN
    forth = any(is_named(name, claim.language, theirs, quote.language) for name in _names(mine, claim.language))
    return forth or any(is_named(name, quote.language, mine, claim.language) for name in _names(theirs, quote.language))


def roles(said: Said) -> Iterator[Role]:
    """The acts that a sentence shows between two names."""
    for relation, pattern in _relations(said.language):
        for match in pattern.finditer(said.levelled):
            before, after = said.text[: match.start()], said.text[match.end() :]
            before = before[max((m.end() for m in _BREAK.finditer(before)), default=0) :]
            stop = _BREAK.search(after)
            role = _role(relation, before, after[: stop.start()] if stop else after, said.language)
            if role is not None and role.agent.strip() and role.patient.strip():
                yield role


def _role(relation: str, before: str, after: str, language: str) -> Role | None:
    """None where the voice is passive and nobody is said to have done it."""
    passive = re.search(_PASSIVE_BEFORE[language], level(before, language))
    if passive and language in ("vi", "zh"):  # patient, được, agent, verb
        return Role(relation, before[passive.end() :], before[: passive.start()])
    by = re.search(_BY[language], level(after, language))
    if by and (passive or by.start() <= _RIGHT_AFTER):
        return Role(relation, after[by.end() :], before)
    return None if passive else Role(relation, before, after)


def _names(piece: str, language: str) -> list[str]:
    """The names of a piece that name somebody; one that opens it counts."""
    opening = WORD.search(piece)
    first = opening[0] if opening and opening[0][0].isupper() and not names_nobody(f"^{opening[0]}", language) else None
    shown = [*shown_names(piece, language), *([first] if first else [])]
    return [name for name in shown if len(name) > 2 or language == "zh"]


@lru_cache(maxsize=len(LANGUAGES))
def _relations(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if language not in LANGUAGES:
        return ()
    lines = files("rag.answer").joinpath("relations.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    whole = "{}" if language == "zh" else r"(?<![\w-])(?:{})(?!\w)"
    column = 1 + LANGUAGES.index(language)
    return tuple((row[0], re.compile(whole.format(row[column]))) for row in rows)
