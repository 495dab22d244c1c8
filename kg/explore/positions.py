"""Where each entity stands in the network: computed once, with a fixed seed, so that tomorrow's picture is today's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_SEED = 20240229
_CORE = 600
_ROUNDS = 180
_GOLDEN = 2.399963

Pairs = Mapping[tuple[int, int], int]
Points = npt.NDArray[np.float64]


def ties_of(tables: Mapping[str, Any], entities: Sequence[Mapping[str, Any]]) -> Counter[tuple[int, int]]:
    """How many facts tie two entities (by number, the lower first); what no fact names has no tie."""
    ends = (
        ("adoption", "region", "programme"),
        ("citation", "region", "regulation"),
        ("award", "region", "honour"),
        ("award", "region", "programme"),
        ("observation", "programme", "indicator"),
        ("link", "from", "region"),
    )
    found: Counter[tuple[int, int]] = Counter()
    for kind, one, other in ends:
        table = tables[kind]
        a, b = table["columns"].index(one), table["columns"].index(other)
        found.update(_pairs((row[a], row[b]) for row in table["rows"]))
    table = tables["adoption"]
    programme, agencies = table["columns"].index("programme"), table["columns"].index("agencies")
    for row in table["rows"]:
        found.update(_pairs((row[programme], agency) for agency in row[agencies]))
    return found


def _pairs(ends: Any) -> list[tuple[int, int]]:
    return [(min(a, b), max(a, b)) for a, b in ends if a is not None and b is not None and a != b]


def positions(count: int, ties: Pairs) -> list[list[int] | None]:
    """The place of each of `count` entities as [x, y], None for those without ties.

    The best tied ones are laid out by attraction and repulsion (Fruchterman and Reingold 1991); the others
    stand around those that they are tied to.
    """
    degree: Counter[int] = Counter()
    near: dict[int, list[int]] = {}
    for one, other in sorted(ties):
        degree[one] += 1
        degree[other] += 1
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    ranked = sorted(degree, key=lambda node: (-degree[node], node))
    core = [node for node in ranked if degree[node] > 1][:_CORE] or ranked[:_CORE]
    placed = dict(zip(core, _forces(core, ties), strict=True)) if core else {}
    around: Counter[int] = Counter()
    for node in ranked:
        if node not in placed:
            anchors = [other for other in near[node] if other in placed]
            anchor = max(anchors, key=lambda other: (degree[other], -other)) if anchors else -1
            around[anchor] += 1
            turn = around[anchor]
            centre = np.mean([placed[other] for other in anchors], axis=0) if anchors else np.zeros(2)
            distance = (14.0 if anchors else 700.0) + 7.0 * turn**0.5
            angle = turn * _GOLDEN
            placed[node] = centre + distance * np.array([np.cos(angle), np.sin(angle)])
    return [
        [round(float(placed[node][0])), round(float(placed[node][1]))] if node in placed else None
        for node in range(count)
    ]


def _forces(nodes: Sequence[int], ties: Pairs) -> Points:
    index = {node: number for number, node in enumerate(nodes)}
    inner = [(index[a], index[b], n) for (a, b), n in sorted(ties.items()) if a in index and b in index]
    size = len(nodes)
    side = 42.0 * size**0.5
    at: Points = np.random.default_rng(_SEED).uniform(-side / 2, side / 2, (size, 2))
    if size == 1 or not inner:
        return at
    left, right = np.array([a for a, _, _ in inner]), np.array([b for _, b, _ in inner])
    pull = np.array([1.0 + np.log(n) for _, _, n in inner])
    ideal = side / size**0.5
    for turn in range(_ROUNDS):
        x, y = at[:, 0], at[:, 1]
        dx, dy = x[:, None] - x, y[:, None] - y
        push = ideal**2 / np.maximum(dx * dx + dy * dy, 1.0)
        move = np.stack([(dx * push).sum(axis=1), (dy * push).sum(axis=1)], axis=1)
        along = at[left] - at[right]
        length = np.maximum(np.sqrt((along**2).sum(axis=1)), 1.0)
        drawn = along * (pull * length / ideal)[:, None]
        np.add.at(move, left, -drawn)
        np.add.at(move, right, drawn)
        move -= 0.06 * at
        size_of = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        limit = side * 0.12 * (1 - turn / _ROUNDS) + 0.5
        at += move * (np.minimum(size_of, limit) / size_of)[:, None]
    return at
