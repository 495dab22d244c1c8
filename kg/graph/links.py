"""Stated links of one report as quads, with their evidence, in the graph of the report."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.evidence import Found, evidence_quads
from kg.graph.iris import report_iri
from kg.graph.terms import TYPE, integer, kg_term, node, plain
from kg.iris import hash12, iri, region_iri
from kg.model import Method, Report, StatedLink
from kg.namespaces import BASE


def stated_quads(report: Report, local: str, links: Iterable[StatedLink]) -> list[ox.Quad]:
    """The quads of a report's stated links: a node of kg:StatedLink each, with its clause as evidence.

    `local` is the report's local name. The end of a link need not be a region of the graph otherwise: the caller
    describes it (the country is `region/cn`). Raises ValueError when a quote lies outside the text.
    """
    graph = node(report_iri(local))
    quads: list[ox.Quad] = []
    for link in links:
        origin, destination = region_iri(link.origin), region_iri(link.destination)
        text = report.text[link.quote.start : link.quote.end]
        parts = (origin, destination, link.programme or "", link.relation, str(link.quote.start))
        name = iri(BASE, "link", f"{local}-{hash12(' '.join(parts))}")
        quads.append(ox.Quad(node(origin), kg_term("statedLink"), node(name), graph))
        values: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal | None]] = [
            (TYPE, kg_term("StatedLink")),
            (kg_term("report"), graph),
            (kg_term("fromRegion"), node(origin)),
            (kg_term("toRegion"), node(destination)),
            (kg_term("direction"), plain(link.direction)),
            (kg_term("relation"), plain(link.relation)),
            (kg_term("method"), plain(Method.PATTERN.value)),
            (kg_term("programme"), node(link.programme) if link.programme else None),
            (kg_term("year"), integer(report.metadata.year) if report.metadata.year is not None else None),
            (kg_term("stage"), kg_term("planned") if link.planned else None),
            (kg_term("scope"), plain("inside") if link.within else None),
            (kg_term("surface"), plain(text)),
        ]
        quads += [ox.Quad(node(name), predicate, value, graph) for predicate, value in values if value]
        quads += evidence_quads(report, local, name, Found(link.quote, text, Method.PATTERN, link.score))
    return list(dict.fromkeys(quads))
