"""The network inferred from cascades: by hand, by brute force, by properties, and against published runs."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.spread.cascades import Cascade, Cascades, Event, from_events, read_cascades
from kg.spread.delays import score
from kg.spread.netinf import Edge, Inference, infer, vuong_p_value

GOLD = Path(__file__).parents[3] / "shared" / "diffusion"
LIFT = math.log(0.5 / 1e-10)  # what an edge gains where the parent stays the same: 22.3327…


def cascades(*paths: str) -> Cascades:
    """Cascades written as "A0 B1 C3": nodes of one letter with their times."""
    return from_events(
        Event(f"c{i}", item[0], float(item[1:])) for i, path in enumerate(paths) for item in path.split()
    )


def edges(inference: Inference) -> list[tuple[str, str]]:
    return [(edge.origin, edge.destination) for edge in inference.edges]


def gains(inference: Inference) -> list[float]:
    return [edge.improvement for edge in inference.edges]


# One cascade, A at 0, B at 1, C at 3; delays A→B 1, B→C 2, A→C 3. Without edges the parent of B is A and that of C
# is the likelier of A and B; with weight 0.5 an edge gains LIFT + ln f(its delay) − ln f(delay of the best parent).


def test_exponential_by_hand() -> None:
    # Rate 0.5: ln f(x) = ln 0.5 − x/2. Best parents: B from A, C from B (2 is shorter than 3).
    # A→B gains LIFT, B→C gains LIFT, A→C gains LIFT + (−3/2) − (−2/2) = LIFT − 1/2.
    # A→B and B→C are equal: the destination that stands last (C) goes first. With B→C, A→C gains 0.
    found = infer(cascades("A0 B1 C3"), edges=3, params=(0.5,))
    assert edges(found) == [("B", "C"), ("A", "B"), ("A", "C")]
    assert gains(found) == pytest.approx([LIFT, LIFT, 0.0])
    assert all(math.isnan(edge.p_value) for edge in found.edges)  # one cascade has no standard deviation
    assert (found.possible, found.ties, found.cutoff) == (3, 0, None)


def test_rayleigh_by_hand() -> None:
    # Scale 3: ln f(x) = ln x − ln 9 − x²/18. f is largest at x = 3: C's best parent is A, though B came later.
    # ln f(3) − ln f(2) = ln 1.5 − 9/18 + 4/18 = ln 1.5 − 5/18 = 0.1277. So A→C gains LIFT, B→C LIFT − 0.1277.
    found = infer(cascades("A0 B1 C3"), edges=3, model="rayleigh", params=(3.0,))
    assert edges(found) == [("A", "C"), ("A", "B"), ("B", "C")]
    assert gains(found) == pytest.approx([LIFT, LIFT, 0.0])
    only = infer(cascades("A0 B1 C3", "B0 C2"), edges=1, model="rayleigh", params=(3.0,))
    assert edges(only) == [("B", "C")]  # LIFT in the second cascade, LIFT − 0.1277 in the first
    assert gains(only) == pytest.approx([2 * LIFT - (math.log(1.5) - 5 / 18)])


def test_log_normal_by_hand() -> None:
    # Mean 0, standard deviation 2 of the log: ln f(x) = −ln x − (ln x)²/8 − ln(2√(2π)), falling for x ≥ 1.
    # C's best parent is B; A→C would gain LIFT − (ln 3 − ln 2) − ((ln 3)² − (ln 2)²)/8.
    loss = math.log(1.5) + (math.log(3) ** 2 - math.log(2) ** 2) / 8
    found = infer(cascades("A0 B1 C3", "A0 C3"), edges=3, model="log-normal", params=(0.0, 2.0))
    assert edges(found) == [("A", "C"), ("A", "B"), ("B", "C")]
    # A→C: LIFT in the second cascade, LIFT − loss in the first. B→C then gains back the loss.
    assert gains(found) == pytest.approx([2 * LIFT - loss, LIFT, loss])


def test_log_normal_takes_mean_then_standard_deviation() -> None:
    # With mean ln 3 and a small deviation only delays near 3 are likely: C's parent is A. The other way
    # round the mean would be 0.1: delays near 1.1, and C's parent B.
    data = cascades("A0 B1 C3")
    tight = infer(data, edges=1, model="log-normal", params=(math.log(3), 0.1))
    assert edges(tight) == [("A", "C")]
    assert edges(infer(data, edges=1, model="log-normal", params=(0.1, math.log(3)))) == [("B", "C")]


def test_p_value_by_hand() -> None:
    # Gains 2 and 4 of four cascades, less 1/4 each: 1.75, 3.75, −0.25, −0.25. Sum 5, mean 1.25; squares of the
    # deviations 0.25 + 6.25 + 2.25 + 2.25 = 11, over 3 = 3.6667, root 1.9149. Statistic 5/(1.9149·2) = 1.3056.
    statistic = 5 / (math.sqrt(11 / 3) * 2)
    assert vuong_p_value(np.array([2.0, 4.0]), 4) == pytest.approx(0.5 * math.erfc(statistic / math.sqrt(2)))
    assert vuong_p_value(np.array([2.0, 4.0]), 4) == pytest.approx(0.0959, abs=1e-4)
    assert vuong_p_value(np.array([0.0]), 4) == 1.0
    assert vuong_p_value(np.array([2.0, 2.0]), 2) == 0.0
    assert vuong_p_value(np.array([0.1, 0.1]), 2) == 1.0
    assert math.isnan(vuong_p_value(np.array([2.0]), 1))


def test_params_are_taken_from_the_delays() -> None:
    # Since the start 1, 3, 4 (mean 8/3); since the one before 1, 2, 4 (mean 7/3).
    found = infer(cascades("A0 B1 C3", "A0 B4"), edges=1)
    assert found.params == pytest.approx(((3 / 8 + 3 / 7) / 2,))


def test_ties_in_time_are_no_edges() -> None:
    found = infer(cascades("A0 B0 C1 D1", "A0 B0"), edges=4, params=(1.0,))
    assert found.possible == 4
    assert found.ties == 3
    # Equal gains: destination D (last) before C, and of its origins B (last) first. Then A→D gains nothing.
    assert edges(found) == [("B", "D"), ("B", "C"), ("A", "D"), ("A", "C")]
    assert gains(found) == pytest.approx([LIFT, LIFT, 0.0, 0.0])


def test_the_order_of_nodes_decides_between_equal_edges() -> None:
    data = cascades("A0 B1", "C0 D1")
    assert edges(infer(data, edges=1)) == [("C", "D")]
    assert edges(infer(Cascades(data.cascades, ("C", "D", "A", "B")), edges=1)) == [("A", "B")]


def test_a_run_by_p_value_ends_with_the_first_edge_that_fails() -> None:
    data = cascades(*["A0 B1"] * 30, *["C0 D2"] * 25, "A0 D1", "A0 E1", "B0 E1")
    everything = infer(data, edges=infer(data).possible)
    for cutoff in (1e-6, 0.05, 0.5, 1.0):
        found = infer(data, p_value=cutoff)
        assert found.cutoff == cutoff
        assert found.edges == everything.edges[: len(found.edges)]
        assert all(edge.p_value < cutoff for edge in found.edges[:-1])
        assert found.edges[-1].p_value >= cutoff or len(found.edges) == found.possible
    assert infer(data) == infer(data, p_value=0.05)
    assert edges(infer(data))[:2] == [("A", "B"), ("C", "D")]


def test_nothing_to_infer() -> None:
    found = infer(cascades("A0", "B0 C0"))
    assert (found.edges, found.possible, found.ties, found.params) == ((), 0, 1, ())
    assert infer(cascades("A0", "B0 C0"), params=(2.0,)).params == (2.0,)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model": "power"}, "unknown model power; known are exponential, rayleigh, log-normal"),
        ({"edges": 1, "p_value": 0.1}, "not both"),
        ({"edges": 0}, "at least 1"),
        ({"edges": 4}, "4 edges are asked for but only 3 are possible"),
        ({"p_value": 0.0}, "above 0"),
        ({"p_value": 1.1}, "at most 1"),
        ({"p_value": math.nan}, "above 0"),
        ({"params": (0.0,)}, "above 0"),
        ({"params": (1.0, 2.0)}, "one parameter, the rate"),
        ({"params": ()}, "one parameter, the rate"),
        ({"params": (math.inf,)}, "one parameter, the rate"),
        ({"model": "rayleigh", "params": (-1.0,)}, "one parameter, the scale"),
        ({"model": "log-normal", "params": (1.0,)}, "two parameters, mean and standard deviation"),
        ({"model": "log-normal", "params": (1.0, 0.0)}, "the second above 0"),
    ],
)
def test_requests_that_cannot_be_met(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        infer(cascades("A0 B1 C3", "A0 C4"), **options)


def test_one_cascade_has_no_p_values_to_stop_at() -> None:
    with pytest.raises(UsageError, match="at least two cascades"):
        infer(cascades("A0 B1"))


# Properties

MODELS = st.sampled_from(
    [("exponential", (0.7,)), ("rayleigh", (2.0,)), ("log-normal", (0.5, 0.8)), ("exponential", (40.0,))]
)


@st.composite
def data(draw: Callable[[Any], Any]) -> Cascades:
    one = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 8), min_size=1)
    many = draw(st.lists(one, min_size=2, max_size=6))
    return from_events(Event(f"c{i}", n, float(t)) for i, c in enumerate(many) for n, t in c.items())


def by_force(given: Cascades, count: int, model: Any, params: tuple[float, ...]) -> list[Edge]:
    """The definition without any economy: all edges are tried anew each time; of equals the last wins."""
    number = {node: i for i, node in enumerate(given.nodes)}
    best: dict[tuple[str, str], float] = {}
    pairs: dict[tuple[int, int], list[tuple[str, str, float]]] = {}
    for cascade in given:
        times = dict(zip(cascade.nodes, cascade.times, strict=True))
        for v in cascade.nodes:
            delays = {u: times[v] - times[u] for u in cascade.nodes if times[u] < times[v]}
            for u, delay in delays.items():
                pairs.setdefault((number[v], number[u]), []).append((cascade.name, v, delay))
            if delays:
                best[cascade.name, v] = max(score(delay, 1e-10, model, params) for delay in delays.values())
    found: list[Edge] = []
    left = dict(sorted(pairs.items()))
    for _ in range(count):
        top, chosen = 0.0, (-1, -1)
        for key, where in left.items():
            gain = 0.0
            for name, v, delay in where:
                gain += max(score(delay, 0.5, model, params) - best[name, v], 0.0)
            if gain >= top:
                top, chosen = gain, key
        differences = {cascade.name: -1 / len(given) for cascade in given}
        for name, v, delay in left.pop(chosen):
            new = score(delay, 0.5, model, params)
            differences[name] += max(new - best[name, v], 0.0)
            best[name, v] = max(new, best[name, v])
        values = np.array(list(differences.values()))
        with np.errstate(divide="ignore"):
            statistic = values.sum() / (values.std(ddof=1) * math.sqrt(len(values)))
        p_value = math.erfc(statistic / math.sqrt(2)) / 2
        found.append(Edge(given.nodes[chosen[1]], given.nodes[chosen[0]], top, p_value))
    return found


@settings(deadline=None)
@given(data(), MODELS)
def test_equal_to_the_definition(given: Cascades, model: tuple[str, tuple[float, ...]]) -> None:
    possible = infer(given, model=model[0], params=model[1]).possible
    if not possible:
        return
    found = infer(given, edges=possible, model=model[0], params=model[1])
    expected = by_force(given, possible, *model)
    assert edges(found) == [(edge.origin, edge.destination) for edge in expected]
    assert gains(found) == [edge.improvement for edge in expected]
    for edge, wanted in zip(found.edges, expected, strict=True):
        if abs(edge.p_value - wanted.p_value) > 1e-9:
            assert edge.p_value in (0.0, 1.0)  # no spread: the definition divides by rounding


@settings(deadline=None)
@given(data(), MODELS, st.integers(-3000, 3000))
def test_properties(given: Cascades, model: tuple[str, tuple[float, ...]], shift: int) -> None:
    possible = infer(given, model=model[0], params=model[1]).possible
    if not possible:
        return
    found = infer(given, edges=possible, model=model[0], params=model[1])
    values = gains(found)
    assert values == sorted(values, reverse=True)
    assert values[-1] >= 0
    before = {
        (u, v)
        for cascade in given
        for u, t in zip(cascade.nodes, cascade.times, strict=True)
        for v, later in zip(cascade.nodes, cascade.times, strict=True)
        if t < later
    }
    assert set(edges(found)) == before  # all are asked for, each is from an earlier to a later node
    assert len(found.edges) == len(before)
    assert all(0 <= edge.p_value <= 1 for edge in found.edges)
    moved = tuple(Cascade(c.name, c.nodes, tuple(t + shift for t in c.times)) for c in given)
    assert infer(Cascades(moved, given.nodes), edges=possible, model=model[0], params=model[1]) == found
    turned = Cascades(tuple(reversed(given.cascades)), given.nodes)
    assert gains(infer(turned, edges=possible, model=model[0], params=model[1])) == values
    fewer = infer(given, edges=(possible + 1) // 2, model=model[0], params=model[1])
    assert fewer.edges == found.edges[: len(fewer.edges)]


# Published runs


def gold(name: str) -> Path:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"the published run {name} is not beside the project (../shared/diffusion)")
    return path


def rows(name: str) -> list[dict[str, str]]:
    with gold(name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("data_name", "run_name", "rate"),
    [
        ("cascades.csv", "cascades_exponential_1_5.csv", 1.0),
        ("us_state_policies.csv", "policies_exponential_0.125_100.csv", 0.125),
    ],
)
def test_equal_to_the_runs_of_the_package(data_name: str, run_name: str, rate: float) -> None:
    expected = rows(run_name)
    found = infer(read_cascades(gold(data_name)), edges=len(expected), params=(rate,))
    assert edges(found) == [(row["origin_node"], row["destination_node"]) for row in expected]
    assert gains(found) == pytest.approx([float(row["improvement"]) for row in expected], abs=1e-6, rel=0)
    p_values = [edge.p_value for edge in found.edges]
    assert p_values == pytest.approx([float(row["p_value"]) for row in expected], abs=0.002, rel=0)


def test_equal_to_the_edges_of_the_original_program() -> None:
    expected = {(row["origin_node"], row["destination_node"]) for row in rows("cascades_top5_edges.csv")}
    found = infer(read_cascades(gold("cascades.csv")), edges=5, params=(1.0,))
    assert set(edges(found)) == expected


def test_the_policies_are_read_whole() -> None:
    policies = read_cascades(gold("us_state_policies.csv"))
    assert (len(policies), len(policies.nodes), len(policies.duplicates)) == (728, 50, 0)
    assert len(list(policies.events())) == 17_835
