"""For whoever runs the server: is it up, can it answer, how is it doing."""

from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import Response

from rag.serve.contract import HealthObject, ReadyObject
from rag.serve.documented import errors
from rag.serve.metrics import CONTENT_TYPE, Metrics

if TYPE_CHECKING:
    from rag.assistant import Assistant


def service_router(assistant: "Assistant", metrics: Metrics) -> APIRouter:
    """Health, readiness and metrics."""
    router = APIRouter(tags=["service"])

    @router.get("/healthz", summary="Is the server up?")
    async def health() -> HealthObject:
        """Always the same answer; it touches nothing and needs no key."""
        return {"status": "ok"}

    @router.get("/readyz", summary="Can it answer?", responses=errors(503))
    def ready() -> ReadyObject:
        """503 with the reason while there is no usable index; needs no key."""
        assistant.check()
        return {"status": "ready"}

    @router.get(
        "/metrics",
        summary="Counters for Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **errors()},
    )
    def read_metrics() -> Response:
        """In Prometheus' text format; nothing of it tells what was asked."""
        return Response(metrics.text(), media_type=CONTENT_TYPE)

    return router
