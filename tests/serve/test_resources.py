from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient

from kg.namespaces import DCT, OA, ONTOLOGY, RDFS
from kg.serve import describing
from kg.serve.app import create_app
from kg.serve.settings import Settings

from .conftest import write_small

ID = "https://w3id.org/fazhi-kg/id/"
FACT = "adoption/430281-2023-fc91a61e-xing-xing-xian-jie-430281"
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
EVIL = '</title><script>alert("x")</script><img src=x onerror=alert(1)>'


def graph_at(client: TestClient, address: str, parser: str = "turtle", **headers: str) -> rdflib.Graph:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.text
    return rdflib.Graph().parse(data=answer.text, format=parser)


def test_an_entity_with_what_it_says_and_what_points_at_it(client: TestClient) -> None:
    graph = graph_at(client, "/id/region/430281")
    region = rdflib.URIRef(ID + "region/430281")
    assert (region, rdflib.RDFS.label, rdflib.Literal("醴陵市", lang="zh")) in graph
    assert (rdflib.URIRef(ID + FACT), rdflib.URIRef(ONTOLOGY + "region"), region) in graph


def test_a_fact_with_its_evidence(client: TestClient) -> None:
    graph = graph_at(client, f"/id/{FACT}")
    proofs = list(graph.subjects(rdflib.URIRef(OA + "hasBody"), rdflib.URIRef(ID + FACT)))
    quotes = {str(graph.value(proof, rdflib.URIRef(ONTOLOGY + "quote"))) for proof in proofs}
    assert quotes == {"自2021年起健全行刑衔接机制,移送涉嫌犯罪案件12件。", "行刑衔接"}
    starts = {int(str(value)) for value in graph.objects(None, rdflib.URIRef(OA + "start"))}
    assert starts == {100, 138}


def test_evidence_dereferences_with_its_parts(client: TestClient) -> None:
    graph = graph_at(client, "/id/evidence/430281-2023-fc91a61e-138-142-2ae88945")
    assert [str(exact) for exact in graph.objects(None, rdflib.URIRef(OA + "exact"))] == ["行刑衔接"]


@pytest.mark.parametrize(
    ("suffix", "accept", "media", "parser"),
    [
        ("", "*/*", "text/turtle", "turtle"),
        ("", "application/ld+json", "application/ld+json", "json-ld"),
        ("", "application/n-triples", "application/n-triples", "nt"),
        ("", "application/rdf+xml", "application/rdf+xml", "xml"),
        (".ttl", "text/html", "text/turtle", "turtle"),
        (".jsonld", "text/html", "application/ld+json", "json-ld"),
        (".nt", "text/html", "application/n-triples", "nt"),
    ],
)
def test_the_same_in_every_form(
    client: TestClient, suffix: str, accept: str, media: str, parser: str
) -> None:
    answer = client.get(f"/id/region/430281{suffix}", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"' in answer.headers["link"]
    found = rdflib.Graph().parse(data=answer.text, format=parser)
    assert set(found) == set(graph_at(client, "/id/region/430281"))


def test_every_iri_of_the_data_dereferences(client: TestClient, folder: Path) -> None:
    """Subjects, objects and names of graphs; parts of evidence are in its document."""
    store = ox.Store.read_only(str(folder / "store"))
    iris = {
        term.value.partition("#")[0]
        for quad in store.quads_for_pattern(None, None, None, None)
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ID)
    }
    assert len(iris) > 50
    missing = [
        iri
        for iri in sorted(iris)
        if client.get(iri.removeprefix("https://w3id.org/fazhi-kg")).status_code != 200
    ]
    assert missing == []


