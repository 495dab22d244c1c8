"""dataset.ttl says of a graph what SPARQL and the files themselves say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, VOID

import kg
from kg.errors import UsageError
from kg.graph import census, dataset
from kg.graph.dataset import DESCRIPTION, describe
from kg.graph.published import Dump, Publication, dumps_in
from kg.namespaces import BASE, ONTOLOGY

DATASET = rdflib.URIRef(BASE + "dataset")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def graph(seeds_folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(seeds_folder / DESCRIPTION, format="turtle")


def count(graph: kg.Graph, what: str, where: str) -> int:
    return int(graph.query(f"SELECT ({what} AS ?n) {{ {where} }}").rows[0][0])  # type: ignore[arg-type]


def said(graph: rdflib.Graph, part: rdflib.term.Node, predicate: rdflib.URIRef) -> object:
    (value,) = graph.objects(part, predicate)
    return value.toPython() if isinstance(value, rdflib.Literal) else str(value)


@pytest.mark.parametrize(
    ("term", "what", "where"),
    [
        (VOID.triples, "COUNT(*)", "?s ?p ?o"),
        (VOID.distinctSubjects, "COUNT(DISTINCT ?s)", "?s ?p ?o"),
        (VOID.distinctObjects, "COUNT(DISTINCT ?o)", "?s ?p ?o"),
        (VOID.properties, "COUNT(DISTINCT ?p)", "?s ?p ?o"),
        (VOID.classes, "COUNT(DISTINCT ?c)", "?s a ?c"),
        (VOID.entities, "COUNT(DISTINCT ?s)", f"?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}'))"),
    ],
)
def test_numbers_are_those_of_the_store(
    graph: rdflib.Graph, seeds_graph: kg.Graph, term: rdflib.URIRef, what: str, where: str
) -> None:
    assert said(graph, DATASET, term) == count(seeds_graph, what, where) > 0


@pytest.mark.parametrize(
    ("partition", "key", "number", "query"),
    [
        (
            VOID.classPartition,
            VOID["class"],
            VOID.entities,
            "SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s a ?k } GROUP BY ?k",
        ),
        (
            VOID.propertyPartition,
            VOID.property,
            VOID.triples,
            "SELECT ?k (COUNT(*) AS ?n) { ?s ?k ?o } GROUP BY ?k",
        ),
    ],
    ids=["classes", "properties"],
)
def test_partitions_are_those_of_the_store(
    graph: rdflib.Graph,
    seeds_graph: kg.Graph,
    partition: rdflib.URIRef,
    key: rdflib.URIRef,
    number: rdflib.URIRef,
    query: str,
) -> None:
    described = {
        said(graph, part, key): said(graph, part, number) for part in graph.objects(DATASET, partition)
    }
    counted = {
        row[0].value: int(row[1].value)
        for row in seeds_graph.store.query(query, use_default_graph_as_union=True)  # type: ignore[union-attr]
    }
    assert described == counted


def test_named_graphs(graph: rdflib.Graph, seeds_graph: kg.Graph) -> None:
    described = {
        said(graph, entry, SD.name): said(graph, content, VOID.triples)
        for entry in graph.objects(DATASET, SD.namedGraph)
        for content in graph.objects(entry, SD.graph)
    }
    assert described == {
        name.value: sum(1 for _ in seeds_graph.store.quads_for_pattern(None, None, None, name))
        for name in seeds_graph.store.named_graphs()
        if isinstance(name, ox.NamedNode)
    }


def test_links_to_other_ontologies(graph: rdflib.Graph, seeds_graph: kg.Graph) -> None:
    linksets = list(graph.subjects(RDF.type, VOID.Linkset))
    assert len(linksets) >= 8
    for linkset in linksets:
        predicate, other = said(graph, linkset, VOID.linkPredicate), said(graph, linkset, VOID.objectsTarget)
        assert said(graph, linkset, VOID.subjectsTarget) == str(DATASET)
        assert said(graph, linkset, VOID.triples) == count(
            seeds_graph,
            "COUNT(*)",
            f"?s <{predicate}> ?o FILTER(STRSTARTS(STR(?o), '{other}') && !CONTAINS(STRAFTER(STR(?o), '{other}'), '/'))",
        )


def test_coverage(graph: rdflib.Graph, seeds_graph: kg.Graph) -> None:
    rows = seeds_graph.query("SELECT (STR(?x) AS ?region) { ?r a kg:Report ; dct:spatial ?x }").rows
    regions = set(graph.objects(DATASET, DCTERMS.spatial))
    assert {str(region) for region in regions} == {row[0] for row in rows}
    assert all((region, RDFS.label, None) in graph for region in regions)
    (period,) = graph.objects(DATASET, DCTERMS.temporal)
    first = count(seeds_graph, "MIN(?y)", "?r a kg:Report ; kg:year ?y")
    last = count(seeds_graph, "MAX(?y)", "?r a kg:Report ; kg:year ?y")
    assert [str(graph.value(period, term)) for term in (DCAT.startDate, DCAT.endDate)] == [
        str(first),
        str(last),
    ]


def test_examples_are_in_the_graph(graph: rdflib.Graph, seeds_graph: kg.Graph) -> None:
    examples = list(graph.objects(DATASET, VOID.exampleResource))
    assert len(examples) == 5
    for example in examples:
        assert count(seeds_graph, "COUNT(*)", f"<{example}> ?p ?o") > 1


def test_files_are_described_as_they_are(graph: rdflib.Graph, seeds_folder: Path) -> None:
    media = {}
    for distribution in graph.objects(DATASET, DCAT.distribution):
        url = graph.value(distribution, DCAT.downloadURL)
        assert (DATASET, VOID.dataDump, url) in graph
        path = Path(str(url).removeprefix("file://"))  # relative: beside the description
        assert path.parent == seeds_folder
        data = path.read_bytes()
        assert said(graph, distribution, DCAT.byteSize) == len(data)
        (checksum,) = graph.objects(distribution, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.algorithm)) == str(SPDX.checksumAlgorithm_sha256)
        assert str(graph.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(data).hexdigest()
        media[path.name] = str(graph.value(distribution, DCAT.mediaType)).rpartition("media-types/")[2]
    assert media == {"graph.ttl": "text/turtle", "graph.nq": "application/n-quads"}


@pytest.mark.parametrize("vocabulary", [VOID, DCAT, DCTERMS, PROV], ids=["void", "dcat", "dct", "prov"])
def test_terms_are_those_of_the_vocabularies(
    graph: rdflib.Graph, vocabulary: type[rdflib.namespace.DefinedNamespace]
) -> None:
    terms = {term for triple in graph for term in (triple[1], triple[2]) if isinstance(term, rdflib.URIRef)}
    terms -= set(graph.objects(None, VOID.property)) | set(graph.objects(None, VOID.linkPredicate))
    used = {
        term for term in terms if term.startswith(str(vocabulary)) and term != rdflib.URIRef(str(vocabulary))
    }
    assert len(used) >= 3
    assert {term for term in used if term not in vocabulary} == set()


def test_the_software_is_named_and_no_licence_invented(graph: rdflib.Graph) -> None:
    build = graph.value(DATASET, PROV.wasGeneratedBy)
    software = graph.value(build, PROV.wasAssociatedWith)
    assert str(graph.value(software, RDFS.label)) == f"fazhi-kg {kg.__version__}"
    assert not list(graph.objects(None, DCTERMS.license))
    assert not list(graph.objects(None, VOID.sparqlEndpoint))
    for predicate in (DCTERMS.title, DCTERMS.description):
        texts = graph.objects(DATASET, predicate)
        assert sorted(t.language for t in texts if isinstance(t, rdflib.Literal)) == ["en", "zh"]  # type: ignore[type-var]


def test_what_the_publisher_says(seeds_graph: kg.Graph) -> None:
    licence, endpoint = "https://creativecommons.org/licenses/by/4.0/", "https://example.org/sparql"
    publication = Publication(licence, endpoint, "https://example.org/data")
    written = describe(seeds_graph.store, dumps_in(seeds_graph.folder), BASE, publication)
    graph = rdflib.Graph().parse(data=written, format="turtle", publicID="https://elsewhere.org/")
    assert said(graph, DATASET, DCTERMS.license) == licence
    assert said(graph, DATASET, VOID.sparqlEndpoint) == endpoint
    assert sorted(map(str, graph.objects(DATASET, VOID.dataDump))) == [
        "https://example.org/data/graph.nq",
        "https://example.org/data/graph.ttl",
    ]


@pytest.mark.parametrize(
    "value", ["CC-BY", "javascript:alert(1)", "https://a b", "https://", "", "http://a/>"]
)
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="licence must be an http"):
        Publication(licence=value)


def test_the_store_and_the_quads_give_the_same(seeds_graph: kg.Graph) -> None:
    folder = seeds_graph.folder
    assert describe(seeds_graph.store, dumps_in(folder)) == (folder / DESCRIPTION).read_bytes()


def test_another_base(quads: list[ox.Quad]) -> None:
    from kg.graph.terms import rebase_quads

    base = "https://example.org/kg/"
    written = describe(list(rebase_quads(quads, base)), [Dump("graph.ttl", 1, "00")], base)
    graph = rdflib.Graph().parse(data=written, format="turtle", publicID="https://elsewhere.org/")
    assert said(graph, rdflib.URIRef(base + "dataset"), VOID.uriSpace) == base
    assert BASE.encode() not in written


def reports(places: dict[str, str | None], label: str = "某地") -> list[ox.Quad]:
    """A report of each region that has a region above, and the regions."""
    made = []

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        made.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(BASE + "g")))

    for number, (place, above) in enumerate(places.items()):
        say(place, str(RDFS.label), ox.Literal(label, language="zh"))
        if above is not None:
            say(place, "http://www.opengis.net/ont/geosparql#sfWithin", ox.NamedNode(above))
            say(f"{BASE}report/{number}", str(RDF.type), ox.NamedNode(ONTOLOGY + "Report"))
            say(f"{BASE}report/{number}", str(DCTERMS.spatial), ox.NamedNode(place))
    return made


def test_of_many_regions_those_above_are_named() -> None:
    wide = BASE + "region/40"
    places = {f"{BASE}region/{n}": wide for n in range(1000, 1000 + census.MOST_REGIONS)}
    assert census.take_census(reports({**places, wide: None}), BASE).regions.keys() == places.keys()
    places[BASE + "region/9999"] = wide
    assert census.take_census(reports({**places, wide: None}), BASE).regions == {wide: "某地"}


def test_of_many_graphs_the_shared_are_named(monkeypatch: pytest.MonkeyPatch, quads: list[ox.Quad]) -> None:
    monkeypatch.setattr(dataset, "MOST_GRAPHS", 1)
    graph = rdflib.Graph().parse(data=describe(quads, []), format="turtle", publicID="https://elsewhere.org/")
    assert {str(name) for name in graph.objects(None, SD.name)} == {
        f"{BASE}graph/{name}" for name in ("entities", "ontology", "vocabulary")
    }


def test_a_label_cannot_break_out() -> None:
    label = '<b>"] . <https://evil> <https://evil> "\\\n'
    written = describe(reports({BASE + "region/1": BASE + "region/0"}, label), [])
    graph = rdflib.Graph().parse(data=written, format="turtle", publicID="https://elsewhere.org/")
    assert str(graph.value(rdflib.URIRef(BASE + "region/1"), RDFS.label)) == label
    assert (rdflib.URIRef("https://evil"), None, None) not in graph


def test_a_graph_without_reports() -> None:
    graph = rdflib.Graph().parse(data=describe([], []), format="turtle", publicID="https://elsewhere.org/")
    assert said(graph, DATASET, VOID.triples) == 0
    assert not list(graph.objects(DATASET, DCTERMS.temporal))
