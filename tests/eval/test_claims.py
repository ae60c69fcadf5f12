"""Corruptions of one fact, and the measurement of a verifier with them."""

import json
import re
from collections import Counter
from os.path import commonprefix
from pathlib import Path

import pytest

from eval.claims import ClaimCase, corrupted, evaluate_claims, product_verifier, read_claims
from eval.mutations import KINDS, mutations
from rag.errors import InputError
from tests.source_code import ROOT

OWN = read_claims(ROOT / "eval" / "data" / "claims.jsonl")
FRENCH = "Le 4e forum a réuni plus de 120 élus à Lan Kieu le 9 mars 2024, soit 12 % de plus, dit Lam Hai."


def wrong(claim: str, lang: str, **names: str) -> dict[str, str]:
    """Kind → corrupted claim."""
    return dict(mutations(claim, lang, names))


def test_each_kind_changes_its_own_fact_in_french() -> None:
    """Worked by hand: one fact, and nothing else."""
    found = wrong(FRENCH, "fr", person="Lam Hai", place="Lan Kieu")
    changed = {
        "day": ("9 mars", "10 mars"), "month": ("mars", "avril"), "year": ("2024", "2025"), "ordinal": ("4e", "5e"),
        "amount": ("120 élus", "123 élus"), "percentage": ("12 %", "15 %"), "person": ("Lam Hai", "Marc Delorme"),
        "place": ("Lan Kieu", "Sơn Bình"), "negation": ("a réuni", "n'a pas réuni"),
        "quantifier": ("plus de 120", "moins de 120"),
    }  # fmt: skip
    assert {kind: FRENCH.replace(*pair, 1) for kind, pair in changed.items()} == found


@pytest.mark.parametrize(
    ("lang", "claim", "kind", "expected"),
    [
        ("en", "All 45 trains left on 3 May.", "quantifier", "Some 45 trains left on 3 May."),
        ("en", "The 4th forum is over.", "ordinal", "The 5th forum is over."),
        ("en", "It cost 1.6 billion dollars.", "unit", "It cost 1.6 million dollars."),
        ("en", "It was not closed.", "negation", None),
        ("vi", "Diễn đàn lần thứ tư đã mở ngày 3 tháng 12.", "ordinal", "Diễn đàn lần thứ năm đã mở ngày 3 tháng 12."),
        ("vi", "Diễn đàn đã mở ngày 3 tháng 12.", "month", "Diễn đàn đã mở ngày 3 tháng 1."),
        ("vi", "Cầu đã mở lại.", "negation", "Cầu đã không mở lại."),
        ("zh", "第四届论坛于2024年3月9日举行。", "day", "第四届论坛于2024年3月10日举行。"),
        ("zh", "第四届论坛于2024年3月9日举行。", "amount", None),
        ("zh", "耗资8400万美元。", "unit", "耗资8400亿美元。"),
        ("fr", "Le train part le 28 mars.", "day", "Le train part le 1 mars."),
        ("fr", "En 2024, rien.", "amount", None),
        ("de", "Am 3. Mai 2024.", "year", None),
    ],
)
def test_facts_are_told_apart_in_each_language(lang: str, claim: str, kind: str, expected: str | None) -> None:
    """A day is no amount, a year no count; what is not there cannot be made wrong."""
    assert expected == wrong(claim, lang).get(kind)


def test_every_corruption_of_the_own_set_changes_one_short_run() -> None:
    """Two facts at once would be twice as easy to catch; French negation stands in two places."""
    for case in OWN:
        for kind, text in mutations(case.claim, case.lang, case.names):
            before = len(commonprefix([case.claim, text]))  # noqa: RUF071 (characters are meant)
            after = len(commonprefix([case.claim[before:][::-1], text[before:][::-1]]))  # noqa: RUF071
            assert max(len(case.claim), len(text)) - before - after <= 24, (case.id, kind, text)


def test_the_own_set_covers_every_kind_in_every_language() -> None:
    """Four of each at least: a rate needs something to be a rate of."""
    counts = Counter((case.lang, case.kind) for case in corrupted(OWN))
    assert [] == [(lang, kind) for lang in ("fr", "en", "vi", "zh") for kind in KINDS if counts[lang, kind] < 4]


def test_the_own_set_names_what_it_says_it_names_and_has_both_kinds_of_claims() -> None:
    """The corruptions are made from true claims; those written by hand say what is wrong with them."""
    assert all(name in case.claim for case in OWN for name in case.names.values())
    assert len(OWN) == len({case.id for case in OWN})
    assert {True, False} == {case.supported for case in OWN}


def test_catches_and_false_alarms_are_counted_by_kind() -> None:
    """A verifier that believes only what stands in the first quotation word for word."""
    cases = (
        ClaimCase("a", "fr", "x", ("x",), True, "verbatim", {}),
        ClaimCase("b", "fr", "y", ("x",), True, "paraphrase", {}),
        ClaimCase("c", "fr", "z", ("x",), False, "year", {}),
        ClaimCase("d", "fr", "x", ("x",), False, "year", {}),
    )
    means = evaluate_claims(cases, "toy", lambda claim, quotes: claim == quotes[0], lambda *_: None).metrics["all"]
    assert (0.5, 0.5, 0.5) == (means["caught"].value, means["caught: year"].value, means["false alarms"].value)
    assert (1.0, 0.0) == (means["false alarms: paraphrase"].value, means["false alarms: verbatim"].value)


def test_the_products_verifier_believes_its_own_quotations() -> None:
    """An extractive answer is a quotation: to doubt it would be absurd."""
    assert all(product_verifier(case.claim, case.quotes) for case in OWN if case.kind == "verbatim")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quotes": []}, ":1: 'quotes' must hold at least 1"),
        ({"supported": None}, ":1: 'supported' must be true or false"),
        ({"names": "Lam"}, ":1: 'names' must hold texts"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, change: dict[str, object], message: str) -> None:
    """Protects whoever brings claims of their own."""
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": "a", "lang": "fr", "claim": "x", "quotes": ["x"], "supported": True} | change))
    with pytest.raises(InputError, match=re.escape(message)):
        read_claims(path)
