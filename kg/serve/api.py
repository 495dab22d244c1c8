"""`/api`: the graph as JSON for programs that do not speak SPARQL."""

from __future__ import annotations

from enum import Enum
from itertools import islice
from typing import Annotated, TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from kg.api import find_query
from kg.errors import UsageError
from kg.explore.source import Source
from kg.explore.statements import FACT_CLASSES
from kg.iris import local_name
from kg.namespaces import ONTOLOGY
from kg.query import bind, named_queries
from kg.query.results import value_of
from kg.serve import asking, pool
from kg.serve.apipage import api_page
from kg.serve.context import Context
from kg.serve.forms import TABLES, with_charset
from kg.serve.models import About, Answered, Entity, Fact, Found, Page, Parameter, Question, Report
from kg.serve.negotiate import best
from kg.serve.problems import Problem
from kg.serve.sparql import TRUNCATED

T = TypeVar("T")
Kind = Enum("Kind", {kind: kind for kind in asking.CLASSES}, type=str)  # type: ignore[misc]
FactKind = Enum("FactKind", {kind: kind for kind in FACT_CLASSES}, type=str)  # type: ignore[misc]
_ADOPTION = FactKind("adoption")
OfKind = Annotated[Kind, Path(description="The kind of entity.")]
Local = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9._~-]+$", max_length=300, description="The end of its IRI: 430281.")
]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to pass over.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many to give at most.")]
_FORMAT = "format"
_SEARCHED = 10_000
_CSV = "text/csv"


