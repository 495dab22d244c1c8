"""S and R shapes."""

from __future__ import annotations

import math

import pytest

from kg.spread.curves import cumulative_curve, fit_concave, fit_logistic


def _spread(first: int, new: list[int]) -> list[int]:
    return [first + index for index, number in enumerate(new) for _ in range(number)]


def test_counting() -> None:
    curve = cumulative_curve([2020, 2018, 2020], last=2021)
    assert (curve.years, curve.new, curve.cumulative) == (
        (2018, 2019, 2020, 2021), (1, 0, 2, 0), (1, 1, 3, 3),
    )  # fmt: skip
    assert (curve.shape, curve.best) == ("too short", None)
    assert cumulative_curve([]).years == ()


def test_shapes() -> None:
    assert cumulative_curve(_spread(2000, [1, 1, 2, 3, 5, 7, 8, 7, 5, 3, 2, 1, 1])).shape == "S"
    assert cumulative_curve(_spread(2000, [16, 12, 9, 6, 4, 3, 2, 2, 1, 1])).shape == "R"
    many = cumulative_curve(_spread(2000, [16, 12, 9, 6, 4, 3, 2, 2, 1, 1]))
    assert many.difference is not None and many.difference < -2
    assert many.best is many.concave


def test_no_verdict_where_most_dates_are_upper_bounds() -> None:
    starts = _spread(2000, [1, 1, 2, 3, 5, 7, 8, 7, 5, 3, 2, 1, 1])
    assert cumulative_curve(starts, censored=23).shape == "left-censored"
    assert cumulative_curve(starts, censored=22).shape == "S"


def test_curves_that_are_exact_are_found_again() -> None:
    years = range(1990, 2011)
    logistic = fit_logistic(years, [40 / (1 + math.exp(-0.6 * (year - 1999.5))) for year in years])
    assert (logistic.ceiling, logistic.rate, logistic.offset) == pytest.approx((40, 0.6, 1999.5), rel=1e-3)
    concave = fit_concave(years, [30 * (1 - math.exp(-0.3 * (year - 1989))) for year in years])
    assert (concave.ceiling, concave.rate, concave.offset) == pytest.approx((30, 0.3, 1989), rel=1e-3)
    assert logistic.rss < 1e-3 and concave.rss < 1e-3


def test_a_jump_in_one_year_does_not_break_the_fit() -> None:
    assert cumulative_curve([2000, *[2005] * 30]).shape in {"S", "R", "undecided"}
