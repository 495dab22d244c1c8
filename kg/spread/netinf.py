"""The network along which things spread, inferred from cascades.

Method: netinf, M. Gomez-Rodriguez, J. Leskovec and A. Krause, Inferring Networks of Diffusion and Influence,
KDD 2010, with the definitions of the R package NetworkInference 1.2.5 (models in `kg.spread.delays`).

Each adoption but the first of a cascade has a parent, an earlier one. Its score is ln(w · density of the
delay), w being 0.5 if the edge between the two nodes is in the network and 1e-10 if not; the likeliest tree
of a cascade gives each adoption its best parent. Edges are added one by one, each time the one that improves
the sum of the trees' scores most. The improvement of an edge can only shrink as others are added, and only by
those into the same node, so it is computed again only when it comes to the top of the queue (lazy evaluation:
M. Minoux 1978; CELF, J. Leskovec and others, KDD 2007). The p-value of an edge is that of a test of the
network with it against that without it (Q. H. Vuong, Econometrica 57, 1989).
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from kg.errors import UsageError
from kg.spread.cascades import Cascades
from kg.spread.delays import Floats, Model, check_params, default_params, scores

DEFAULT_P_VALUE = 0.05
"""Where the network stops growing when neither a number of edges nor a p-value is given."""

Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Edge:
    """An inferred edge: by how much it improved the scores when it was added, and the p-value of that.

    `p_value` is nan if there is one cascade only.
    """

    origin: str
    destination: str
    improvement: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Inference:
    """An inferred network: its edges in the order in which they were added, and how they were found.

    `possible` is the number of edges there can be: from u to v where u came before v in a cascade. `ties` is
    the number of pairs of adoptions of one cascade at one time, between which no edge is drawn. `cutoff` is
    the p-value at which edges stopped, None if their number was given.
    """

    edges: tuple[Edge, ...]
    model: Model
    params: tuple[float, ...]
    possible: int
    ties: int
    cutoff: float | None


def infer(
    cascades: Cascades,
    *,
    edges: int | None = None,
    p_value: float | None = None,
    model: str = "exponential",
    params: tuple[float, ...] | None = None,
) -> Inference:
    """Infer the network of `edges` edges, or of as many as pass the test at `p_value` (else at 0.05).

    A run by p-value ends with the first edge whose p-value reaches it, and that edge is included, as in the
    package. `model` is `exponential` (params: rate), `rayleigh` (scale) or `log-normal` (mean and standard
    deviation of the log); without `params` they are taken from the delays in the data
    (`kg.spread.delays.default_params`).

    Of edges with equal improvement the one comes first whose destination stands last in `cascades.nodes`,
    then the one whose origin stands last; improvements are summed over cascades sorted by name. Edges that
    improve nothing are added too if so many are asked for. Raises UsageError for requests that cannot be met.
    """
    name = _check(cascades, edges, p_value, model)
    candidates = _Candidates(cascades)
    if edges is not None and edges > candidates.count:
        raise UsageError(f"{edges} edges are asked for but only {candidates.count} are possible")
    if params is None:
        chosen = default_params(*_delays(cascades), name) if candidates.count else ()
    else:
        chosen = tuple(float(value) for value in params)
        check_params(name, chosen)
    cutoff = (DEFAULT_P_VALUE if p_value is None else p_value) if edges is None else None
    found = _Search(candidates, name, chosen).run(candidates.count if edges is None else edges, cutoff)
    named = tuple(Edge(cascades.nodes[u], cascades.nodes[v], gain, p) for u, v, gain, p in found)
    return Inference(named, name, chosen, candidates.count, candidates.ties, cutoff)


def vuong_p_value(gains: Floats, cascades: int) -> float:
    """The p-value of an edge by its gains of log-likelihood in the cascades where it can be (of `cascades`).

    Each cascade's difference is its gain, or 0, less the penalty 1/N; their sum over √N times their standard
    deviation (N − 1) is compared with the upper tail of the standard normal. nan for one cascade.
    """
    if cascades < 2:
        return math.nan
    if not bool((gains > 0).any()):
        return 1.0
    differences = np.full(cascades, -1 / cascades)
    differences[: len(gains)] += gains
    spread = float(differences.std(ddof=1))
    total = float(differences.sum())
    if spread <= 1e-12 * float(np.abs(differences).max()):
        return 0.0 if total > 0 else 1.0
    return math.erfc(total / (spread * math.sqrt(cascades)) / math.sqrt(2)) / 2


def _check(cascades: Cascades, edges: int | None, p_value: float | None, model: str) -> Model:
    """Refuse requests that do not fit together; the model's name as such."""
    if model not in get_args(Model):
        raise UsageError(f"unknown model {model}; known are {', '.join(get_args(Model))}")
    if edges is not None and p_value is not None:
        raise UsageError("give a number of edges or a p-value, not both")
    if edges is not None and edges < 1:
        raise UsageError(f"the number of edges must be at least 1; got {edges}")
    if p_value is not None and not 0 < p_value <= 1:
        raise UsageError(f"the p-value must be above 0 and at most 1; got {p_value}")
    if edges is None and len(cascades) < 2:
        raise UsageError("p-values need at least two cascades; give a number of edges")
    return cast(Model, model)


