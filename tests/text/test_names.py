"""Names across languages."""

import pytest

from rag.text.names import mentions, names_in, other_forms


@pytest.mark.parametrize(
    ("text", "first_forms"),
    [
        ("Nam Ninh có vai trò gì?", ["Nanning"]),
        ("南宁到河内的火车", ["Nanning", "Hanoï"]),
        ("HA GIANG", ["Ha Giang"]),
        ("苏林访问中国", ["To Lam", "Chine"]),
        ("la République de Corée et l’Union européenne", ["Corée du Sud", "Union européenne"]),
        ("Thủ tướng Mỹ", ["États-Unis"]),
        ("my name, un mot, y a-t-il", []),
        ("", []),
    ],
)
def test_names_are_found_in_four_languages(text: str, first_forms: list[str]) -> None:
    """However typed; short ones only as they are written."""
    assert first_forms == [name.forms[0] for name in names_in(text)]


def test_the_longest_of_overlapping_names_counts() -> None:
    """The city of Hồ Chí Minh is not the man."""
    assert ["Thành phố Hồ Chí Minh"] == [name.written for name in names_in("ở Thành phố Hồ Chí Minh")]


def test_other_forms_leave_out_what_the_text_has() -> None:
    """They are looked for beside the question's own."""
    (name,) = names_in("南宁")
    assert ("Nanning", "Nam Ninh", "南寧") == other_forms(name, "南宁")


@pytest.mark.parametrize(
    ("text", "asked", "there"),
    [
        ("Un accord avec la Thaïlande.", "泰国", True),
        ("La délégation vietnamienne.", "Việt Nam", True),
        ("Le Vietnam et la Chine.", "Thailand", False),
        ("un mot, un jour", "UN", False),
        ("L'ONU siège ici.", "UN", True),
    ],
)
def test_a_name_is_mentioned_in_any_form(text: str, asked: str, there: bool) -> None:
    """An adjective counts, a chance word does not."""
    (name,) = names_in(asked)
    assert there == mentions(text, name)
