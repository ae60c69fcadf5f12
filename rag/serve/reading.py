"""The reading room: the archive's list, and each article with a quotation highlighted where it stands.

Plain pages without script: they work by themselves (a citation is a link that can be shared), and the chat shows
the same ones in its side panel.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import HTMLResponse

from rag.errors import NotFoundError, QuestionError
from rag.index.duplicates import clusters
from rag.index.uploads import Uploads
from rag.ingest.read import EXTENSIONS
from rag.schema import Article, ArticleSummary, Hit
from rag.serve.bodies import MAX_QUESTION_CHARS
from rag.serve.templating import fill, reading_path
from rag.serve.texts import Texts, all_texts, texts_for
from rag.serve.welcome import latest_first

if TYPE_CHECKING:
    from rag.assistant import Assistant

MAX_LISTED = 200
MAX_FOUND = 50
"""Passages looked through for a search; several may be of one article."""
_COPIES_AMONG = 20
"""Passages like the head of an article in which its near-copies are looked for."""

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


def reading_router(assistant: "Assistant", uploads: Uploads | None = None) -> APIRouter:
    """The pages below ``/read/``; not part of the API's contract, so left out of its documentation.

    With ``uploads`` the chat's panel offers to add articles, and to delete those that were uploaded.
    """
    router = APIRouter(prefix="/read", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    def archive(q: Words = "", accept_language: AcceptLanguage = None) -> HTMLResponse:
        t = texts_for(accept_language)
        if q.strip():
            return HTMLResponse(found_html(q.strip(), assistant.search(q.strip(), k=MAX_FOUND), t))
        return HTMLResponse(archive_html(assistant.articles(), t, editable=uploads is not None))

    @router.get("/{article_id}")
    def article(
        article_id: str, start: Offset = None, end: Offset = None, accept_language: AcceptLanguage = None
    ) -> HTMLResponse:
        t = texts_for(accept_language)
        try:
            found = assistant.article(article_id)
        except NotFoundError:  # a reader followed an old link: a page, not the API's object
            return HTMLResponse(fill("gone.html", t=t), HTTPStatus.NOT_FOUND)
        editable = uploads is not None and uploads.holds(found.source)
        copies = copies_of(found, assistant)
        return HTMLResponse(article_html(found, start or 0, end or 0, t, editable=editable, copies=copies))

    return router


def archive_html(articles: Sequence[ArticleSummary], t: Texts, *, editable: bool = False) -> str:
    """What the archive holds, and the list of articles, the latest first and undated ones last."""
    latest = latest_first(articles)
    days = [article.published for article in articles if article.published]
    return fill(
        "archive.html",
        shown=latest[:MAX_LISTED],
        total=len(articles),
        kinds=Counter(article.kind for article in articles),
        languages=_languages_of(articles, t),
        inferred=any(article.published_from == "text" for article in articles),
        endings=sorted(EXTENSIONS),
        editable=editable,
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


def _languages_of(articles: Sequence[ArticleSummary], t: Texts) -> list[str]:
    """The names of the languages, the most frequent first; of those that are none of ours, their codes."""
    ours = {texts.language for texts in all_texts()}
    found = Counter(article.language for article in articles).most_common()
    return [t(f"lang_{code}") if code in ours else code for code, _ in found]


def copies_of(article: Article, assistant: "Assistant") -> tuple[Article, ...]:
    """Near-copies of the article, among the passages that are most like its title."""
    words = article.title[:MAX_QUESTION_CHARS].strip()
    if article.kind != "article" or not words:
        return ()
    hits = assistant.search(words, k=_COPIES_AMONG, mode="lexical", rerank=False)
    known = {article.id: article, **{hit.article.id: hit.article for hit in hits}}
    for cluster in clusters(known.values()):
        together = [cluster.canonical, *(variant.id for variant in cluster.variants)]
        if article.id in together:
            return tuple(known[other] for other in together if other != article.id)
    return ()


def article_html(
    article: Article, start: int, end: int, t: Texts, *, editable: bool = False, copies: Sequence[Article] = ()
) -> str:
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
        path_of=reading_path,
        copies=copies,
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
