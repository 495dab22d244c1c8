"""The graph as a property graph: entities as nodes, facts as edges, everything as plain attributes.

Attributes are text and numbers only and never missing values, so that GraphML and GEXF hold them and Gephi
shows them: labels are Chinese, `kind` tells nodes and edges apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.query import run

Row = dict[str, Any]

_NODES = """SELECT ?node ?class ?label ?kind ?level ?code ?lat ?long ?year ?candidate ?chain {
  VALUES ?class { kg:Region kg:Agency kg:Regulation kg:Programme kg:Report kg:Award }
  ?node a ?class ; rdfs:label ?label .
  OPTIONAL { ?node kg:kind ?kind } OPTIONAL { ?node kg:level ?level } OPTIONAL { ?node skos:notation ?code }
  OPTIONAL { ?node wgs84:lat ?lat ; wgs84:long ?long } OPTIONAL { ?node kg:year ?year } OPTIONAL { ?node kg:chain ?chain }
  BIND(EXISTS { ?node a kg:Candidate } AS ?candidate)
} ORDER BY ?node"""
_ALIASES = "SELECT ?node ?alias { ?node skos:altLabel ?alias } ORDER BY ?node ?alias"
_EVIDENCE = """SELECT ?fact ?quote ?section ?score { ?e oa:hasBody ?fact ; kg:quote ?quote .
  OPTIONAL { ?e kg:section ?section } OPTIONAL { ?e kg:score ?score } } ORDER BY ?fact ?e"""

# One query a kind of edge: source, target, the fact that carries the evidence, its attributes.
_EDGES: tuple[tuple[str, str, str], ...] = (
    ("adopts", "做法", """SELECT ?source ?target ?fact ?stage ?year ?since ?report {
      ?fact a kg:Adoption ; kg:region ?source ; kg:programme ?target ; kg:stage ?stage ; kg:report ?report .
      OPTIONAL { ?fact kg:year ?year } OPTIONAL { ?fact kg:since ?since } }"""),
    ("involved", "参与", """SELECT ?source ?target ?fact ?stage ?year ?report {
      ?fact a kg:Adoption ; kg:agency ?source ; kg:programme ?target ; kg:stage ?stage ; kg:report ?report .
      OPTIONAL { ?fact kg:year ?year } }"""),
    ("cites", "引用", """SELECT ?source ?target ?fact ?role ?year ?report {
      ?fact a kg:Citation ; kg:region ?source ; kg:regulation ?target ; kg:role ?role ; kg:report ?report .
      OPTIONAL { ?fact kg:year ?year } }"""),
    ("received", "获得", """SELECT ?source ?target ?name ?fact ?level ?year ?report {
      ?fact a kg:AwardReceipt ; rdfs:label ?name ; kg:report ?report .
      OPTIONAL { ?fact kg:award ?target } OPTIONAL { ?fact kg:recipient ?recipient } OPTIONAL { ?fact kg:region ?region }
      BIND(COALESCE(?recipient, ?region) AS ?source) FILTER(BOUND(?source))
      OPTIONAL { ?fact kg:level ?level } OPTIONAL { ?fact kg:year ?year } }"""),
    ("honoured", "表彰做法", """SELECT ?source ?target ?name ?fact ?level ?year ?report {
      ?fact a kg:AwardReceipt ; rdfs:label ?name ; kg:report ?report ; kg:programme ?source .
      OPTIONAL { ?fact kg:award ?target } OPTIONAL { ?fact kg:level ?level } OPTIONAL { ?fact kg:year ?year } }"""),
    ("within", "位于", "SELECT ?source ?target { ?source a kg:Region ; geo:sfWithin ?target }"),
    ("belongs", "属于", "SELECT ?source ?target { ?source a kg:Agency ; dct:spatial ?target }"),
    ("published", "发布", "SELECT ?source ?target ?year { ?target a kg:Report ; dct:publisher ?source . OPTIONAL { ?target kg:year ?year } }"),
    ("broader", "属于", "SELECT ?source ?target { ?source a kg:Programme ; skos:broader ?target }"),
)  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ALIAS_LIMIT = 12


def networkx_graph(store: ox.Store) -> nx.MultiDiGraph:
    """Return the entities and facts of a store as a directed multigraph.

    Node attributes: `label`, `kind` (region, agency …), `iri`, and where known `type` (the kind of a programme or
    regulation), `level`, `code`, `latitude`, `longitude`, `year`, `aliases`, `candidate`. Edge attributes:
    `label`, `kind` (adopts, cites …), and where known `stage`, `role`, `level`, `year`, `since`, `quote`,
    `section`, `score`, `report`, `fact`.
    """
    graph = nx.MultiDiGraph()
    aliases: dict[str, list[str]] = {}
    for row in _rows(store, _ALIASES):
        aliases.setdefault(row["node"], []).append(row["alias"])
    for row in _rows(store, _NODES):
        graph.add_node(row["node"], **_node(row, aliases.get(row["node"], [])))
    evidence = _evidence(store)
    for kind, label, sparql in _EDGES:
        for row in _rows(store, sparql + " ORDER BY ?source ?target ?fact"):
            _add_edge(graph, kind, label, row, evidence.get(row.get("fact", ""), {}))
    return graph


def _evidence(store: ox.Store) -> dict[str, Row]:
    """The evidence shown for each fact: of several quotes the longest, as in the named queries."""
    found: dict[str, Row] = {}
    for row in _rows(store, _EVIDENCE):
        kept = found.setdefault(row["fact"], row)
        if len(row["quote"]) > len(kept["quote"]):
            found[row["fact"]] = row
    return found


def _rows(store: ox.Store, sparql: str) -> Iterator[Row]:
    result = run(store, sparql)
    for row in result.terms:
        yield {name: _value(term) for name, term in zip(result.columns, row, strict=True) if term is not None}


def _value(term: object) -> str | int | float:
    if isinstance(term, ox.Literal):
        if term.datatype.value.endswith("#integer"):
            return int(term.value)
        if term.datatype.value.endswith("#decimal"):
            return float(term.value)
        return _ILLEGAL.sub("", term.value)
    return str(getattr(term, "value", term))


def _local(value: object) -> str:
    return re.split(r"[#/]", str(value))[-1]


def _node(row: Row, aliases: list[str]) -> Row:
    attributes: Row = {"label": row["label"], "kind": _local(row["class"]).lower(), "iri": row["node"]}
    if "kind" in row:
        attributes["type"] = _local(row["kind"])
    for name, key in (
        ("level", "level"),
        ("chain", "chain"),
        ("code", "code"),
        ("lat", "latitude"),
        ("long", "longitude"),
        ("year", "year"),
    ):
        if name in row:
            attributes[key] = row[name]
    if aliases:
        attributes["aliases"] = " | ".join(aliases[:_ALIAS_LIMIT])
    if row.get("candidate") == "true":
        attributes["candidate"] = 1
    return attributes


def _add_edge(graph: nx.MultiDiGraph, kind: str, label: str, row: Row, evidence: Row) -> None:
    source, target = row["source"], row.get("target")
    if target is None and "name" in row:  # an honour that stands in no vocabulary is a node by its name
        target = f"honour:{row['name']}"
        graph.add_node(target, label=row["name"], kind="award", iri=row["fact"])
    if source not in graph or target not in graph:
        return
    attributes: Row = {"label": label, "kind": kind}
    for name in ("stage", "role"):
        if name in row:
            attributes[name] = _local(row[name])
    for name in ("level", "year", "since", "report", "fact"):
        if name in row:
            attributes[name] = row[name]
    if "report" in row and row["report"] in graph:
        attributes["report_title"] = graph.nodes[row["report"]]["label"]
    for name in ("quote", "section", "score"):
        if name in evidence:
            attributes[name] = evidence[name]
    graph.add_edge(source, target, **attributes)
