"""Asking: what is let through, what is refused, how answers are written."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from queries_fixture import small_dataset, small_store

from kg.errors import UsageError
from kg.query import Graphs, Result, bind, named_queries, run, shorten
from kg.query.guard import checked, names_its_graphs
from kg.query.named import parse

QUERIES = named_queries()
LABEL = "SELECT ?label { region:430281 rdfs:label ?label }"


def rows(sparql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in run(small_store(), sparql).rows]


# What is let through


def test_prefixes_need_no_declaration_and_all_graphs_are_one() -> None:
    assert rows(LABEL) == [("醴陵市",)]
    assert rows("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == [(7,)]


def test_prefixes_can_be_left_out_or_declared_otherwise() -> None:
    with pytest.raises(UsageError, match="prefix is not declared"):
        run(small_store(), LABEL, prefixes=False)
    assert rows("PREFIX kg: <http://other/> SELECT (STR(kg:a) AS ?x) {}") == [("http://other/a",)]


def test_another_base_moves_the_prefixes_of_the_data() -> None:
    result = run(ox.Store(), "SELECT (region:1 AS ?a) (kg:Region AS ?b) {}", base="https://example.org/")
    assert result.rows == [("region:1", "kg:Region")]
    assert result.to_csv() == "a,b\nhttps://example.org/region/1,https://w3id.org/fazhi-kg/ontology#Region\n"


@pytest.mark.parametrize(
    "sparql",
    [
        '# SERVICE in a comment\nSELECT ("SERVICE <http://x> {}" AS ?service) {}',
        "SELECT ?service { VALUES ?service { 1 } }",
        "SELECT ('''LOAD \" ' SERVICE''' AS ?x) {}",
        'SELECT ("a\\"b # no comment" AS ?x) {} # "open',
        "SELECT (STR(kg:service) AS ?x) { }",
        "SELECT (STR(<http://service.gov.cn/#a'b>) AS ?x) {}",
        "SELECT * { VALUES (?a ?b) { (1 2) } FILTER(?a<?b&&?b>?a) }",
        "BASE <http://x/> PREFIX load: <#y> SELECT (load:insert AS ?x) {}",
        'SELECT ("a"@zh AS ?x) {}',
        "select (1 as ?x) where {}",
    ],
)
def test_harmless_queries_are_answered(sparql: str) -> None:
    assert len(rows(sparql)) == 1


# What is refused


@pytest.mark.parametrize(
    ("sparql", "complaint"),
    [
        ("", "empty"),
        ("# only a comment", "empty"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "INSERT would change"),
        ("prefix kg: <http://x> delete where { ?s ?p ?o }", "DELETE would change"),
        ("LOAD <http://127.0.0.1/x>", "LOAD would change"),
        ("CLEAR ALL", "CLEAR would change"),
        ("WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH would change"),
        ("FROB ?x", "begins with"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * {\n service silent ?x { ?s ?p ?o } }", "line 2"),
        ("PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { SERVICESILENT<http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 1SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_refused(sparql: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        run(small_store(), sparql)


def test_syntax_errors_name_the_line() -> None:
    with pytest.raises(UsageError, match=r"line 3, column \d+") as error:
        run(small_store(), "SELECT ?x {\n# a comment\n ?x ??? }")
    assert "?x ???" in str(error.value)


class _Listener(BaseHTTPRequestHandler):
    seen = 0

    def do_POST(self) -> None:
        type(self).seen += 1
        self.send_error(500)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def listener() -> Iterator[str]:
    """A server that counts who calls."""
    with HTTPServer(("127.0.0.1", 0), _Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


CALL = "SERVICE <%s> { ?s ?p ?o }"
# Each hides code from a reader that cuts tokens in another way than the engine.
HIDING = [
    "SELECT * { %s }",
    'SELECT * { BIND(0 AS ?a) FILTER(?a<1#>"""\n) %s #"""\n}',
    "SELECT * { BIND(0 AS ?a) FILTER('a'<'>' ) %s FILTER('>'>'') }",
    "SELECT * { BIND(0 AS ?a) FILTER(?a<1) %s #>\n}",
    "SELECT * { ?s <a:\\u0041#> ?o . %s #>\n}",
    "SELECT * { ?s kg:a\\' ?o . %s #'\n}",
    "SELECT * { ?s kg:a\\# ?o . %s }",
    "SELECT * { ?s kg:a.%s }",
    "SELECT * { ?s ?p true%s }",
    "SELECT * { ?s ?p 'a'@zh%s }",
    "SELECT * { ?s ?p '''a\\''''%s }",
    'SELECT * { ?s ?p """a\\\\"""%s }',
    "SELECT * { OPTIONAL{}%s }",
    "ASK { { SELECT * { %s } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { FILTER EXISTS { %s } }",
]