def _delays(cascades: Cascades) -> tuple[Floats, Floats]:
    """For each adoption but the first of each cascade: the time since the first, and since the one before."""
    times = [np.array(cascade.times, dtype=np.float64) for cascade in cascades if cascade.times]
    return np.concatenate([t[1:] - t[0] for t in times]), np.concatenate([np.diff(t) for t in times])


class _Candidates:
    """All pairs of an earlier and a later adoption of one cascade, sorted by destination, origin and cascade.

    `child` (the later adoption's number) and `delay` are per pair; the pairs of the possible edge e are
    `first[e]` to `first[e + 1]`, its nodes `origin[e]` and `destination[e]`, numbered as in `Cascades.nodes`.
    """

    def __init__(self, cascades: Cascades) -> None:
        number = {node: i for i, node in enumerate(cascades.nodes)}
        self.cascades = len(cascades)
        self.adoptions = 0
        whole = 0
        empty = np.zeros(0, dtype=np.intp)
        parts: list[tuple[Ints, Ints, Floats]] = [(empty, empty, np.zeros(0))]
        for cascade in sorted(cascades, key=lambda cascade: cascade.name):
            nodes = np.array([number[node] for node in cascade.nodes], dtype=np.intp)
            times = np.array(cascade.times, dtype=np.float64)
            earlier, later = np.nonzero(times[:, None] < times[None, :])
            key = nodes[later] * len(number) + nodes[earlier]
            parts.append((key, later + self.adoptions, times[later] - times[earlier]))
            self.adoptions += len(nodes)
            whole += len(nodes) * (len(nodes) - 1) // 2
        keys = np.concatenate([part[0] for part in parts])
        order = np.argsort(keys, kind="stable")
        self.child: Ints = np.concatenate([part[1] for part in parts])[order]
        self.delay: Floats = np.concatenate([part[2] for part in parts])[order]
        distinct, first = np.unique(keys[order], return_index=True)
        self.first: Ints = np.append(first, len(keys))
        self.destination, self.origin = np.divmod(distinct, max(len(number), 1))
        self.count = len(distinct)
        self.ties = whole - len(keys)


class _Search:
    """The greedy search: the score of each adoption's best parent so far, and a queue of edges by gain."""

    def __init__(self, candidates: _Candidates, model: Model, params: tuple[float, ...]) -> None:
        self.candidates = candidates
        if not candidates.count:
            return
        self.linked, unlinked = scores(candidates.delay, model, params)
        self.current = np.full(candidates.adoptions, -np.inf)
        np.maximum.at(self.current, candidates.child, unlinked)

    def run(self, count: int, cutoff: float | None) -> list[tuple[int, int, float, float]]:
        """Add edges to `count` or to the first with p at `cutoff` or above: origin, destination, gain, p."""
        found: list[tuple[int, int, float, float]] = []
        if not self.candidates.count:
            return found
        destination = self.candidates.destination.tolist()
        origin = self.candidates.origin.tolist()
        added = dict.fromkeys(destination, 0)
        # An entry is (−improvement, −edge, edges into its destination when it was computed): of equal
        # improvements the last edge in the order of destination and origin comes first.
        queue = [(-gain, -edge, 0) for edge, gain in enumerate(self._all_gains())]
        heapq.heapify(queue)
        while len(found) < count:
            negative, minus, known = heapq.heappop(queue)
            edge = -minus
            node = destination[edge]
            if known < added[node]:
                heapq.heappush(queue, (-self._gain(edge), minus, added[node]))
                continue
            p_value = self._add(edge)
            added[node] += 1
            found.append((origin[edge], node, -negative, p_value))
            if cutoff is not None and p_value >= cutoff:
                break
        return found

    def _all_gains(self) -> list[float]:
        """The improvement by each possible edge on its own (summed in order, without pairwise rounding)."""
        first = self.candidates.first
        edges = np.repeat(np.arange(self.candidates.count), np.diff(first))
        gains = np.maximum(self.linked - self.current[self.candidates.child], 0.0)
        result: list[float] = np.bincount(edges, gains).tolist()
        return result

    def _gains(self, edge: int) -> tuple[slice, Floats]:
        """The pairs of an edge and what each would gain."""
        pairs = slice(int(self.candidates.first[edge]), int(self.candidates.first[edge + 1]))
        return pairs, np.maximum(self.linked[pairs] - self.current[self.candidates.child[pairs]], 0.0)

    def _gain(self, edge: int) -> float:
        """The improvement by an edge now, summed in order as in `_all_gains`."""
        return float(np.cumsum(self._gains(edge)[1])[-1])

    def _add(self, edge: int) -> float:
        """Put an edge into the network, and return its p-value."""
        pairs, gains = self._gains(edge)
        children = self.candidates.child[pairs]
        self.current[children] = np.maximum(self.current[children], self.linked[pairs])
        return vuong_p_value(gains, self.candidates.cascades)
