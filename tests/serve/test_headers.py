from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kg.serve.app import create_app
from kg.serve.headers import Safe
from kg.serve.problems import Problem, add_handlers
from kg.serve.settings import Settings

ADDRESSES = ["/", "/sparql", "/api", "/api/about", "/id/region/430281", "/ontology", "/health", "/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_kept_safe(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address", ["/sparql", "/api", "/id/adoption/430281-2023-fc91a61e-yi-ye-yi-ce-430281"]
)
def test_pages_have_a_policy_and_ask_nothing_of_others(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text and "src=" not in answer.text and "@import" not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_a_body(client: TestClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.content == b""
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


def test_pages_of_other_sites_may_read(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "X-KG-Truncated" in answer.headers["access-control-expose-headers"]
    before = client.options(
        "/sparql", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert before.status_code == 200
    assert "access-control-allow-credentials" not in before.headers


def test_or_they_may_not(folder: Path) -> None:
    with TestClient(create_app(folder, Settings(cors=False))) as closed:
        answer = closed.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("address", "accept", "media"),
    [
        ("/nothing", "*/*", "text/plain"),
        ("/nothing", "application/json", "application/problem+json"),
        ("/nothing", "application/problem+json", "application/problem+json"),
        ("/nothing", "image/png", "text/plain"),
        ("/api/search", "*/*", "application/problem+json"),
        ("/api/search", "text/plain", "text/plain"),
    ],
)
def test_errors_come_in_the_form_that_is_liked(
    client: TestClient, address: str, accept: str, media: str
) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    if media != "text/plain":
        assert answer.json()["status"] == answer.status_code and answer.json()["detail"]


def test_no_fault_of_the_program_is_shown() -> None:
    app = FastAPI()

    @app.get("/")
    def fault() -> None:
        raise RuntimeError("a secret")

    app.add_middleware(Safe)
    answer = TestClient(app).get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_fastapis_own_pages_are_off(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


@pytest.mark.parametrize("status", [400, 418, 499, 503])
def test_a_problem_of_any_status_can_be_told(status: int) -> None:
    app = FastAPI()
    add_handlers(app)

    @app.get("/")
    def refuse() -> None:
        raise Problem(status, "Do that.", {"Retry-After": "3"})

    answer = TestClient(app).get("/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["detail"], answer.headers["retry-after"]) == (
        status,
        "Do that.",
        "3",
    )