def router(context: Context) -> APIRouter:
    """The routes of the API; its description is at `/api/openapi.json`."""
    routes = APIRouter(prefix="/api", tags=["graph"])

    @routes.get("", include_in_schema=False)
    def start(request: Request) -> HTMLResponse:
        app: FastAPI = request.app
        return api_page(app.openapi())

    @routes.get("/about", summary="What the graph holds")
    async def about(request: Request) -> About:
        return await context.once("about", lambda: _about(context, request))

    @routes.get("/search", summary="Find entities by their names and aliases, also in pinyin")
    async def search(
        request: Request,
        q: Annotated[
            str,
            Query(min_length=1, max_length=200, description="Part of a name, or its pinyin: 行刑衔接, xxxj."),
        ],
        kind: Annotated[Kind | None, Query(description="Only entities of this kind.")] = None,
        limit: Limit = 20,
    ) -> list[Found]:
        if not (words := q.strip()):
            raise Problem(400, "q is empty. Give part of a name.")
        source = await context.source()
        return await run_in_threadpool(_search, source, words, kind.value if kind else None, limit)

    @routes.get("/entities/{kind}/{local}", summary="An entity and what the graph says of it")
    async def entity(request: Request, kind: OfKind, local: Local) -> Entity:
        return await _entity(context, request, kind.value, local)

    @routes.get(
        "/entities/{kind}/{local}/facts", summary="The facts that name an entity, with their evidence"
    )
    async def facts(
        request: Request,
        kind: OfKind,
        local: Local,
        fact: Annotated[FactKind, Query(description="The kind of fact.")] = _ADOPTION,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Page[Fact]:
        found = await _entity(context, request, kind.value, local)
        items = await asking.facts(context, request, found.iri, fact.value, offset, limit)
        return _page(request, items, found.facts.get(fact.value, 0), offset)

    @routes.get("/reports", summary="The reports that the graph was built from")
    async def reports(
        request: Request,
        region: Annotated[
            str | None, Query(pattern=r"^[A-Za-z0-9._~-]+$", description="Of the region with this code.")
        ] = None,
        year: Annotated[int | None, Query(ge=1900, le=2200, description="On this year.")] = None,
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Page[Report]:
        base = await context.base(request)
        place = f"{base}region/{region}" if region else None
        total = await asking.count_reports(context, request, place, year)
        items = await asking.reports(context, request, place, year, offset, limit)
        return _page(request, items, total, offset)

    @routes.get("/queries", summary="The questions that have names")
    def queries() -> list[Question]:
        return [
            Question(
                name=q.name, question=q.question, title=q.title, address=f"/api/queries/{q.name}",
                parameters=[
                    Parameter(name=p.name, default=p.default, description=p.description) for p in q.parameters
                ],
            )
            for q in named_queries().values()
        ]  # fmt: skip

    @routes.get(
        "/queries/{name}",
        summary="The answer to a named question",
        description="Its parameters go into the address by their names: `?programme=行刑衔接`. "
        "CSV comes with `Accept: text/csv` or `?format=csv`.",
        responses={200: {"content": {_CSV: {}}}},
        response_model=Answered,
    )
    async def answer(request: Request, name: str) -> Answered | Response:
        return await _named(context, request, name)

    return routes


def _search(source: Source, words: str, kind: str | None, limit: int) -> list[Found]:
    """The entities of a kind, or of all, that are named like some words, the nearest first."""
    index, kinds = source.index, tuple(asking.CLASSES)
    found = ((one, kinds[index.kinds[one.number]]) for one in source.finder.find(words, _SEARCHED))
    return [
        Found(
            iri=index.base + index.iris[one.number], kind=own, local=local_name(index.iris[one.number]),
            label=index.names[one.number][0], match=one.by or index.names[one.number][0],
        )
        for one, own in islice((pair for pair in found if kind in (None, pair[1])), limit)
    ]  # fmt: skip


async def _about(context: Context, request: Request) -> About:
    from kg import __version__

    index = (await context.source()).index
    entities = {kind: len(index.of_kind(kind)) for kind in asking.CLASSES}
    return About(
        version=__version__, base=await context.base(request), ontology=ONTOLOGY, entities=entities,
        facts=dict(index.counts), reports=entities["report"],
        sparql="/sparql", openapi="/api/openapi.json",
    )  # fmt: skip


async def _entity(context: Context, request: Request, kind: str, local: str) -> Entity:
    iri = f"{await context.base(request)}{kind}/{local}"
    found = await asking.entity(context, request, kind, iri)
    if found is None:
        raise Problem(404, f"The graph has no {kind} {local}. Search by name: /api/search?q=…&kind={kind}")
    return found


def _page(request: Request, items: list[T], total: int, offset: int) -> Page[T]:
    beyond = offset + len(items)
    following = None
    if items and beyond < total:
        kept = [pair for pair in request.query_params.multi_items() if pair[0] != "offset"]
        following = f"{request.scope['path']}?{urlencode([*kept, ('offset', beyond)])}"
    return Page(total=total, offset=offset, next=following, items=items)


async def _named(context: Context, request: Request, name: str) -> Answered | Response:
    try:
        named = find_query(name)
    except UsageError as error:
        raise Problem(404, f"There is no such question: {name}. /api/queries lists all.") from error
    values = {key: value for key, value in request.query_params.items() if key != _FORMAT}
    csv = _wants_csv(request)
    media = _CSV if csv else TABLES[0].media
    question = pool.Question(bind(named, values), media, None, context.settings.rows)
    answer = await context.ask(request, question)
    if csv:
        cut = {TRUNCATED: str(answer.rows)} if answer.cut else {}
        return Response(answer.body, headers={"Content-Type": with_charset(_CSV), "Vary": "Accept", **cut})
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return Answered(
        name=name, question=named.question,
        parameters={p.name: p.default for p in named.parameters} | values,
        columns=[variable.value for variable in found.variables],
        rows=[[value_of(term) for term in row] for row in found], truncated=answer.cut,
    )  # fmt: skip


def _wants_csv(request: Request) -> bool:
    wanted = request.query_params.get(_FORMAT)
    if wanted not in (None, "", "json", "csv"):
        raise Problem(400, f"No form is called {wanted!r} here. There are json and csv; /sparql has more.")
    return wanted == "csv" or (
        not wanted and best(request.headers.get("accept"), ("application/json", _CSV)) == _CSV
    )
