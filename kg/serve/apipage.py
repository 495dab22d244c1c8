"""The API for a reader: its routes and their parameters, from its OpenAPI description."""

from __future__ import annotations

from typing import Any

from fastapi.responses import HTMLResponse

from kg.serve import html

_EXAMPLES = {
    "/api/about": "/api/about",
    "/api/search": "/api/search?q=执法",
    "/api/reports": "/api/reports",
    "/api/queries": "/api/queries",
    "/api/queries/{name}": "/api/queries/coverage",
    "/health": "/health",
}


def api_page(described: dict[str, Any]) -> HTMLResponse:
    """A page that lists what an OpenAPI description has, without scripts."""
    parts = [
        "<p>图谱的 JSON 接口,只读。<br>The graph as JSON, read-only. "
        '<a href="/api/openapi.json">OpenAPI</a> · <a href="/sparql">SPARQL</a> · '
        '<a href="/ontology">本体 Ontology</a> · <a href="/">首页 Start</a></p>'
    ]
    for path, methods in sorted(described["paths"].items()):
        for method, operation in methods.items():
            parts.append(_route(path, method, operation))
    return html.page("接口 API", "\n".join(parts))


def _route(path: str, method: str, operation: dict[str, Any]) -> str:
    example = _EXAMPLES.get(path)
    shown = f" {html.link(example, example)}" if example else ""
    rows = "".join(
        f"<tr><th><code>{html.text(p['name'])}</code></th><td>{html.text(p.get('description', ''))}</td></tr>"
        for p in operation.get("parameters", ())
    )
    more = f"<p>{html.text(operation['description'])}</p>" if "description" in operation else ""
    return (
        f"<h2><code>{html.text(method.upper())} {html.text(path)}</code></h2>"
        f"<p>{html.text(operation.get('summary', ''))}{shown}</p>{more}<table>{rows}</table>"
    )
