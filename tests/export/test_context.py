"""The JSON-LD context says of every value what the graph holds, and a document written with it gives it back."""

from __future__ import annotations

import json
from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.export.context import MANY, classes, context, context_file, prefixes, terms
from kg.export.jsonld import compact_jsonld
from kg.graph.store import graph_quads
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS, XSD

TYPE = RDF + "type"


@pytest.fixture(scope="module")
def quads(seeds_graph: kg.Graph) -> list[ox.Quad]:
    return list(graph_quads(seeds_graph.store))


def expanded(document: object) -> set[tuple[str, ...]]:
    graph = rdflib.Graph().parse(
        data=json.dumps(document), format="json-ld", publicID="https://elsewhere.org/"
    )
    return {tuple(term.n3() for term in triple) for triple in graph}


def test_an_example_expands_to_the_triples_of_the_graph(seeds_graph: kg.Graph) -> None:
    query = """SELECT * { ?e oa:hasBody ?a ; kg:quote ?quote ; kg:score ?score ; kg:method ?method .
        ?a a kg:Adoption ; kg:programme ?p ; kg:region ?r ; kg:stage ?stage ; kg:year ?year ; rdfs:label ?name }
        ORDER BY ?e LIMIT 1"""
    query = query.replace("; rdfs:label ?name", ". ?p rdfs:label ?name")
    row = {
        variable.value: solution[variable].value
        for solution in seeds_graph.store.query(
            f"PREFIX kg: <{ONTOLOGY}> PREFIX rdfs: <{RDFS}> PREFIX oa: <http://www.w3.org/ns/oa#> {query}",
            use_default_graph_as_union=True,
        )
        for variable in map(ox.Variable, "e a quote score method p r stage year name".split())
    }
    relative = {key: value.removeprefix(BASE) for key, value in row.items()}
    document = {
        "@context": context(),
        "@graph": [
            {
                "id": relative["a"],
                "type": "Adoption",
                "programme": {"id": relative["p"], "label": [row["name"]]},
                "region": [relative["r"]],
                "stage": row["stage"].replace(ONTOLOGY, "kg:"),
                "year": int(row["year"]),
            },
            {
                "id": relative["e"],
                "type": "Evidence",
                "hasBody": relative["a"],
                "quote": row["quote"],
                "score": row["score"],
                "method": row["method"],
            },
        ],
    }
    found = expanded(document)
    assert len(found) == 11
    stored = {
        tuple(rdflib.util.from_n3(str(term)).n3() for term in quad.triple) for quad in seeds_graph.store
    }
    assert found <= stored


def test_the_whole_graph_there_and_back(quads: list[ox.Quad]) -> None:
    written = compact_jsonld(quads)
    assert set(ox.parse(written, format=ox.RdfFormat.JSON_LD)) == set(quads)
    assert compact_jsonld(reversed(quads)) == written


def test_rdflib_reads_it(quads: list[ox.Quad]) -> None:
    name = next(quad.graph_name for quad in quads if "/report/" in str(quad.graph_name))
    chosen = [quad for quad in quads if quad.graph_name == name]
    found = rdflib.Dataset()
    found.parse(data=compact_jsonld(chosen), format="json-ld")
    read = {
        (*(term.n3() for term in (s, p, o)), f"<{g}>") for s, p, o, g in found.quads((None, None, None, None))
    }
    assert read == {
        (*(rdflib.util.from_n3(str(term)).n3() for term in quad.triple), str(quad.graph_name))
        for quad in chosen
    }


def test_every_term_of_the_graph_has_a_short_name(quads: list[ox.Quad]) -> None:
    known = {term.iri for term in terms().values()}
    assert {quad.predicate.value for quad in quads} - {TYPE} <= known
    kinds = {quad.object.value for quad in quads if quad.predicate.value == TYPE}  # type: ignore[union-attr]
    assert kinds <= set(classes().values())


