"""Every IRI of the data dereferences: to RDF for programs, to a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from kg.explore.entities import KINDS
from kg.iris import rebase
from kg.namespaces import PREFIXES
from kg.serve import forms
from kg.serve.context import Context
from kg.serve.describing import Description, describe, is_local, nearest
from kg.serve.negotiate import best
from kg.serve.problems import Problem
from kg.serve.sheet import sheet
from kg.serve.sparql import TRUNCATED

_SUFFIXES: Mapping[str, str] = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".nt": "application/n-triples",
}
_PAGE = "text/html"
_IN_EXPLORER = frozenset(kind for kind, _ in KINDS)


def router(context: Context) -> APIRouter:
    """`/id/…`."""
    routes = APIRouter()

    @routes.get("/id/{rest:path}", include_in_schema=False)
    async def resource(request: Request, rest: str) -> Response:
        return await _resource(context, request, "/id/", rest)

    return routes


def fallback(context: Context) -> APIRouter:
    """The path of the graph's own base, where it is another than `/id/`; it comes after all other routes."""
    routes = APIRouter()

    @routes.get("/{path:path}", include_in_schema=False)
    async def other(request: Request, path: str) -> Response:
        place = urlsplit(await context.base(request)).path
        if len(place) < 2 or not f"/{path}".startswith(place):
            raise Problem(404, f"Nothing is at /{path[:200]}. The addresses that there are: /api")
        return await _resource(context, request, place, f"/{path}"[len(place) :])

    return routes


async def _resource(context: Context, request: Request, place: str, rest: str) -> Response:
    """The answer for `rest` under the path at which this server has the data."""
    base = await context.base(request)
    name, media = _split(rest)
    media = media or _negotiated(request)
    found = await describe(context, request, base + name) if is_local(name) else None
    if found is None:
        raise await _unknown(context, request, base, place, name)
    headers = {"Vary": "Accept", "Link": ", ".join(_alternates(place + name))}
    if found.cut is not None:
        headers[TRUNCATED] = str(found.cut)
    kind = name.partition("/")[0]
    if media == _PAGE and kind in _IN_EXPLORER:
        return RedirectResponse(f"/#/{name}", 303, headers)
    if media == _PAGE:
        page = sheet(found, base, place)
        page.headers.update(headers)
        return page
    body = _written(found, media, base)
    return Response(body, headers=headers | {"Content-Type": forms.with_charset(media)})


def _split(rest: str) -> tuple[str, str | None]:
    """The end of the IRI and the media type that its suffix asks for."""
    for suffix, media in _SUFFIXES.items():
        if rest.endswith(suffix):
            return rest.removesuffix(suffix), media
    return rest, None


def _negotiated(request: Request) -> str:
    offers = [*(form.media for form in forms.GRAPHS), _PAGE]
    media = best(request.headers.get("accept"), offers)
    if media is None:
        raise Problem(
            406, f"This is to be had as {', '.join(offers)}, or by the suffix {' '.join(_SUFFIXES)}."
        )
    return media


def _alternates(path: str) -> list[str]:
    return [f'<{path}{suffix}>; rel="alternate"; type="{media}"' for suffix, media in _SUFFIXES.items()]


def _written(found: Description, media: str, base: str) -> bytes:
    known = {name: rebase(iri, base) for name, iri in PREFIXES.items()}
    triples: list[ox.Triple] = sorted(found.triples, key=str)
    return forms.write_triples(triples, media, known)


async def _unknown(context: Context, request: Request, base: str, place: str, name: str) -> Problem:
    near = await nearest(context, request, base, name) if is_local(name) else None
    hint = f" Did you mean {place}{near}?" if near else " Search by name at /api/search?q=…"
    return Problem(404, f"The graph does not know {base}{name[:200]}.{hint}")