@pytest.mark.parametrize("template", HIDING)
def test_nothing_reaches_the_network(template: str, listener: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("a"), ox.NamedNode("a:g")))
    before = _Listener.seen
    with pytest.raises(UsageError):
        run(store, template % (CALL % listener))
    assert _Listener.seen == before


def test_the_listener_hears_the_engine_without_the_guard(listener: str) -> None:
    before = _Listener.seen
    with pytest.raises(OSError):
        list(ox.Store().query("SELECT * { %s }" % (CALL % listener)))  # type: ignore[arg-type]
    assert _Listener.seen > before


@given(
    st.lists(
        st.sampled_from(["<", ">", "#", "'", '"', "\\", "\n", " ", "a:b", "?x", "1", "{", "}", "SERVICE"])
    )
)
def test_lines_stay_where_they_are(parts: list[str]) -> None:
    text = "SELECT * " + "".join(parts)
    try:
        assert checked(text).count("\n") == text.count("\n")
    except UsageError as error:
        assert "SERVICE" in str(error)


# Graphs and limits

VOCABULARY = "https://w3id.org/fazhi-kg/id/graph/vocabulary"
ENTITIES = "https://w3id.org/fazhi-kg/id/graph/entities"
NUMBER = "SELECT (COUNT(*) AS ?n) {} {{ {} }}"


def number(pattern: str, clauses: str = "", graphs: Graphs | None = None) -> object:
    return run(small_store(), NUMBER.format(clauses, pattern), graphs=graphs).rows[0][0]


def test_a_query_that_names_its_graphs_is_asked_of_those() -> None:
    within = number(f"GRAPH <{VOCABULARY}> {{ ?s ?p ?o }}")
    assert number("?s ?p ?o", f"FROM <{VOCABULARY}>") == within != number("?s ?p ?o")
    assert number("GRAPH ?g { ?s ?p ?o }", f"FROM NAMED <{VOCABULARY}>") == within
    assert number("?s ?p ?o", f"FROM NAMED <{VOCABULARY}>") == 0


def test_graphs_that_are_given_go_before_those_of_the_query() -> None:
    given = Graphs(default=(VOCABULARY,), named=(ENTITIES,))
    assert number("?s ?p ?o", f"FROM <{ENTITIES}>", given) == number("?s ?p ?o", f"FROM <{VOCABULARY}>")
    assert number("GRAPH ?g { ?s ?p ?o }", "", given) == number("?s ?p ?o", f"FROM <{ENTITIES}>")
    assert number("?s ?p ?o", "", Graphs()) == number("GRAPH ?g { ?s ?p ?o }", "", Graphs()) == 0


@pytest.mark.parametrize(
    ("sparql", "named"),
    [
        ("SELECT * FROM <http://x/> { }", True),
        ("PREFIX a: <http://a/> select * from named a:b where { }", True),
        ("DESCRIBE <http://x/> FROM <http://g/>", True),
        ("SELECT * { ?s ?p 'FROM' }", False),
        ("SELECT ?from { ?from <http://FROM/> ?o }", False),
    ],
)
def test_whether_a_query_names_its_graphs(sparql: str, named: bool) -> None:
    assert names_its_graphs(checked(sparql)) is named


