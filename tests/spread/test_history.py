"""Starts, states, coverage and histories of the worked case."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from kg.errors import UsageError
from kg.spread.coverage import coverage_grid, coverage_table
from kg.spread.facts import Facts
from kg.spread.history import history, programmes_table
from kg.spread.starts import limits, starts, tied_pairs
from kg.spread.tables import Table

from .worked import CITY, JIA, PLACES, YI, X, Y, adoption, facts, report


def test_what_each_date_is_worth() -> None:
    found = {start.region: start for start in starts(facts())[X]}
    assert {region: (s.year, s.first_report, s.last_without, s.censoring) for region, s in found.items()} == {
        JIA: (2020, 2020, 2019, "exact"),
        YI: (2021, 2021, 2019, "interval"),
        CITY: (2020, 2020, None, "left"),
    }
    (stated,) = starts(facts())[Y]
    assert (stated.year, stated.first_report, stated.censoring) == (2018, 2021, "stated")
    assert tied_pairs(found.values()) == 1


def test_what_is_only_planned_has_no_start() -> None:
    assert set(starts(facts())) == {X, Y}


def test_a_start_stated_for_later_than_its_report_does_not_count() -> None:
    late = Facts(adoptions=(adoption(JIA, X, 2020, since=2022),), reports={"r": report(JIA, 2020)})
    (start,) = starts(late)[X]
    assert (start.year, start.censoring) == (2020, "left")


def test_three_states() -> None:
    case = facts()
    grid = coverage_grid(case, case.find_programme("行刑衔接"))
    assert grid.columns == ("region", "code", "level", "2019", "2020", "2021", "iri")
    assert [(row[0], *row[3:6]) for row in grid.rows] == [
        ("株洲市", "no report", "reported", "no report"),
        ("乙县", "not reported", "no report", "reported"),
        ("甲县", "not reported", "reported", "reported"),
    ]
    planned = [
        row for row in coverage_table(case, case.programmes[X]).to_dicts() if row["stage"] == "planned"
    ]
    assert [(row["region"], row["year"], row["state"]) for row in planned] == [("甲县", 2019, "not reported")]


def test_coverage_without_a_programme() -> None:
    table = coverage_table(facts())
    seen = [(row["region"], row["year"]) for row in table.to_dicts() if row["state"] == "report"]
    assert len(table) == 9
    assert seen == [
        ("株洲市", 2020),
        ("乙县", 2019),
        ("乙县", 2021),
        ("甲县", 2019),
        ("甲县", 2020),
        ("甲县", 2021),
    ]
    assert table.note == "3 regions, 2019–2021: 6 of 9 region-years observed."


def test_a_history_line_by_line() -> None:
    table = history(facts(), "两法衔接")
    rows = table.to_dicts()
    assert [(row["region"], row["year"], row["state"], row["stage"], row["first"]) for row in rows] == [
        ("株洲市", 2020, "reported", "implemented", "yes"),
        ("甲县", 2019, "not reported", "planned", None),
        ("甲县", 2020, "reported", "pilot", "yes"),
        ("甲县", 2021, "reported", "implemented", None),
        ("乙县", 2021, "reported", "implemented", "yes"),
    ]
    assert [row["numbers"] for row in rows] == [None, None, None, "移送案件 12 件", None]
    assert [(row["start"], row["censoring"], row["same_year"]) for row in rows if row["first"]] == [
        (2020, "left", 1), (2020, "exact", 1), (2021, "interval", 0),
    ]  # fmt: skip
    assert (rows[2]["agency"], rows[2]["section"], rows[2]["report"]) == ("司法局", "一、", "2020年报告")
    assert "Of 3 first reports 1 are left-censored" in table.note
    assert "1 of 3 pairs start in the same year" in table.note


def test_histories_counted() -> None:
    by_year = history(facts(), X.replace("p/x", "行刑衔接"), "year").to_dicts()
    assert [(row["year"], row["new"], row["cumulative"], row["reported"]) for row in by_year] == [
        (2019, 0, 0, 0), (2020, 2, 2, 2), (2021, 1, 3, 2),
    ]  # fmt: skip
    assert [(row["not_reported"], row["no_report"], row["planned"], row["tied_pairs"]) for row in by_year] == [
        (2, 1, 1, 0), (0, 1, 0, 1), (0, 1, 0, 0),
    ]  # fmt: skip
    (province,) = history(facts(), "行刑衔接", "province").to_dicts()
    assert (province["province"], province["regions"], province["observed_regions"]) == ("湖南省", 3, 3)
    county = history(facts(), "行刑衔接", "county")
    assert [row["county"] for row in county.to_dicts()] == ["乙县", "甲县"]
    assert county.note.endswith("1 regions that stand above any county are left out.")
    with pytest.raises(UsageError, match="cannot group by 'planet'; by province, prefecture, county, year"):
        history(facts(), "行刑衔接", "planet")


def test_programmes_by_number_of_regions() -> None:
    rows = programmes_table(facts()).to_dicts()
    assert [(row["programme"], row["regions"], row["levels"], row["years"]) for row in rows] == [
        ("行刑衔接", 3, "county 2, prefecture 1", "2020–2021"),
        ("林长制", 1, "county 1", "2021"),
    ]
    assert (rows[0]["first_report"], rows[0]["first_regions"], rows[0]["awards"]) == (2020, "株洲市, 甲县", 1)
    assert (rows[0]["left_censored"], rows[0]["tied_pairs"], rows[0]["quote"]) == (1, 1, "推行p/x。")
    assert (rows[1]["first_report"], rows[1]["stated_start"]) == (2021, 2018)
    by_year = programmes_table(facts(), "year").to_dicts()
    assert [(row["programme"], row["year"], row["regions"]) for row in by_year] == [
        ("行刑衔接", 2020, 2), ("行刑衔接", 2021, 1), ("林长制", 2018, 1),
    ]  # fmt: skip


def test_what_cannot_be_concluded_is_said() -> None:
    case = facts()
    assert limits(case) == ""

    def only(*wanted: tuple[str, int]) -> Facts:
        chosen = {row.iri: row for row in (report(*pair) for pair in wanted)}
        rows = tuple(row for row in case.adoptions if row.report in chosen and row.since is None)
        return replace(case, reports=chosen, adoptions=rows)

    assert limits(only((JIA, 2020))) == "One region only and one year only: spread cannot be inferred."
    assert limits(only((JIA, 2020), (JIA, 2021))) == "One region only: spread cannot be inferred."
    assert limits(only((JIA, 2020), (CITY, 2020))) == "One year only: spread cannot be inferred."
    assert limits(only((JIA, 2020), (YI, 2021))) == (
        "No region has reports for two years: every first report is left-censored, "
        "so that spread cannot be inferred."
    )
    assert limits(Facts()).endswith("spread cannot be inferred.")
    assert limits(only((JIA, 2020))) in history(only((JIA, 2020)), "行刑衔接").note
    assert len(programmes_table(Facts())) == len(coverage_table(Facts())) == 0


def test_a_region_told_of_by_another_report() -> None:
    case = Facts(
        {row.iri: row for row in PLACES},
        {row.iri: row for row in (report(CITY, 2020), report(CITY, 2021))},
        facts().programmes,
        (adoption(JIA, X, 2021, teller=CITY),),
    )
    (row,) = history(case, "行刑衔接").to_dicts()
    assert (row["region"], row["told_by"], row["censoring"]) == ("甲县", "株洲市", "left")
    grid = coverage_grid(case, case.programmes[X])
    assert [(line[0], *line[3:5]) for line in grid.rows] == [
        ("株洲市", "not reported", "not reported"),
        ("甲县", "no report", "reported"),
    ]


def test_forms_of_a_table() -> None:
    table = Table("t", ("名称", "n"), (("=SUM(A1)", 1), ("长" * 40 + "\x1b[31m", None)), "a note")
    assert list(csv.reader(io.StringIO(table.to_csv()))) == [
        ["名称", "n"], ["=SUM(A1)", "1"], ["长" * 40 + "\x1b[31m", ""],
    ]  # fmt: skip
    document = json.loads(table.to_json())
    assert document["rows"][0] == {"名称": "=SUM(A1)", "n": 1}
    assert document["note"] == "a note"
    text = table.to_text(widest=20)
    assert "\x1b" not in text and text.endswith("\na note\n") and "长…" in text


def test_parquet(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = Table("t", ("a", "b", "c"), (("x", 1, 1.5), (None, None, 2)), "a note")
    try:
        import pyarrow.parquet
    except ImportError:
        with pytest.raises(UsageError, match=r"fazhi-kg\[parquet\]"):
            table.to_parquet(tmp_path / "t.parquet")
        return
    table.to_parquet(tmp_path / "t.parquet")
    back = pyarrow.parquet.read_table(tmp_path / "t.parquet")
    assert back.to_pylist() == table.to_dicts()
    assert back.schema.metadata[b"note"] == b"a note"