def test_the_graph_is_written_without_a_long_form(quads: list[ox.Quad]) -> None:
    """Only the English labels and comments of the ontology need a language of their own."""
    long = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if "@value" in value:
                long.append(value)
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(json.loads(compact_jsonld(quads))["@graph"])
    assert long and all(value.get("@language") == "en" for value in long)


def test_what_has_several_values_is_a_set(quads: list[ox.Quad]) -> None:
    names = {term.iri: name for name, term in terms().items()}
    values = Counter((t.subject, t.predicate.value) for t in {quad.triple for quad in quads})
    several = {names[predicate] for (_, predicate), n in values.items() if n > 1 and predicate != TYPE}
    assert several <= MANY
    assert set(terms()) >= MANY


def test_names_do_not_clash() -> None:
    groups = [set(terms()), set(classes()), set(prefixes()), {"id", "type"}]
    assert sum(map(len, groups)) == len(set.union(*groups))
    assert len(terms()) == len({term.iri for term in terms().values()})


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("programme", {"@id": "kg:programme", "@type": "@id"}),
        ("year", {"@id": "kg:year", "@type": "xsd:integer"}),
        ("chain", {"@id": "kg:chain", "@language": "zh"}),
        ("quote", {"@id": "kg:quote"}),
        ("altLabel", {"@id": "skos:altLabel", "@language": "zh", "@container": "@set"}),
        ("hasSelector", {"@id": "oa:hasSelector", "@type": "@id", "@container": "@set"}),
        ("issued", {"@id": "dct:issued", "@type": "xsd:date"}),
        ("Adoption", "kg:Adoption"),
    ],
)
def test_definitions(name: str, definition: object) -> None:
    assert context()[name] == definition


IRIS = (
    "region/1",
    "a:b",
    "a:b/c",
    "",
    "?q",
    "#f",
    "/x",
    "//host/x",
    "../up",
    "a/./b",
    "a/..",
    "kg:x",
    "evidence/1#t",
)
LITERALS = (
    ox.Literal("x", language="zh"),
    ox.Literal("x", language="en"),
    ox.Literal("x"),
    ox.Literal("007", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("-5", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("12345678901234567890", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("٣", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("0.10", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("2024-02-30", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal('</script>"@id\\\n\x00', datatype=ox.NamedNode("https://example.org/type")),
)
PREDICATES = ("label", "year", "value", "quote", "programme", "issued", "surface")


@pytest.mark.parametrize("name", [*PREDICATES, None])
def test_odd_values_come_back_as_they_are(name: str | None) -> None:
    predicate = ox.NamedNode(terms()[name].iri if name else "https://example.org/odd/p")
    graph, subject = ox.NamedNode(BASE + "graph/x"), ox.NamedNode(BASE + "x")
    values = [*LITERALS, *(ox.NamedNode(BASE + rest) for rest in IRIS), ox.NamedNode("urn:x:y"), predicate]
    quads = {ox.Quad(subject, predicate, value, graph) for value in values}
    assert set(ox.parse(compact_jsonld(quads), format=ox.RdfFormat.JSON_LD)) == quads


def test_odd_subjects_come_back_as_they_are() -> None:
    names = [ox.NamedNode(BASE + rest) for rest in IRIS]
    kind = ox.NamedNode(TYPE)
    quads = {ox.Quad(name, kind, name, name) for name in names}
    assert set(ox.parse(compact_jsonld(quads), format=ox.RdfFormat.JSON_LD)) == quads


def test_another_base(quads: list[ox.Quad]) -> None:
    base = "https://example.org/kg/"
    assert json.loads(context_file(base))["@context"]["@base"] == base
    assert context_file() == context_file(BASE) != context_file(base)
    assert set(ox.parse(compact_jsonld(quads, base), format=ox.RdfFormat.JSON_LD)) == set(quads)


def test_blank_nodes_are_refused() -> None:
    quad = ox.Quad(ox.BlankNode("b"), ox.NamedNode(TYPE), ox.NamedNode(TYPE), ox.NamedNode(TYPE))
    with pytest.raises(ValueError, match="blank nodes"):
        compact_jsonld([quad])
