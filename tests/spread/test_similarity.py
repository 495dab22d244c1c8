"""Comparing two regions, and finding those most alike."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.spread.similarity import compare, comparison_table, neighbours, neighbours_table
from spread.rows import world

FACTS = world(
    {
        "甲": {2022: "x", 2023: "x y t:z"},
        "乙": {2023: "x y p:z"},
        "丙": {2023: "x w"},
        "丁": {2023: "v"},
    }
)


def test_compare() -> None:
    found = compare(FACTS, "甲", "乙")
    assert [p.programme for p in found.shared] == ["y", "x"]
    assert [p.programme for p in found.only_a] == ["z"]
    assert found.only_b == ()
    assert (found.years_a, found.years_b) == ((2022, 2023), (2023,))
    assert [p.regions for p in found.shared] == [2, 3]


def test_comparison_table_shows_quotes_years_and_a_plan() -> None:
    table = comparison_table(FACTS, compare(FACTS, "甲", "乙"))
    rows = table.to_dicts()
    assert [(row["where"], row["programme"]) for row in rows] == [("both", "y"), ("both", "x"), ("甲", "z")]
    assert rows[1]["a_years"] == "2022, 2023" and rows[1]["b_years"] == "2023"
    assert rows[1]["a_quote"] == "甲 does x" and rows[1]["b_report"] == "report/乙-2023-0000"
    assert (rows[2]["a_state"], rows[2]["b_state"]) == ("pilot", "planned")
    assert "cosine" in table.note and "does not say that the region lacks it" in table.note


def test_what_the_other_does_not_name_is_not_reported() -> None:
    rows = comparison_table(FACTS, compare(FACTS, "丙", "丁")).to_dicts()
    assert [(row["where"], row["a_state"], row["b_state"]) for row in rows if row["programme"] != "x"] == [
        ("丙", "implemented", "not reported"),
        ("丁", "not reported", "implemented"),
    ]
    assert compare(FACTS, "丙", "丁").similarity == 0


def test_a_region_is_not_compared_with_itself() -> None:
    with pytest.raises(UsageError, match="same region"):
        compare(FACTS, "甲", "甲")


def test_an_unknown_region_is_offered_near_names() -> None:
    with pytest.raises(UsageError, match="no region"):
        compare(FACTS, "甲", "戊")


def test_neighbours_come_with_the_rare_practices_they_share() -> None:
    found = neighbours(FACTS, "甲")
    assert [n.place.name for n in found] == ["乙", "丙"]  # 丁 shares nothing
    assert [p.programme for p in found[0].shared] == ["y", "x"]
    assert (found[0].own, found[0].theirs) == (3, 2)
    assert len(neighbours(FACTS, "甲", top=1)) == 1
    row = neighbours_table(FACTS, "甲", found).to_dicts()[0]
    assert row["why"] == "y (2); x (3)"
    assert (row["own_quote"], row["their_quote"]) == ("甲 does y", "乙 does y")


def test_one_region_alone_has_no_neighbours_and_is_told_so() -> None:
    facts = world({"甲": {2023: "x"}})
    assert neighbours(facts, "甲") == []
    assert "No other observed region" in neighbours_table(facts, "甲", []).note
