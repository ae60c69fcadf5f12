"""The answer API: questions, searches and articles over HTTP, as DESIGN.md's contract has them."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import PlainTextResponse, Response

from rag.serve import examples
from rag.serve.answering import Answering
from rag.serve.bodies import AnswerBody, SearchBody, VerifyBody
from rag.serve.contract import (
    AnswerObject,
    ArticleListObject,
    ArticleObject,
    SearchObject,
    VerdictObject,
)
from rag.serve.documented import errors, responses
from rag.serve.event_stream import MEDIA_TYPE, answer_events, event_response
from rag.serve.objects import answer_object, article_object, hit_object, summary_object, verdict_object

if TYPE_CHECKING:
    from rag.assistant import Assistant

ArticleId = Annotated[str, Path(max_length=200, description="An `article_id` of a citation or hit.")]


def api_router(answering: Answering) -> APIRouter:
    """Routes that ask the assistant. Questions wait for their turn; looking up an article does not."""
    router = APIRouter()
    _add_questions(router, answering)
    _add_articles(router, answering.assistant)
    return router


def _add_questions(router: APIRouter, answering: Answering) -> None:
    @router.post(
        "/v1/answer",
        tags=["questions"],
        summary="Answer a question",
        response_model=AnswerObject,
        responses=responses(examples.ANSWER, 400, 413, 504, events=examples.ANSWER_EVENTS),
    )
    async def answer(
        body: Annotated[AnswerBody, Body(openapi_examples=examples.ASK_BODIES)], request: Request
    ) -> AnswerObject | Response:
        """A short answer whose every claim is a verbatim, dated quotation.

        `status` tells the three outcomes apart: `answered`; `near_miss`, with the closest passages;
        `unanswerable`, the articles do not say.

        With `stream: true` or the header `Accept: text/event-stream` it comes as server-sent events: `text` with
        pieces of the text as it is written, then `answer` with the whole object, which counts where the two differ;
        or `error`.
        """
        if body.stream or MEDIA_TYPE in request.headers.get("accept", ""):
            return event_response(answer_events(await answering.stream(body.to_question())))
        return answer_object(await answering.ask(body.to_question(), request))

    @router.post(
        "/v1/search",
        tags=["questions"],
        summary="Rank passages",
        responses=responses(examples.SEARCH, 400, 413, 504),
    )
    async def search(
        body: Annotated[SearchBody, Body(openapi_examples=examples.SEARCH_BODIES)], request: Request
    ) -> SearchObject:
        """The passages nearest to the query, best first."""
        hits = await answering.run(
            lambda: answering.assistant.search(
                body.query, k=body.k, mode=body.mode, rerank=body.rerank, filters=body.filters
            ),
            request,
        )
        return {"query": body.query, "hits": [hit_object(hit) for hit in hits]}

    @router.post(
        "/v1/verify", tags=["questions"], summary="Check a claim", responses=responses(examples.VERDICT, 400, 413, 504)
    )
    async def verify(body: VerifyBody, request: Request) -> VerdictObject:
        """Whether the quotations bear the claim out, fact by fact; any sentence, from anywhere."""
        checked = await answering.run(lambda: answering.assistant.verify(body.claim, body.quotes), request)
        return verdict_object(checked)


def _add_articles(router: APIRouter, assistant: "Assistant") -> None:
    @router.get("/v1/articles", tags=["articles"], summary="List articles", responses=responses(examples.ARTICLES))
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
        responses=responses(examples.ARTICLE, 404),
    )
    def article(article_id: ArticleId) -> ArticleObject:
        """The clean text that `start` and `end` of citations and passages index, and what was taken out of the page."""
        return article_object(assistant.article(article_id))

    @router.get(
        "/v1/articles/{article_id}/raw",
        tags=["articles"],
        summary="Read an article's page as it was read",
        response_class=Response,  # without a media type of its own, which the errors would be documented with
        responses={
            200: {
                "content": {"text/plain": {"schema": {"type": "string"}, "example": examples.RAW_PAGE}},
                "description": "The page.",
            },
            **errors(404),
        },
    )
    def raw_page(article_id: ArticleId) -> PlainTextResponse:
        """The page before cleaning, always as plain text; `raw_` offsets index it."""
        return PlainTextResponse(assistant.raw_page(article_id))
