"""The explorer's page and its data over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kg.explore.page import application
from kg.serve import pages
from kg.serve.app import create_app
from kg.serve.settings import Settings

APP = (
    b"<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x'\">"
    b'<script type="application/octet-stream" id="kg-wasm">QUJD</script><!--kg-data--><p>page</p>'
)


@pytest.fixture(scope="module")
def seeds(seeds_folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(seeds_folder, Settings(workers=1))) as client:
        yield client


def test_the_page_asks_its_own_server_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "application", lambda: APP)
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; connect-src 'self'; script-src 'sha256-x'"
    assert f'content="{policy}"' in answer.text
    assert 'id="kg-served"' in answer.text and "kg-wasm" not in answer.text and "kg-data" not in answer.text


def test_without_the_application_it_says_what_is_missing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pages, "application", lambda: application(tmp_path / "none.html"))
    answer = client.get("/")
    assert answer.status_code == 200 and "not built" in answer.text and "/sparql" in answer.text


def test_the_outline_tells_how_much_there_is(seeds: TestClient) -> None:
    whole = seeds.get("/data/outline").json()["whole"]
    assert whole["entities"]["report"] == 5 and whole["observed"] == 5 and whole["facts"]["adoption"] > 200


def test_a_slice_is_that_of_the_place(seeds: TestClient) -> None:
    answer = seeds.get("/data/slice", params={"place": "programme/xing-xing-xian-jie"})
    assert answer.headers["cache-control"] == "no-cache"
    made = answer.json()
    assert made["facts"]["adoption"]["rows"]
    assert "programme/xing-xing-xian-jie" in [row["i"] for row in made["entities"]]


def test_a_slice_is_compressed_for_those_who_can_read_it(seeds: TestClient) -> None:
    assert seeds.get("/data/slice", params={"place": "matrix"}).headers["content-encoding"] == "gzip"
    assert (
        "content-encoding"
        not in seeds.get(
            "/data/slice", params={"place": "matrix"}, headers={"Accept-Encoding": "identity"}
        ).headers
    )


def test_facts_and_names_are_asked_for(seeds: TestClient) -> None:
    made = seeds.get("/data/facts", params={"kind": "adoption", "region": "region/430281"}).json()
    assert len(made["facts"]["adoption"]["rows"]) > 20
    named = seeds.post("/data/entities", json=["region/430281", "region/none"]).json()
    assert "region/430281" in [row["i"] for row in named["entities"]]


def test_the_text_of_a_report_is_its_text_and_nothing_else_is_read(seeds: TestClient) -> None:
    index = seeds.app.state.context.held.source().index  # type: ignore[attr-defined]
    report = next(iri for iri in index.iris if iri.startswith("report/430281-"))
    answer = seeds.get("/data/text", params={"report": report})
    assert answer.headers["content-type"].startswith("text/plain") and "醴陵市" in answer.text
    for other in ("report/none", "../../etc/passwd", "/etc/passwd", "region/430281"):
        assert seeds.get("/data/text", params={"report": other}).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/slice?place=" + "x" * 30_000, 414),
        ("/data/slice?place=region/430281&fact=%3C%3E%22%20", 200),
        ("/data/slice?place=%00", 200),
        ("/data/facts?region=%22%3E", 200),
        ("/data/text", 422),
    ],
)
def test_strange_questions_get_an_answer(seeds: TestClient, address: str, status: int) -> None:
    assert (
        seeds.get(address).status_code in (status, 400)
        if status == 422
        else seeds.get(address).status_code == status
    )


def test_too_many_names_are_refused(seeds: TestClient) -> None:
    answer = seeds.post("/data/entities", json=["region/430281"] * 3000)
    assert answer.status_code in (400, 422) and "Traceback" not in answer.text


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path, Settings(workers=1))) as client:
        answer = client.get("/data/outline")
        assert answer.status_code == 503 and "kg build" in answer.text


def test_no_text_of_the_page_comes_from_the_graph(seeds: TestClient) -> None:
    page = seeds.get("/").text
    assert not re.search(r"醴陵市|商丘市", page) or "not built" in page
