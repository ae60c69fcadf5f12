"""The contract's JSON objects."""

import json
from dataclasses import replace

from pydantic import TypeAdapter

from rag.serve import examples
from rag.serve.contract import AnswerObject, ArticleListObject, ArticleObject, SearchObject
from rag.serve.objects import answer_object, article_object, hit_object, summary_object
from tests.serve.fake_assistant import BRIDGE, FAIR, MEETING, MEETING_QUOTE, SHORT, answered, hit, near_miss


def test_an_answer_has_the_fields_of_the_contract_in_its_order() -> None:
    """Callers of every surface rely on these names."""
    expected = (
        "question standalone_question language engine status answer short_answer confidence claims citations times "
        "notes differs hits timings_ms"
    )
    assert expected.split() == list(answer_object(answered("q", "q")))


def test_an_answer_survives_json_as_what_the_documentation_promises() -> None:
    """The typed shape is what /docs shows: an object that it refuses would be a broken promise."""
    for answer in (answered("q", "q"), near_miss("q")):
        read_back = json.loads(json.dumps(answer_object(answer)))
        assert read_back == TypeAdapter(AnswerObject).validate_python(read_back)


def test_a_citation_carries_its_article_and_span() -> None:
    """The quotation must be findable in the article's text."""
    start = MEETING.text.index(MEETING_QUOTE)
    expected = {
        "number": 1,
        "article_id": "meeting",
        "title": "Cinq provinces se retrouvent à la frontière",
        "kind": "article",
        "source": "seeds/meeting.txt",
        "published": "2023-03-27",
        "published_from": "text",
        "dating": {"earliest": None, "latest": None, "sure": "unknown", "why": ""},
        "quote": MEETING_QUOTE,
        "start": start,
        "end": start + len(MEETING_QUOTE),
        "score": 0.8765,
        "variants": [],
    }
    assert [expected] == answer_object(answered("q", "q"))["citations"]


def test_a_time_is_given_in_whole_iso_days() -> None:
    """Times are compared by programs: no zone, no hour."""
    days = {"start": "2024-01-01", "end": "2024-03-31", "anchor": "2023-03-27"}
    expected = {"citation": 1, "surface": SHORT, **days, "passed": None}
    assert [expected] == answer_object(answered("q", "q"))["times"]


def test_floats_are_rounded_to_four_digits() -> None:
    """0.93456789 is noise after the fourth digit."""
    assert 0.9346 == answer_object(answered("q", "q"))["confidence"]


def test_a_claim_tells_fact_by_fact_what_is_not_borne_out() -> None:
    """A near miss must be explainable."""
    expected = {
        "text": "La foire de Baise ouvre en mai.",
        "citations": [1],
        "supported": False,
        "checks": {"numbers": True, "dates": False, "names": True, "negation": True, "content": True},
    }
    assert [expected] == answer_object(near_miss("q"))["claims"]


def test_a_hit_is_flat_and_leaves_out_what_no_judge_said() -> None:
    """The passage's fields stand beside the rank; a judge that was not asked gives null, not 0."""
    found = hit_object(hit(1, FAIR, "La foire de Baise accueillera cent vingt exposants.", 0.81239))
    assert {
        "rank": 1,
        "passage_id": "fair:0",
        "article_id": "fair",
        "start": 0,
        "end": 51,
        "text": "La foire de Baise accueillera cent vingt exposants.",
        "score": 0.8124,
        "scores": {"dense": 0.8124, "lexical": 2.5, "rerank": None},
    } == found


def test_an_article_leads_back_to_its_raw_page() -> None:
    """Segments and removed parts are what a reader needs to find a sentence on the page."""
    article = article_object(replace(BRIDGE, stood_on=("a.txt",)))
    length, start = len(BRIDGE.text), len(BRIDGE.title) + 1
    assert ["a.txt"] == article["stood_on"]
    assert [{"kind": "title", "start": 0, "end": start - 1, "reason": ""}] == article["removed"]
    assert [{"text_start": 0, "text_end": length, "raw_start": start, "raw_end": start + length}] == article[
        "source_map"
    ]


def test_a_summary_is_the_article_without_its_body() -> None:
    """A list of a hundred thousand articles must not carry their texts."""
    body = {"text", "stood_on", "source_map", "removed", "repairs", "dating"}
    article = article_object(MEETING)
    assert {name: value for name, value in article.items() if name not in body} == summary_object(MEETING)


def test_the_documented_examples_are_objects_of_the_contract() -> None:
    """An example that could not occur would mislead whoever builds on it."""
    for shape, example in (
        (AnswerObject, examples.ANSWER),
        (SearchObject, examples.SEARCH),
        (ArticleListObject, examples.ARTICLES),
        (ArticleObject, examples.ARTICLE),
    ):
        assert example == TypeAdapter(shape).validate_python(example)


def test_the_documented_example_quotes_its_article_exactly() -> None:
    """The invariant of the whole product holds in its documentation too."""
    (citation,) = examples.ANSWER["citations"]
    assert citation["quote"] == examples.ARTICLE["text"][citation["start"] : citation["end"]]
