"""`/sparql`: the SPARQL 1.1 Protocol, for reading."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.serve import forms
from kg.serve.context import Context
from kg.serve.description import description, description_page, prefixes
from kg.serve.negotiate import best
from kg.serve.pool import Question
from kg.serve.problems import Problem
from kg.serve.protocol import Asked, asked_by_get, asked_by_post

TRUNCATED = "X-KG-Truncated"
_VARY = {"Vary": "Accept"}


def router(context: Context) -> APIRouter:
    """The endpoint: queries by GET and POST, its description by GET without a query."""
    routes = APIRouter()

    @routes.api_route("/sparql", methods=["GET", "POST"], include_in_schema=False)
    async def sparql(request: Request) -> Response:
        parameters = request.scope["query_string"]
        if request.method == "POST":
            body = await read_body(request, context.settings.body)
            asked = asked_by_post(parameters, request.headers.get("content-type", ""), body)
            return await _answer(request, context, asked)
        if (query := asked_by_get(parameters)) is None:
            return _describe(request, context)
        return await _answer(request, context, query)

    return routes


async def read_body(request: Request, limit: int) -> bytes:
    """The body of a request. Raises Problem 413 when it is larger than allowed."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            detail = f"The request is larger than {limit:,} bytes. Ask in several queries."
            raise Problem(413, detail, {"Connection": "close"})
        parts.append(part)
    return b"".join(parts)


async def _answer(request: Request, context: Context, asked: Asked) -> Response:
    accept = request.headers.get("accept")
    table, graph = _forms(asked.format, accept)
    question = Question(
        asked.query,
        table[0] if table else None,
        graph[0] if graph else None,
        context.settings.rows,
        asked.graphs,
    )
    answer = await context.ask(request, question)
    chosen = graph if answer.form == "graph" else table
    if chosen is None or not answer.acceptable:
        raise _no_form(answer.form, asked.format, accept)
    headers = dict(_VARY)
    if answer.cut:
        headers[TRUNCATED] = str(answer.rows)
    return Response(answer.body, headers=headers | {"Content-Type": forms.with_charset(chosen[1])})


def _forms(wanted: str | None, accept: str | None) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """How a table and how a graph would go out: the form and the media type to send it as."""
    if wanted is None:
        return forms.by_accept(accept, forms.TABLES), forms.by_accept(accept, forms.GRAPHS)
    table, graph = forms.by_name(wanted, forms.TABLES), forms.by_name(wanted, forms.GRAPHS)
    if table is None and graph is None:
        raise Problem(400, f"No form is called {wanted!r}. There are {_names(forms.TABLES + forms.GRAPHS)}.")
    return (table, table) if table else None, (graph, graph) if graph else None


def _no_form(form: str, wanted: str | None, accept: str | None) -> Problem:
    graph = form == "graph"
    offers = forms.GRAPHS if graph else forms.TABLES
    kind = "CONSTRUCT and DESCRIBE answer with a graph" if graph else f"{form.upper()} answers with a table"
    got = f"format={wanted}" if wanted else f"Accept: {accept}"
    media = ", ".join(offer.media for offer in offers)
    return Problem(
        406, f"{kind}, which is not to be had as {got}. Ask for {media} or format={_names(offers)}."
    )


def _names(offers: tuple[forms.Form, ...]) -> str:
    return ", ".join(dict.fromkeys(offer.names[0] for offer in offers))


def _describe(request: Request, context: Context) -> Response:
    accept = request.headers.get("accept")
    chosen = best(accept, ("text/turtle", "text/html", *(form.media for form in forms.GRAPHS)))
    if chosen == "text/html":
        page = description_page(context.settings)
        page.headers["Vary"] = "Accept"
        return page
    if chosen is None:
        raise Problem(
            406, f"The description is to be had as text/html, {', '.join(f.media for f in forms.GRAPHS)}."
        )
    try:
        triples = description(str(request.url.replace(query="", fragment="")))
    except ValueError as error:
        raise Problem(400, "The Host header is no name of a host.") from error
    body = forms.write_triples(triples, chosen, prefixes())
    return Response(body, headers=_VARY | {"Content-Type": forms.with_charset(chosen)})
