"""True claims with exactly one fact made wrong: what a verifier must catch."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from eval.mutation_rules import rules

KINDS = (
    "day", "month", "year", "ordinal", "amount", "unit", "percentage", "person", "place", "negation", "quantifier",
)  # fmt: skip
OTHER_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "person": {"fr": "Marc Delorme", "en": "Marc Delorme", "vi": "Đỗ Văn Khôi", "zh": "杜文魁"},
        "place": {"fr": "Sơn Bình", "en": "Son Binh", "vi": "Sơn Bình", "zh": "山平"},
    }
)
"""What a name becomes: invented, so that no article is about them."""


class Mutation(NamedTuple):
    """A claim that says one thing wrong, and of which kind."""

    kind: str
    text: str


def mutations(claim: str, lang: str, names: Mapping[str, str]) -> Iterator[Mutation]:
    """The claim with its first fact of each kind made wrong; ``names`` holds its ``person`` and ``place``.

    A kind of which the claim has no fact gives none.
    """
    for kind in KINDS:
        wrong = _named(claim, lang, kind, names) if kind in OTHER_NAMES else _ruled(claim, lang, kind)
        if wrong is not None and wrong != claim:
            yield Mutation(kind, wrong)


def _named(claim: str, lang: str, kind: str, names: Mapping[str, str]) -> str | None:
    other = OTHER_NAMES[kind].get(lang)
    name = names.get(kind)
    return claim.replace(name, other) if name and other and name in claim else None


def _ruled(claim: str, lang: str, kind: str) -> str | None:
    for rule in (rule for rule in rules(lang) if rule.kind == kind):
        changed, count = rule.pattern.subn(rule.change, claim, count=1)
        if count and changed != claim:
            return changed
    return None
