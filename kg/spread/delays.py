"""Models of the delay between two adoptions: densities, scores of tree edges and default parameters.

The models are those of netinf (Gomez-Rodriguez, Leskovec and Krause, Inferring Networks of Diffusion and
Influence, KDD 2010) in the parametrisation of the R package NetworkInference 1.2.5, for a delay x > 0:

- `exponential`, (λ,): λ exp(−λx), λ the rate;
- `rayleigh`, (α,): x/α² exp(−x²/(2α²)), α the scale (the delay that is likeliest);
- `log-normal`, (μ, σ): exp(−(ln x − μ)²/(2σ²)) / (xσ√(2π)), mean and standard deviation of ln x, in that
  order.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kg.errors import UsageError

Model = Literal["exponential", "rayleigh", "log-normal"]
Floats = NDArray[np.float64]

LINKED = 0.5
"""The weight of an edge of the network: the chance that an adoption passes along it (β of the paper)."""

UNLINKED = 1e-10
"""The weight of an edge outside the network (ε of the paper)."""

RAYLEIGH_LIMIT = 171
"""The most delays for which the package's default Rayleigh scale is a number (Γ overflows after it)."""


def density(x: float, model: Model, params: tuple[float, ...]) -> float:
    """The density of a delay x > 0."""
    if model == "exponential":
        return params[0] * math.exp(-params[0] * x)
    if model == "rayleigh":
        square = params[0] * params[0]
        return (x / square) * math.exp(-(x * x) / (2 * square))
    mu, sigma = params
    off = math.log(x) - mu
    return 1 / (x * sigma * math.sqrt(2 * math.pi)) * math.exp(-(off * off / (2 * (sigma * sigma))))


def log_density(x: float, model: Model, params: tuple[float, ...]) -> float:
    """The logarithm of the density, also where the density itself is too small or large for a float."""
    if model == "exponential":
        return math.log(params[0]) - params[0] * x
    if model == "rayleigh":
        ratio = x / params[0]
        return math.log(x) - 2 * math.log(params[0]) - ratio * ratio / 2
    mu, sigma = params
    ratio = (math.log(x) - mu) / sigma
    return -math.log(x) - math.log(sigma) - math.log(2 * math.pi) / 2 - ratio * ratio / 2


def score(x: float, weight: float, model: Model, params: tuple[float, ...]) -> float:
    """The score of a tree edge: ln(weight · density).

    It is computed as written, so that sums are those of the package to the last bit (which decides between
    edges that are equal but for rounding), and from the logarithm of the density only where the product
    leaves the floats.
    """
    try:
        product = weight * density(x, model, params)
    except (ZeroDivisionError, OverflowError):
        product = 0.0
    if sys.float_info.min <= product <= sys.float_info.max:
        return math.log(product)
    result = math.log(weight) + log_density(x, model, params)
    if not math.isfinite(result):
        raise UsageError(
            f"a delay of {x:g} is impossible under {describe(model, params)}; give other parameters"
        )
    return result


def scores(delays: Floats, model: Model, params: tuple[float, ...]) -> tuple[Floats, Floats]:
    """The scores of many delays, with the weight of edges in the network and of edges outside it."""
    values, which = np.unique(delays, return_inverse=True)
    distinct = values.tolist()
    linked = np.array([score(x, LINKED, model, params) for x in distinct], dtype=np.float64)
    unlinked = np.array([score(x, UNLINKED, model, params) for x in distinct], dtype=np.float64)
    return linked[which], unlinked[which]


def check_params(model: str, params: tuple[float, ...]) -> None:
    """Refuse parameters that the model does not have."""
    wanted = {
        "exponential": "one parameter, the rate, above 0",
        "rayleigh": "one parameter, the scale, above 0",
        "log-normal": "two parameters, mean and standard deviation of the log, the second above 0",
    }
    count = 2 if model == "log-normal" else 1
    if len(params) != count or not all(map(math.isfinite, params)) or params[-1] <= 0:
        raise UsageError(f"the {model} model takes {wanted[model]}; got {params}")


def default_params(since_start: Floats, since_last: Floats, model: Model) -> tuple[float, ...]:
    """The parameters that the package sets when none are given.

    `since_start` holds, for each adoption but the first of each cascade, the time since the cascade's first
    adoption, `since_last` the time since the adoption before: the longest and shortest delays that can be.
    Both hold zeros where times are tied.

    - exponential: the mean of the rates 1/mean(since_start) and 1/mean(since_last);
    - rayleigh: the mean of √(S·N/2)·Γ(N)√N/Γ(N+½) of the two, S the sum of squares of N delays. This is N
      times the estimator of the scale with the least bias, √(S/(2N))·Γ(N)√N/Γ(N+½): the package's formula is
      kept, and where it overflows (N > 171) the error names the scale by that estimator. Better to give the
      scale;
    - log-normal: mean and standard deviation (N − 1) of ln since_start without the zeros (the package means
      to average these with those of since_last but does not).
    """
    find: dict[str, Callable[[Floats, Floats], tuple[float, ...]]] = {
        "exponential": _default_exponential,
        "rayleigh": _default_rayleigh,
        "log-normal": _default_log_normal,
    }
    if not bool((since_last > 0).any()):
        raise UsageError("no two adoptions of a cascade differ in time: no delays to take params from")
    return find[model](since_start, since_last)


def describe(model: str, params: tuple[float, ...]) -> str:
    """A model and its parameters in words, for messages."""
    return f"the {model} model with {', '.join(f'{value:g}' for value in params)}"


def _default_exponential(since_start: Floats, since_last: Floats) -> tuple[float, ...]:
    return ((1 / float(since_last.mean()) + 1 / float(since_start.mean())) / 2,)


def _default_rayleigh(since_start: Floats, since_last: Floats) -> tuple[float, ...]:
    count = len(since_start)
    adjustment = math.exp(math.lgamma(count) + math.log(math.sqrt(count)) - math.lgamma(count + 0.5))
    roots = (math.sqrt(float((delays * delays).sum()) / 2 * count) for delays in (since_start, since_last))
    scale = sum(root * adjustment for root in roots) / 2
    if count > RAYLEIGH_LIMIT:
        raise UsageError(
            f"the rayleigh model has no default scale for {count} delays (only up to {RAYLEIGH_LIMIT}): "
            f"give params; the estimate from the longest and shortest delays is {scale / count:.6g}"
        )
    return (scale,)


def _default_log_normal(since_start: Floats, since_last: Floats) -> tuple[float, ...]:
    logs = np.log(since_start[since_start > 0])
    sigma = float(logs.std(ddof=1)) if len(logs) > 1 else 0.0
    if not sigma > 0:
        raise UsageError("the delays do not differ: no default for the log-normal model; give params")
    return float(logs.mean()), sigma
