"""Spans on their way: to OpenTelemetry's own reader, and over OTLP to a collector on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import pytest
from starlette.testclient import TestClient

from rag.serve.options import Options
from rag.serve.site import create_api
from rag.serve.tracing import spans_of
from tests.serve.fake_assistant import FakeAssistant

WAIT_S = 60


def test_a_request_is_a_span() -> None:
    """With OpenTelemetry's own names of attributes."""
    export = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    exporter, provider = export.InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with spans_of(provider)("GET") as note:
        note("http.route", "/healthz")
    assert [("GET", {"http.route": "/healthz"})] == [
        (s.name, dict(s.attributes)) for s in exporter.get_finished_spans()
    ]


@contextmanager
def collector() -> Iterator[tuple[str, "Queue[tuple[str, str, bytes]]"]]:
    """An OTLP/HTTP collector: its address, and what it is sent (path, media type, body)."""
    received: Queue[tuple[str, str, bytes]] = Queue()

    class Collects(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.put((self.path, self.headers["content-type"], body))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Collects) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", received
        finally:
            server.shutdown()
            thread.join()


def test_spans_reach_a_collector_over_otlp(monkeypatch: pytest.MonkeyPatch) -> None:
    """`RAG_OTEL` with OpenTelemetry's own variables; the span names the route and nothing of what was asked."""
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    with collector() as (address, received):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        with TestClient(create_api(FakeAssistant(), Options(otel=True))) as client:  # type: ignore[arg-type]
            client.post("/v1/answer", json={"question": "Yunnan secret ?"})
        path, media_type, body = received.get(timeout=WAIT_S)  # sent when the server ends
    assert ("/v1/traces", "application/x-protobuf") == (path, media_type)
    (resource,) = ExportTraceServiceRequest.FromString(body).resource_spans
    (span,) = resource.scope_spans[0].spans
    attributes = {a.key: a.value.string_value or a.value.int_value for a in span.attributes}
    assert {
        "http.request.method": "POST",
        "http.route": "/v1/answer",
        "http.response.status_code": 200,
    } == attributes
    assert "depeche" in {a.value.string_value for a in resource.resource.attributes}
    assert b"secret" not in body
