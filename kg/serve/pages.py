"""The explorer at `/`, and under `/data` the parts of the graph that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from kg.errors import UsageError
from kg.explore.page import application, served_page
from kg.explore.slices import entities_slice, facts_slice, outline, slice_of
from kg.explore.source import Source
from kg.serve import html
from kg.serve.context import Context
from kg.serve.problems import Problem

_NAMES = 2000
_LONG = 20_000
_NO_STORE = {"Cache-Control": "no-cache"}


def router(context: Context) -> APIRouter:
    """The page and its data. The data are the page's own: programs have `/api` and `/sparql`."""
    routes = APIRouter(include_in_schema=False)

    async def sliced(make: Callable[[Source], dict[str, Any]]) -> JSONResponse:
        source = await context.source()
        return JSONResponse(await run_in_threadpool(make, source), headers=_NO_STORE)

    @routes.get("/")
    def start() -> Response:
        try:
            page, policy = served_page(application())
        except UsageError as error:
            return _plain_start(str(error))
        return HTMLResponse(page, headers={"Content-Security-Policy": policy, **_NO_STORE})

    @routes.get("/data/outline")
    async def whole() -> JSONResponse:
        return await sliced(outline)

    @routes.get("/data/slice")
    async def place(request: Request) -> JSONResponse:
        params = _params(request)
        return await sliced(lambda source: slice_of(source, params.pop("place", ""), params))

    @routes.get("/data/facts")
    async def facts(request: Request) -> JSONResponse:
        params = _params(request)
        return await sliced(lambda source: facts_slice(source, params))

    @routes.post("/data/entities")
    async def entities(iris: Annotated[list[str], Body(max_length=_NAMES)]) -> JSONResponse:
        return await sliced(lambda source: entities_slice(source, iris))

    @routes.get("/data/text")
    async def text(report: Annotated[str, Query(max_length=300)]) -> PlainTextResponse:
        found = await run_in_threadpool(context.held.text, report)
        if found is None:
            raise Problem(404, "The text of this report is not at hand: its file is gone or has changed.")
        return PlainTextResponse(found, headers=_NO_STORE)

    return routes


def _params(request: Request) -> dict[str, str]:
    if len(request.url.query) > _LONG:
        raise Problem(414, "This address is too long.")
    return dict(request.query_params)


def _plain_start(why: str) -> HTMLResponse:
    return html.page(
        "知识图谱 Knowledge graph",
        f'<p>{html.text(why)}</p><ul><li><a href="/sparql">SPARQL</a></li><li><a href="/api">API</a></li>'
        '<li><a href="/ontology">本体 Ontology</a></li></ul>',
    )