@pytest.mark.parametrize(
    "name",
    [
        "region/430281", "programme/xing-xing-xian-jie", "agency/430281-si-fa-xing-zheng",
        "regulation/min-fa-dian", "honour/fa-zhi-zheng-fu-jian-she-shi-fan-xian",
        "indicator/xing-zheng-fu-yi-an-jian-shou-li-shu", "report/430281-2023-fc91a61e",
    ],
)  # fmt: skip
def test_a_reader_is_sent_to_the_explorer(client: TestClient, name: str) -> None:
    answer = client.get(f"/id/{name}", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/#/{name}"


def test_a_fact_has_a_page_with_its_quotes(client: TestClient) -> None:
    answer = client.get(f"/id/{FACT}", headers=HTML)
    assert answer.status_code == 200
    assert "<blockquote>自2021年起健全行刑衔接机制" in answer.text
    assert 'href="/id/programme/xing-xing-xian-jie"' in answer.text
    assert f'href="/id/{FACT}.ttl"' in answer.text


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_an_unknown_one_is_not_found_and_the_nearest_is_offered(client: TestClient, accept: str) -> None:
    answer = client.get("/id/region/430282", headers={"Accept": accept})
    assert answer.status_code == 404
    assert "/id/region/430281" in answer.text


@pytest.mark.parametrize(
    "rest",
    ["", "region", "region/", "region/%3E%20", "x%7D%20UNION%20%7B", "region/430281%0Ax", "行刑衔接", "a//b"],
)
def test_what_is_no_iri_is_not_found(client: TestClient, rest: str) -> None:
    assert client.get(f"/id/{rest}").status_code == 404


def test_a_form_that_is_not_to_be_had(client: TestClient) -> None:
    assert client.get("/id/region/430281", headers={"Accept": "image/png"}).status_code == 406


def test_the_path_of_the_base_works_too(client: TestClient) -> None:
    """A redirect from w3id.org can point at the server as a whole."""
    assert set(graph_at(client, "/fazhi-kg/id/region/430281")) == set(graph_at(client, "/id/region/430281"))
    assert client.get("/fazhi-kg/other/region/430281").status_code == 404


def test_a_graph_with_another_base(tmp_path: Path) -> None:
    base = "https://example.org/kreis/"
    fact, region = ox.NamedNode(base + "adoption/a"), ox.NamedNode(base + "region/430281")
    entities = ox.NamedNode(base + "graph/entities")
    folder = tmp_path / "other"
    from kg.graph.store import write_store

    write_store(folder, [
        ox.Quad(region, ox.NamedNode(RDFS + "label"), ox.Literal("醴陵市", language="zh"), entities),
        ox.Quad(fact, ox.NamedNode(ONTOLOGY + "region"), region, entities),
    ])  # fmt: skip
    with TestClient(create_app(folder, Settings(workers=1))) as client:
        for address in ("/kreis/region/430281", "/id/region/430281"):
            graph = graph_at(client, address)
            assert rdflib.URIRef(base + "region/430281") in set(graph.subjects())
        assert (
            "@prefix adoption: <https://example.org/kreis/adoption/>" in client.get("/id/region/430281").text
        )
        query = "ASK { adoption:a kg:region region:430281 }"
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is True
        assert client.get("/api/about").json()["base"] == base


def test_what_points_at_an_entity_is_bounded_and_this_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = graph_at(client, "/id/region/430281")
    region = rdflib.URIRef(ID + "region/430281")
    assert len(list(whole.subjects(None, region))) > 3
    monkeypatch.setattr(describing, "INCOMING", 3)
    answer = client.get("/id/region/430281")
    assert answer.headers["x-kg-truncated"] == "3"
    cut = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert len(list(cut.triples((None, None, region)))) == 3
    assert set(cut.triples((region, None, None))) == set(whole.triples((region, None, None)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A graph in which a report's text tries to become part of a page."""
    report = ox.NamedNode(ID + "report/evil")
    fact, evidence = ox.NamedNode(ID + "adoption/evil"), ox.NamedNode(ID + "evidence/evil")
    programme = ox.NamedNode(ID + "programme/evil")
    label, quote = ox.NamedNode(RDFS + "label"), ox.NamedNode(ONTOLOGY + "quote")
    folder = write_small(
        tmp_path_factory.mktemp("evil"),
        ox.Quad(programme, label, ox.Literal(EVIL, language="zh"), report),
        ox.Quad(fact, ox.NamedNode(ONTOLOGY + "programme"), programme, report),
        ox.Quad(fact, label, ox.Literal(EVIL), report),
        ox.Quad(fact, ox.NamedNode(DCT + "source"), ox.NamedNode("javascript:alert(1)"), report),
        ox.Quad(evidence, ox.NamedNode(OA + "hasBody"), fact, report),
        ox.Quad(evidence, quote, ox.Literal(EVIL), report),
        ox.Quad(evidence, ox.NamedNode(ONTOLOGY + "section"), ox.Literal(EVIL), report),
    )
    with TestClient(create_app(folder, Settings(workers=1)), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("address", ["/id/adoption/evil", "/id/evidence/evil"])
def test_the_text_of_a_report_stays_text(hostile: TestClient, address: str) -> None:
    answer = hostile.get(address, headers=HTML)
    assert answer.status_code == 200
    assert "&lt;script&gt;" in answer.text
    assert "<script" not in answer.text and "<img" not in answer.text
    assert "href='javascript" not in answer.text and 'href="javascript' not in answer.text


def test_an_address_stays_text(hostile: TestClient) -> None:
    answer = hostile.get("/id/adoption/%3Cscript%3E", headers=HTML)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
