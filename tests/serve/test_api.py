from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

from kg.query import named_queries

ID = "https://w3id.org/fazhi-kg/id/"


def test_about_counts_what_is_there(client: TestClient) -> None:
    about = client.get("/api/about").json()
    assert about["base"] == ID
    assert about["entities"]["region"] == 7
    assert about["reports"] == about["entities"]["report"] == 3
    assert about["facts"]["adoption"] > 0
    assert client.get(about["openapi"]).status_code == 200


@pytest.mark.parametrize(
    ("words", "local", "match"),
    [
        ("行刑衔接", "xing-xing-xian-jie", "行刑衔接"),
        ("两法", "xing-xing-xian-jie", "两法衔接"),
        ("红土普法", "x-aaaaaaaaaaaa", "红土普法讲堂"),
        ("民法典", "min-fa-dian", "民法典"),
    ],
)
def test_search_by_name_and_alias(client: TestClient, words: str, local: str, match: str) -> None:
    first = client.get("/api/search", params={"q": words}).json()[0]
    assert (first["local"], first["match"]) == (local, match)
    assert client.get(f"/api/entities/{first['kind']}/{first['local']}").json()["iri"] == first["iri"]


def test_search_whole_names_come_first(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "醴陵市"}).json()
    assert found[0]["iri"] == ID + "region/430281"
    assert len(found) > 1


def test_search_of_one_kind_and_not_too_many(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "市", "kind": "region", "limit": 2}).json()
    assert len(found) == 2 and {one["kind"] for one in found} == {"region"}


@pytest.mark.parametrize("words", ['"', "\\", "\\u0022) } #", "') }", "<script>", "}\n", "'''", '"""'])
def test_search_words_are_words(client: TestClient, words: str) -> None:
    answer = client.get("/api/search", params={"q": words})
    assert answer.status_code == 200 and answer.json() == []


