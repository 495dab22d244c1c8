from __future__ import annotations

import shutil
import time
from pathlib import Path

import pyoxigraph as ox
from fastapi.testclient import TestClient

from kg.serve.app import create_app
from kg.serve.settings import Settings

from .conftest import write_small


def counted(client: TestClient) -> int:
    """The triples, which are counted behind the first answer."""
    for _ in range(3000):
        triples = client.get("/health").json()["triples"]
        if triples is not None:
            return int(triples)
        time.sleep(0.01)
    raise AssertionError("never counted")


def test_health(client: TestClient, folder: Path) -> None:
    assert counted(client) == len(ox.Store.read_only(str(folder / "store")))
    health = client.get("/health").json()
    assert health["ok"] is True
    assert health["workers"] == Settings().workers


def test_metrics_count_routes_not_addresses(client: TestClient) -> None:
    client.get("/api/entities/region/430281")
    client.get("/id/region/secret-address")
    client.get("/sparql", params={"query": "SELEKT"})
    text = client.get("/metrics").text
    assert 'kg_requests_total{method="GET",route="/api/entities/{kind}/{local}",status="200"}' in text
    assert 'route="/sparql",status="400"' in text
    assert 'kg_queries_refused_total{reason="query"}' in text
    assert "kg_queries_running 0.0" in text
    assert "secret-address" not in text


def test_two_applications_count_apart(folder: Path) -> None:
    with TestClient(create_app(folder, Settings(workers=1))) as one:
        one.get("/health")
        with TestClient(create_app(folder, Settings(workers=1))) as other:
            assert 'route="/health"' in one.get("/metrics").text
            assert 'route="/health"' not in other.get("/metrics").text


def test_a_new_build_shows_at_the_next_request(tmp_path: Path) -> None:
    folder = write_small(tmp_path / "graph")
    more = ox.Quad(
        ox.NamedNode("http://x/s"), ox.NamedNode("http://x/p"), ox.Literal("new"), ox.NamedNode("http://x/g")
    )
    with TestClient(create_app(folder, Settings(workers=2))) as client:
        asked = {"query": "ASK { <http://x/s> ?p ?o }"}
        before = counted(client)
        assert client.get("/sparql", params=asked).json()["boolean"] is False
        write_small(folder, more)
        for _ in range(4):  # every worker
            assert client.get("/sparql", params=asked).json()["boolean"] is True
        assert counted(client) == before + 1


def test_a_graph_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    folder = write_small(tmp_path / "graph")
    with TestClient(create_app(folder, Settings(workers=1))) as client:
        shutil.rmtree(folder / "store")
        for address in ("/health", "/sparql?query=ASK%20%7B%7D", "/id/region/430281", "/api/about"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "kg build" in answer.text
        write_small(folder)
        assert client.get("/health").json()["ok"] is True
