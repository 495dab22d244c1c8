"""`/health`: whether the server can answer, for load balancers and people."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from kg.serve.context import Context
from kg.serve.pool import NoStore, Question
from kg.serve.problems import Problem

_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


class Health(BaseModel):
    """How the server is."""

    ok: bool = Field(description="Whether there is a graph that can be asked.")
    version: str = Field(description="The version of the program.")
    triples: int | None = Field(description="Triples over all graphs; null where counting takes too long.")
    workers: int = Field(description="How many queries can run at once.")
    running: int = Field(description="How many queries run now.")


def router(context: Context) -> APIRouter:
    """`/health`; the triples are counted once a build."""
    from kg import __version__

    routes = APIRouter()
    counted: dict[str, int | None] = {}

    @routes.get("/health", tags=["server"], summary="Whether the server can answer")
    async def health(request: Request) -> Health:
        try:
            mark = context.pool.mark()
        except NoStore as error:
            raise Problem(503, str(error)) from error
        if mark not in counted:
            number = await _count(context, request)
            counted.clear()
            counted[mark] = number
        return Health(
            ok=True, version=__version__, triples=counted[mark], workers=context.pool.size,
            running=context.pool.running,
        )  # fmt: skip

    return routes


async def _count(context: Context, request: Request) -> int | None:
    question = Question(_COUNT, "application/sparql-results+json", None, 1)
    try:
        answer = await context.ask(request, question)
    except Problem:
        return None
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])
