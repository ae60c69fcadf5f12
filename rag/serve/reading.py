"""The reading room: the archive's list, and each article with a quotation highlighted where it stands.

Plain pages without script: they work by themselves (a citation is a link that can be shared), and the chat shows
the same ones in its side panel.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import HTMLResponse

from rag.errors import NotFoundError, QuestionError
from rag.ingest.read import EXTENSIONS
from rag.schema import Article, ArticleSummary, Hit
from rag.serve.bodies import MAX_QUESTION_CHARS
from rag.serve.templating import fill, reading_path
from rag.serve.texts import Texts, texts_for

if TYPE_CHECKING:
    from rag.assistant import Assistant

MAX_LISTED = 200
MAX_FOUND = 50
"""Passages looked through for a search; several may be of one article."""

Offset = Annotated[int | None, Query(ge=0)]
AcceptLanguage = Annotated[str | None, Header()]
Words = Annotated[str, Query(max_length=MAX_QUESTION_CHARS)]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an article and the part of the quotation that lies in it, if any."""

    before: str
    marked: str = ""
    after: str = ""
    opens: bool = False
    """Whether the quotation begins here."""


def reading_router(assistant: "Assistant", *, editable: bool = False) -> APIRouter:
    """The pages below ``/read/``; not part of the API's contract, so left out of its documentation.

    ``editable``: whether ``PUT`` and ``DELETE /v1/articles`` are there for the chat's panel to use.
    """
    router = APIRouter(prefix="/read", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    def archive(q: Words = "", accept_language: AcceptLanguage = None) -> HTMLResponse:
        t = texts_for(accept_language)
        if q.strip():
            return HTMLResponse(found_html(q.strip(), assistant.search(q.strip(), k=MAX_FOUND), t))
        return HTMLResponse(archive_html(assistant.articles(), t, editable=editable))

    @router.get("/{article_id}")
    def article(
        article_id: str, start: Offset = None, end: Offset = None, accept_language: AcceptLanguage = None
    ) -> HTMLResponse:
        t = texts_for(accept_language)
        try:
            found = assistant.article(article_id)
        except NotFoundError:  # a reader followed an old link: a page, not the API's object
            return HTMLResponse(fill("gone.html", t=t), HTTPStatus.NOT_FOUND)
        return HTMLResponse(article_html(found, start or 0, end or 0, t, editable=editable))

    return router


def archive_html(articles: Sequence[ArticleSummary], t: Texts, *, editable: bool = False) -> str:
    """What the archive holds, and the list of articles, the latest first and undated ones last."""
    latest = sorted(articles, key=lambda article: (article.published or date.min, article.title), reverse=True)
    days = [article.published for article in articles if article.published]
    return fill(
        "archive.html",
        shown=latest[:MAX_LISTED],
        total=len(articles),
        kinds=Counter(article.kind for article in articles),
        languages=[language for language, _ in Counter(article.language for article in articles).most_common()],
        editable=editable,
        endings=",".join(sorted(EXTENSIONS)),
        span=(min(days), max(days)) if days else None,
        path_of=reading_path,
        t=t,
    )


def found_html(words: str, hits: Sequence[Hit], t: Texts) -> str:
    """The articles that a search found, best first, each with its best passage."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.article.id, hit)
    return fill("found.html", words=words, hits=list(best.values()), path_of=reading_path, t=t)


def article_html(article: Article, start: int, end: int, t: Texts, *, editable: bool = False) -> str:
    """The article with ``text[start:end]`` in ``<mark>``; nothing is marked when the span is empty.

    Raises ``QuestionError`` when the span does not lie in the text.
    """
    if not 0 <= start <= end <= len(article.text):
        raise QuestionError(f"span {start}-{end}: article {article.id} has {len(article.text)} characters")
    return fill(
        "article.html",
        article=article,
        lines=lines_of(article.text, start, end),
        id_in_path=reading_path(article.id),
        editable=editable,
        t=t,
    )


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The paragraphs of ``text``, blank ones left out, with the parts of ``text[start:end]`` told apart."""
    lines: list[Line] = []
    offset, opens = 0, True
    for raw in text.split("\n"):
        low, high = (min(max(edge - offset, 0), len(raw)) for edge in (start, end))
        if raw.strip():
            marked = raw[low:high]
            lines.append(Line(raw[:low], marked, raw[high:], opens=opens and bool(marked)))
            opens = opens and not marked
        offset += len(raw) + 1
    return lines