@pytest.mark.parametrize("timeout", [None, 60.0])
def test_an_answer_is_cut_where_it_is_too_long(timeout: float | None) -> None:
    def ask(sparql: str, limit: int | None) -> Result:
        return run(small_store(), sparql, limit=limit, timeout=timeout)

    for sparql in ("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        whole = ask(sparql, None)
        assert not whole.cut
        cut = ask(sparql, 3)
        assert cut.cut and len(cut.terms) == 3 and set(cut.terms) <= set(whole.terms)
        just = ask(sparql, len(whole.terms))
        assert not just.cut and len(just.terms) == len(whole.terms)
    assert not ask("ASK { ?s ?p ?o }", 1).cut


# Time


def test_a_query_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UsageError, match=r"more than 0\.5 s"):
        run(small_store(), "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5)


def test_with_time_enough_the_answer_is_the_same() -> None:
    for name in ("regions-with-programme", "reports"):
        sparql = QUERIES[name].sparql
        assert run(small_store(), sparql, timeout=60) == run(small_store(), sparql)
    with pytest.raises(UsageError, match="syntax error in line 1"):
        run(small_store(), "SELECT ?x { ?x ??? }", timeout=60)


# Answers


def test_python_values() -> None:
    found = rows(
        'SELECT (1 AS ?a) (1.50 AS ?b) (2.0 AS ?c) (1e0 AS ?d) (true AS ?e) ("x"^^xsd:integer AS ?f) '
        '(kg:Region AS ?g) ("文"@zh AS ?h) ("2024-01-31"^^xsd:date AS ?i) ?unbound {}'
    )
    assert found == [(1, 1.5, 2, 1.0, True, "x", "kg:Region", "文", "2024-01-31", None)]


def test_iris_are_shortened_only_where_that_can_be_read_back() -> None:
    assert shorten("https://w3id.org/fazhi-kg/id/region/430281") == "region:430281"
    assert shorten("https://w3id.org/fazhi-kg/id/region/a/b") == "https://w3id.org/fazhi-kg/id/region/a/b"
    assert shorten("http://elsewhere/x") == "http://elsewhere/x"


def test_csv_keeps_text_as_it_is() -> None:
    store = ox.Store()
    text = '=1+1,"引"\n二'
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(text), ox.NamedNode("a:g")))
    written = run(store, "SELECT ?s ?o ?none { ?s ?p ?o }").to_csv()
    assert list(csv.reader(io.StringIO(written))) == [["s", "o", "none"], ["a:s", text, ""]]


def test_json_is_that_of_sparql() -> None:
    result = run(
        small_store(), 'SELECT ?r ("文"@zh AS ?l) (1 AS ?n) ("s" AS ?s) ?none { BIND(region:1 AS ?r) }'
    )
    document = json.loads(result.to_json())
    assert document["head"] == {"vars": ["r", "l", "n", "s", "none"]}
    assert document["results"]["bindings"] == [
        {
            "r": {"type": "uri", "value": "https://w3id.org/fazhi-kg/id/region/1"},
            "l": {"type": "literal", "value": "文", "xml:lang": "zh"},
            "n": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            "s": {"type": "literal", "value": "s"},
        }
    ]
    assert json.loads(run(small_store(), "ASK { ?s a kg:Region }").to_json()) == {"head": {}, "boolean": True}


def test_other_tools_read_the_json() -> None:
    parsed = rdflib.query.Result.parse(
        io.BytesIO(run(small_store(), LABEL).to_json().encode()), format="json"
    )
    assert [str(row[0]) for row in parsed] == ["醴陵市"]  # type: ignore[index]


