"""The questions over `seeds/` keep their promised form, their quotations stand in the pages, the halves stay apart."""

import html
import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

REPOSITORY = Path(__file__).resolve().parents[2]
QUESTIONS = REPOSITORY / "eval" / "data" / "seeds.jsonl"
TEASERS_FOLLOW = re.compile("Voirplus|Àlireaussi")
ISO_DATE_OR_INTERVAL = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")
LONGEST_LIFTED_RUN = 35
"""Characters a question may share with the sentence that answers it: a long proper name is all that it takes."""

COMMON_FIELDS = {"id": str, "lang": str, "question": str, "answerable": bool, "answers": list}
COMMON_FIELDS |= {"type": str, "tags": list, "split": str}
ANSWERABLE_FIELDS = COMMON_FIELDS | {"article": str, "quote": str}
UNANSWERABLE_FIELDS = COMMON_FIELDS | {"missing": str}
OPTIONAL_FIELDS = {"history": list, "standalone": str, "also": list, "superseded": list, "resembles": str}

LANGUAGES = {"fr": 80, "en": 40, "vi": 40, "zh": 40}
TYPES = {"date", "duration", "amount", "percentage", "person", "place", "organisation", "reason", "definition", "list"}
TYPES |= {"yes_no", "number", "other"}
KINDS = {"near_miss": 40, "off_topic": 15, "followup": 24, "time": 24, "corrected": 12, "careless": 10, "teaser": 10}
OTHER_TAGS = {"cross_lingual", "keywords", "typo", "topic_change", "proposed", "real_place", "title", "caption"}


class Place(TypedDict):
    """Where a fact stands: a page, and the sentence of it."""

    article: str
    quote: str


class Superseded(Place):
    """What a page said until a later one said otherwise."""

    answer: str


class Turn(TypedDict):
    """An earlier question of the dialogue and what was answered."""

    question: str
    answer: str


class Row(Place, total=False):
    """A line of the file; the fields of ``Place`` only where there is an answer."""

    id: str
    lang: str
    question: str
    history: list[Turn]
    standalone: str
    answerable: bool
    answers: list[str]
    also: list[Place]
    superseded: list[Superseded]
    resembles: str
    missing: str
    type: str
    tags: list[str]
    split: str


@cache
def rows() -> tuple[Row, ...]:
    """All questions, in order."""
    return tuple(cast(Row, json.loads(line)) for line in QUESTIONS.read_text("utf-8").splitlines())


def tagged(tag: str) -> list[Row]:
    """Questions that carry a tag."""
    return [row for row in rows() if tag in row["tags"]]


def answerable_rows() -> list[Row]:
    """Questions that the pages answer."""
    return [row for row in rows() if row["answerable"]]


def gold_places(row: Row) -> list[Place]:
    """The place of the answer, then the others that state the same fact."""
    return [{"article": row["article"], "quote": row["quote"]}, *row.get("also", [])]


def squashed(text: str) -> str:
    """Text in NFC without white space: pages fuse words, break lines and use two Unicode forms."""
    return "".join(unicodedata.normalize("NFC", text).split())


@cache
def squashed_page(name: str) -> str:
    """A page as a reader sees it, without mark-up, entities and white space; one of them is not UTF-8."""
    raw = (REPOSITORY / name).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("windows-1252")
    return squashed(html.unescape(re.sub(r"<[^>]+>", "", text)) if name.endswith(".html") else text)


def is_teaser(place: Place) -> bool:
    """Whether the quotation stands only below the article, among the teasers of other articles."""
    page = squashed_page(place["article"])
    below = TEASERS_FOLLOW.search(page)
    return below is not None and page.index(squashed(place["quote"])) > below.start()


def test_every_line_has_the_documented_fields_and_no_other() -> None:
    """Protects the readers of the file: a field missing or misspelt would silently change a measurement."""
    for row in rows():
        required = ANSWERABLE_FIELDS if row["answerable"] else UNANSWERABLE_FIELDS
        types = {field: type(value) for field, value in row.items()}
        assert required == {field: types[field] for field in types if field not in OPTIONAL_FIELDS}, row["id"]
        assert types.items() <= (required | OPTIONAL_FIELDS).items(), row["id"]


