"""One key for a name however it is written; other names keep other keys."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.fold import fold
from rag.text.names import _table, name_key


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (
            "nguyenphutrong",
            ["Nguyên Phu Trong", "Nguyễn Phú Trọng", "NGUYEN PHU TRONG", "阮富仲", "Nguyen-Phu-Trong",
             "Phu Trong Nguyen", "Nguyen, Phu Trong", "le secrétaire général du PCV Nguyên Phu Trong",
             "Tổng Bí thư Nguyễn Phú Trọng",
             "阮富仲总书记", "M. Nguyên Phu Trong"],
        ),
        ("hagiang", ["Hà Giang", "HA-GIANG", "Hagiang", "tỉnh Hà Giang", "la province de Ha Giang", "河江"]),
        (
            "xijinping",
            ["Xi Jinping", "Jinping Xi", "Xi Jin Ping", "le président chinois Xi Jinping", "Chủ tịch Tập Cận Bình",
             "习近平主席", "中国国家主席习近平", "習近平", "President Xi Jinping", "Chinese President Xi Jinping"],
        ),
        ("tolam", ["To Lam", "Tô Lâm", "ông Tô Lâm", "Ông Tô Lâm", "苏林"]),
        ("pengqinghua", ["Peng Qinghua", "Peng Qing Hua", "Qinghua Peng", "Bành Thanh Hoa"]),
        ("tranminhquang", ["Trần Minh Quang", "Minh Quang Tran", "Mr. Tran Minh Quang", "Tran, Minh Quang"]),
        ("antoniocosta", ["António Costa", "Costa, António", "Antonio Costa"]),
        ("nanning", ["Nanning", "南宁", "Nam Ninh", "la ville de Nanning", "thành phố Nam Ninh"]),
    ],
)  # fmt: skip
def test_all_ways_to_write_a_name_have_one_key(key: str, written: list[str]) -> None:
    """Diacritics, scripts, case, hyphens, titles and order."""
    assert dict.fromkeys(written, key) == {way: name_key(way) for way in written}


@pytest.mark.parametrize(
    "names",
    [
        ["Nguyễn Văn Minh", "Nguyễn Minh Văn", "Nguyen Van Min"],
        ["Phin Sa", "Phin Xa"],
        ["Shen Bolin", "Sheng Bolun"],
        ["Trinh Quoc Lam", "Trinh Quoc Lan"],
        ["Ha Bac", "Bac Ha"],
        ["Hô Chi Minh", "Hô Chi Minh-Ville"],
        ["Xi Jinping", "Xi Jinping Bao"],
        ["Li Qiang", "Li Keqiang"],
        ["Corée du Nord", "Corée du Sud"],
        ["Lê Minh", "Minh"],
        ["Henan", "Hà Nam"],
        ["北岚", "北兰"],
    ],
)
def test_like_names_stay_apart(names: list[str]) -> None:
    """One letter, one syllable, the order of given names: other people, other places."""
    assert len(names) == len({name_key(name) for name in names})


def test_every_form_of_the_table_has_the_key_of_its_first() -> None:
    """And no two names of it share one."""
    rows = {name.forms for name in _table().values()}
    keys = {forms: {name_key(form) for form in forms} for forms in rows}
    assert [] == [forms for forms, found in keys.items() if found != {name_key(forms[0])}]
    assert [] == [(a[0], b[0]) for a, b in combinations(rows, 2) if keys[a] & keys[b]]


def test_a_title_alone_stays() -> None:
    """Nothing else is left to be a key; a text without letters has none."""
    assert ("president", "", "lemonde") == (name_key("Président"), name_key(" … "), name_key("Le Monde"))


syllables = st.sampled_from(["Thị", "Văn", "Hữu", "Ngọc", "Quốc", "Khánh", "Đức", "Mạnh", "Thảo", "Vân"])
names = st.tuples(st.sampled_from(["Nguyễn", "Trần", "Phạm", "Đặng"]), st.lists(syllables, min_size=2, max_size=3))


@given(names)
def test_how_a_vietnamese_name_is_typed_does_not_matter(name: tuple[str, list[str]]) -> None:
    """Without accents, in capitals, with hyphens, the family name last, with a form of address."""
    family, given_names = name
    whole = " ".join([family, *given_names])
    last = " ".join([*given_names, family])
    ways = [fold(whole), whole.upper(), whole.replace(" ", "-"), last, f"Mme {whole}", f"Bà {whole}", fold(last)]
    assert {name_key(whole)} == {name_key(way) for way in ways}


@given(names, names)
def test_only_the_same_letters_in_the_same_order_are_one_name(
    first: tuple[str, list[str]], second: tuple[str, list[str]]
) -> None:
    """Two names with the same parts in another order are two people."""
    same = [fold(p) for p in (first[0], *first[1])] == [fold(p) for p in (second[0], *second[1])]
    assert same == (name_key(" ".join([first[0], *first[1]])) == name_key(" ".join([second[0], *second[1]])))


@given(st.text(max_size=30) | st.sampled_from(sorted(form for name in _table().values() for form in name.forms)))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    """Keys may be stored, compared and keyed again."""
    assert name_key(text) == name_key(name_key(text))
