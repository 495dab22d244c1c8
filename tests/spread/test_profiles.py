"""Profiles, weights and similarity, by hand."""

from __future__ import annotations

import math

import pytest

from kg.errors import UsageError
from kg.spread.profiles import observed, profiles
from spread.rows import world

# Four regions: x in all, y in A and B, z in A alone.
FACTS = world({"A": {2023: "x y z"}, "B": {2023: "x y"}, "C": {2022: "x", 2023: "p:y"}, "D": {2023: "x"}})


def test_weights_are_ln_1_plus_n_over_regions() -> None:
    known = profiles(FACTS)
    assert known.weights == pytest.approx({"x": math.log(2), "y": math.log(3), "z": math.log(5)})


def test_similarity_by_hand() -> None:
    # A = (ln 2, ln 3, ln 5), B = (ln 2, ln 3, 0): |B| / |A|, as B's vector is a part of A's.
    known = profiles(FACTS)
    a = math.hypot(math.log(2), math.log(3), math.log(5))
    b = math.hypot(math.log(2), math.log(3))
    assert known.similarity("A", "B") == known.similarity("B", "A") == pytest.approx(b / a)
    assert known.similarity("C", "D") == pytest.approx(1)
    assert known.shared("A", "B") == ["y", "x"]  # the rarer first


def test_planned_is_not_reported() -> None:
    profile = profiles(FACTS).of["C"]
    assert [profile.state(p) for p in "xyz"] == ["reported", "planned", "not reported"]
    assert profile.years == (2022, 2023)
    assert profile.rows("y")[0].stage == "planned"


def test_what_is_done_once_is_no_longer_a_plan() -> None:
    profile = profiles(world({"A": {2022: "p:x", 2023: "x"}, "B": {2023: "x"}})).of["A"]
    assert profile.state("x") == "reported"
    assert [row.year for row in profile.rows("x")] == [2023]


def test_one_year_alone() -> None:
    known = profiles(FACTS, 2022)
    assert list(known.of) == ["C"]
    assert known.weights == pytest.approx({"x": math.log(2)})


def test_a_candidate_of_one_region_weighs_nothing() -> None:
    known = profiles(world({"A": {2023: "x k"}, "B": {2023: "x"}, "C": {2023: "k q"}}, candidates="kq"))
    assert set(known.weights) == {"x", "k"}
    assert "q" in known.of["C"].reported  # it is shown all the same


def test_an_empty_profile_is_like_nothing() -> None:
    known = profiles(world({"A": {2023: ""}, "B": {2023: "x"}}))
    assert known.similarity("A", "B") == 0


def test_a_region_without_a_report_is_refused_with_those_that_have_one() -> None:
    facts = world({"B": {2023: "x"}}, {"B": "county"}, {"B": "甲省"})
    with pytest.raises(UsageError, match=r"甲省 has no report of its own.*: B"):
        observed(facts, profiles(facts), "甲省")
