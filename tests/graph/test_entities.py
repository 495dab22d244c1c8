from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import VocabularyError
from kg.graph.entities import entity_quads, ontology_quads, quads_of_used
from kg.graph.iris import graph_iri
from kg.graph.quads import report_quads
from kg.graph.used import used_by
from kg.iris import candidate_iri, region_iri
from kg.model import Extraction
from kg.namespaces import BASE, GEO, ONTOLOGY, PREFIXES
from kg.vocabulary import Vocabulary

from .conftest import FUNCTION, JUSTICE, KNOWN, LAW, STREET, VILLAGE, text

SKOS_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture
def triples(extraction: Extraction, vocabulary: Vocabulary) -> set[tuple[str, str, str]]:
    quads = entity_quads([extraction], vocabulary)
    return {(text(q.subject), q.predicate.value, text(q.object)) for q in quads}


def test_regions_with_all_above_them(triples: set[tuple[str, str, str]]) -> None:
    within = {(s, o) for s, p, o in triples if p == GEO + "sfWithin"}
    region = PREFIXES["region"]
    assert within == {
        (region_iri(STREET), region + "430281"),
        (region_iri(VILLAGE), region + "430281"),
        (region + "430281", region + "430200"),
        (region + "430200", region + "430000"),
    }


def test_agencies_functions_and_issuers(triples: set[tuple[str, str, str]]) -> None:
    assert (JUSTICE, RDFS_LABEL, "醴陵市司法局") in triples
    assert (JUSTICE, "http://www.w3.org/ns/org#classification", FUNCTION) in triples
    assert (FUNCTION, RDFS_LABEL, "司法行政") in triples
    assert any(p == RDFS_LABEL and o == "醴陵市人民政府" for _, p, o in triples)


def test_candidates_and_known_concepts(triples: set[tuple[str, str, str]]) -> None:
    new = candidate_iri("programme", "板凳法庭")
    assert (new, SKOS_LABEL, "板凳法庭") in triples
    assert (new, ONTOLOGY + "kind", ONTOLOGY + "method") in triples
    candidates = {s for s, _, o in triples if o == ONTOLOGY + "Candidate"}
    assert candidates == {new, candidate_iri("regulation", "醴陵市行政执法协作办法")}
    for iri in (KNOWN, LAW):
        assert any(s == iri and p == RDFS_LABEL for s, p, _ in triples)


def test_concepts_come_with_their_broader_ones(extraction: Extraction, vocabulary: Vocabulary) -> None:
    narrow = next(concept for concept in vocabulary.programmes if concept.broader)
    programme = replace(extraction.programmes[0], iri=narrow.iri, name=narrow.name)
    quads = entity_quads([Extraction(extraction.report, programmes=(programme,))], vocabulary)
    assert {narrow.iri, *narrow.broader} <= {text(q.subject) for q in quads}


def test_everything_a_report_points_to_is_described(extraction: Extraction, quads: list[ox.Quad]) -> None:
    described = {text(q.subject) for q in quads}
    for quad in report_quads(extraction):
        if isinstance(quad.object, ox.NamedNode) and text(quad.object).startswith((BASE, ONTOLOGY)):
            assert text(quad.object) in described, quad


def test_graphs_are_named_and_share_no_triple(extraction: Extraction, quads: list[ox.Quad]) -> None:
    names = {text(q.graph_name) for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    (report,) = {text(q.graph_name) for q in report_quads(extraction)}
    assert names == {report, *(graph_iri(name) for name in ("ontology", "vocabulary", "entities"))}
    assert len({q.triple for q in quads}) == len(quads)


def test_dropping_a_graph_retracts_the_report(store: ox.Store, extraction: Extraction) -> None:
    (report,) = {q.graph_name for q in report_quads(extraction)}
    assert isinstance(report, ox.NamedNode)
    store.remove_graph(report)
    local = report.value.rsplit("/", 1)[-1]
    assert len(store) > 0
    assert not [quad for quad in store if local in str(quad)]


def test_order_of_reports_does_not_matter(extraction: Extraction, vocabulary: Vocabulary) -> None:
    agency = replace(extraction.agencies[0], name="市司法局", aliases=())
    other = replace(extraction, agencies=(agency,))
    forth = entity_quads([extraction, other], vocabulary)
    assert forth == entity_quads([other, extraction], vocabulary)
    assert forth == quads_of_used([used_by(other), used_by(extraction)], vocabulary)
    labels = [q for q in forth if text(q.subject) == JUSTICE and q.predicate.value == RDFS_LABEL]
    assert len(labels) == 1


def test_another_base(extraction: Extraction, vocabulary: Vocabulary) -> None:
    base = "https://example.org/id/"
    for quads in (entity_quads([extraction], vocabulary, base), ontology_quads(base)):
        assert quads
        assert not any(BASE in str(quad) for quad in quads)


def test_a_broken_ontology_is_named(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text("<https://a> <https://b> [] .", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"kg\.ttl: blank nodes"):
        ontology_quads(folder=tmp_path)
    (tmp_path / "kg.ttl").write_text("<https://a>", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"kg\.ttl"):
        ontology_quads(folder=tmp_path)
