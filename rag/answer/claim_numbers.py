"""Whether the quotations tell the figures of a claim: amounts, counts, percentages, durations, ordinals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rag.answer.bounds import Bound, bears_out, bound
from rag.answer.facts import Fact
from rag.answer.said import Said
from rag.text.fold import fold
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_IN_BASE: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "km": ("m", 1000), "cm": ("m", 0.01), "mm": ("m", 0.001), "km2": ("m2", 1e6), "ha": ("m2", 1e4),
        "t": ("kg", 1000),
        "wk": ("d", 7), "y": ("mo", 12), "h": ("min", 60), "s": ("min", 1 / 60), "GW": ("kW", 1e6), "MW": ("kW", 1e3),
        "GWh": ("kWh", 1e6), "TWh": ("kWh", 1e9),
    }
)  # fmt: skip
_FRACTIONS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "fr": {"la moitie": 50, "un tiers": 100 / 3, "deux tiers": 200 / 3, "un quart": 25, "trois quarts": 75},
        "en": {"half": 50, "a third": 100 / 3, "one third": 100 / 3, "two thirds": 200 / 3, "a quarter": 25},
        "vi": {"một nửa": 50, "một phần ba": 100 / 3, "hai phần ba": 200 / 3, "một phần tư": 25},
        "zh": {"一半": 50, "半数": 50, "三分之一": 100 / 3, "三分之二": 200 / 3, "四分之一": 25},
    }
)
_FIRST: Mapping[str, str] = MappingProxyType(
    {"fr": r"premi|inaugural", "en": r"\bfirst\b|inaugural", "vi": r"lần đầu|đầu tiên|thứ nhất", "zh": r"首|第一"}
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TIMES: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        2: {
            "fr": r"\bdoubl|deux fois",
            "en": r"\bdoubl|\btwice\b|twofold|\bboth\b",
            "vi": "gấp đôi|hai lần",
            "zh": "翻一番|翻番|两倍",
        },
        3: {"fr": r"\btripl|trois fois", "en": r"\btripl|threefold|three times", "vi": "gấp ba|ba lần", "zh": "三倍"},
    }
)
_YEARS = range(1900, 2101)
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<before>[A-Z]{1,5})-?(?P<after>[0-9]{1,4})|(?P<figure>[0-9]{1,2})(?P<letter>[A-Z]))(?![A-Za-z0-9])"
)
"""A figure that is part of a name: ``5G``, ``COP30``, ``G20``."""


def lost_number(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Why the first figure of the claim is not borne out; None when all are."""
    for fact in claim.facts:
        if fact.kind == "date" or _is_comparison(fact, claim):
            continue
        if not any(_tells(quote, fact, claim) for quote in quotes):
            return _reason(fact, claim, quotes)
        counted = _swapped(fact, claim, quotes)
        if counted is not None:
            return counted
    return _repeated(claim, quotes) or _renumbered(claim, quotes)


def _is_comparison(fact: Fact, claim: Said) -> bool:
    """Whether it only says with what a figure is compared: ``en hausse de 12 % sur un an``."""
    return fact.value == "1 y" and claim.language == "fr" and claim.levelled[: fact.start].endswith("sur ")


