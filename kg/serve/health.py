"""`/health`: whether the server can answer, for load balancers and people."""

from __future__ import annotations

import asyncio
import json

from fastapi import APIRouter
from pydantic import BaseModel, Field

from kg.serve.context import Context
from kg.serve.pool import Busy, NoStore, Pool, Question, TooLong
from kg.serve.process import Died

_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


class Health(BaseModel):
    """How the server is."""

    ok: bool = Field(description="Whether there is a graph that can be asked.")
    version: str = Field(description="The version of the program.")
    triples: int | None = Field(
        description="Triples over all graphs; null while they are counted, and where that takes too long."
    )
    workers: int = Field(description="How many queries can run at once.")
    running: int = Field(description="How many queries run now.")


def router(context: Context) -> APIRouter:
    """`/health`; it never waits for the triples, which are counted once a build."""
    from kg import __version__

    routes = APIRouter()
    counts: dict[str, asyncio.Task[int | None]] = {}

    @routes.get("/health", tags=["server"], summary="Whether the server can answer")
    async def health() -> Health:
        mark = context.mark()
        if mark not in counts:
            counts.clear()
            counts[mark] = asyncio.create_task(_count(context.pool))
        count = counts[mark]
        return Health(
            ok=True, version=__version__, triples=count.result() if count.done() else None,
            workers=context.pool.size, running=context.pool.running,
        )  # fmt: skip

    return routes


async def _count(pool: Pool) -> int | None:
    """The number of triples, None when that takes too long."""
    try:
        answer = await pool.ask(Question(_COUNT, "application/sparql-results+json", None, 1))
    except (Busy, Died, NoStore, TooLong):
        return None
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])