def test_a_graph_is_turtle_and_a_table_is_not() -> None:
    result = run(small_store(), "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Region ; rdfs:label ?l }")
    assert result.form == "graph" and result.columns == ("subject", "predicate", "object")
    assert 'region:430281 rdfs:label "醴陵市"@zh' in result.to_turtle()
    assert len(rdflib.Graph().parse(data=result.to_turtle(), format="turtle")) == len(result.rows) == 7
    assert run(small_store(), "DESCRIBE region:430281").rows
    with pytest.raises(UsageError, match="CONSTRUCT instead of SELECT"):
        run(small_store(), LABEL).to_turtle()
    with pytest.raises(UsageError, match="Turtle"):
        result.to_json()


def test_tables_align_chinese() -> None:
    table = run(
        small_store(), "SELECT ?l ?c { ?r kg:level 'county' ; rdfs:label ?l ; skos:notation ?c } ORDER BY ?c"
    )
    assert table.to_table(terminal=False) == "l       c\n清流县  350423\n醴陵市  430281\n"
    assert "┃" in table.to_table(terminal=True, width=60)


def test_text_of_a_report_cannot_steer_the_terminal() -> None:
    result = Result("select", ("x",), ((ox.Literal("\x1b[31m[bold]红\n\u202e字"),),))
    assert result.to_table(terminal=False) == "x\n [31m[bold]红 字\n"
    assert "[bold]" in result.to_table(terminal=True, width=40)
    assert "\x1b[31m" not in result.to_table(terminal=True, width=40)


def test_an_empty_answer_is_a_header() -> None:
    empty = run(small_store(), "SELECT ?x { ?x a kg:Nothing }")
    assert empty.to_csv() == "x\n" and empty.to_table(terminal=False) == "x\n" and empty.rows == []


# Parameters


TINY = parse(
    "tiny", '# 问: 甲?\n# title: A\n# param: x 甲 (text)\nSELECT ?xName { VALUES ?xName { "甲"@zh "甲" } }'
)


@pytest.mark.parametrize(
    "value",
    [
        '"} ?s ?p ?o . {"',
        '" } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #',
        "\\",
        '\\"',
        '\\\\" } #',
        "\\u0022 } SERVICE <http://127.0.0.1/> {} #",
        "\\U00000022 }",
        "a\nb\r\tc\x00",
        "} # {",
        "$1 \\1 \\g<0>",
    ],
)
def test_a_value_stays_a_value(value: str) -> None:
    sparql = bind(TINY, {"x": value})
    assert set(rows(sparql)) == {(value.strip(),)}
    assert {str(row[0]) for row in small_dataset().query(sparql)} == {value.strip()}  # type: ignore[index]
    assert rows(bind(QUERIES["regions-with-programme"], {"programme": value})) == []


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_no_text_breaks_out(value: str) -> None:
    named = QUERIES["search-quotes"]
    try:
        sparql = bind(named, {"word": value})
    except UsageError:
        assert any("\ud800" <= char <= "\udfff" for char in value)
        return
    head, _, tail = named.sparql.partition('{ "执法" }')
    assert sparql.startswith(head) and sparql.endswith(tail)
    literal = sparql[len(head) + 2 : len(sparql) - len(tail) - 2]
    assert rows(f"SELECT ({literal} AS ?x) {{}}") == [(value.strip(),)]


def test_unknown_empty_and_wrong_values_are_refused() -> None:
    with pytest.raises(UsageError, match="it has: programme"):
        bind(QUERIES["regions-with-programme"], {"region": "x"})
    with pytest.raises(UsageError, match="it has: none"):
        bind(QUERIES["reports"], {"region": "x"})
    with pytest.raises(UsageError, match="needs a value"):
        bind(QUERIES["regions-with-programme"], {"programme": " "})
    for fact in ("no iri", "a:b> } #", "a:<b", "region", 'a:"'):
        with pytest.raises(UsageError, match="is an IRI"):
            bind(QUERIES["evidence-of-fact"], {"fact": fact})
