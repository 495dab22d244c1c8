from __future__ import annotations

from fastapi.testclient import TestClient


def test_a_query_is_answered_and_the_page_is_there(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?p a kg:Programme }"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert answer.json()["boolean"] is True
    assert client.get("/").headers["content-type"].startswith("text/html")
