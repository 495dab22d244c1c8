"""Leaders and laggards: who takes things up early, and how often.

Two measures of innovativeness from the literature on the American states:

- Boushey's score (Policy Diffusion Dynamics in America, 2010, appendix D), after Walker (1969): for a unit
  that starts a programme in year SY, ((LY + 1) − SY) / ((LY + 1) − FY), where FY and LY are the first and the
  last year in which any unit starts it; 0 for units that do not; the mean over programmes.
- the adoption rate (Boehmke and Skinner, State Policy Innovativeness Revisited, State Politics & Policy
  Quarterly 12, 2012): starts divided by opportunities, the programme-years from FY to LY in which a unit
  could have started, up to its start; with Wilson's interval (JASA 22, 1927), which takes the opportunities
  as independent trials. Units that never start count as right-censored at LY.

A year without a report of the unit is no opportunity, a programme without any opportunity not counted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Adoptions = Mapping[str, Mapping[str, int]]
"""Programme → unit → year of start."""


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of a unit; `rank` 1 is the leader by Boushey's score, equal scores share a rank.

    `programmes` are those that it had an opportunity to start, `started` those that it did; `lower` and
    `upper` bound `rate` with 95 % confidence.
    """

    unit: str
    boushey: float
    rank: int
    started: int
    programmes: int
    opportunities: int
    rate: float
    lower: float
    upper: float
    rate_rank: int


def boushey_score(start: int | None, first: int, last: int) -> float:
    """((last + 1) − start) / ((last + 1) − first): 1 for the first to start, 0 for one that does not."""
    return 0.0 if start is None else (last + 1 - start) / (last + 1 - first)


def wilson_interval(successes: int, trials: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson's score interval for a proportion; (0, 1) without trials."""
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, z * z / trials
    middle = share + square / 2
    half = z * math.sqrt(share * (1 - share) / trials + square / (4 * trials))
    lower = (middle - half) / (1 + square) if successes > 0 else 0.0
    upper = (middle + half) / (1 + square) if successes < trials else 1.0
    return lower, upper


def scores(
    adoptions: Adoptions,
    units: Collection[str],
    observed: Mapping[str, Collection[int]] | None = None,
    fewest: int = 2,
) -> list[Score]:
    """The scores of `units`, leaders first, over the programmes that at least `fewest` of them start.

    `observed` gives the years in which a unit was looked at; without it, all years were.
    """
    points: dict[str, float] = defaultdict(float)
    started: dict[str, int] = defaultdict(int)
    programmes: dict[str, int] = defaultdict(int)
    chances: dict[str, int] = defaultdict(int)
    wanted = set(units)
    for every in adoptions.values():
        begun = {unit: year for unit, year in every.items() if unit in wanted}
        if len(begun) < max(fewest, 1):
            continue
        first, last = min(begun.values()), max(begun.values())
        for unit in wanted:
            start = begun.get(unit)
            years = None if observed is None else observed.get(unit, ())
            number = _opportunities(start, first, last, years)
            if number:
                programmes[unit] += 1
                chances[unit] += number
                started[unit] += start is not None
                points[unit] += boushey_score(start, first, last)
    means = {unit: points[unit] / programmes[unit] if programmes[unit] else 0.0 for unit in wanted}
    rates = {unit: started[unit] / chances[unit] if chances[unit] else 0.0 for unit in wanted}
    rank, rate_rank = _ranks(means), _ranks(rates)
    rows = (
        Score(
            unit, means[unit], rank[unit], started[unit], programmes[unit], chances[unit], rates[unit],
            *wilson_interval(started[unit], chances[unit]), rate_rank[unit],
        )
        for unit in wanted
    )  # fmt: skip
    return sorted(rows, key=lambda row: (row.rank, row.unit))


def _opportunities(start: int | None, first: int, last: int, years: Iterable[int] | None) -> int:
    """The observed years from `first` up to the start or `last`; the year of a start is always one."""
    end = last if start is None else start
    if years is None:
        return end - first + 1
    return len({year for year in years if first <= year <= end} | ({start} if start is not None else set()))


def _ranks(values: Mapping[str, float]) -> dict[str, int]:
    """Competition ranks, highest first: 1, 2, 2, 4; values are compared to 12 digits."""
    rounded = {unit: round(value, 12) for unit, value in values.items()}
    order = sorted(rounded.values(), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(order, start=1):
        first.setdefault(value, place)
    return {unit: first[value] for unit, value in rounded.items()}
