"""Every named query: its header, its rows on the small graph, and the same rows from rdflib."""

from __future__ import annotations

import re

import pytest
from queries_fixture import golden, rdflib_rows, small_store

from kg.errors import VocabularyError
from kg.query import bind, named_queries, run
from kg.query.named import parse

# rdflib warns of its own use of deprecated parts.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")

QUERIES = named_queries()
ANSWERS = golden()
# Questions about counts; all others show the words of the reports.
COUNTS = {
    "agencies-most-named", "coverage", "laws-studied-or-cited", "programme-by-year", "programmes-by-regions",
    "programmes-missing-in-region", "programmes-of-kind", "programmes-with-programme", "regulations-most-cited",
    "regulations-with-programme", "reports", "inferred-links",
}  # fmt: skip


def test_every_query_has_an_answer_to_compare_with() -> None:
    assert sorted(QUERIES) == sorted(ANSWERS)
    assert len(QUERIES) >= 16


@pytest.mark.parametrize("name", QUERIES)
def test_rows(name: str) -> None:
    result = run(small_store(), QUERIES[name].sparql)
    assert list(result.columns) == ANSWERS[name]["columns"]
    assert [list(row) for row in result.rows] == ANSWERS[name]["rows"]
    assert result.rows, "an empty answer proves nothing"


@pytest.mark.parametrize("name", QUERIES)
def test_rdflib_gives_the_same_rows_in_the_same_order(name: str) -> None:
    result = run(small_store(), QUERIES[name].sparql)
    columns, rows = rdflib_rows(QUERIES[name].sparql)
    assert columns == list(result.columns)
    assert rows == result.rows


@pytest.mark.parametrize("name", QUERIES)
def test_it_needs_no_declaration_from_outside(name: str) -> None:
    assert run(small_store(), QUERIES[name].sparql, prefixes=False).rows


@pytest.mark.parametrize("name", QUERIES)
def test_header(name: str) -> None:
    query = QUERIES[name]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert re.search(r"[\u4e00-\u9fff]", query.question)
    assert query.title.isascii() and query.title
    for parameter in query.parameters:
        assert parameter.default in query.sparql.split("\n\n", 1)[1], "the header and the query differ"


@pytest.mark.parametrize("name", QUERIES)
def test_the_defaults_bound_by_hand_give_the_same_rows(name: str) -> None:
    query = QUERIES[name]
    sparql = bind(query, {parameter.name: parameter.default for parameter in query.parameters})
    assert run(small_store(), sparql).rows == run(small_store(), query.sparql).rows


@pytest.mark.parametrize("name", sorted(set(QUERIES) - COUNTS))
def test_claims_carry_their_quote(name: str) -> None:
    result = run(small_store(), QUERIES[name].sparql)
    quotes = [row[result.columns.index("quote")] for row in result.rows]
    assert all(quotes)


@pytest.mark.parametrize("name", sorted(set(QUERIES) - {"programmes-of-kind"}))
def test_one_quote_a_fact(name: str) -> None:
    """A fact with several quotes does not come twice, except where the evidence is what is asked for."""
    result = run(small_store(), QUERIES[name].sparql)
    if "quote" in result.columns and name not in ("evidence-of-fact", "search-quotes"):
        shown = [name for name in result.columns if name not in ("quote", "section", "start")]
        keys = [
            tuple(dict(zip(result.columns, row, strict=True))[name] for name in shown) for row in result.rows
        ]
        assert len(set(keys)) == len(keys)


def ask(name: str, **values: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in run(small_store(), bind(QUERIES[name], values)).rows]


def test_a_name_may_be_an_alternative_one() -> None:
    assert ask("regions-with-programme", programme="两法衔接") == ask("regions-with-programme")


def test_a_name_may_stand_in_its_marks() -> None:
    assert ask("citations-of-regulation", regulation="《行政处罚法》") == ask("citations-of-regulation")


@pytest.mark.parametrize("region", ["350423", "福建省/三明市/清流县", "清流县"])
def test_a_region_by_code_chain_or_name(region: str) -> None:
    found = [(row[1], row[2]) for row in ask("programmes-of-region", region=region)]
    assert found == [
        (2020, "行刑衔接"),
        (2021, "红土普法讲堂"),
        (2021, "综合行政执法改革"),
        (2021, "行刑衔接"),
    ]


def test_a_region_without_facts_gives_no_rows() -> None:
    assert ask("programmes-of-region", region="不存在的县") == []
    assert ask("programmes-missing-in-region", region="不存在的县") == []


def test_within_reaches_down_several_levels() -> None:
    regions = {str(row[0]) for row in ask("programmes-within-region", region="福建省")}
    assert regions == {"福建省/三明市/清流县", "福建省/三明市/清流县/长校镇"}


def test_evidence_of_a_fact_by_iri_or_prefixed_name() -> None:
    local = "350423-2020-7c3a9f10-xing-zheng-chu-fa-fa"
    for fact in (f"https://w3id.org/fazhi-kg/id/citation/{local}", f"citation:{local}"):
        assert [row[1] for row in ask("evidence-of-fact", fact=fact)] == ["《行政处罚法》"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("SELECT * {}", "问"),
        ("# 问: 甲?\nSELECT * {}", "title"),
        ("# 问: 甲?\n# title: A\n# param: x\nSELECT * {}", "param"),
        ("# 问: 甲?\n# title: A\n# param: x 1 (one)\nSELECT * {}", "VALUES"),
    ],
)
def test_an_incomplete_header_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(VocabularyError, match=complaint):
        parse("x", text)
