"""The answer API over HTTP."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from rag.schema import Filters, Question, Turn
from rag.serve.objects import answer_object, article_object
from tests.serve.fake_assistant import ARTICLES, MEETING, FakeAssistant, answered


def test_an_answer_is_the_object_of_the_contract(client: TestClient) -> None:
    """Every surface gives the same object."""
    response = client.post("/v1/answer", json={"question": "La 4e réunion au Yunnan ?"})
    assert 200 == response.status_code
    question = "La 4e réunion au Yunnan ?"
    assert answer_object(answered(question, question)) == response.json()


def test_all_that_is_asked_reaches_the_assistant(client: TestClient, assistant: FakeAssistant) -> None:
    """An option that is taken and not used would be worse than one that is refused."""
    body = {
        "question": "Et après ?",
        "history": [{"question": "Yunnan ?", "answer": "Oui."}],
        "engine": "extractive",
        "k": 7,
        "since": "2023-01-01",
        "until": "2023-12-31",
        "source": "seeds/*",
        "kind": "teaser",
        "as_of": "2024-02-29",
    }
    assert 200 == client.post("/v1/answer", json=body).status_code
    expected = Question(
        text="Et après ?",
        history=(Turn("Yunnan ?", "Oui."),),
        filters=Filters(date(2023, 1, 1), date(2023, 12, 31), "seeds/*", "teaser"),
        k=7,
        as_of=date(2024, 2, 29),
    )
    assert [expected] == assistant.asked


def test_a_search_gives_ranked_hits(client: TestClient, assistant: FakeAssistant) -> None:
    """Same filters, same bounds, as for answers."""
    body = {"query": "foire", "k": 1, "mode": "lexical", "rerank": False, "since": "2023-01-01"}
    response = client.post("/v1/search", json=body)
    assert ("foire", [1]) == (response.json()["query"], [hit["rank"] for hit in response.json()["hits"]])
    assert [("foire", 1, "lexical", False, Filters(since=date(2023, 1, 1)))] == assistant.searched


def test_articles_are_listed_a_page_at_a_time(client: TestClient) -> None:
    """A large archive must not come in one response."""
    page = client.get("/v1/articles", params={"limit": 2, "offset": 1}).json()
    assert (4, [article.id for article in ARTICLES[1:3]]) == (page["total"], [a["id"] for a in page["articles"]])


def test_an_article_has_the_text_that_offsets_index(client: TestClient) -> None:
    """Quotations are checked against this."""
    assert article_object(MEETING) == client.get("/v1/articles/meeting").json()


def test_a_raw_page_is_plain_text_whatever_it_holds(client: TestClient) -> None:
    """A page read as HTML must not be run as HTML."""
    response = client.get("/v1/articles/brief/raw")
    assert "text/plain; charset=utf-8" == response.headers["content-type"]
    assert "nosniff" == response.headers["x-content-type-options"]
    assert "<script>" in response.text


def test_health_needs_nothing(client: TestClient) -> None:
    """Whoever watches the process must not wait for an index."""
    assert {"status": "ok"} == client.get("/healthz").json()


@pytest.mark.parametrize("path", ["/v1/articles/nope", "/v1/articles/nope/raw"])
def test_an_unknown_article_is_404(client: TestClient, path: str) -> None:
    """Our own error keeps its code and its line."""
    response = client.get(path)
    expected = {"error": {"code": "not_found", "message": "article nope: there is none with that id"}}
    assert (404, expected) == (response.status_code, response.json())


def test_the_llm_engine_is_refused_clearly_where_there_is_none(editor: TestClient) -> None:
    """Falling back silently would give something else than was asked for."""
    response = editor.post("/v1/answer", json={"question": "q", "engine": "llm"})
    error = response.json()["error"]
    assert (400, "bad_question") == (response.status_code, error["code"])
    assert "no LLM is configured" in error["message"]


def test_the_documentation_shows_the_object_and_its_errors(client: TestClient) -> None:
    """A client written from /openapi.json alone must work."""
    schema = client.get("/openapi.json").json()
    answer = schema["paths"]["/v1/answer"]["post"]
    ok = answer["responses"]["200"]["content"]["application/json"]
    assert "#/components/schemas/AnswerObject" == ok["schema"]["$ref"]
    assert "answered" == ok["example"]["status"]
    assert {"first", "follow_up", "filtered"} == set(answer["requestBody"]["content"]["application/json"]["examples"])
    refused = answer["responses"]["422"]["content"]["application/json"]["schema"]["$ref"]
    assert "#/components/schemas/ErrorObject" == refused


def test_the_documentation_page_names_no_other_host(client: TestClient) -> None:
    """FastAPI's own page loads its script from a content delivery network."""
    page = client.get("/docs").text
    assert "swagger-ui" in page
    assert "//" not in page.replace("</", "")
