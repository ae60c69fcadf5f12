"""OpenTelemetry spans of requests, where they are wanted; the only module that imports it.

Where the spans go is said by OpenTelemetry's own variables, such as ``OTEL_EXPORTER_OTLP_ENDPOINT``.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import ServeError

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider

Note = Callable[[str, str | int], None]
"""Puts an attribute on the span under way."""
Spans = Callable[[str], AbstractContextManager[Note]]
"""A span of that name around a block."""


@dataclass(frozen=True, slots=True)
class Tracing:
    """Spans, and what sends the last of them off."""

    spans: Spans
    end: Callable[[], object]

    @asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[None]:
        """Of an application: spans that have not been sent when it ends are sent then."""
        try:
            yield
        finally:
            await asyncio.to_thread(self.end)


def no_spans(_: str) -> AbstractContextManager[Note]:
    """Nothing around the block."""
    return nullcontext(_unnoted)


def spans_of(provider: "TracerProvider") -> Spans:
    """Spans of the kind ``SERVER`` from a provider; a failure of the block is recorded without its message."""
    from opentelemetry.trace import SpanKind, Status, StatusCode

    tracer = provider.get_tracer("depeche")

    @contextmanager
    def span(name: str) -> Iterator[Note]:
        with tracer.start_as_current_span(
            name, kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as current:
            try:
                yield current.set_attribute
            except BaseException as error:
                current.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    return span


def not_traced() -> Tracing:
    """No spans, nothing sent."""
    return Tracing(no_spans, lambda: None)


def exported_spans() -> Tracing:
    """Spans that are sent in batches over OTLP. Raises ``ServeError`` when the extra is not installed."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise ServeError(
            "RAG_OTEL: OpenTelemetry is not installed here; pip install 'depeche[otel]', or leave the setting out"
        ) from error
    provider = TracerProvider(resource=Resource.create({"service.name": "depeche"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Tracing(spans_of(provider), provider.shutdown)


def _unnoted(_name: str, _value: str | int) -> None:
    pass
