"""The committed question files keep their promised form, and their gold answers stand where they say."""

import json
from collections import Counter
from pathlib import Path
from typing import TypedDict, cast

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY / "eval" / "data"
PAGES = REPOSITORY.parent / "shared" / "seeds"
FILES = ("real_articles.jsonl", "real_newcomer.jsonl")
TEASERS_FOLLOW = "\nVoir plus\n"
LONGEST_SHARED_RUN = 69

COMMON_FIELDS = {"id": str, "lang": str, "question": str, "answerable": bool, "answers": list}
PLACE_FIELDS = {"article": str, "quote_start": int, "quote_end": int}
ANSWERABLE_FIELDS = COMMON_FIELDS | PLACE_FIELDS | {"kind": str}
UNANSWERABLE_FIELDS = COMMON_FIELDS | {"miss": str}


class Place(TypedDict):
    """Where a fact stands in a raw page."""

    article: str
    quote_start: int
    quote_end: int


class Row(Place, total=False):
    """A line of a question file; the fields of ``Place`` only where there is an answer."""

    id: str
    lang: str
    question: str
    answerable: bool
    answers: list[str]
    kind: str
    also: list[Place]
    miss: str


def read_rows(name: str) -> list[Row]:
    """Rows of a question file, in order."""
    return [cast(Row, json.loads(line)) for line in (DATA / name).read_text("utf-8").splitlines()]


def answerable_rows() -> list[Row]:
    """Rows of all files that have an answer, and so a place."""
    return [row for name in FILES for row in read_rows(name) if row["answerable"]]


def types_of(row: Row | Place) -> dict[str, type]:
    """Type of each field, ``also`` left out: it may stand in any answerable row."""
    return {field: type(value) for field, value in row.items() if field != "also"}


def squashed(text: str) -> str:
    """Text without white space and case: the pages fuse words and vary capitals."""
    return "".join(text.casefold().split())


@pytest.fixture
def pages() -> dict[str, str]:
    """Real pages by file name, decoded but otherwise untouched; skips where they are missing."""
    if not PAGES.is_dir():
        pytest.skip(f"the real pages are not here: {PAGES}")
    return {path.name: path.read_bytes().decode("utf-8") for path in PAGES.glob("*.txt")}


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_the_documented_fields_and_no_other(name: str) -> None:
    """Protects the readers of the files: a field missing or misspelt would silently change a measurement."""
    for row in read_rows(name):
        expected = ANSWERABLE_FIELDS if row["answerable"] else UNANSWERABLE_FIELDS
        assert expected == types_of(row), row["id"]
        assert all(types_of(place) == PLACE_FIELDS for place in row.get("also", [])), row["id"]


@pytest.mark.parametrize("name", FILES)
def test_every_value_is_one_that_the_readme_names(name: str) -> None:
    """Protects the groupings of a report from a group of one that a typo made."""
    for row in read_rows(name):
        assert row["lang"] in {"fr", "en", "vi", "zh"}, row["id"]
        assert row.get("kind", "article") in {"article", "teaser"}, row["id"]
        assert row.get("miss", "near_miss") in {"near_miss", "off_topic"}, row["id"]


def test_ids_and_questions_are_unique_across_the_files() -> None:
    """Protects per-question results, which are keyed by id, and the mean, in which each question counts once."""
    rows = [row for name in FILES for row in read_rows(name)]
    assert len(rows) == len({row["id"] for row in rows})
    assert len(rows) == len({row["question"] for row in rows})


def test_languages_are_balanced() -> None:
    """Protects the overall figure from leaning on one language."""
    expected = {"fr": 9, "en": 9, "vi": 9, "zh": 9}
    assert expected == Counter(row["lang"] for row in read_rows("real_articles.jsonl"))
    assert set(expected) == {row["lang"] for row in read_rows("real_newcomer.jsonl")}


def test_the_first_question_is_the_one_that_the_project_was_asked_for() -> None:
    """Protects the example that every description of the project uses."""
    expected = "Quand se tient la 4e réunion Yunnan?"
    assert expected == read_rows("real_articles.jsonl")[0]["question"]


def test_the_newcomer_asks_for_something_near_and_something_far_that_is_not_there() -> None:
    """Protects the measurement of refusals: a set without traps is passed by answering always."""
    misses = {row["miss"] for row in read_rows("real_newcomer.jsonl") if not row["answerable"]}
    assert {"near_miss", "off_topic"} == misses


@pytest.mark.parametrize("name", FILES)
def test_gold_answers_are_short_and_only_where_there_is_an_answer(name: str) -> None:
    """Protects exact match and F1, which a whole sentence as gold answer would make meaningless."""
    for row in read_rows(name):
        assert row["answerable"] == bool(row["answers"]), row["id"]
        assert all(0 < len(answer) <= 60 for answer in row["answers"]), row["id"]


@pytest.mark.shared
def test_every_gold_place_lies_in_its_page_and_holds_the_gold_answer(pages: dict[str, str]) -> None:
    """Protects citation figures: an offset that drifted would count right citations as wrong."""
    for row in answerable_rows():
        for place in [row, *row.get("also", [])]:
            page, start, end = pages[place["article"]], place["quote_start"], place["quote_end"]
            assert 0 <= start < end <= len(page), row["id"]
            assert squashed(row["answers"][0]) in squashed(page[start:end]), row["id"]


@pytest.mark.shared
def test_french_gold_answers_stand_in_the_page_letter_by_letter(pages: dict[str, str]) -> None:
    """Protects exact match in the language of the pages, where an answer can be copied as it stands."""
    for row in (row for row in answerable_rows() if row["lang"] == "fr"):
        quote = pages[row["article"]][row["quote_start"] : row["quote_end"]]
        assert row["answers"][0] in quote, row["id"]


@pytest.mark.shared
def test_a_question_of_kind_teaser_is_answered_below_the_article_and_others_within_it(pages: dict[str, str]) -> None:
    """Protects the split of results by kind, which tells whether splitting teasers off earns its place."""
    for row in answerable_rows():
        for place in [row, *row.get("also", [])]:
            in_teasers = place["quote_start"] > pages[place["article"]].index(TEASERS_FOLLOW)
            assert (row["kind"] == "teaser") == in_teasers, row["id"]


@pytest.mark.shared
def test_no_long_run_of_a_page_is_committed(pages: dict[str, str]) -> None:
    """Protects the publishers: the files hold facts and offsets, never their sentences."""
    width = LONGEST_SHARED_RUN + 1
    runs = {page[i : i + width] for page in pages.values() for i in range(len(page) - width + 1)}
    for name in (*FILES, "README.md"):
        text = (DATA / name).read_text("utf-8")
        copied = [text[i : i + width] for i in range(len(text) - width + 1) if text[i : i + width] in runs]
        assert not copied, name
