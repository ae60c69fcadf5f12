"""What other libraries raise when a language model does not reply, as errors of ours that name the cause."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from rag.errors import ChatModelError

_REFUSALS = {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
_TOO_LONG = ("context length", "context size", "context_length", "exceed_context", "context window", "too long")
_WHAT_TO_DO: Mapping[int, str] = MappingProxyType(
    {
        HTTPStatus.UNAUTHORIZED: "check RAG_LLM_API_KEY",
        HTTPStatus.FORBIDDEN: "check RAG_LLM_API_KEY",
        HTTPStatus.TOO_MANY_REQUESTS: "it has too much to do; ask again later",
    }
)


def explained(error: BaseException, name: str) -> ChatModelError:
    """A provider's exception as one of ours, with what is behind it: by themselves some say no more than "error"."""
    status = _status(error)
    story = f"{name}: {_chain(error)}"
    if status is None:
        if "timeout" in type(error).__name__.lower():
            return ChatModelError("slow", f"{story}; raise RAG_LLM_TIMEOUT_S")
        where = f"{story}; check RAG_LLM and RAG_LLM_BASE_URL"
        return ChatModelError("broken" if isinstance(error, ValueError) else "unreachable", where)
    if is_too_long(error):
        return ChatModelError("too_long", f"{story}; check RAG_LLM_CONTEXT_TOKENS")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ChatModelError("unreachable", f"{story}; is the server at RAG_LLM_BASE_URL well?")
    return ChatModelError("refused", f"{story}; {_WHAT_TO_DO.get(status, 'check RAG_LLM and RAG_LLM_BASE_URL')}")


def slow(name: str, timeout_s: float) -> ChatModelError:
    """The time is over."""
    return ChatModelError("slow", f"{name}: no whole reply within {timeout_s:g} s; raise RAG_LLM_TIMEOUT_S")


def is_refusal_of_request(error: BaseException) -> bool:
    """Whether the server would not take the request as it was put, for another reason than its length."""
    return _status(error) in _REFUSALS and not is_too_long(error)


def is_too_long(error: BaseException) -> bool:
    """Whether the prompt did not fit: llama.cpp, vLLM and OpenAI say so with status 400 in words of their own."""
    told = str(error).lower()
    return _status(error) in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE) and any(
        word in told for word in _TOO_LONG
    )


def _status(error: BaseException) -> int | None:
    """The HTTP status, under the name that the libraries of OpenAI, Anthropic, Mistral and Ollama give it."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status >= HTTPStatus.BAD_REQUEST else None


def _chain(error: BaseException) -> str:
    """What happened, then the innermost cause, on one line."""
    inmost = error
    while (deeper := inmost.__cause__ or inmost.__context__) is not None:
        inmost = deeper
    told = [_one_line(error)] if inmost is error else [_one_line(error), _one_line(inmost)]
    return " (".join(told) + ")" * (len(told) - 1)


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
