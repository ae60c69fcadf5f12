"""Whether the quotations say that it is so: not denied, not only proposed, not yet to come, not the other way round."""

from collections.abc import Sequence

from rag.answer.said import Clause, Said
from rag.answer.stances import Side

Lost = tuple[str, str]
"""The check that fails, ``numbers`` for "all" and "most", else ``negation``, and why."""
Told = Sequence[tuple[Said, Clause]]

_FACT, _NAME, _WORD = 3.0, 2.0, 1.0
_NEARLY = 0.5
_POSSIBLE: Side = ("certainty", "possible")
_ABLE: Side = ("certainty", "able")
_REJECTED: Side = ("act", "rejected")
_ONLY: Side = ("only", "only")
_LIKE_NOT = frozenset(
    {
        _REJECTED,
        ("lack", "lack"),
        ("outcome", "failure"),
        ("leave", "ban"),
        ("openness", "close"),
        ("institution", "abolish"),
    }
)
"""What may also be said with a negation: a permit that was refused was not given."""
_QUANTITIES = frozenset({"share", "amount", "rate", "multiple"})


def lost_stance(claim: Said, quotes: Sequence[Said]) -> Lost | None:
    """The check that fails and why; None when none does."""
    told = [(quote, clause) for quote in quotes for clause in quote.clauses]
    for check in (_negation, _sides, _certainty, _tenses):
        found = check(claim, told)
        if found is not None:
            return found
    return None


def _negation(claim: Said, told: Told) -> Lost | None:
    denied = [(quote, clause) for quote, clause in told if clause.stances.negated]
    mine = [clause for clause in claim.clauses if clause.stances.negated]
    everything = _all_sides([clause for _, clause in told])
    if not mine:
        if _is_denied(claim, told, denied):
            return ("negation", "the quotes deny it")
        return ("negation", "the quotes say that it was rejected") if _is_rejected(claim, told) else None
    if not denied:
        excused = everything & _LIKE_NOT and not _all_sides(claim.clauses) & everything & _LIKE_NOT
        return None if excused else ("negation", "the claim denies what the quotes say")
    whole = len(told) == len(denied)
    if not whole and not all(any(_touches(c, o, claim, q, told) for q, o in denied) for c in mine):
        return ("negation", "the claim denies what the quotes say")
    if not everything & _LIKE_NOT and all(quote.language == claim.language for quote, _ in told):  # noqa: SIM102
        if _count(mine) > _count([clause for _, clause in denied]):
            return ("negation", "the claim denies more than the quotes do")
    return None


def _count(clauses: Sequence[Clause]) -> int:
    return sum(clause.stances.negations for clause in clauses)


def _is_rejected(claim: Said, told: Told) -> bool:
    """Whether the claim has happen what the quotations only have rejected."""
    if any(group == "act" for group, _ in _all_sides(claim.clauses)):
        return False
    return any(all(_REJECTED in c.stances.sides for c in _fitting(clause, claim, told)) for clause in claim.clauses)


def _is_denied(claim: Said, told: Told, denied: Told) -> bool:
    """Whether a claim without a negation says what only a negated clause says."""
    if not denied:
        return False
    if all(c.stances.negated for clause in claim.clauses for c in _fitting(clause, claim, told)):
        return not _all_sides(claim.clauses) & _LIKE_NOT
    plain = [clause for _, clause in told if not clause.stances.negated]
    groups = {g for g, _ in _all_sides(claim.clauses)} - {g for g, _ in _all_sides(plain)}
    values = frozenset().union(*(c.values for c in claim.clauses)) - frozenset().union(*(c.values for c in plain))
    words = claim.words - frozenset().union(*(c.words for c in plain))
    for quote, clause in denied:
        if values & clause.values or groups & {g for g, _ in clause.stances.sides}:
            return True
        if quote.language == claim.language and 2 * len(words & clause.words) >= max(2, len(clause.words)):
            return True
    return False


