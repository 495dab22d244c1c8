"""The shared graphs: the entities that reports use, the vocabulary concepts they use, the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.graph.concepts import concept_triples
from kg.graph.iris import ENTITIES_GRAPH, ONTOLOGY_GRAPH, VOCABULARY_GRAPH, graph_iri
from kg.graph.merge import Entity, merged
from kg.graph.places import region_triples
from kg.graph.serialise import sorted_quads
from kg.graph.terms import ALT_LABEL, LABEL, PREF_LABEL, TYPE, chinese, kg_term, node, rebase_quads
from kg.graph.used import Body, Used, used_by
from kg.iris import region_iri
from kg.model import Extraction
from kg.namespaces import BASE, DCT, ORG
from kg.paths import ontology_dir
from kg.vocabulary import Vocabulary

_SPATIAL = node(DCT + "spatial")
_CLASSIFICATION = node(ORG + "classification")


def entity_quads(
    extractions: Iterable[Extraction], vocabulary: Vocabulary, base: str = BASE, folder: Path | None = None
) -> list[ox.Quad]:
    """Return the entities graph and the vocabulary graph for some reports, sorted, each quad once.

    `folder` is where `vocabulary` was read from (the shipped vocabularies by default). Only what the reports
    use goes in, with broader concepts and the regions above.
    """
    return quads_of_used(map(used_by, extractions), vocabulary, base, folder)


def quads_of_used(
    used: Iterable[Used], vocabulary: Vocabulary, base: str = BASE, folder: Path | None = None
) -> list[ox.Quad]:
    """The same from what `used_by` gave for each report: the order of the reports does not matter."""
    records = list(used)
    concepts = {iri for record in records for iri in record.concepts}
    described, functions = concept_triples(folder or ontology_dir(), concepts, vocabulary.extra)
    entities = region_triples((place for record in records for place in record.places), vocabulary.gazetteer)
    entities += functions
    entities += _agencies(body for record in records for body in record.bodies)
    for entity in merged(named for record in records for named in record.regulations):
        entities += _candidate(entity, "Regulation")
    for entity in merged(named for record in records for named in record.programmes):
        entities += _candidate(entity, "Programme")
        entities.append(ox.Triple(node(entity.iri), PREF_LABEL, chinese(entity.name)))
    quads = [*_in_graph(entities, ENTITIES_GRAPH), *_in_graph(described, VOCABULARY_GRAPH)]
    return sorted_quads(rebase_quads(quads, base))


def ontology_quads(base: str = BASE, folder: Path | None = None) -> list[ox.Quad]:
    """Return the ontology graph, `kg.ttl` of `folder` (the shipped one by default), sorted.

    Raises VocabularyError when the file cannot be read or holds a blank node.
    """
    path = (folder or ontology_dir()) / "kg.ttl"
    try:
        triples = [quad.triple for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)]
    except (SyntaxError, OSError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise VocabularyError(f"{path.name}: blank nodes have no place in the graph: {triple}")
    return sorted_quads(rebase_quads(_in_graph(triples, ONTOLOGY_GRAPH), base))


def _in_graph(triples: Iterable[ox.Triple], name: str) -> list[ox.Quad]:
    graph = node(graph_iri(name))
    return [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def _agencies(bodies: Iterable[Body]) -> list[ox.Triple]:
    known = sorted(bodies, key=repr)
    details = {body.named.iri: body for body in reversed(known)}
    found: list[ox.Triple] = []
    for entity in merged(body.named for body in known):
        found += _named(entity, "Agency")
        body = details[entity.iri]
        if body.place is not None:
            found.append(ox.Triple(node(entity.iri), _SPATIAL, node(region_iri(body.place))))
        if body.function is not None:
            found.append(ox.Triple(node(entity.iri), _CLASSIFICATION, node(body.function)))
    return found


def _candidate(entity: Entity, kind: str) -> list[ox.Triple]:
    subject = node(entity.iri)
    found = [*_named(entity, kind), ox.Triple(subject, TYPE, kg_term("Candidate"))]
    if entity.kind:
        found.append(ox.Triple(subject, kg_term("kind"), kg_term(entity.kind)))
    return found


def _named(entity: Entity, kind: str) -> list[ox.Triple]:
    subject = node(entity.iri)
    return [
        ox.Triple(subject, TYPE, kg_term(kind)),
        ox.Triple(subject, LABEL, chinese(entity.name)),
        *(ox.Triple(subject, ALT_LABEL, chinese(alias)) for alias in entity.aliases),
    ]
