"""One report and its facts as quads, all in the graph that bears the report's IRI.

Every fact (mention, adoption, citation, award receipt, observation) has at least one piece of evidence:
the exact text, with offsets in code points of the report's text. What has no place in the text is no fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import pyoxigraph as ox

from kg.graph.evidence import Found, evidence_quads, first_of_each, found_at
from kg.graph.iris import (
    adoption_iri,
    award_iri,
    citation_iri,
    mention_iri,
    observation_iri,
    report_iri,
    report_local,
)
from kg.graph.issuers import issuers
from kg.graph.links import stated_quads
from kg.graph.terms import (
    LABEL,
    TYPE,
    chinese,
    date,
    decimal,
    integer,
    kg_term,
    node,
    plain,
    rebase_quads,
)
from kg.iris import hash12, region_iri
from kg.model import Agency, Award, Extraction, Place, Programme, Region, Regulation, Report, Span, Statistic
from kg.namespaces import BASE, DCT

Properties = list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]


def report_quads(extraction: Extraction, base: str = BASE) -> list[ox.Quad]:
    """Return all that the graph holds about one report, in the report's own graph.

    The entities of `extraction` carry IRIs under the project's own base; the quads carry them under `base`.
    Each quad occurs once, and the same extraction gives the same list. Raises ValueError when an offset lies
    outside the text.
    """
    report = extraction.report
    metadata = report.metadata
    graph = _ReportGraph(report, report_local(metadata.place, metadata.year, report.sha256))
    graph.add(graph.report, _report_properties(extraction))
    for region in extraction.regions:
        _add_mention(graph, "region", region)
    for agency in extraction.agencies:
        _add_mention(graph, "agency", agency)
    for regulation in extraction.regulations:
        _add_citation(graph, regulation)
    for programme in extraction.programmes:
        _add_adoptions(graph, programme)
    for award in extraction.awards:
        _add_award(graph, award)
    for statistic in extraction.statistics:
        _add_observation(graph, statistic)
    quads = [*graph.quads, *stated_quads(report, graph.local, extraction.links)]
    return list(dict.fromkeys(rebase_quads(quads, base)))


class _ReportGraph:
    """The quads of one report as they are gathered; a fact that comes twice is described once."""

    def __init__(self, report: Report, local: str) -> None:
        self.text = report
        self.local = local
        self.report = report_iri(local)
        self.quads: list[ox.Quad] = []
        self._described: set[str] = set()
        self._proved: set[tuple[str, Span]] = set()

    def knows(self, iri: str) -> bool:
        """Whether a fact with this IRI has been described."""
        return iri in self._described

    def add(self, iri: str, properties: Properties) -> None:
        """Describe `iri`, unless it has been described before."""
        if iri in self._described:
            return
        self._described.add(iri)
        subject, graph = node(iri), node(self.report)
        self.quads.extend(ox.Quad(subject, predicate, value, graph) for predicate, value in properties)

    def add_fact(self, iri: str, kind: str, properties: Properties, evidence: Iterable[Found]) -> None:
        """Describe a fact of the class `kg:<kind>` and add its evidence; without evidence nothing is said."""
        found = list(evidence)
        if not found:
            return
        head: Properties = [(TYPE, kg_term(kind)), (kg_term("report"), node(self.report))]
        self.add(iri, head + properties)
        for piece in found:
            if (iri, piece.span) in self._proved:
                continue
            self._proved.add((iri, piece.span))
            self.quads.extend(evidence_quads(self.text, self.local, iri, piece))

    def region_and_year(self, place: Place | None) -> Properties:
        """The region of a fact (the report's own unless `place` is given) and the year of the report."""
        metadata = self.text.metadata
        return _region(kg_term("region"), place or metadata.place) + _year(metadata.year)


def _region(predicate: ox.NamedNode, place: Place | None) -> Properties:
    return [] if place is None else [(predicate, node(region_iri(place)))]


def _year(year: int | None) -> Properties:
    return [] if year is None else [(kg_term("year"), integer(year))]


def _link(name: str, iri: str | None) -> Properties:
    return [] if iri is None else [(kg_term(name), node(iri))]


def _report_properties(extraction: Extraction) -> Properties:
    report = extraction.report
    metadata = report.metadata
    title = metadata.title or PurePath(report.source).stem or report.sha256[:8]
    found: Properties = [(TYPE, kg_term("Report")), (LABEL, chinese(title))]
    if metadata.title:
        found.append((node(DCT + "title"), chinese(metadata.title)))
    found += [(node(DCT + "publisher"), node(agency.iri)) for agency in issuers(extraction)]
    if issued := metadata.published or metadata.dated:
        found.append((node(DCT + "issued"), date(issued)))
    if metadata.dated:
        found.append((kg_term("dated"), date(metadata.dated)))
    found += _region(node(DCT + "spatial"), metadata.place) + _year(metadata.year)
    if metadata.place is not None:
        found.append((kg_term("level"), plain(metadata.place.level.value)))
    found += [(node(DCT + "source"), plain(report.source)), (kg_term("sha256"), plain(report.sha256))]
    for name, text in (("docNumber", metadata.doc_number), ("indexNumber", metadata.index_number)):
        if text:
            found.append((kg_term(name), plain(text)))
    found += [(kg_term("signatory"), chinese(name)) for name in metadata.signatories]
    found += [(kg_term("addressee"), chinese(name)) for name in metadata.addressees]
    return [*found, (kg_term("characters"), integer(len(report.text)))]


def _surfaces(found: Iterable[Found]) -> Properties:
    return [(kg_term("surface"), plain(piece.surface)) for piece in found]


def _add_mention(graph: _ReportGraph, kind: str, entity: Region | Agency) -> None:
    found = first_of_each(entity.mentions)
    properties: Properties = [(kg_term("entity"), node(entity.iri)), *_surfaces(found)]
    properties.append((kg_term("count"), integer(len(entity.mentions))))
    graph.add_fact(mention_iri(graph.local, kind, entity.iri), "Mention", properties, found)


def _add_citation(graph: _ReportGraph, regulation: Regulation) -> None:
    found = first_of_each(regulation.mentions)
    properties: Properties = [
        (kg_term("regulation"), node(regulation.iri)),
        (kg_term("role"), kg_term(regulation.role)),
        *graph.region_and_year(None),
        *_surfaces(found),
    ]
    graph.add_fact(citation_iri(graph.local, regulation.iri), "Citation", properties, found)


def _add_adoptions(graph: _ReportGraph, programme: Programme) -> None:
    found = first_of_each(programme.mentions)
    chosen = found_at(graph.text, programme.quote, programme.mentions, programme.known)
    for place in programme.places:
        properties: Properties = [
            (kg_term("programme"), node(programme.iri)),
            *graph.region_and_year(place),
            (kg_term("stage"), kg_term(programme.stage.value)),
        ]
        if programme.since is not None:
            properties.append((kg_term("since"), integer(programme.since)))
        properties += [(kg_term("agency"), node(agency)) for agency in programme.agencies]
        properties += _surfaces(found)
        iri = adoption_iri(graph.local, programme.iri, region_iri(place))
        graph.add_fact(iri, "Adoption", properties, [chosen, *found])


def _add_award(graph: _ReportGraph, award: Award) -> None:
    parts = (award.name, award.recipient, award.grantor, award.level, award.year, award.programme_name)
    iri = award_iri(graph.local, hash12("\n".join("" if part is None else str(part) for part in parts)))
    properties: Properties = [(LABEL, chinese(award.name)), *_link("award", award.honour)]
    properties += _link("recipient", award.recipient_iri)
    if award.recipient:
        properties.append((kg_term("recipientName"), chinese(award.recipient)))
    if award.grantor:
        properties.append((kg_term("grantorName"), chinese(award.grantor)))
    if award.level:
        properties.append((kg_term("level"), plain(award.level)))
    properties += _year(award.year) + _link("programme", award.programme)
    properties += _region(kg_term("region"), graph.text.metadata.place)
    quote = Found(award.quote, "", award.method, award.score)
    graph.add_fact(iri, "AwardReceipt", properties, [quote])


def _add_observation(graph: _ReportGraph, statistic: Statistic) -> None:
    turn = 1
    while graph.knows(iri := observation_iri(graph.local, statistic.number.start, turn)):
        turn += 1
    number = statistic.number
    properties: Properties = [
        *_link("indicator", statistic.indicator_iri),
        (kg_term("indicatorText"), chinese(statistic.indicator)),
        (kg_term("value"), decimal(statistic.value)),
        (kg_term("unit"), plain(statistic.unit)),
        *graph.region_and_year(statistic.place),
        (kg_term("rawText"), plain(graph.text.text[number.start : number.end])),
        *_link("programme", statistic.programme),
    ]
    quote = Found(statistic.quote, "", statistic.method, statistic.score)
    graph.add_fact(iri, "Observation", properties, [quote])
