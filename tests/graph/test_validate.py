from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.graph.serialise import write
from kg.graph.store import write_store
from kg.graph.validate import Finding, check_quotes, validate
from kg.namespaces import BASE, DCT, OA, ONTOLOGY

from .conftest import TEXT, text

KG = "PREFIX kg: <https://w3id.org/fazhi-kg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_whole_graph_conforms(store: ox.Store) -> None:
    assert validate(store) == []


def test_a_fact_without_evidence_is_found(store: ox.Store) -> None:
    bodies = store.quads_for_pattern(None, ox.NamedNode(OA + "hasBody"), None)
    quad = next(q for q in bodies if "/citation/" in text(q.object))
    store.remove(quad)
    findings = validate(store)
    assert Finding(text(quad.object), "", "a fact without evidence") in findings
    assert {finding.focus for finding in findings} == {text(quad.object), text(quad.subject)}


def replaced(predicate: str, value: str) -> str:
    """An update that puts another value in the place of every value of a predicate."""
    old = f"GRAPH ?g {{?s {predicate} ?o}}"
    return f"DELETE {{{old}}} INSERT {{GRAPH ?g {{?s {predicate} {value}}}}} WHERE {{{old}}}"


@pytest.mark.parametrize(
    ("update", "path"),
    [
        (replaced("oa:start", "9999"), OA + "start"),
        (replaced("kg:quote", "''"), ONTOLOGY + "quote"),
        (replaced("kg:score", "1.5"), ONTOLOGY + "score"),
        (replaced("kg:sha256", "'x'"), ONTOLOGY + "sha256"),
        (replaced("kg:value", "'x'"), ONTOLOGY + "value"),
        (replaced("kg:level", "'x'"), ONTOLOGY + "level"),
        ("DELETE {GRAPH ?g {?s kg:stage ?o}} WHERE {GRAPH ?g {?s kg:stage ?o}}", ONTOLOGY + "stage"),
        ("DELETE {GRAPH ?g {?s a kg:Region}} WHERE {GRAPH ?g {?s a kg:Region}}", ONTOLOGY + "region"),
        ("INSERT {GRAPH ?g {?s kg:year 1911}} WHERE {GRAPH ?g {?s a kg:Citation}}", ONTOLOGY + "year"),
        ("INSERT {GRAPH ?g {?s kg:role kg:read}} WHERE {GRAPH ?g {?s a kg:Citation}}", ONTOLOGY + "role"),
    ],
)
def test_what_breaks_a_shape_is_found(store: ox.Store, update: str, path: str) -> None:
    store.update(KG + update)
    assert path in {finding.path for finding in validate(store)}


def test_codes_and_labels(store: ox.Store) -> None:
    region = ox.NamedNode(BASE + "region/4302")
    graph = ox.NamedNode(BASE + "graph/entities")
    store.add(
        ox.Quad(
            region,
            ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            ox.NamedNode(ONTOLOGY + "Region"),
            graph,
        )
    )
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    store.add(ox.Quad(region, ox.NamedNode(notation), ox.Literal("4302"), graph))
    paths = {finding.path for finding in validate(store) if finding.focus == region.value}
    assert {"", notation, "http://www.w3.org/2000/01/rdf-schema#label", ONTOLOGY + "level"} <= paths


def test_a_report_without_a_year_is_a_warning(store: ox.Store) -> None:
    store.update(KG + "DELETE {GRAPH ?g {?s kg:year ?o}} WHERE {GRAPH ?g {?s kg:year ?o . ?s a kg:Report}}")
    (finding,) = validate(store)
    assert (finding.severity, finding.message) == ("warning", "a report without a year")


def test_folders_and_files(tmp_path: Path, quads: list[ox.Quad]) -> None:
    write_store(tmp_path / "built", quads)
    assert validate(tmp_path / "built") == []
    for format, name in (("nquads", "graph.nq"), ("turtle", "graph.ttl")):
        write(quads, tmp_path / "files" / name, format)
        assert validate(tmp_path / "files" / name) == []
    with pytest.raises(UsageError, match="kg build"):
        validate(tmp_path)


def test_quotes_stand_where_the_graph_says(store: ox.Store) -> None:
    assert check_quotes(store, {SHA256: TEXT}) == []


def test_a_changed_text_is_found(store: ox.Store) -> None:
    findings = check_quotes(store, {SHA256: TEXT.replace("行刑衔接", "刑行衔接")})
    assert {finding.path for finding in findings} == {ONTOLOGY + "quote"}
    assert any("“行刑衔接” is quoted, “刑行衔接” stands at" in finding.message for finding in findings)
    short = check_quotes(store, {SHA256: TEXT[:20]})
    assert any("lies outside the text of 20 characters" in finding.message for finding in short)


def test_a_missing_source_is_named_once(store: ox.Store) -> None:
    (finding,) = check_quotes(store, {})
    assert finding.path == DCT + "source"
    assert "reports/醴陵 2023.html" in finding.message
