"""The description of the endpoint for programs (https://www.w3.org/TR/sparql11-service-description/) and people."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi.responses import HTMLResponse

from kg.namespaces import ONTOLOGY, PREFIXES, RDF
from kg.serve import html
from kg.serve.settings import Settings

SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = ox.NamedNode(RDF + "type")
_EXAMPLE = """SELECT ?programme (COUNT(DISTINCT ?region) AS ?regions) {
  ?a a kg:Adoption ; kg:programme/rdfs:label ?programme ; kg:region ?region
} GROUP BY ?programme ORDER BY DESC(?regions) LIMIT 20"""


def description(endpoint: str) -> list[ox.Triple]:
    """What the endpoint at an address can do, as triples."""
    service, dataset, graph = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("default")
    found = [
        ox.Triple(service, _TYPE, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, _TYPE, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), graph),
        ox.Triple(graph, _TYPE, _sd("Graph")),
        ox.Triple(
            graph, ox.NamedNode("http://purl.org/dc/terms/conformsTo"), ox.NamedNode(ONTOLOGY.rstrip("#"))
        ),
    ]
    formats = [
        ox.QueryResultsFormat.JSON.iri, ox.QueryResultsFormat.XML.iri, ox.QueryResultsFormat.CSV.iri,
        ox.QueryResultsFormat.TSV.iri, ox.RdfFormat.TURTLE.iri, ox.RdfFormat.JSON_LD.iri,
        ox.RdfFormat.N_TRIPLES.iri, ox.RdfFormat.RDF_XML.iri,
    ]  # fmt: skip
    return found + [ox.Triple(service, _sd("resultFormat"), ox.NamedNode(iri)) for iri in formats]


def prefixes() -> dict[str, str]:
    """The prefixes that the description is written with."""
    return {"sd": SD, "formats": "http://www.w3.org/ns/formats/", "dct": PREFIXES["dct"]}


def description_page(settings: Settings) -> HTMLResponse:
    """The endpoint for a reader with a browser: a form, and what holds."""
    known = " ".join(f"<code>{html.text(name)}:</code>" for name in PREFIXES)
    options = "".join(
        f'<option value="{name}">{label}</option>'
        for name, label in (("", "默认 default"), ("csv", "CSV"), ("tsv", "TSV"), ("xml", "XML"))
    )
    return html.page(
        "SPARQL 查询端点 SPARQL endpoint",
        '<form action="/sparql" method="get">'
        f'<p><label>查询 Query<br><textarea name="query" rows="9" required>{html.text(_EXAMPLE)}</textarea></label></p>'
        f'<p><label>格式 Format <select name="format">{options}</select></label> <button>查询 Ask</button></p></form>'
        f"<p>只读,符合 SPARQL 1.1 协议;查询限时 {settings.timeout:g} 秒,结果最多 {settings.rows:,} 行"
        "(被截断时响应头为 <code>X-KG-Truncated</code>)。"
        "<br>Read-only, SPARQL 1.1 Protocol; limits as above, a cut answer says so in that header.</p>"
        f"<p>无需声明的前缀 Prefixes known without declaration: {known}</p>"
        '<p><a href="/#/sparql">在浏览器内查询(图谱浏览器) SPARQL in the explorer</a> · '
        '<a href="/api">/api</a></p>',
    )


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
