"""CSV tables: read back as a spreadsheet would."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from queries_fixture import small_store

from kg.export.tables import write_tables

NAMES = {"nodes", "edges", "adoptions", "citations", "awards", "statistics"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    folder = tmp_path_factory.mktemp("tables") / "made"
    return {path.stem: read(path) for path in write_tables(small_store(), folder)}


def test_names_and_byte_order_mark(tmp_path: Path) -> None:
    written = write_tables(small_store(), tmp_path)
    assert {path.stem for path in written} == NAMES
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in written)


def test_one_row_a_fact(tables: dict[str, list[dict[str, str]]]) -> None:
    assert {name: len(tables[name]) for name in NAMES - {"nodes", "edges"}} == {
        "adoptions": 8,
        "citations": 4,
        "awards": 2,
        "statistics": 4,
    }
    for name in NAMES - {"nodes", "edges"}:
        facts = [row["fact"] for row in tables[name]]
        assert len(set(facts)) == len(facts)
        assert all(row["quote"] and row["report"] for row in tables[name])


def test_an_adoption_in_words(tables: dict[str, list[dict[str, str]]]) -> None:
    (row,) = (r for r in tables["adoptions"] if r["since"])
    assert (row["region"], row["programme"], row["stage"]) == (
        "湖南省/株洲市/醴陵市",
        "行刑衔接",
        "implemented",
    )
    assert (row["year"], row["since"], row["kind"]) == ("2023", "2021", "mechanism")
    assert row["quote"] == "自2021年起健全行刑衔接机制,移送涉嫌犯罪案件12件。"
    assert row["section"] == "一、主要举措 > (二)执法"


def test_statistics_are_numbers(tables: dict[str, list[dict[str, str]]]) -> None:
    assert sorted(row["value"] for row in tables["statistics"]) == ["12", "122", "38", "98.6"]


def test_text_is_not_altered(tables: dict[str, list[dict[str, str]]]) -> None:
    assert any("=SUM(A1)" in row["quote"] for row in tables["adoptions"])


def test_edges_join_nodes(tables: dict[str, list[dict[str, str]]]) -> None:
    ids = {row["id"] for row in tables["nodes"]}
    assert {row["source"] for row in tables["edges"]} | {row["target"] for row in tables["edges"]} <= ids


def test_an_empty_store_gives_headers(tmp_path: Path) -> None:
    for path in write_tables(ox.Store(), tmp_path):
        assert read(path) == []
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 1
