"""The application: routers and what goes around them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from kg.serve import api, files, health, metrics, pages, resources, sparql
from kg.serve.context import Context
from kg.serve.headers import Safe
from kg.serve.metrics import Measured
from kg.serve.problems import Problem, add_handlers
from kg.serve.settings import Settings

_ABOUT = (
    "What Chinese government reports say, as a graph: every fact with the sentence that proves it. Read-only. "
    "Errors are problems after RFC 9457 whose `detail` says what to do."
)
_EXPOSED = ["X-KG-Truncated", "Link", "Retry-After"]


def create_app(folder: Path, settings: Settings) -> FastAPI:
    """The application over the graph in a folder. Its workers live as long as its lifespan."""
    from kg import __version__

    context = Context(folder, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await context.pool.start()
            # Read while the first visitor still types the address; what goes wrong is told to who asks.
            reading = asyncio.create_task(_read_outline(context))
            yield
            reading.cancel()
        finally:
            await context.pool.close()

    app = FastAPI(
        title="kg", description=_ABOUT, version=__version__, lifespan=lifespan,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",  # FastAPI's pages load scripts from elsewhere
    )  # fmt: skip
    add_handlers(app)
    for routes in (
        sparql.router(context),
        health.router(context),
        metrics.router(context.metrics),
        api.router(context),
        files.router(context),
        resources.router(context),
        pages.router(context),
        resources.fallback(context),
    ):
        app.include_router(routes)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            expose_headers=_EXPOSED,
        )
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(Safe)
    app.add_middleware(Measured, metrics=context.metrics)
    app.state.context = context
    return app


async def _read_outline(context: Context) -> None:
    with contextlib.suppress(Problem):
        await context.source()
