"""BM25 over our own terms."""

from pathlib import Path

import pytest

from rag.errors import StoreDamagedError
from rag.index.lexical import Document, LexicalIndex
from rag.text.terms import terms

TEXTS = {
    7: "La quatrième réunion se tient au Yunnan.",
    8: "Le train relie Hà Giang à la mer.",
    9: "La réunion du train.",
}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    """Three passages."""
    made = LexicalIndex.create(tmp_path / "lexical")
    made.update([], (Document(number, terms(text, "fr")) for number, text in TEXTS.items()))
    return made


def found(index: LexicalIndex, query: str, allowed: list[int] | None = None) -> list[int]:
    """The numbers found, best first."""
    return [number for number, _ in index.search(terms(query, "fr"), 10, allowed)]


def test_accents_and_case_do_not_matter(index: LexicalIndex) -> None:
    """Names are typed in many ways."""
    assert [8] == found(index, "HA GIANG")


def test_an_ordinal_is_found_however_it_is_written(index: LexicalIndex) -> None:
    """``4e`` finds ``quatrième``."""
    assert [7] == found(index, "4e")


def test_only_allowed_passages_are_found(index: LexicalIndex) -> None:
    """Filters hold in the lexical leg."""
    assert [9] == found(index, "réunion", [8, 9])
    assert [] == found(index, "réunion", [])


def test_a_copy_takes_changes_that_the_original_does_not_see(index: LexicalIndex, tmp_path: Path) -> None:
    """Readers of the old generation keep it whole while the next one is built from its files."""
    copy = LexicalIndex.create(tmp_path / "next", like=tmp_path / "lexical")
    copy.update([7], [Document(10, terms("Une autre réunion.", "fr"))])
    assert {9, 10} == set(found(copy, "réunion"))
    assert {7, 9} == set(found(LexicalIndex.load(tmp_path / "lexical"), "réunion"))


def test_a_damaged_index_is_told_with_the_way_out(index: LexicalIndex, tmp_path: Path) -> None:
    """The catalogue can rebuild it."""
    (tmp_path / "lexical" / "meta.json").write_text("{")
    with pytest.raises(StoreDamagedError, match="rag doctor --repair"):
        LexicalIndex.load(tmp_path / "lexical")


def test_frequency_counts_passages(index: LexicalIndex) -> None:
    """The idf of fusion rests on it."""
    assert 2 == index.frequency("words", "reunion")
    assert 0 == index.frequency("words", "absent")
