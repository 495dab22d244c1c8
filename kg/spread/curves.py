"""The shape of a cumulative adoption curve: S (logistic) or R (concave from the start).

A logistic curve K / (1 + exp(−r (t − m))) is what spread by contact gives (Rogers, Diffusion of Innovations);
a concave one, K (1 − exp(−r (t − s))), what an outside push gives, such as an order of the centre, which all
follow at a falling pace (Boushey, Policy Diffusion Dynamics in America, 2010, tells the same two apart). Both
have three parameters and are fitted by least squares; the lower AIC, n ln(RSS / n) + 2 · 4, wins if the two
differ by 2 or more (Burnham and Anderson, Model Selection and Multimodel Inference, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FEWEST_YEARS = 5
FEWEST_STARTS = 4
_DECISIVE = 2.0
_PARAMETERS = 4  # three of the curve, and the variance
_STEPS = 41
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted curve: `ceiling` K, `rate` r, `offset` m or s (a year), residual sum of squares, AIC."""

    ceiling: float
    rate: float
    offset: float
    rss: float
    aic: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulative starts year by year, the two fits and the verdict.

    `shape` is S, R or `undecided` (the fits differ too little); or, without fits, `too short` (fewer than five
    years or four starts) or `left-censored` (half of the starts or more are upper bounds, so that the curve
    shows when the reports begin rather than when the practice did). `difference` is AIC of the concave fit minus AIC of the logistic one.
    """

    years: tuple[int, ...]
    new: tuple[int, ...]
    cumulative: tuple[int, ...]
    shape: str
    logistic: Fit | None = None
    concave: Fit | None = None
    difference: float | None = None

    @property
    def best(self) -> Fit | None:
        """The fit with the lower AIC."""
        if self.logistic is None or self.concave is None:
            return None
        return self.logistic if self.logistic.aic <= self.concave.aic else self.concave


def cumulative_curve(starts: Iterable[int], last: int | None = None, censored: int = 0) -> Curve:
    """The curve of some years of start, from the first of them to the last or, if later, to `last`.

    `censored` says how many of them are left-censored.
    """
    found = sorted(starts)
    if not found:
        return Curve((), (), (), "too short")
    years = tuple(range(found[0], max(found[-1], last or found[-1]) + 1))
    new = tuple(found.count(year) for year in years) if len(found) < 50 else _counts(found, years)
    cumulative = tuple(int(value) for value in np.cumsum(new))
    if len(years) < FEWEST_YEARS or len(found) < FEWEST_STARTS:
        return Curve(years, new, cumulative, "too short")
    if 2 * censored >= len(found):
        return Curve(years, new, cumulative, "left-censored")
    logistic, concave = fit_logistic(years, cumulative), fit_concave(years, cumulative)
    difference = concave.aic - logistic.aic
    shape = "undecided" if abs(difference) < _DECISIVE else "S" if difference > 0 else "R"
    return Curve(years, new, cumulative, shape, logistic, concave, difference)


def _counts(found: Sequence[int], years: Sequence[int]) -> tuple[int, ...]:
    counts = np.bincount(np.asarray(found) - years[0], minlength=len(years))
    return tuple(int(value) for value in counts)


def fit_logistic(years: Sequence[int], values: Sequence[float]) -> Fit:
    """K / (1 + exp(−r (t − m))) by least squares; m may lie up to one span before or after the years."""
    span = float(years[-1] - years[0])

    def curve(time: Array, rate: Array, middle: Array) -> Array:
        return np.asarray(1 / (1 + np.exp(np.clip(-rate * (time - middle), -60, 60))), dtype=np.float64)

    return _fit(years, values, curve, (-span, 2 * span))


def fit_concave(years: Sequence[int], values: Sequence[float]) -> Fit:
    """K (1 − exp(−r (t − s))) by least squares; s lies up to one span before the first year, at most at it."""
    span = float(years[-1] - years[0])

    def curve(time: Array, rate: Array, start: Array) -> Array:
        return np.asarray(1 - np.exp(-rate * np.clip(time - start, 0, None)), dtype=np.float64)

    return _fit(years, values, curve, (-max(span, 1.0), 0.0))


def _fit(
    years: Sequence[int],
    values: Sequence[float],
    curve: Callable[[Array, Array, Array], Array],
    offsets: tuple[float, float],
) -> Fit:
    """Search rate and offset on a grid that is refined around its best point; the ceiling follows from both.

    For given rate and offset the ceiling is linear: K = Σ y f / Σ f².
    """
    time = np.asarray(years, dtype=np.float64) - years[0]
    target = np.asarray(values, dtype=np.float64)
    low_rate, high_rate = math.log(0.05 / len(years)), math.log(10.0)
    low, high = offsets
    best = (math.inf, 1.0, 0.0, 0.0)
    for _ in range(_ROUNDS):
        rates = np.exp(np.linspace(low_rate, high_rate, _STEPS))[:, None, None]
        places = np.linspace(low, high, _STEPS)[None, :, None]
        shape = curve(time[None, None, :], rates, places)
        square = np.maximum((shape * shape).sum(axis=2), 1e-300)
        ceiling = (shape * target).sum(axis=2) / square
        rss = ((target - ceiling[:, :, None] * shape) ** 2).sum(axis=2)
        row, column = np.unravel_index(int(np.argmin(rss)), rss.shape)
        found = (
            float(rss[row, column]), float(ceiling[row, column]),
            float(rates[row, 0, 0]), float(places[0, column, 0]),
        )  # fmt: skip
        best = min(best, found)
        step, width = (high_rate - low_rate) / (_STEPS - 1) * 2, (high - low) / (_STEPS - 1) * 2
        low_rate, high_rate = math.log(best[2]) - step, math.log(best[2]) + step
        low, high = max(offsets[0], best[3] - width), min(offsets[1], best[3] + width)
    rss_best, top, rate, offset = best
    fitted = top * curve(time, np.asarray(rate), np.asarray(offset))
    count = len(years)
    aic = count * math.log(max(rss_best, 1e-9 * count) / count) + 2 * _PARAMETERS
    return Fit(top, rate, years[0] + offset, rss_best, aic, tuple(float(value) for value in fitted))
