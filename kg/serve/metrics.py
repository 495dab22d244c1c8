"""Figures of a server for Prometheus: requests, how long they took, and what became of queries."""

from __future__ import annotations

import time

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The figures of one application, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kg_requests", "Requests answered, by route and status.",
            ("method", "route", "status"), registry=self.registry,
        )  # fmt: skip
        self.seconds = Histogram(
            "kg_request_seconds", "How long requests took, by route.",
            ("route",), buckets=_BUCKETS, registry=self.registry,
        )  # fmt: skip
        self.running = Gauge("kg_queries_running", "Queries that run now.", registry=self.registry)
        self.timed_out = Counter("kg_queries_timed_out", "Queries killed for time.", registry=self.registry)
        self.refused = Counter(
            "kg_queries_refused", "Queries not answered, by reason.", ("reason",), registry=self.registry
        )
        self.abandoned = Counter(
            "kg_queries_abandoned", "Queries whose client went away.", registry=self.registry
        )


def router(metrics: Metrics) -> APIRouter:
    """`/metrics`, in Prometheus' text format."""
    routes = APIRouter()

    @routes.get("/metrics", include_in_schema=False)
    def show() -> Response:
        return Response(generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return routes


class Measured:
    """Counts and times every request, under the template of its route: addresses of clients are no labels."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = "aborted"

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        begun = time.perf_counter()
        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self._metrics.requests.labels(_method(scope["method"]), route, status).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - begun)


def _method(name: str) -> str:
    return name if name in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH") else "other"
