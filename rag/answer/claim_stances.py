"""Do the quotations say that it is so: not denied, not only proposed, not yet to come, not the other way round?"""

from collections.abc import Callable, Sequence

from rag.answer.said import Clause, Said
from rag.answer.stances import Side

_FACT, _NAME_OR_GROUP, _WORD = 3.0, 1.0, 1.0
_ADDED = frozenset({"only", "certainty"})
"""Groups of one side, or where having it and not having it exclude each other."""
_MUTUAL = frozenset({"certainty"})

Likeness = Callable[[str, str], float]
"""How alike two clauses are in meaning, in [-1, 1]."""


def lost_stance(claim: Said, quotes: Sequence[Said], likeness: Likeness | None = None) -> tuple[str, str] | None:
    """The check that fails (``numbers`` for "all" and "most", else ``negation``) and why; None when none does."""
    told = [clause for quote in quotes for clause in quote.clauses]
    everything = frozenset(side for clause in told for side in clause.stances.sides)
    for clause in claim.clauses:
        fitting = _fitting(clause, claim, quotes, likeness)
        found = _conflict(clause, fitting, everything)
        if found is not None:
            return found
    return None


def _fitting(clause: Clause, claim: Said, quotes: Sequence[Said], likeness: Likeness | None) -> list[Clause]:
    """The clauses of the quotations that speak of the same; all where that cannot be told."""
    scored = [
        (_score(clause, other, same=quote.language == claim.language, likeness=likeness), other)
        for quote in quotes
        for other in quote.clauses
    ]
    best = max((score for score, _ in scored), default=0.0)
    return [other for score, other in scored if score >= best - 0.5]


def _score(clause: Clause, other: Clause, *, same: bool, likeness: Likeness | None) -> float:
    groups = {group for group, _ in clause.stances.sides} & {group for group, _ in other.stances.sides}
    score = _FACT * len(clause.values & other.values) + _NAME_OR_GROUP * len(groups)
    if same:
        score += _WORD * len(clause.words & other.words)
    if likeness is not None:
        score += 20 * (likeness(clause.text, other.text) - 0.8)
    return score


def _conflict(clause: Clause, fitting: Sequence[Clause], everything: frozenset[Side]) -> tuple[str, str] | None:
    mine = clause.stances
    if all(other.stances.negated != mine.negated for other in fitting) and fitting:
        return ("negation", "the claim denies what the quotes say" if mine.negated else "the quotes deny it")
    opposed = _opposed(mine.sides, fitting, everything)
    if opposed is not None:
        return opposed
    if mine.future and not mine.past and all(o.stances.past and not o.stances.future for o in fitting):
        return ("negation", "the claim speaks of the future, the quotes of what has happened")
    if mine.past and not mine.future and all(o.stances.future and not o.stances.past for o in fitting):
        return ("negation", "the claim says it has happened, the quotes that it is to come")
    return None


def _opposed(
    sides: frozenset[Side], fitting: Sequence[Clause], everything: frozenset[Side]
) -> tuple[str, str] | None:
    told = frozenset(side for clause in fitting for side in clause.stances.sides)
    for group, side in sorted(sides):
        check = "numbers" if group in ("share", "amount") else "negation"
        if group in _ADDED and (group, side) not in everything:
            return (check, f"{side}: the quotes do not say so")
        others = {s for g, s in told if g == group and s != side}
        if others and (group, side) not in told and not any((group, o) in sides for o in others):
            return (check, f"{side}: the quotes say {', '.join(sorted(others))}")
    for group, side in sorted(told):
        if group in _MUTUAL and (group, side) not in sides and all((group, side) in c.stances.sides for c in fitting):
            return ("negation", f"the quotes say only that it is {side}")
    return None
