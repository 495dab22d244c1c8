"""Leaders and laggards: rows worked by hand, and the American states."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from kg.spread.scores import boushey_score, scores, wilson_interval

STATES = Path(__file__).parents[3] / "shared" / "diffusion" / "us_state_policies.csv"
Policies = dict[str, dict[str, int]]


@pytest.fixture(scope="module")
def policies() -> Policies:
    if not STATES.exists():
        pytest.skip(f"{STATES} is not here")
    found: Policies = defaultdict(dict)
    with STATES.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["policy"]][row["statenam"]] = int(row["adopt_year"])
    return found


def test_boushey_score_by_hand() -> None:
    # Abolition of the death penalty: Michigan 1846 first, New Mexico 1969 last; Alaska in 1957.
    assert boushey_score(1846, 1846, 1969) == 1
    assert boushey_score(1957, 1846, 1969) == 13 / 124
    assert boushey_score(1969, 1846, 1969) == 1 / 124
    assert boushey_score(None, 1846, 1969) == 0
    assert boushey_score(2024, 2024, 2024) == 1


def test_wilson_interval_by_hand() -> None:
    assert wilson_interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson_interval(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson_interval(10, 10) == pytest.approx((0.7225, 1), abs=1e-4)
    assert wilson_interval(0, 0) == (0, 1)


def test_three_policies_of_the_states_by_hand(policies: Policies) -> None:
    chosen = ("antishack", "w_guncontrol_waitingperio", "labor_state_disability_insuranc")
    adoptions = {name: policies[name] for name in chosen}
    # Read off the file: Illinois 1999, California and Vermont 2005; Illinois 1967, Rhode Island 1990,
    # California 1995; California and Rhode Island 1945, New Jersey 1948, New York 1949, Hawaii 1969.
    units = {state for policy in adoptions.values() for state in policy}
    found = {row.unit: row for row in scores(adoptions, units)}
    assert found["California"].boushey == pytest.approx((1 / 7 + 1 / 29 + 25 / 25) / 3)
    assert found["Illinois"].boushey == pytest.approx((1 + 1 + 0) / 3)
    assert found["Rhode Island"].boushey == pytest.approx((0 + 6 / 29 + 1) / 3)
    assert found["New Jersey"].boushey == pytest.approx(22 / 25 / 3)
    assert [found[name].rank for name in ("Illinois", "Rhode Island", "California")] == [1, 2, 3]
    # Years at risk: California 7 + 29 + 1, Illinois 1 + 1 + 25 (it never takes up the third).
    assert (found["California"].started, found["California"].opportunities) == (3, 37)
    assert (found["Illinois"].started, found["Illinois"].opportunities) == (2, 27)
    assert found["Illinois"].rate == pytest.approx(2 / 27)


def test_leaders_and_laggards_are_those_of_the_literature(policies: Policies) -> None:
    # California leads and Mississippi trails in Boehmke and Skinner (2012), on 189 of these policies; the other
    # states named here are what both measures give on all 728.
    units = {state for policy in policies.values() for state in policy}
    found = scores(policies, units, fewest=1)
    assert len(found) == 50
    assert found[0].unit == "California" and found[0].rate_rank == 1
    leaders = {"California", "Connecticut", "Minnesota", "Oregon", "Washington", "Illinois", "New Jersey"}
    for order in (found, sorted(found, key=lambda row: row.rate_rank)):
        assert leaders <= {row.unit for row in order[:10]}
        assert {"Mississippi", "Wyoming", "West Virginia", "Alaska"} <= {row.unit for row in order[-5:]}
    assert all(row.lower < row.rate < row.upper for row in found)


def test_years_without_a_report_are_no_opportunity() -> None:
    adoptions = {"p": {"a": 2018, "b": 2020}, "q": {"a": 2024, "b": 2024}}
    observed = {"a": {2018, 2019, 2024}, "b": {2019, 2020, 2024}, "c": {2019}, "d": {2010}}
    found = {row.unit: row for row in scores(adoptions, "abcd", observed)}
    assert [(found[unit].started, found[unit].programmes, found[unit].opportunities) for unit in "abcd"] == [
        (2, 2, 2), (2, 2, 3), (0, 1, 1), (0, 0, 0),
    ]  # fmt: skip
    assert found["a"].boushey == 1
    assert found["b"].boushey == pytest.approx((1 / 3 + 1) / 2)
    assert (found["c"].rank, found["d"].rank) == (3, 3)


def test_programmes_of_one_unit_are_left_out_unless_wanted() -> None:
    adoptions = {"p": {"a": 2018}}
    assert [row.programmes for row in scores(adoptions, "ab")] == [0, 0]
    assert [row.boushey for row in scores(adoptions, "ab", fewest=1)] == [1, 0]
