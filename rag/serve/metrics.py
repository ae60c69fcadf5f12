"""What Prometheus reads at ``/metrics``: requests by route, answers by outcome, questions under way."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from rag.schema import Answer

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one server; labels never hold what somebody asked, searched or read."""

    def __init__(self, under_way: Callable[[], int]) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "depeche_http_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "depeche_http_request_duration_seconds",
            "From the request to the end of its response.",
            ("route",),
            buckets=_BUCKETS_S,
            registry=registry,
        )
        self._answers = Counter(
            "depeche_answers",
            "Answers by outcome, from wherever they were asked.",
            ("status", "engine"),
            registry=registry,
        )
        self._answer_seconds = Histogram(
            "depeche_answer_duration_seconds",
            "Finding and reading.",
            ("engine",),
            buckets=_BUCKETS_S,
            registry=registry,
        )
        waiting = Gauge(
            "depeche_questions_under_way",
            "Begun or in line over the API; the chat has a line of its own.",
            registry=registry,
        )
        waiting.set_function(under_way)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request that is over."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Counts an answer."""
        self._answers.labels(answer.status, answer.engine).inc()
        self._answer_seconds.labels(answer.engine).observe(answer.timings_ms.get("total", 0) / 1000)

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)
