"""The endpoint, in the manner of the W3C's tests of the protocol (their names stand in those of the tests)."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient

from kg.serve.app import create_app
from kg.serve.settings import Settings

ID = "https://w3id.org/fazhi-kg/id/"
VOCABULARY = ID + "graph/vocabulary"
REPORT = ID + "report/430281-2023-fc91a61e"
LABELS = "SELECT ?p ?label { ?p a kg:Programme ; rdfs:label ?label } ORDER BY ?p"
GRAPH = "CONSTRUCT { ?p rdfs:label ?label } { ?p a kg:Programme ; rdfs:label ?label }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def names(text: str) -> set[str]:
    return {row["label"]["value"] for row in json.loads(text)["results"]["bindings"]}


# ---- the three ways to ask


def test_query_get(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": LABELS})
    assert answer.status_code == 200
    assert "行刑衔接" in names(answer.text)


def test_query_post_form(client: TestClient) -> None:
    answer = client.post("/sparql", content=urlencode({"query": LABELS}), headers=FORM)
    assert "行刑衔接" in names(answer.text)


def test_query_post_direct(client: TestClient) -> None:
    answer = client.post("/sparql", content=LABELS.encode(), headers=DIRECT)
    assert "行刑衔接" in names(answer.text)


def test_a_posted_query_may_be_in_chinese(client: TestClient) -> None:
    answer = client.post("/sparql", content='ASK { ?p rdfs:label "行刑衔接"@zh }'.encode(), headers=DIRECT)
    assert answer.json()["boolean"] is True


# ---- the dataset


def count(client: TestClient, pattern: str, clauses: str = "", **graphs: object) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}"
    answer = client.get("/sparql", params={"query": query, **graphs})  # type: ignore[dict-item]
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


ANY, IN_GRAPHS = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"


def test_without_a_dataset_the_union_is_asked(client: TestClient) -> None:
    assert count(client, ANY) == count(client, IN_GRAPHS) > 100


def test_query_dataset_default_graph(client: TestClient) -> None:
    one = {"default-graph-uri": VOCABULARY}
    assert count(client, ANY, **one) == count(client, f"GRAPH <{VOCABULARY}> {{ ?s ?p ?o }}") > 0
    assert count(client, IN_GRAPHS, **one) == 0


def test_query_dataset_default_graphs_merge(client: TestClient) -> None:
    both = {"default-graph-uri": [VOCABULARY, REPORT]}
    alone = sum(count(client, ANY, **{"default-graph-uri": one}) for one in (VOCABULARY, REPORT))
    assert count(client, ANY, **both) == alone


def test_query_dataset_named_graphs(client: TestClient) -> None:
    named = {"named-graph-uri": [VOCABULARY, REPORT]}
    assert count(client, ANY, **named) == 0
    assert count(client, IN_GRAPHS, **named) == count(
        client, ANY, **{"default-graph-uri": [VOCABULARY, REPORT]}
    )


def test_query_dataset_full(client: TestClient) -> None:
    both = {"default-graph-uri": VOCABULARY, "named-graph-uri": REPORT}
    assert count(client, ANY, **both) == count(client, ANY, **{"default-graph-uri": VOCABULARY})
    assert count(client, IN_GRAPHS, **both) == count(client, ANY, **{"default-graph-uri": REPORT})


def test_query_multiple_dataset_the_protocol_goes_before_the_query(client: TestClient) -> None:
    clauses = f"FROM <{REPORT}> FROM NAMED <{REPORT}>"
    asked = {"default-graph-uri": VOCABULARY}
    assert count(client, ANY, clauses, **asked) == count(client, ANY, **asked)
    assert count(client, IN_GRAPHS, clauses, **asked) == 0


def test_from_in_the_query_is_honoured(client: TestClient) -> None:
    assert count(client, ANY, f"FROM <{REPORT}>") == count(client, ANY, **{"default-graph-uri": REPORT})
    assert count(client, IN_GRAPHS, f"FROM NAMED <{REPORT}>") == count(
        client, ANY, **{"default-graph-uri": REPORT}
    )


def test_a_graph_that_is_not_there_is_empty(client: TestClient) -> None:
    assert count(client, ANY, **{"default-graph-uri": "http://example.org/none"}) == 0


# ---- what is refused


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 405
    assert {"GET", "POST"} <= {name.strip() for name in answer.headers["allow"].split(",")}


def test_bad_multiple_queries(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D").status_code == 400
    assert client.post("/sparql", content="query=ASK+{}&query=ASK+{}", headers=FORM).status_code == 400


def test_bad_query_wrong_media_type(client: TestClient) -> None:
    assert client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415


def test_bad_query_missing_form_type_and_missing_direct_type(client: TestClient) -> None:
    assert client.post("/sparql", content=b"query=ASK+%7B%7D").status_code == 415
    assert client.post("/sparql", content=b"ASK {}").status_code == 415


def test_bad_query_non_utf8(client: TestClient) -> None:
    answer = client.post("/sparql", content="ASK { ?s ?p 'é' }".encode("latin-1"), headers=DIRECT)
    assert answer.status_code == 400
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("query", ["ASK { ?s ?p", "", "   ", "# nothing", "SELEKT", "ASK { x:y ?p ?o }"])
def test_bad_query_syntax(client: TestClient, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert "Traceback" not in answer.text and len(answer.text) > 20


def test_a_syntax_error_names_its_line(client: TestClient) -> None:
    assert "line 2" in client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p"}).text


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("CLEAR ALL", "application/sparql-update"),
        ("update=CLEAR+ALL", "application/x-www-form-urlencoded"),
        ("update=", "application/x-www-form-urlencoded"),
    ],
)
def test_updates_are_forbidden(client: TestClient, content: str, media: str) -> None:
    answer = client.post("/sparql", content=content, headers={"Content-Type": media})
    assert answer.status_code == 403
    assert "kg build" in answer.text


@pytest.mark.parametrize(
    "update", ["CLEAR ALL", "INSERT DATA { <a:b> <a:b> <a:b> }", "LOAD <http://example.org/>"]
)
def test_an_update_as_a_query_is_none(client: TestClient, update: str) -> None:
    assert client.get("/sparql", params={"query": update}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://127.0.0.1:9/>{}}",
    ],
)
def test_other_servers_are_not_asked(client: TestClient, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert "SERVICE" in answer.text


def test_a_body_that_is_too_large(folder: Path) -> None:
    with TestClient(create_app(folder, Settings(body=100))) as small:
        query = "ASK { } #".ljust(101)
        assert small.post("/sparql", content=query[:99].encode(), headers=DIRECT).status_code == 200
        answer = small.post("/sparql", content=query.encode(), headers=DIRECT)
        assert answer.status_code == 413
        assert "100 bytes" in answer.text


# ---- the forms


def test_tables_are_the_same_in_every_form(client: TestClient) -> None:
    def get(form: str) -> str:
        answer = client.get("/sparql", params={"query": LABELS}, headers={"Accept": form})
        assert answer.headers["content-type"].partition(";")[0] == form
        return answer.text

    by_json = [
        (row["p"]["value"], row["label"]["value"])
        for row in json.loads(get("application/sparql-results+json"))["results"]["bindings"]
    ]
    by_csv = list(csv.reader(io.StringIO(get("text/csv"))))
    assert by_csv[0] == ["p", "label"]
    assert [tuple(row) for row in by_csv[1:]] == by_json
    tsv = get("text/tab-separated-values").splitlines()
    assert tsv[0] == "?p\t?label"
    assert tsv[1:] == [f'<{p}>\t"{label}"@zh' for p, label in by_json]
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ET.fromstring(get("application/sparql-results+xml"))
    assert [r.findtext(f".//{space}literal") for r in root.iter(f"{space}result")] == [b for _, b in by_json]


@pytest.mark.parametrize(
    ("form", "yes"),
    [("json", b'"boolean":true'), ("xml", b"<boolean>true</boolean>"), ("csv", b"true"), ("tsv", b"true")],
)
def test_ask_in_every_form(client: TestClient, form: str, yes: bytes) -> None:
    assert yes in client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "format": form}).content


def test_values_survive_every_form(client: TestClient) -> None:
    query = 'SELECT * { VALUES (?a ?b) { ("a\\tb\\n\\"<&>"@zh 1.50) (UNDEF "2020"^^xsd:gYear) } }'
    for form, media in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML),
                        ("tsv", ox.QueryResultsFormat.TSV)):  # fmt: skip
        body = client.get("/sparql", params={"query": query, "format": form}).content
        found = ox.parse_query_results(body, format=media)
        assert isinstance(found, ox.QuerySolutions)
        rows = [tuple(row) for row in found]
        assert rows[0][0] == ox.Literal('a\tb\n"<&>', language="zh")
        assert rows[1] == (
            None,
            ox.Literal("2020", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        )


@pytest.mark.parametrize(
    ("media", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_graphs_are_the_same_in_every_form(client: TestClient, media: str, parser: str) -> None:
    answer = client.get("/sparql", params={"query": GRAPH}, headers={"Accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    graph = rdflib.Graph().parse(data=answer.text, format=parser)
    known = client.get("/sparql", params={"query": LABELS}).json()["results"]["bindings"]
    assert {(str(s), str(o)) for s, _, o in graph} == {(r["p"]["value"], r["label"]["value"]) for r in known}


def test_describe_answers_with_a_graph(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "DESCRIBE region:430281"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "醴陵市" in answer.text


@pytest.mark.parametrize(
    ("query", "accept", "form", "media"),
    [
        ("ASK {}", "*/*", None, "application/sparql-results+json"),
        ("ASK {}", None, None, "application/sparql-results+json"),
        ("ASK {}", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, "application/sparql-results+json"),
        (GRAPH, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None, "text/turtle"),
        ("ASK {}", "application/json", None, "application/json"),
        ("ASK {}", "application/xml", None, "application/xml"),
        ("ASK {}", "text/csv;q=0.5, application/sparql-results+xml", None, "application/sparql-results+xml"),
        ("ASK {}", "text/turtle, text/csv;q=0.1", None, "text/csv"),
        (GRAPH, "text/csv, text/turtle;q=0.1", None, "text/turtle"),
        (GRAPH, "application/json", None, "application/json"),
        (GRAPH, "text/plain", None, "text/plain"),
        ("ASK {}", "text/csv", "xml", "application/sparql-results+xml"),
        (GRAPH, "text/turtle", "xml", "application/rdf+xml"),
        (GRAPH, "*/*", "json", "application/ld+json"),
        (GRAPH, "*/*", "application/n-triples", "application/n-triples"),
    ],
)  # fmt: skip
def test_what_form_an_answer_has(
    client: TestClient, query: str, accept: str | None, form: str | None, media: str
) -> None:
    parameters = {"query": query} | ({"format": form} if form else {})
    request = client.build_request("GET", "/sparql", params=parameters)
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    answer = client.send(request)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept", "form", "status"),
    [
        ("ASK {}", "image/png", None, 406),
        ("ASK {}", "text/turtle", None, 406),
        (GRAPH, "text/csv", None, 406),
        ("ASK {}", "*/*", "turtle", 406),
        (GRAPH, "*/*", "csv", 406),
        ("ASK {}", "*/*", "excel", 400),
    ],
)
def test_a_form_that_is_not_to_be_had(
    client: TestClient, query: str, accept: str, form: str | None, status: int
) -> None:
    parameters = {"query": query} | ({"format": form} if form else {})
    answer = client.get("/sparql", params=parameters, headers={"Accept": accept})
    assert answer.status_code == status
    assert "text/turtle" in answer.text or "csv" in answer.text


# ---- limits


def test_a_long_answer_is_cut_and_says_so(client: TestClient) -> None:
    for form in ("json", "csv", "tsv", "xml"):
        answer = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }", "format": form})
        assert answer.headers["x-kg-truncated"] == "50"
    rows = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }"}).json()["results"]["bindings"]
    assert len(rows) == 50


def test_a_long_graph_is_cut_and_says_so(client: TestClient) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    answer = client.get("/sparql", params={"query": query, "format": "nt"})
    assert answer.headers["x-kg-truncated"] == "50"
    assert len(answer.text.splitlines()) == 50


def test_an_answer_that_just_fits_is_whole(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o } LIMIT 50"})
    assert "x-kg-truncated" not in answer.headers
    assert len(answer.json()["results"]["bindings"]) == 50


# ---- the description


@pytest.mark.parametrize(
    ("accept", "parser"),
    [("*/*", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")],
)
def test_the_service_describes_itself(client: TestClient, accept: str, parser: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=answer.text, format=parser)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = next(graph.subjects(rdflib.RDF.type, sd.Service))
    assert str(graph.value(service, sd.endpoint)) == "http://testserver/sparql"
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    assert len(list(graph.objects(service, sd.resultFormat))) == 8
    assert (graph.value(service, sd.defaultDataset), rdflib.RDF.type, sd.Dataset) in graph


def test_a_browser_gets_a_page(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<textarea" in answer.text and "/#/sparql" in answer.text


def test_a_description_that_is_not_to_be_had(client: TestClient) -> None:
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("host", ["a b<>", "[", "x/y?z#", "\xe4\xbe\x8b.cn"])
def test_a_strange_host_is_no_fault(client: TestClient, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host.encode("latin-1")})
    assert answer.status_code in (200, 400)
    assert "Traceback" not in answer.text
