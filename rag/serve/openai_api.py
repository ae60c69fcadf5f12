"""The archive as a model that OpenAI's clients can talk to: chat completions, streamed or not, and models."""

from time import time
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import Response

from rag.errors import NotFoundError
from rag.serve import examples
from rag.serve.answering import Answering
from rag.serve.documented import responses
from rag.serve.event_stream import event_response
from rag.serve.openai_bodies import MODEL, ChatBody
from rag.serve.openai_objects import Completion, CompletionObject, ModelListObject, ModelObject, model_list
from rag.serve.options import Options


def openai_router(answering: Answering, options: Options) -> APIRouter:
    """The routes of OpenAI's protocol that make sense for an archive."""
    router = APIRouter(tags=["OpenAI-compatible"])

    @router.post(
        "/v1/chat/completions",
        summary="Answer in OpenAI's protocol",
        response_model=CompletionObject,
        responses=responses(examples.COMPLETION, 400, 404, 413, 504, events=examples.COMPLETION_EVENTS),
    )
    async def complete(
        body: Annotated[ChatBody, Body(openapi_examples=examples.CHAT_BODIES)], request: Request
    ) -> CompletionObject | Response:
        """The last message is the question, earlier ones its history. The answer is quoted, never written freely.

        The text has markers `[n]` and a list of the sources below; the field `depeche` holds the whole answer
        object (in a stream: the chunk that has `finish_reason`).
        """
        _check_model(body.model)
        question = body.to_question()
        prompt = "\n".join(message.text for message in body.messages)
        completion = Completion(f"chatcmpl-{uuid4().hex}", int(time()), prompt, options.count_tokens)
        if not body.stream:
            return completion.whole(await answering.ask(question, request))
        usage = body.stream_options is not None and body.stream_options.include_usage
        return event_response(completion.events(await answering.stream(question), include_usage=usage))

    @router.get("/v1/models", summary="List models", responses=responses(model_list()))
    async def models() -> ModelListObject:
        """The archive is the only one."""
        return model_list()

    @router.get("/v1/models/{model}", summary="Describe a model", responses=responses(model_list()["data"][0], 404))
    async def model(model: Annotated[str, Path(max_length=200)]) -> ModelObject:
        """As in the list."""
        _check_model(model)
        return model_list()["data"][0]

    return router


def _check_model(model: str) -> None:
    if model != MODEL:
        raise NotFoundError(f"model {model[:80]!r}: there is only {MODEL!r}")
