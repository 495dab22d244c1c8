from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from fastapi.testclient import TestClient

from kg.paths import ontology_dir
from kg.serve.app import create_app
from kg.serve.settings import Settings

ONTOLOGY = rdflib.URIRef("https://w3id.org/fazhi-kg/ontology")


@pytest.fixture(scope="module")
def full(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A folder that has every file that may be had, and some that may not."""
    copy = tmp_path_factory.mktemp("full") / "graph"
    shutil.copytree(folder, copy)
    for name in (
        "graph.ttl",
        "dataset.ttl",
        "context.jsonld",
        "ontology.html",
        "extracted.jsonl",
        "graph.nq",
    ):
        (copy / name).write_text(f"<!-- {name} -->", encoding="utf-8")
    with TestClient(create_app(copy, Settings(workers=1))) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("graph.ttl", "text/turtle; charset=utf-8"),
        ("dataset.ttl", "text/turtle; charset=utf-8"),
        ("context.jsonld", "application/ld+json"),
        ("ontology.html", "text/html; charset=utf-8"),
    ],
)
def test_the_files_that_may_be_had(full: TestClient, client: TestClient, name: str, media: str) -> None:
    answer = full.get(f"/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.text == f"<!-- {name} -->"
    missing = client.get(f"/{name}")
    assert missing.status_code == 404 and "kg build" in missing.text


@pytest.mark.parametrize(
    "address",
    [
        "/extracted.jsonl", "/graph.nq", "/store/CURRENT", "/..%2fgraph.ttl", "/%2e%2e/%2e%2e/etc/passwd",
        "/graph.ttl/", "/./extracted.jsonl", "//etc/passwd", "/graph.ttl%00",
    ],
)  # fmt: skip
def test_and_no_others(full: TestClient, address: str) -> None:
    answer = full.get(address, follow_redirects=False)
    assert answer.status_code in (404, 307)
    assert "<!--" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize(
    ("accept", "parser"),
    [("*/*", "turtle"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")],
)
def test_the_ontology(full: TestClient, accept: str, parser: str) -> None:
    answer = full.get("/ontology", headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=answer.text, format=parser)
    assert (ONTOLOGY, rdflib.RDF.type, rdflib.OWL.Ontology) in graph
    assert len(graph) == len(rdflib.Graph().parse(ontology_dir() / "kg.ttl"))


def test_the_ontology_as_a_page_where_there_is_one(full: TestClient, client: TestClient) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    assert full.get("/ontology", headers=browser).text == "<!-- ontology.html -->"
    assert "default-src 'none'" in full.get("/ontology", headers=browser).headers["content-security-policy"]
    assert client.get("/ontology", headers=browser).headers["content-type"].startswith("text/turtle")
    assert client.get("/ontology", headers={"Accept": "text/html"}).status_code == 406
