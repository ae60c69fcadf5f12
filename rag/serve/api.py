"""The answer API: questions, searches and articles over HTTP, as DESIGN.md's contract has them."""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Path, Query
from fastapi.responses import PlainTextResponse

from rag.serve import examples
from rag.serve.bodies import AnswerBody, SearchBody, VerifyBody
from rag.serve.contract import (
    AnswerObject,
    ArticleListObject,
    ArticleObject,
    ErrorObject,
    HealthObject,
    SearchObject,
    VerdictObject,
)
from rag.serve.objects import answer_object, article_object, hit_object, summary_object, verdict_object

if TYPE_CHECKING:
    from rag.assistant import Assistant

ArticleId = Annotated[str, Path(max_length=200, description="An `article_id` of a citation or hit.")]
_MEANING = {
    400: "The body is not JSON, or asks for something that this server does not have.",
    404: "No article has that id.",
    409: "The index cannot be used with this configuration, or is being written.",
    413: "The body is too large.",
    422: "A value is missing, unknown or out of bounds; the message names it.",
    500: "Something unforeseen; the server's log says what.",
    503: "There is no usable index.",
}


def api_router(assistant: "Assistant") -> APIRouter:
    """Routes that ask ``assistant``; each is a plain function, so that its work runs in a thread of the pool."""
    router = APIRouter()
    _add_questions(router, assistant)
    _add_articles(router, assistant)

    @router.get("/healthz", tags=["service"], summary="Is the server up?")
    def health() -> HealthObject:
        """Always the same answer; it touches nothing."""
        return {"status": "ok"}

    return router


def _add_questions(router: APIRouter, assistant: "Assistant") -> None:
    @router.post(
        "/v1/answer", tags=["questions"], summary="Answer a question", responses=_responses(examples.ANSWER, 400, 413)
    )
    def answer(body: Annotated[AnswerBody, Body(openapi_examples=examples.ASK_BODIES)]) -> AnswerObject:
        """A short answer whose every claim is a verbatim, dated quotation.

        `status` tells the three outcomes apart: `answered`; `near_miss`, with the closest passages;
        `unanswerable`, the articles do not say.
        """
        return answer_object(assistant.ask(body.to_question()))

    @router.post(
        "/v1/search", tags=["questions"], summary="Rank passages", responses=_responses(examples.SEARCH, 400, 413)
    )
    def search(body: Annotated[SearchBody, Body(openapi_examples=examples.SEARCH_BODIES)]) -> SearchObject:
        """The passages nearest to the query, best first."""
        hits = assistant.search(body.query, k=body.k, mode=body.mode, rerank=body.rerank, filters=body.filters)
        return {"query": body.query, "hits": [hit_object(hit) for hit in hits]}

    @router.post(
        "/v1/verify", tags=["questions"], summary="Check a claim", responses=_responses(examples.VERDICT, 400, 413)
    )
    def verify(body: VerifyBody) -> VerdictObject:
        """Whether the quotations bear the claim out, fact by fact; any sentence, from anywhere."""
        return verdict_object(assistant.verify(body.claim, body.quotes))


def _add_articles(router: APIRouter, assistant: "Assistant") -> None:
    @router.get("/v1/articles", tags=["articles"], summary="List articles", responses=_responses(examples.ARTICLES))
    def articles(
        limit: Annotated[int, Query(ge=1, le=1000)] = 100, offset: Annotated[int, Query(ge=0)] = 0
    ) -> ArticleListObject:
        """What the archive holds, a page at a time."""
        all_of_them = assistant.articles()
        page = all_of_them[offset : offset + limit]
        return {"total": len(all_of_them), "articles": [summary_object(article) for article in page]}

    @router.get(
        "/v1/articles/{article_id}",
        tags=["articles"],
        summary="Read an article",
        responses=_responses(examples.ARTICLE, 404),
    )
    def article(article_id: ArticleId) -> ArticleObject:
        """The clean text that `start` and `end` of citations and passages index, and what was taken out of the page."""
        return article_object(assistant.article(article_id))

    @router.get(
        "/v1/articles/{article_id}/raw",
        tags=["articles"],
        summary="Read an article's page as it was read",
        response_class=PlainTextResponse,
        responses={
            200: {"content": {"text/plain": {"example": examples.RAW_PAGE}}, "description": "The page."},
            **_errors(404),
        },
    )
    def raw_page(article_id: ArticleId) -> str:
        """The page before cleaning, always as plain text; `raw_` offsets index it."""
        return assistant.raw_page(article_id)


def _responses(example: object, *statuses: int) -> dict[int | str, dict[str, Any]]:
    success = {"content": {"application/json": {"example": example}}}
    return {200: success, **_errors(*statuses)}


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    always = {409, 422, 500, 503}
    return {status: {"model": ErrorObject, "description": _MEANING[status]} for status in sorted(always | {*statuses})}