@pytest.mark.parametrize(
    "parameters",
    [{}, {"q": ""}, {"q": "  "}, {"q": "x" * 201}, {"q": "x", "kind": "planet"}, {"q": "x", "limit": 0}],
)
def test_search_that_cannot_be(client: TestClient, parameters: dict[str, str]) -> None:
    answer = client.get("/api/search", params=parameters)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_entity(client: TestClient) -> None:
    found = client.get("/api/entities/programme/xing-xing-xian-jie").json()
    assert found["label"] == "行刑衔接"
    assert found["aliases"] == ["两法衔接"]
    assert found["candidate"] is False
    assert found["properties"]["kg:originYear"] == [2001]
    assert found["facts"]["adoption"] >= 1
    assert client.get("/api/entities/programme/x-aaaaaaaaaaaa").json()["candidate"] is True


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/entities/programme/nope", 404),
        ("/api/entities/region/xing-xing-xian-jie", 404),
        ("/api/entities/planet/mars", 422),
        ("/api/entities/region/%3E", 422),
        ("/api/entities/programme/nope/facts", 404),
        ("/api/entities/region/430281/facts?fact=rumour", 422),
        ("/api/entities/region/430281/facts?limit=501", 422),
    ],
)
def test_an_entity_that_is_not_there(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_facts_with_their_evidence(client: TestClient) -> None:
    page = client.get("/api/entities/programme/xing-xing-xian-jie/facts").json()
    fact = next(one for one in page["items"] if "430281-2023" in one["iri"])
    assert fact["report"]["label"] == "醴陵市2023年法治政府建设情况报告"
    assert fact["about"]["region"] == [{"iri": ID + "region/430281", "label": "醴陵市"}]
    assert fact["about"]["stage"][0]["label"] == "已实施"
    assert (fact["values"]["year"], fact["values"]["since"]) == ([2023], [2021])
    longest, short = fact["evidence"]
    assert longest["quote"] == "自2021年起健全行刑衔接机制,移送涉嫌犯罪案件12件。"
    assert (longest["start"], longest["end"], longest["score"]) == (100, 128, 1.0)
    assert longest["section"] == "一、主要举措 > (二)执法"
    assert short["quote"] == "行刑衔接"


def test_every_kind_of_fact_has_its_page(client: TestClient) -> None:
    counted = client.get("/api/entities/region/430281").json()["facts"]
    assert {"adoption", "citation"} <= counted.keys()
    for kind, number in counted.items():
        page = client.get("/api/entities/region/430281/facts", params={"fact": kind, "limit": 500}).json()
        assert page["total"] == len(page["items"]) == number
        assert page["next"] is None


def test_pages_lead_through_all(client: TestClient) -> None:
    address: str | None = "/api/entities/region/430281/facts?fact=adoption&limit=2"
    whole = client.get("/api/entities/region/430281/facts?fact=adoption&limit=500").json()
    found = []
    while address:
        page = client.get(address).json()
        assert page["total"] == whole["total"] and page["offset"] == len(found)
        found += [one["iri"] for one in page["items"]]
        address = page["next"]
    assert found == [one["iri"] for one in whole["items"]]
    assert len(found) == len(set(found)) > 2


def test_beyond_the_end_is_nothing(client: TestClient) -> None:
    page = client.get("/api/entities/region/430281/facts?offset=1000").json()
    assert page["items"] == [] and page["next"] is None


def test_reports(client: TestClient) -> None:
    page = client.get("/api/reports").json()
    assert page["total"] == len(page["items"]) == 3
    one = client.get("/api/reports", params={"region": "430281", "year": 2023}).json()["items"]
    assert [report["local"] for report in one] == ["430281-2023-fc91a61e"]
    assert one[0]["region"] == {"iri": ID + "region/430281", "label": "醴陵市"}
    assert client.get("/api/reports", params={"year": 1999}).json()["total"] == 0
    assert client.get("/api/reports", params={"region": "<x>"}).status_code == 422


def test_the_named_questions_are_listed(client: TestClient) -> None:
    listed = client.get("/api/queries").json()
    assert {one["name"] for one in listed} == set(named_queries())


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_named_question_is_answered(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/queries/{name}")
    assert answer.status_code == 200
    found = answer.json()
    assert found["columns"] and all(len(row) == len(found["columns"]) for row in found["rows"])


def test_a_named_question_with_a_parameter(client: TestClient) -> None:
    address = "/api/queries/regions-with-programme"
    found = client.get(address, params={"programme": "行刑衔接"}).json()
    assert found["parameters"] == {"programme": "行刑衔接"}
    assert "湖南省/株洲市/醴陵市" in {row[found["columns"].index("region")] for row in found["rows"]}
    assert client.get(address, params={"programme": "没有这项"}).json()["rows"] == []


@pytest.mark.parametrize("how", [{"params": {"format": "csv"}}, {"headers": {"Accept": "text/csv"}}])
def test_a_named_question_as_csv(client: TestClient, how: dict[str, dict[str, str]]) -> None:
    answer = client.get("/api/queries/coverage", **how)  # type: ignore[arg-type]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == client.get("/api/queries/coverage").json()["columns"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/queries/nope", 404),
        ("/api/queries/coverage?format=excel", 400),
        ("/api/queries/coverage?region=x", 400),
        ("/api/queries/regions-with-programme?programme=", 400),
    ],
)
def test_a_named_question_that_cannot_be(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status and answer.json()["detail"]


def test_openapi_says_what_everything_means(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/about", "/api/search", "/api/entities/{kind}/{local}/facts", "/health"} <= described[
        "paths"
    ].keys()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert all(
                parameter.get("description")
                for parameter in operation.get("parameters", ())
                if parameter["name"] not in ("name",)
            ), path
    models = described["components"]["schemas"]
    ours = [
        model for name, model in models.items() if name in ("Fact", "Evidence", "Entity", "Report", "About")
    ]
    assert len(ours) == 5
    assert all(field.get("description") for model in ours for field in model["properties"].values())


def test_the_page_of_the_api(client: TestClient) -> None:
    page = client.get("/api").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in page
