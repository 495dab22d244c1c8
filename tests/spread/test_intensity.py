"""Comparable numbers, outliers and contradictions, by hand."""

from __future__ import annotations

import pytest

from kg.spread.facts import Facts, ObservationRow
from kg.spread.intensity import agree, contradictions, intensity, intensity_table, like, modified_z
from spread.rows import observation, world


def facts(*rows: object) -> Facts:
    base = world({name: {2023: "x"} for name in "ABCDEF"}, {"F": "county"})
    return Facts(base.places, base.reports, base.programmes, base.adoptions, tuple(rows))  # type: ignore[arg-type]


def test_modified_z_by_hand() -> None:
    # Median 3, distances 2 1 0 1 97, their median 1.
    assert modified_z([1, 2, 3, 4, 100]) == pytest.approx([-1.349, -0.6745, 0, 0.6745, 0.6745 * 97])
    # More than half are equal: MAD 0, mean distance 2 → 10 / (1.2533 · 2).
    assert modified_z([5, 5, 5, 5, 15]) == pytest.approx([0, 0, 0, 0, 10 / 2.5066])
    assert modified_z([7, 7, 7]) == [None, None, None]


def test_an_outlier_among_like_counts() -> None:
    values = dict(zip("ABCDE", (100, 110, 120, 130, 5_000_000), strict=True))
    found = intensity(facts(*(observation(v, r) for r, v in values.items())), "x")
    assert [m.row.region for m in found if m.outlier] == ["E"]
    assert {m.peers for m in found} == {5}


def test_four_values_or_another_level_are_not_judged() -> None:
    rows = [observation(v, r) for r, v in zip("ABCDF", (100, 110, 120, 130, 5_000_000), strict=True)]
    assert all(m.z is None for m in intensity(facts(*rows)))


def test_units_and_indicators_are_not_mixed() -> None:
    rows = [
        observation(v, r, unit="%" if r == "E" else "件")
        for r, v in zip("ABCDE", (1, 2, 3, 4, 99), strict=True)
    ]
    assert all(m.z is None for m in intensity(facts(*rows)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("保交房”交付率", "保交房交付率"),
        ("保交房项目交付率", "保交房交付率"),
        ("累计受理诉求", "受理诉求"),
        ("增保障性租赁住房", "新增保障性租赁住房"),
        ("建设筹集保障性租赁住房", "筹建保障性租赁住房"),
        ("实施城中村改造项目", "城中村改造"),
        ("开工改造城镇老旧小区", "新开工改造城镇老旧小区"),
    ],
)
def test_like_indicators(a: str, b: str) -> None:
    assert like(observation(1, text=a)) == like(observation(1, text=b)) is not None


def test_unlike_indicators() -> None:
    assert like(observation(1, text="老旧小区改造开工")) != like(observation(1, text="老旧小区改造完工"))
    assert like(observation(1, text="")) is None
    assert like(observation(1, text="受理", indicator="indicator/i")) == "indicator/i"


@pytest.mark.parametrize(("a", "b", "same"), [
    (37000, 36987, True), (3_700_000, 3_712_345, True), (96, 96.4, True), (12, 12, True), (0, 0, True),
    (100, 104, False), (96.11, 100, False), (254, 260, False), (6, 7, False), (5, 4.7, False), (1500, 1600, False),
])  # fmt: skip
def test_agreement_is_equality_but_for_rounding(a: float, b: float, same: bool) -> None:
    assert agree(a, b) is agree(b, a) is same


def test_contradictions_between_reports_and_within_one() -> None:
    rows = (
        observation(254, "A", report="r1"), observation(300, "A", report="r2"),
        observation(10, "B", report="r3"), observation(20, "B", report="r3"),
        observation(37000, "C", report="r4"), observation(36987, "C", report="r5"),
        observation(1, "D", report="r6", year=2022), observation(2, "D", report="r7", year=2023),
        observation(5, "E", report="r8", text=""), observation(6, "E", report="r8", text=""),
    )  # fmt: skip
    found = {m.row.report: m for m in intensity(facts(*rows)) if m.against}
    assert set(found) == {"r1", "r2", "r3"}
    assert not found["r1"].within and found["r3"].within
    assert [row.value for row in found["r1"].against] == [300]
    flags = {
        row["report"]: row["flags"]
        for row in intensity_table(facts(*rows), intensity(facts(*rows))).to_dicts()
    }
    assert flags["r1"] == "contradiction between reports"
    assert flags["r3"] == "contradiction within a report"
    assert flags["r4"] is None


def test_a_target_beside_a_result_is_named_as_such() -> None:
    result = observation(4.7, unit="%")
    target = ObservationRow("o2", "r", "A", 2023, None, "移送案件", 5, "%", "x", "移送案件5%左右")
    table = intensity_table(facts(result, target), intensity(facts(result, target)))
    assert all("perhaps of a target with a result" in str(row["flags"]) for row in table.to_dicts())


def test_untied_numbers_count_for_contradictions_only() -> None:
    rows = (observation(1, programme=None), observation(2, programme=None))
    assert intensity(facts(*rows)) == []
    assert len(contradictions(facts(*rows))) == 2


def test_the_programme_is_found_by_name_and_quotes_stand_by() -> None:
    rows = (observation(254, text="一件事一次办事项", unit="项"), observation(3, programme="y"))
    table = intensity_table(facts(*rows), intensity(facts(*rows), "x"))
    (row,) = table.to_dicts()
    assert (row["programme"], row["value"], row["unit"], row["region"], row["year"]) == (
        "x",
        254,
        "项",
        "A",
        2023,
    )
    assert row["quote"] == "一件事一次办事项254项"
