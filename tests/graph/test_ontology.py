from __future__ import annotations

import ast
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import kg
from kg.namespaces import ONTOLOGY

from .conftest import text

TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def graph(ontology: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology / "kg.ttl", format="turtle")


@pytest.fixture(scope="module")
def defined(graph: rdflib.Graph) -> set[str]:
    return {str(term) for term in graph.subjects(RDF.type) if str(term).startswith(ONTOLOGY)}


def used_in_turtle(path: Path) -> set[str]:
    found: set[str] = set()
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY):
                found.add(term.value)
    return found


def used_in_python(path: Path) -> set[str]:
    """Arguments of kg_term, _link and add_fact: every way in which code names a term."""
    found: set[str] = set()
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in {"kg_term", "_link", "add_fact", "_named", "_candidate"}:
            texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            found |= {ONTOLOGY + text for text in texts}
    return found


def test_every_term_of_the_vocabularies_is_defined(ontology: Path, defined: set[str]) -> None:
    for path in sorted(ontology.glob("*.ttl")):
        assert used_in_turtle(path) <= defined, path.name


def test_every_term_of_the_code_is_defined(ontology: Path, defined: set[str], quads: list[ox.Quad]) -> None:
    folder = ontology.parent / "kg" / "graph"
    in_code = {term for path in folder.glob("*.py") for term in used_in_python(path)}
    assert len(in_code) > 30
    assert in_code <= defined
    in_quads = set(re.findall(re.escape(ONTOLOGY) + r"[A-Za-z0-9_]+", "\n".join(map(str, quads))))
    assert in_quads <= defined


def languages(graph: rdflib.Graph, term: str, predicate: rdflib.URIRef) -> list[str | None]:
    texts = graph.objects(rdflib.URIRef(term), predicate)
    return sorted(text.language for text in texts if isinstance(text, rdflib.Literal))  # type: ignore[type-var]


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment], ids=["label", "comment"])
def test_every_term_is_explained_in_both_languages(
    graph: rdflib.Graph, defined: set[str], predicate: rdflib.URIRef
) -> None:
    assert len(defined) > 80
    assert {term: languages(graph, term, predicate) for term in defined} == {
        term: ["en", "zh"] for term in defined
    }


def test_every_term_of_a_built_graph_is_explained_in_it(seeds_graph: kg.Graph) -> None:
    texts: dict[str, list[str | None]] = {}
    used = set()
    for quad in seeds_graph.store:
        used |= {term.value for term in quad.triple if isinstance(term, ox.NamedNode)}
        if quad.predicate.value in (str(RDFS.label), str(RDFS.comment)) and isinstance(
            quad.object, ox.Literal
        ):
            texts.setdefault(text(quad.subject), []).append(quad.object.language)
    used = {term for term in used if term.startswith(ONTOLOGY)} - {ONTOLOGY}
    assert len(used) > 80
    assert {
        term for term in used if sorted(map(str, texts.get(term, []))) != ["en", "en", "zh", "zh"]
    } == set()


def test_every_own_class_but_a_few_is_aligned(graph: rdflib.Graph) -> None:
    alone = {
        str(name).removeprefix(ONTOLOGY)
        for name in graph.subjects(RDF.type, OWL.Class)
        if not list(graph.objects(name, RDFS.subClassOf))
    }
    assert alone == {"Candidate", "Fact"}


def test_domains_and_ranges_are_defined(graph: rdflib.Graph, defined: set[str]) -> None:
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for target in graph.objects(None, predicate):
            assert not str(target).startswith(ONTOLOGY) or str(target) in defined


def test_the_header(graph: rdflib.Graph) -> None:
    header = rdflib.URIRef(ONTOLOGY.removesuffix("#"))
    assert (header, RDF.type, OWL.Ontology) in graph
    assert list(graph.objects(header, OWL.versionInfo)) == [rdflib.Literal("0.1.0")]
    assert any("not registered yet" in str(text) for text in graph.objects(header, RDFS.comment))


def test_schemes_of_the_vocabularies_are_described(ontology: Path, graph: rdflib.Graph) -> None:
    schemes = {str(scheme) for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    for path in sorted(ontology.glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == str(SKOS.inScheme):
                assert text(quad.object) in schemes
                break