def test_every_value_is_one_that_the_readme_names() -> None:
    """Protects the groupings of a report from a group of one that a typo made."""
    for row in rows():
        assert row["lang"] in LANGUAGES, row["id"]
        assert row["type"] in TYPES, row["id"]
        assert set(row["tags"]) <= KINDS.keys() | OTHER_TAGS, row["id"]
        assert row["split"] in {"dev", "test"}, row["id"]
        assert row["id"].startswith(f"seeds-{row['lang']}-"), row["id"]


def test_the_readme_counts_the_questions_right() -> None:
    """Protects whoever reads a figure from a number of questions that is not the one behind it."""
    readme = QUESTIONS.with_name("README.md").read_text("utf-8")
    languages = Counter(row["lang"] for row in rows())
    named = (
        f"{languages['fr']} French, {languages['en']} English, {languages['vi']} Vietnamese, {languages['zh']} Chinese"
    )
    assert f"{len(rows())} questions ({named})" in readme
    assert f"{len(rows()) - len(answerable_rows())} of them without" in readme


def test_ids_and_questions_are_unique() -> None:
    """Protects per-question results, which are keyed by id, and the mean, in which each question counts once."""
    assert len(rows()) == len({row["id"] for row in rows()})
    assert len(rows()) == len({row.get("standalone", row["question"]).casefold() for row in rows()})


def test_there_are_enough_questions_of_each_language_and_kind() -> None:
    """Protects the figures per group from resting on a handful of questions."""
    languages = Counter(row["lang"] for row in rows())
    tags = Counter(tag for row in rows() for tag in row["tags"])
    lists = [row for row in answerable_rows() if row["type"] == "list"]
    assert {} == {lang: languages[lang] for lang, least in LANGUAGES.items() if languages[lang] < least}
    assert {} == {tag: tags[tag] for tag, least in KINDS.items() if tags[tag] < least}
    assert len(rows()) - len(answerable_rows()) >= 60
    assert len(lists) >= 8


def test_both_halves_hold_each_language_and_each_kind() -> None:
    """Protects the comparison of the halves: each must ask for the same abilities."""
    for split in ("dev", "test"):
        half = [row for row in rows() if row["split"] == split]
        assert 0.4 < len(half) / len(rows()) < 0.6
        assert LANGUAGES.keys() == {row["lang"] for row in half}
        assert KINDS.keys() <= {tag for row in half for tag in row["tags"]}


def test_gold_answers_are_short_and_only_where_there_is_an_answer() -> None:
    """Protects exact match and F1, which a whole sentence as gold answer would make meaningless."""
    for row in rows():
        assert row["answerable"] == bool(row["answers"]), row["id"]
        assert all(0 < len(answer) <= 90 for answer in row["answers"]), row["id"]
        assert len(row["answers"]) == len(set(row["answers"])), row["id"]


def test_every_quotation_stands_in_its_page() -> None:
    """Protects citation figures: a quotation that is not on the page counts right citations as wrong."""
    for row in answerable_rows():
        for place in [*gold_places(row), *row.get("superseded", [])]:
            assert squashed(place["quote"]) in squashed_page(place["article"]), (row["id"], place["article"])


def test_the_first_gold_answer_stands_in_the_quotation_letter_by_letter() -> None:
    """Protects exact match in the language of the pages, where an answer can be copied as it stands."""
    for row in answerable_rows():
        assert row["answers"][0] in row["quote"], row["id"]


