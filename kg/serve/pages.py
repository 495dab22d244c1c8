"""The page at `/`."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kg.serve import html
from kg.serve.context import Context


def router(context: Context) -> APIRouter:
    """A short page that says what this server has."""
    routes = APIRouter()

    @routes.get("/", include_in_schema=False)
    def start() -> HTMLResponse:
        return html.page(
            "知识图谱 Knowledge graph",
            '<ul><li><a href="/sparql">SPARQL</a></li><li><a href="/api">API</a></li>'
            '<li><a href="/ontology">本体 Ontology</a></li></ul>',
        )

    return routes
