"""Articles in and out over HTTP: upload and delete."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from rag.errors import UploadError
from rag.index.uploads import MAX_NAME_BYTES, Uploads
from rag.ingest.read import EXTENSIONS
from rag.serve import examples
from rag.serve.api import ArticleId
from rag.serve.contract import DeletedObject, UploadedObject
from rag.serve.documented import responses
from rag.serve.objects import summary_object

_CONTENT = {
    media_type: {"schema": {"type": "string"}} for media_type in ("text/plain", "text/html", "text/markdown")
} | {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}

FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=MAX_NAME_BYTES,
        description=f"File name, no address; its ending says how it is read: {', '.join(sorted(EXTENSIONS))}.",
        examples=["2024-05-14_pont.txt"],
    ),
]


def uploads_router(uploads: Uploads | None) -> APIRouter:
    """The routes that change the archive; without ``uploads`` they say that it cannot be changed here."""
    router = APIRouter(tags=["articles"])
    done = responses(examples.UPLOADED, 400, 413)

    @router.put(
        "/v1/articles",
        summary="Upload a file of articles",
        responses={**done, 201: {**done[200], "model": UploadedObject, "description": "It is new."}},
        openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
    )
    async def put(
        request: Request,
        response: Response,
        name: FileName,
    ) -> UploadedObject:
        """The body is the file, in any encoding; it takes the place of an earlier one of that name.

        It is indexed whole or refused whole, and can be asked about as soon as the response is there. `rag sync` keeps
        uploads (`--without-uploads` leaves them out).
        """
        taken = await run_in_threadpool(_writable(uploads).put, name, await request.body())
        if taken.outcome == "added":
            response.status_code = HTTPStatus.CREATED
        articles = [summary_object(article) for article in taken.articles]
        return {"source": taken.source, "outcome": taken.outcome, "articles": articles}

    @router.delete(
        "/v1/articles/{article_id}",
        summary="Delete an uploaded article",
        responses=responses(examples.DELETED, 400, 404),
    )
    def delete(
        article_id: ArticleId,
        whole_file: Annotated[
            bool, Query(description="Also when the file holds other articles, which then go too.")
        ] = False,
    ) -> DeletedObject:
        """The file that holds it is removed, with the teasers that stood on it and nowhere else.

        409: it was not uploaded, so that its file is not ours to remove; or its file holds other articles.
        """
        gone = _writable(uploads).delete(article_id, whole_file=whole_file)
        return {"sources": list(gone.sources), "deleted": list(gone.deleted)}

    return router


def _writable(uploads: Uploads | None) -> Uploads:
    if uploads is None:
        raise UploadError("this server only reads its archive; change the files and run `rag sync`")
    return uploads
