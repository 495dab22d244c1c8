"""The models of delays: densities, scores and default parameters, worked by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from kg.errors import UsageError
from kg.spread.delays import default_params, density, log_density, score


@pytest.mark.parametrize(
    ("model", "params", "expected"),
    [
        ("exponential", (0.5,), 0.5 * math.exp(-1)),  # λ exp(−λ·2)
        ("rayleigh", (2.0,), 0.5 * math.exp(-0.5)),  # 2/4 exp(−4/8)
        ("log-normal", (math.log(2), 0.5), 1 / math.sqrt(2 * math.pi)),  # at the median: 1/(2·0.5·√(2π))
    ],
)
def test_densities_at_two(model: Any, params: tuple[float, ...], expected: float) -> None:
    assert density(2.0, model, params) == pytest.approx(expected)
    assert log_density(2.0, model, params) == pytest.approx(math.log(expected))
    # Densities sum to one, here by the trapezoid rule.
    grid = np.linspace(1e-6, 200, 400_001)
    values = np.array([density(x, model, params) for x in grid.tolist()])
    assert float(((values[1:] + values[:-1]) / 2 * np.diff(grid)).sum()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("model", "params"), [("exponential", (5.0,)), ("rayleigh", (1e-3,)), ("log-normal", (0.0, 1e-2))]
)
def test_scores_beyond_the_floats(model: Any, params: tuple[float, ...]) -> None:
    assert math.isfinite(score(1000.0, 1e-10, model, params))
    with pytest.raises(UsageError, match="is impossible under the rayleigh model"):
        score(1e300, 0.5, "rayleigh", (1e-100,))


def test_default_params_by_hand() -> None:
    # Cascades with adoptions at 0, 1, 3 and at 0, 4: since the start 1, 3, 4 (mean 8/3); since the one before 1, 2, 4 (mean 7/3).
    start, last = np.array([1.0, 3.0, 4.0]), np.array([1.0, 2.0, 4.0])
    assert default_params(start, last, "exponential") == pytest.approx(((3 / 8 + 3 / 7) / 2,))
    # Rayleigh: √(26·3/2) and √(21·3/2), times Γ(3)√3/Γ(3.5) = 2√3/(15√π/8).
    factor = 2 * math.sqrt(3) / (15 * math.sqrt(math.pi) / 8)
    expected = (math.sqrt(39) + math.sqrt(31.5)) / 2 * factor
    assert default_params(start, last, "rayleigh") == pytest.approx((expected,))
    # Log-normal: mean and standard deviation of ln 1, ln 3, ln 4.
    mean = math.log(12) / 3
    spread = math.sqrt((mean**2 + (math.log(3) - mean) ** 2 + (math.log(4) - mean) ** 2) / 2)
    assert default_params(start, last, "log-normal") == pytest.approx((mean, spread))


def test_defaults_that_cannot_be() -> None:
    with pytest.raises(UsageError, match="no delays"):
        default_params(np.zeros(2), np.zeros(2), "exponential")
    with pytest.raises(UsageError, match="do not differ"):
        default_params(np.ones(3), np.ones(3), "log-normal")
    # 172 delays of 1: S = N, so the estimate of the scale is √(1/2) and Γ's factor is about 1 + 1/(8N).
    with pytest.raises(UsageError, match=r"the estimate .* is 0\.7076"):
        default_params(np.ones(172), np.ones(172), "rayleigh")
    (scale,) = default_params(np.ones(171), np.ones(171), "rayleigh")
    assert scale / 171 == pytest.approx(math.sqrt(0.5), rel=1e-3)