def _touches(clause: Clause, other: Clause, claim: Said, quote: Said, told: Told) -> bool:
    """Whether two clauses share anything; in another language, whether no clause without a negation shares more."""
    shared = clause.values & other.values or clause.names & other.names
    groups = {g for g, _ in clause.stances.sides} & {g for g, _ in other.stances.sides}
    if shared or groups:
        return True
    if quote.language == claim.language:
        return bool(clause.words & other.words)
    best = _score(clause, other, anchors=True)
    return not any(_score(clause, plain, anchors=True) > best for _, plain in told if not plain.stances.negated)


def _fitting(clause: Clause, claim: Said, told: Told, *, anchors: bool = False) -> list[Clause]:
    """The clauses of the quotations that speak of the same; all where that cannot be told.

    With ``anchors`` only figures and names count, and where there are none in common nothing fits.
    """
    scored = [
        (_score(clause, other, anchors=anchors or quote.language != claim.language), other) for quote, other in told
    ]
    if not anchors:
        scored = [
            (score + len({g for g, _ in clause.stances.sides} & {g for g, _ in other.stances.sides}), other)
            for score, other in scored
        ]
    best = max((score for score, _ in scored), default=0.0)
    if anchors and best == 0:
        return []
    return [other for score, other in scored if score >= best - _NEARLY]


def _score(clause: Clause, other: Clause, *, anchors: bool) -> float:
    score = _FACT * len(clause.values & other.values) + _NAME * len(clause.names & other.names)
    return score if anchors else score + _WORD * len(clause.words & other.words)


def _sides(claim: Said, told: Told) -> Lost | None:
    everything = _all_sides([clause for _, clause in told])
    mine = _all_sides(claim.clauses)
    same = any(quote.language == claim.language for quote, _ in told)
    for clause in claim.clauses:
        near = _all_sides(_fitting(clause, claim, told))
        sure = _all_sides(_fitting(clause, claim, told, anchors=True))
        for side in sorted(clause.stances.sides):
            if side == _ONLY and not same:
                continue
            found = _opposed(side, near if side not in everything else sure, everything, mine)
            if found is not None:
                return found
    return None


def _opposed(side: Side, near: frozenset[Side], everything: frozenset[Side], mine: frozenset[Side]) -> Lost | None:
    group, what = side
    check = "numbers" if group in _QUANTITIES else "negation"
    if group == "certainty":
        return None
    if group == "only":
        return (check, "only: the quotes do not say so") if side not in everything else None
    if side == ("share", "all") and _ONLY in everything and _ONLY not in mine:
        return (check, "all: the quotes say only some")
    others = {s for g, s in near if g == group and s != what}
    if side not in everything:
        others |= {s for g, s in everything if g == group}
    unlike = {other for other in others if (group, other) not in mine}
    if unlike and side not in near and (side not in everything or unlike == others):
        return (check, f"{what}: the quotes say {', '.join(sorted(unlike))}")
    return None


def _certainty(claim: Said, told: Told) -> Lost | None:
    mine, theirs = _all_sides(claim.clauses), _all_sides([clause for _, clause in told])
    if _POSSIBLE in mine and not theirs & {_POSSIBLE, _ABLE}:
        return ("negation", "possible: the quotes do not say so")
    if _POSSIBLE in theirs and not mine & {_POSSIBLE, _ABLE}:
        fitting = [c for clause in claim.clauses for c in _fitting(clause, claim, told)]
        if all(_POSSIBLE in c.stances.sides for c in fitting):
            return ("negation", "the quotes say only that it is possible")
    return None


def _tenses(claim: Said, told: Told) -> Lost | None:
    told = [(quote, other) for quote, other in told if other.stances.past or other.stances.future]
    for clause in (clause for clause in claim.clauses if told and _POSSIBLE not in clause.stances.sides):
        mine, fitting = clause.stances, [c.stances for c in _fitting(clause, claim, told)]
        if mine.future and not mine.past and all(o.past and not o.future for o in fitting):
            return ("negation", "the claim speaks of the future, the quotes of what has happened")
        if mine.past and not mine.future and all(o.future and not o.past for o in fitting):
            return ("negation", "the claim says it has happened, the quotes that it is to come")
    return None


def _all_sides(clauses: Sequence[Clause]) -> frozenset[Side]:
    return frozenset(side for clause in clauses for side in clause.stances.sides)