def _renumbered(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Whether the quotations have a name of the claim with other figures only: ``8G`` where they say ``5G``."""
    told = {code for quote in quotes for code in _codes(quote)}
    for letters, figure in _codes(claim):
        if (letters, figure) not in told and any(letters == other for other, _ in told):
            said_there = ", ".join(sorted(other for name, other in told if name == letters))
            return f"{letters.strip('_')} with {figure}: the quotes say it with {said_there}"
    return None


def _codes(said: Said) -> Iterator[tuple[str, str]]:
    """Letters, with ``_`` on the side where the figure stands, and figure, of what is no fact by itself."""
    for match in _CODE.finditer(said.text):
        if not any(fact.start < match.end() and match.start() < fact.end for fact in said.facts):
            before = match["before"]
            yield (f"{before}_", match["after"]) if before else (f"_{match['letter']}", match["figure"])


def _repeated(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Whether the claim says one figure twice where the quotations tell two of a kind: from 14 hours to 14 hours."""
    mine = [fact for fact in claim.facts if fact.kind not in ("date", "ordinal") and ":" not in fact.value]
    numbers = [fact.value.split(" ")[0] for fact in mine]
    told = [fact.value.split(" ")[0] for quote in quotes for fact in quote.facts if fact.kind != "date"]
    for fact, number in zip(mine, numbers, strict=True):
        if 1 <= told.count(number) < numbers.count(number) and len(numbers) == len(told):
            return f"{claim.text[fact.start : fact.end].strip()}: the quotes say it once"
    return None


def _tells(quote: Said, fact: Fact, claim: Said) -> bool:
    if fact.kind == "ordinal":
        return fact.value in {f.value for f in quote.facts} or (
            fact.value == "#1" and re.search(_FIRST.get(quote.language, "(?!)"), quote.levelled) is not None
        )
    if ":" in fact.value:
        return fact.value in {f.value for f in quote.facts}
    value, unit = _measured(fact)
    how = bound(claim.levelled, fact.start, fact.end, claim.language)
    for other, other_unit, other_how in _measures(quote):
        if _same_unit(unit, other_unit) and bears_out(value, how, other, other_how):
            return True
    if unit is None and (f"#{value:g}" in {f.value for f in quote.facts} or _multiplied(value, quote)):
        return True
    return unit is None and how == "exact" and _stands(claim.text[fact.start : fact.end], value, quote)


def _stands(surface: str, value: float, quote: Said) -> bool:
    """Whether the same digits stand in the quotation, as part of whatever: ``COP30``, ``2023-2025``."""
    if value in _YEARS and any(str(int(value)) in f.value for f in quote.facts if f.kind == "date"):
        return True
    told = {f.value.split()[0].rstrip("%") for f in quote.facts if f.kind != "date"}
    return surface in _FIGURE.findall(quote.text) and surface not in told


def _measures(said: Said) -> Iterator[tuple[float, str | None, Bound]]:
    for fact in said.facts:
        if fact.kind not in ("date", "ordinal") and ":" not in fact.value:
            how = bound(said.levelled, fact.start, fact.end, said.language)
            value, unit = _measured(fact)
            yield (value, unit, how)
            if unit not in (None, "%", "pp"):
                yield (float(fact.value.split(" ")[0]), None, how)
    for words, percent in _FRACTIONS.get(said.language, {}).items():
        if words in said.levelled:
            yield (percent, "%", "about")


def _measured(fact: Fact) -> tuple[float, str | None]:
    """Value and unit, in the smallest unit of its kind."""
    if fact.value.endswith("%"):
        return (float(fact.value[:-1]), "%")
    number, _, unit = fact.value.partition(" ")
    base, factor = _IN_BASE.get(unit, (unit, 1.0))
    return (float(number) * factor, base or None)


def _same_unit(claimed: str | None, told: str | None) -> bool:
    """A claim may leave a unit of money or measure out, never put one in; degrees of magnitude have none."""
    return claimed == told or (claimed == "°" and told is None)


def _multiplied(value: float, quote: Said) -> bool:
    words = _TIMES.get(int(value), {}).get(quote.language) if value == int(value) else None
    return words is not None and re.search(words, quote.levelled) is not None


def _swapped(fact: Fact, claim: Said, quotes: Sequence[Said]) -> str | None:
    """Whether the quotations count other things with this number, and this thing with another number."""
    thing = _counted(fact, claim)
    if thing is None:
        return None
    told = [(f, _counted(f, q)) for q in quotes if q.language == claim.language for f in q.facts if f.kind == fact.kind]
    if any(f.value == fact.value and (t is None or t == thing) for f, t in told):
        return None
    other = next((f for f, t in told if t == thing and f.value != fact.value), None)
    if other is None or not any(f.value == fact.value for f, _ in told):
        return None
    return f"{claim.text[fact.start : fact.end]}: the quotes count something else with it"


def _counted(fact: Fact, said: Said) -> str | None:
    """The stem of the word after a number: what it counts."""
    after = said.text[fact.end : fact.end + 40]
    if said.language == "zh":
        return after[:2] if re.match("[\u4e00-\u9fff]{2}", after) else None
    match = re.match(r"[\s-]*(?:de |d'|of )?([^\W\d_]{2,})", after)
    if match is None or fold(match[1]) in stopwords(said.language):
        return None
    return terms(match[1], said.language).words[0] if said.language == "vi" else terms(match[1], said.language).stems[0]


def _reason(fact: Fact, claim: Said, quotes: Sequence[Said]) -> str:
    surface = claim.text[fact.start : fact.end].strip()
    how = bound(claim.levelled, fact.start, fact.end, claim.language)
    same = [q.text[f.start : f.end].strip() for q in quotes for f in q.facts if f.kind == fact.kind]
    if how not in ("exact", "about") and any(
        _measured(fact) == _measured(f) for q in quotes for f in q.facts if f.kind == fact.kind
    ):
        return f"{how} {surface}: the quotes do not say so"
    if same:
        return f"{surface}: the quotes say {', '.join(dict.fromkeys(same))}"
    return f"{surface}: the quotes say no such {fact.kind}"