def test_all_that_is_asked_of_an_article_is_in_one_half() -> None:
    """Protects the test half from tuning on the other: no article, copy or correction lends a fact to both."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        named = [row["article"]] if row["answerable"] else [row["resembles"]] if "resembles" in row else []
        named += [place["article"] for place in row.get("also", []) if not is_teaser(place)]
        named += [place["article"] for place in row.get("superseded", [])]
        for article in named:
            splits[article].add(row["split"])
    assert {} == {article: halves for article, halves in splits.items() if len(halves) > 1}
    assert {f"seeds/{path.name}" for path in (REPOSITORY / "seeds").glob("0*")} == splits.keys()


def test_a_question_tagged_teaser_is_answered_below_articles_only() -> None:
    """Protects the figure that tells whether splitting teasers off earns its place; and one half a teaser."""
    splits: dict[str, set[str]] = defaultdict(set)
    for row in tagged("teaser"):
        assert all(is_teaser(place) for place in gold_places(row)), row["id"]
        splits[row["quote"]].add(row["split"])
    assert all(len(halves) == 1 for halves in splits.values())
    untagged = [row for row in answerable_rows() if "teaser" not in row["tags"]]
    assert [] == [row["id"] for row in untagged if is_teaser(gold_places(row)[0])]


def test_a_place_is_listed_once() -> None:
    """Protects citation recall, in which each place counts once."""
    for row in answerable_rows():
        places = [(place["article"], squashed(place["quote"])) for place in gold_places(row)]
        assert len(places) == len(set(places)), row["id"]


def test_a_follow_up_has_one_to_three_turns_before_it_and_a_standalone_form() -> None:
    """Protects the measurement of rewriting, which compares with the standalone form."""
    assert [row["id"] for row in tagged("followup")] == [row["id"] for row in rows() if "history" in row]
    for row in tagged("followup"):
        assert 1 <= len(row["history"]) <= 3, row["id"]
        assert all({"question", "answer"} == turn.keys() for turn in row["history"]), row["id"]
        assert row["standalone"], row["id"]
    assert {row["id"] for row in tagged("topic_change")} <= {row["id"] for row in tagged("followup")}


def test_a_corrected_answer_names_the_old_value_and_where_it_stands() -> None:
    """Protects the measurement of corrections: the old value must be told from the new one."""
    assert [row["id"] for row in tagged("corrected")] == [row["id"] for row in rows() if "superseded" in row]
    for row in tagged("corrected"):
        for old in row["superseded"]:
            assert old["answer"] in old["quote"], row["id"]
            assert old["answer"] not in row["answers"], row["id"]
            assert old["article"] <= row["article"], f"{row['id']}: pages are numbered by date; 041 corrects itself"


def test_a_question_on_a_date_accepts_it_resolved() -> None:
    """Protects the measurement of relative times, whose answer is a day, a month, a year or an interval."""
    dates = [row for row in tagged("time") if row["answerable"] and row["type"] == "date"]
    assert [] == [row["id"] for row in dates if not any(map(ISO_DATE_OR_INTERVAL.fullmatch, row["answers"]))]


def test_an_unanswerable_question_is_a_near_miss_of_an_article_or_off_topic() -> None:
    """Protects the two rates of refusal, which are reported apart; and says what the pages lack."""
    for row in (row for row in rows() if not row["answerable"]):
        near, far = "near_miss" in row["tags"], "off_topic" in row["tags"]
        assert near != far, row["id"]
        assert near == ("resembles" in row), row["id"]
        assert row["missing"], row["id"]
    assert all(not row["answerable"] for tag in ("near_miss", "off_topic", "proposed") for row in tagged(tag))


def test_a_question_in_another_language_than_the_pages_is_cross_lingual() -> None:
    """Protects the cross-lingual figure; half of these questions name real places in their own language."""
    assert [row["id"] for row in rows() if row["lang"] != "fr"] == [row["id"] for row in tagged("cross_lingual")]
    for lang in ("en", "vi", "zh"):
        of_lang = [row for row in rows() if row["lang"] == lang]
        assert 2 * sum("real_place" in row["tags"] for row in of_lang) >= len(of_lang), lang


def test_no_question_lifts_the_wording_of_its_answer() -> None:
    """Protects lexical retrieval from looking better than it is to those who have not seen the page."""
    width = LONGEST_LIFTED_RUN + 1
    for row in answerable_rows():
        question, quote = row["question"].casefold(), row["quote"].casefold().replace("’", "'")
        lifted = [question[i : i + width] for i in range(len(question) - width + 1)]
        assert not any(run in quote for run in lifted), row["id"]
