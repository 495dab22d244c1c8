"""Whether the extraction's scores mean what they say."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate import CALIBRATION_HEADER, Calibration, calibrate, calibration_json, calibration_rows
from kg.model import Kind


def programmes(*named: tuple[str, float | None]) -> dict[str, Any]:
    entries = [{"name": name, "surfaces": [name], "score": score} for name, score in named]
    return {"programmes": entries, "statistics": []}


def of(kind: Kind, *pairs: tuple[dict[str, Any], dict[str, Any]]) -> Calibration:
    return next(one for one in calibrate(pairs) if one.kind is kind)


GOLD = programmes(("甲", None), ("乙", None), ("丙", None))


def test_bins_hold_mean_score_and_share_right() -> None:
    one = of(Kind.PROGRAMME, (GOLD, programmes(("甲", 0.92), ("丁", 0.98), ("乙", 0.55), ("丙", 0.5))))
    low, high = one.bins
    assert (low.low, low.high, low.entries, low.right) == (0.5, 0.6, 2, 2)
    assert (high.low, high.high, high.entries, high.right) == (0.9, 1.0, 2, 1)
    assert low.mean == pytest.approx(0.525)
    assert high.mean == pytest.approx(0.95)
    assert high.gap == pytest.approx(-0.45)
    assert one.error == pytest.approx((2 * 0.475 + 2 * 0.45) / 4)


@pytest.mark.parametrize(
    ("score", "low"), [(0.0, 0.0), (0.1, 0.1), (0.3, 0.3), (0.6, 0.6), (0.7, 0.7), (0.699, 0.6), (1.0, 0.9)]
)
def test_a_score_on_the_edge_belongs_above(score: float, low: float) -> None:
    (one,) = of(Kind.PROGRAMME, (GOLD, programmes(("甲", score)))).bins
    assert one.low == low


def test_reports_are_added_up_and_perfect_scores_have_no_error() -> None:
    found = programmes(("甲", 1.0), ("乙", 1.0))
    one = of(Kind.PROGRAMME, (GOLD, found), (GOLD, found))
    assert (one.entries, one.error) == (4, 0.0)


def test_entries_without_a_score_and_partial_statistics_do_not_count() -> None:
    assert of(Kind.PROGRAMME, (GOLD, programmes(("甲", None)))).error is None
    numbers = {"statistics": [{"indicator": "案", "value": 5, "unit": "件", "quote": "5件", "score": 0.9}]}
    assert of(Kind.STATISTIC, (numbers, numbers)).error == pytest.approx(0.1)
    assert of(Kind.STATISTIC, (numbers | {"statistics_partial": True}, numbers)).entries == 0


def test_every_kind_has_its_rows_and_its_json() -> None:
    calibrations = calibrate([(GOLD, programmes(("甲", 0.92)))])
    rows = calibration_rows(calibrations)
    assert all(len(row) == len(CALIBRATION_HEADER) for row in rows)
    assert ("programme", "0.9–1.0", "1", "0.920", "1.000", "+0.080") in rows
    assert ("region", "expected calibration error", "0", "", "", "–") in rows
    data = calibration_json(calibrations)
    assert list(data) == [kind.value for kind in Kind]
    assert data["award"] == {"entries": 0, "error": None, "bins": []}
    assert data["programme"]["bins"][0] == {
        "low": 0.9, "high": 1.0, "entries": 1, "right": 1, "mean_score": 0.92, "share": 1.0,
    }  # fmt: skip
