"""Tables of the graph as CSV files: nodes, edges, and one table a kind of fact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.export.property_graph import networkx_graph
from kg.query import run
from kg.query.results import Cell

_EVIDENCE = (
    "OPTIONAL { ?evidence oa:hasBody ?fact ; kg:quote ?quote OPTIONAL { ?evidence kg:section ?section } }"
)
_REGION = "OPTIONAL { ?fact kg:region ?regionIri . ?regionIri kg:chain ?region ; kg:level ?regionLevel }"
_REPORT = "?fact kg:report ?reportIri . ?reportIri rdfs:label ?report . OPTIONAL { ?fact kg:year ?year }"

# File name and query of each table of facts. Rows come by fact, so that those of one fact can be merged.
TABLES: dict[str, str] = {
    "adoptions": f"""SELECT ?region ?regionLevel ?year ?programme ?kind ?stage ?since ?quote ?section ?report ?fact {{
      ?fact a kg:Adoption ; kg:programme ?p ; kg:stage ?stageIri . ?p rdfs:label ?programme . {_REPORT} {_REGION} {_EVIDENCE}
      OPTIONAL {{ ?p kg:kind ?kindIri }} OPTIONAL {{ ?fact kg:since ?since }}
      BIND(STRAFTER(STR(?stageIri), "#") AS ?stage) BIND(STRAFTER(STR(?kindIri), "#") AS ?kind)
    }} ORDER BY ?region ?year ?programme ?fact ?evidence""",
    "citations": f"""SELECT ?region ?regionLevel ?year ?regulation ?kind ?role ?quote ?section ?report ?fact {{
      ?fact a kg:Citation ; kg:regulation ?r ; kg:role ?roleIri . ?r rdfs:label ?regulation . {_REPORT} {_REGION} {_EVIDENCE}
      OPTIONAL {{ ?r kg:kind ?kindIri }} BIND(STRAFTER(STR(?roleIri), "#") AS ?role) BIND(STRAFTER(STR(?kindIri), "#") AS ?kind)
    }} ORDER BY ?region ?year ?regulation ?fact ?evidence""",
    "awards": f"""SELECT ?region ?regionLevel ?year ?award ?level ?recipient ?grantor ?programme ?quote ?section ?report ?fact {{
      ?fact a kg:AwardReceipt ; rdfs:label ?award . {_REPORT} {_REGION} {_EVIDENCE}
      OPTIONAL {{ ?fact kg:level ?level }} OPTIONAL {{ ?fact kg:recipientName ?recipient }} OPTIONAL {{ ?fact kg:grantorName ?grantor }}
      OPTIONAL {{ ?fact kg:programme/rdfs:label ?programme }}
    }} ORDER BY ?region ?year ?award ?fact ?evidence""",
    "statistics": f"""SELECT ?region ?regionLevel ?year ?indicator ?value ?unit ?printed ?programme ?quote ?section ?report ?fact {{
      ?fact a kg:Observation ; kg:indicatorText ?indicator ; kg:value ?value . {_REPORT} {_REGION} {_EVIDENCE}
      OPTIONAL {{ ?fact kg:unit ?unit }} OPTIONAL {{ ?fact kg:rawText ?printed }} OPTIONAL {{ ?fact kg:programme/rdfs:label ?programme }}
    }} ORDER BY ?region ?year ?fact ?evidence""",
}  # fmt: skip


def write_tables(store: ox.Store, folder: Path) -> list[Path]:
    """Write nodes.csv, edges.csv and the tables of facts into `folder` and return their paths.

    A fact is one row, with the longest of its quotes. UTF-8 with a byte order mark, so that Excel shows
    Chinese; text stands as the reports have it, so a cell that starts with `=`, `+`, `-` or `@` is one that a
    spreadsheet may take for a formula.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = networkx_graph(store)
    nodes = [{"id": node, **attributes} for node, attributes in sorted(graph.nodes(data=True))]
    edges = [{"source": s, "target": t, **attributes} for s, t, attributes in graph.edges(data=True)]
    written = [
        _write(folder / "nodes.csv", _columns(nodes, "id"), nodes),
        _write(folder / "edges.csv", _columns(edges, "source", "target"), edges),
    ]
    for name, sparql in TABLES.items():
        result = run(store, sparql)
        rows = (dict(zip(result.columns, row, strict=True)) for row in result.rows)
        written.append(_write(folder / f"{name}.csv", list(result.columns), _one_a_fact(rows)))
    return written


def _one_a_fact(rows: Iterable[dict[str, Cell]]) -> list[dict[str, Cell]]:
    """The rows with the longest quote of each fact, in the order in which facts first come."""
    found: dict[Cell, dict[str, Cell]] = {}
    for row in rows:
        kept = found.setdefault(row["fact"], row)
        if len(str(row["quote"] or "")) > len(str(kept["quote"] or "")):
            found[row["fact"]] = row
    return list(found.values())


def _columns(rows: Iterable[Mapping[str, object]], *first: str) -> list[str]:
    return [*first, *sorted({name for row in rows for name in row} - set(first))]


def _write(path: Path, columns: list[str], rows: Sequence[Mapping[str, object]]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
    path.write_bytes("\ufeff".encode() + text.getvalue().encode())
    return path
