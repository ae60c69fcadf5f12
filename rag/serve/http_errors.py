"""Every error of the HTTP surface as ``{"error": {"code", "message"}}`` with a fitting status, never a stack trace."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rag.errors import (
    DeletionError,
    DepecheError,
    EmbedderMismatchError,
    InputError,
    ModelError,
    NotFoundError,
    StoreBusyError,
    StoreError,
)
from rag.serve.contract import ErrorObject
from rag.serve.workers import ClientGoneError

_logger = logging.getLogger(__name__)

_STATUS_OF_ERROR: tuple[tuple[type[DepecheError], HTTPStatus], ...] = (  # the first that fits; subclasses first
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (DeletionError, HTTPStatus.CONFLICT),
    (InputError, HTTPStatus.BAD_REQUEST),
    (StoreBusyError, HTTPStatus.CONFLICT),
    (EmbedderMismatchError, HTTPStatus.CONFLICT),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ModelError, HTTPStatus.SERVICE_UNAVAILABLE),
    (DepecheError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
_CODE_OF_STATUS = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.NOT_IMPLEMENTED: "not_installed",
    HTTPStatus.SERVICE_UNAVAILABLE: "busy",
    HTTPStatus.GATEWAY_TIMEOUT: "timeout",
}
CLIENT_GONE = 499
"""What the log says, as nginx does, of a caller who left before there was an answer."""
UNEXPECTED = "something went wrong here that should not have; the server's log says what"


def error_response(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The envelope that all errors come in."""
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def unexpected_error_response() -> JSONResponse:
    """What is shown of an error that we did not foresee: nothing of its insides."""
    return error_response(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", UNEXPECTED)


def install_error_handlers(app: FastAPI) -> None:
    """Have ``app`` answer our errors, FastAPI's and Starlette's in the one envelope."""
    app.add_exception_handler(DepecheError, _on_our_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(ClientGoneError, _on_client_gone)


def error_object(error: Exception) -> ErrorObject:
    """The envelope of an error that comes when the response has begun; the unforeseen is logged and not shown."""
    if isinstance(error, DepecheError):
        return {"error": {"code": error.code, "message": str(error)}}
    if isinstance(error, HTTPException):
        code = _CODE_OF_STATUS.get(HTTPStatus(error.status_code), "bad_request")
        return {"error": {"code": code, "message": error.detail}}
    _logger.error("a response failed unexpectedly midway", exc_info=error)
    return {"error": {"code": "internal_error", "message": UNEXPECTED}}


async def _on_client_gone(_: Request, __: Exception) -> Response:
    return Response(status_code=CLIENT_GONE)


async def _on_our_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DepecheError)
    status = next(status for kind, status in _STATUS_OF_ERROR if isinstance(error, kind))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _logger.error("%s %s: %s", request.method, request.url.path, error)
    return error_response(status, error.code, str(error))


async def _on_invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first, *others = error.errors()
    if first["type"] == "json_invalid":
        return error_response(HTTPStatus.BAD_REQUEST, "malformed_json", f"the body is not JSON: {_reason(first)}")
    more = f" (and {len(others)} more)" if others else ""
    message = f"{_place(first['loc'])}: {first['msg']}{more}"
    return error_response(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", message)


def _reason(error: Mapping[str, Any]) -> str:
    return str(error.get("ctx", {}).get("error", error["msg"]))


def _place(location: Sequence[str | int]) -> str:
    """Where in the request, as the caller wrote it: ``history.0.question``, ``k``; ``body`` when it is all of it."""
    inner = location[1:] if location[0] in {"body", "query", "path"} else location
    return ".".join(map(str, inner)) or str(location[0])


async def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = _CODE_OF_STATUS.get(status, "bad_request")
    path = request.url.path
    messages = {
        HTTPStatus.NOT_FOUND: f"there is nothing at {path}; /docs lists what there is",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{path} does not take {request.method}; /docs says what it takes",
    }
    return error_response(status, code, messages.get(status, error.detail), error.headers)
