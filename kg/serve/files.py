"""The files beside the store that may be had, by these names alone, and the ontology."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from kg.namespaces import PREFIXES
from kg.paths import ontology_dir
from kg.serve import forms
from kg.serve.context import Context
from kg.serve.negotiate import best
from kg.serve.problems import Problem

NAMES: Mapping[str, str] = {
    "graph.ttl": "text/turtle; charset=utf-8",
    "dataset.ttl": "text/turtle; charset=utf-8",
    "context.jsonld": "application/ld+json",
    "ontology.html": "text/html; charset=utf-8",
}
_PAGE = "ontology.html"


def router(context: Context) -> APIRouter:
    """`/ontology` and the files of `NAMES`."""
    routes = APIRouter()

    @routes.get("/ontology", include_in_schema=False)
    def ontology(request: Request) -> Response:
        has_page = (context.folder / _PAGE).is_file()
        offers = [form.media for form in forms.GRAPHS] + (["text/html"] if has_page else [])
        # A browser without a page to show gets the Turtle: it takes anything.
        media = best(request.headers.get("accept"), offers)
        if media is None:
            raise Problem(406, f"The ontology is to be had as {', '.join(offers)}.")
        if media == "text/html":
            return _file(context.folder, _PAGE, {"Vary": "Accept"})
        headers = {"Vary": "Accept", "Content-Type": forms.with_charset(media)}
        return Response(_ontology(media), headers=headers)

    for name in NAMES:
        routes.add_api_route(f"/{name}", _sender(context, name), methods=["GET"], include_in_schema=False)
    return routes


def _sender(context: Context, name: str) -> Callable[[], Response]:
    def send() -> Response:
        return _file(context.folder, name)

    return send


def _file(folder: Path, name: str, headers: Mapping[str, str] | None = None) -> Response:
    if not (folder / name).is_file():
        raise Problem(404, f"{name} is not in the graph's folder. Run `kg build` again to have it written.")
    return FileResponse(folder / name, headers={"Content-Type": NAMES[name], **(headers or {})})


def _ontology(media: str) -> bytes:
    written = (ontology_dir() / "kg.ttl").read_bytes()
    if media == "text/turtle":
        return written
    triples = [quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)]
    return forms.write_triples(triples, media, dict(PREFIXES))
