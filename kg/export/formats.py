"""One door to all formats in which a graph leaves."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError

RDF_FORMATS = ("turtle", "nquads", "trig", "jsonld")
GRAPH_FORMATS = ("graphml", "gexf")
FORMATS = (*RDF_FORMATS, "jsonld-compact", *GRAPH_FORMATS, "csv")


def write_export(store: ox.Store, format: str, path: Path) -> None:
    """Write the graph in one of `FORMATS` to `path`: a file, for csv a folder.

    Raises UsageError on an unknown format, or when `path` cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(store, format, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from error


def _write(store: ox.Store, format: str, path: Path) -> None:
    if format == "csv":
        from kg.export.tables import write_tables

        write_tables(store, path)
    elif format == "jsonld-compact":
        from kg.export.jsonld import compact_jsonld
        from kg.graph.serialise import write_bytes
        from kg.graph.store import base_of, graph_quads

        write_bytes(compact_jsonld(graph_quads(store), base_of(store)), path)
    elif format in RDF_FORMATS:
        from kg.graph.serialise import write
        from kg.graph.store import graph_quads

        write(graph_quads(store), path, format)
    else:
        path.write_bytes(_network(store, format))


def _network(store: ox.Store, format: str) -> bytes:
    """The property graph as GraphML or GEXF, without the date that networkx adds: same graph, same bytes."""
    import networkx as nx

    from kg.export.property_graph import networkx_graph

    out = io.BytesIO()
    writer = nx.write_graphml_xml if format == "graphml" else nx.write_gexf
    writer(networkx_graph(store), out, encoding="utf-8")
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue(), count=1)
