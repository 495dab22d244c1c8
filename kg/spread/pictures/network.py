"""The inferred network: nodes on a circle, an arrow for each edge.

Nodes stand at equal steps of height on either side, so that every name has a row of its own, in an order that
keeps ends of edges near each other: starting from the order of the names, two nodes are exchanged as long as
that shortens the edges (2-exchange; each step of the search is in whole numbers, so that no rounding decides).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from kg.errors import UsageError
from kg.spread.netinf import Edge, Inference
from kg.spread.pictures.frame import Sample, framed
from kg.spread.pictures.scene import Circle, Drawing, Item, Path, Point, Rect, Scene, Text, cut, ems
from kg.spread.pictures.words import say

MOST_EDGES = 200
"""Edges in one picture, those with the greatest improvement."""

_MOST_NAMED = 30  # with more edges than this no p-value is written beside them
_STEP = 21.0  # between two names
_NAME = 16.0  # room for a name, in font sizes
_CLASSES: tuple[tuple[float, str, float, bool], ...] = (
    (0.001, "reported", 2.6, False), (0.01, "reported", 1.7, False), (0.05, "reported", 1.0, False),
    (math.inf, "faint", 1.0, True),
)  # fmt: skip
"""Upper bound of p, colour, width, dashed."""


def network(inference: Inference, lang: str = "zh") -> Scene:
    """The edges of an inferred network, heavier the lower the p-value, with p-values where there is room.

    Raises UsageError when it has no edge.
    """
    edges = inference.edges[:MOST_EDGES]
    if not edges:
        raise UsageError("the inferred network has no edges: there is nothing to draw")
    names = _names({node for edge in edges for node in (edge.origin, edge.destination)})
    ring = _Ring(_ordered(edges), names)
    params = ", ".join(f"{value:.4g}" for value in inference.params)
    about = say(
        lang, "network_about", model=say(lang, inference.model), params=params,
        possible=inference.possible, shown=len(edges),
    )  # fmt: skip
    notes = [say(lang, "network_note")]
    notes += [say(lang, "network_ties", ties=inference.ties), say(lang, "network_left")]
    if len(inference.edges) > len(edges):
        notes.append(say(lang, "edges_left_out", count=len(inference.edges) - len(edges)))
    notes.append(say(lang, "silence"))
    body = Drawing(tuple(ring.arrows(edges, lang) + ring.nodes(edges, lang)), ring.width, ring.height)
    return framed(say(lang, "network"), about, _key(edges, lang), body, notes, lang)


def _class(p_value: float) -> int:
    """Which of the classes a p-value falls into; none at all into the last."""
    return next((rank for rank, look in enumerate(_CLASSES) if p_value < look[0]), len(_CLASSES) - 1)


def _key(edges: Sequence[Edge], lang: str) -> list[Sample]:
    used = {_class(edge.p_value) for edge in edges}
    unknown = all(math.isnan(edge.p_value) for edge in edges)
    key = []
    for rank, (bound, role, width, dash) in enumerate(_CLASSES):
        if rank in used:
            last = say(lang, "no_p") if unknown else say(lang, "p_above", p=0.05)
            text = say(lang, "p_below", p=bound) if math.isfinite(bound) else last
            line = Path(((0, 7), (14, 7)), None, role, width, dash)
            key.append(Sample((line, Path(((22, 7), (13, 3), (13, 11)), role, closed=True)), text))
    return key


def _names(nodes: set[str]) -> dict[str, str]:
    """The last link of each chain, where that is its own, else all of it."""
    last = {node: node.rsplit("/", 1)[-1] or node for node in nodes}
    often = Counter(last.values())
    return {
        node: cut(name if often[name] == 1 else node.replace("/", " "), _NAME) for node, name in last.items()
    }


def _ordered(edges: Sequence[Edge]) -> list[str]:
    """The nodes around the circle."""
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.origin].add(edge.destination)
        near[edge.destination].add(edge.origin)
    order = sorted(near)
    at = {node: place for place, node in enumerate(order)}

    def reach(node: str, place: int, other: str) -> int:
        """The steps along the circle from a place to the neighbours of a node, all in all."""
        steps = (abs(place - at[to]) for to in near[node] if to != other)
        return sum(min(step, len(order) - step) for step in steps)

    better = True
    rounds = 0
    while better and rounds < 50:
        better, rounds = False, rounds + 1
        for one, other in combinations(list(order), 2):
            a, b = at[one], at[other]
            if reach(one, b, other) + reach(other, a, one) < reach(one, a, other) + reach(other, b, one):
                at[one], at[other] = b, a
                better = True
    return sorted(order, key=lambda node: at[node])


class _Ring:
    """The circle, its nodes, and what is drawn between them."""

    def __init__(self, order: Sequence[str], names: Mapping[str, str]) -> None:
        self.order, self.names = order, names
        right = (len(order) + 1) // 2
        self.radius = max(190.0, right * _STEP / 2)
        self.side = max(map(ems, names.values())) * 13 + 30
        self.width = 2 * (self.radius + self.side)
        self.height = 2 * self.radius + 24
        self.centre = (self.width / 2, self.height / 2)
        self.spots: dict[str, Point] = {}
        halves = ((order[:right], 1), (list(reversed(order[right:])), -1))
        for nodes, sign in halves:
            for number, node in enumerate(nodes):
                y = -self.radius + 2 * self.radius * (number + 0.5) / len(nodes)
                x = sign * math.sqrt(self.radius**2 - y**2)
                self.spots[node] = (self.centre[0] + x, self.centre[1] + y)
        self.sizes: dict[str, float] = {}

    def nodes(self, edges: Sequence[Edge], lang: str) -> list[Item]:
        """Dots, the larger the more edges leave them, and names beside them."""
        out = Counter(edge.origin for edge in edges)
        into = Counter(edge.destination for edge in edges)
        items: list[Item] = []
        for node in self.order:
            x, y = self.spots[node]
            title = say(lang, "node", name=node.replace("/", " "), out=out[node], into=into[node])
            size = _size(out[node])
            role = "reported" if out[node] else "paper"
            items.append(Circle(x, y, size, role, "reported", 1.5, title))
            left = x < self.centre[0]
            gap = -(size + 6) if left else size + 6
            items.append(
                Text(x + gap, y + 4.5, self.names[node], 13, "ink", "end" if left else "start", title=title)
            )
        return items

    def arrows(self, edges: Sequence[Edge], lang: str) -> list[Item]:
        """Curves with heads, the most certain on top, and p-values where these find room."""
        out = Counter(edge.origin for edge in edges)
        ranked = sorted(enumerate(edges, 1), key=lambda pair: (-_class(pair[1].p_value), -pair[0]))
        curves = {rank: self._curve(edge, _size(out[edge.destination])) for rank, edge in ranked}
        items: list[Item] = []
        for rank, edge in ranked:
            _, role, width, dash = _CLASSES[_class(edge.p_value)]
            width *= 1.0 if len(edges) <= _MOST_NAMED else 0.6
            points = curves[rank]
            title = _told(edge, rank, lang)
            items.append(Path(tuple(points[:-1]), None, role, width, dash, title=title))
            items.append(_head(points[-2], points[-1], role, width, title))
        if len(edges) <= _MOST_NAMED:
            taken = [(x, y, 9.0, 9.0) for x, y in self.spots.values()]
            for rank, edge in sorted(ranked):
                items += _p_value(edge, rank, curves[rank], taken, lang)
        return items

    def _curve(self, edge: Edge, size: float) -> list[Point]:
        """Points from a node to just before another, bent towards the middle, and to the right of its way."""
        (x, y), (end_x, end_y) = self.spots[edge.origin], self.spots[edge.destination]
        middle_x, middle_y = (x + end_x) / 2, (y + end_y) / 2
        inwards = math.dist((middle_x, middle_y), self.centre)
        # Deep enough to pass the nodes between two near ones, no deeper than the middle of the circle.
        share = min(0.6, (14 + 0.45 * math.dist((x, y), (end_x, end_y))) / max(inwards, 1e-9))
        bend_x = middle_x + (self.centre[0] - middle_x) * share - (end_y - y) * 0.06
        bend_y = middle_y + (self.centre[1] - middle_y) * share + (end_x - x) * 0.06
        points = []
        for step in range(33):
            t = step / 32
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            points.append((a * x + b * bend_x + c * end_x, a * y + b * bend_y + c * end_y))
        stop = size + 2.0
        while len(points) > 2 and math.dist(points[-1], (end_x, end_y)) < stop:
            last = points.pop()
        # The head begins 9 pixels before its tip: the line ends there.
        near = math.dist(points[-1], (end_x, end_y))
        share = (near - stop) / max(near - math.dist(last, (end_x, end_y)), 1e-9)
        tip = (
            points[-1][0] + (last[0] - points[-1][0]) * share,
            points[-1][1] + (last[1] - points[-1][1]) * share,
        )
        while len(points) > 2 and math.dist(points[-1], tip) < 9:
            points.pop()
        angle = math.atan2(tip[1] - points[-1][1], tip[0] - points[-1][0])
        return [*points, (tip[0] - 8 * math.cos(angle), tip[1] - 8 * math.sin(angle)), tip]


def _size(out: int) -> float:
    return 4.0 + min(6.0, 1.3 * math.sqrt(out))


def _head(start: Point, tip: Point, role: str, width: float, title: str) -> Path:
    angle = math.atan2(tip[1] - start[1], tip[0] - start[0])
    half = 3.0 + width * 0.7
    dx, dy = -math.sin(angle) * half, math.cos(angle) * half
    return Path(((start[0] + dx, start[1] + dy), tip, (start[0] - dx, start[1] - dy)), role, closed=True, title=title)  # fmt: skip


def _shown(p_value: float) -> str:
    return f"{p_value:.2f}" if p_value >= 0.1 else f"{p_value:.3f}"


def _told(edge: Edge, rank: int, lang: str) -> str:
    p_value = say(lang, "no_p") if math.isnan(edge.p_value) else f"{edge.p_value:.3g}"
    return say(
        lang, "edge", origin=edge.origin.replace("/", " "), destination=edge.destination.replace("/", " "),
        p=p_value, gain=f"{edge.improvement:.4g}", rank=rank,
    )  # fmt: skip


def _p_value(
    edge: Edge, rank: int, points: Sequence[Point], taken: list[tuple[float, float, float, float]], lang: str
) -> list[Item]:
    """The p-value at the first place along the curve where it covers no other and no node."""
    if not edge.p_value >= _CLASSES[0][0]:  # the key tells; or nan
        return []
    text = _shown(edge.p_value)
    width, height = ems(text) * 11 / 2 + 3, 8.0
    for share in (0.6, 0.5, 0.7, 0.4, 0.8, 0.3, 0.2):
        x, y = points[round(share * (len(points) - 1))]
        if any(abs(x - a) < width + w and abs(y - b) < height + h for a, b, w, h in taken):
            continue
        taken.append((x, y, width, height))
        title = _told(edge, rank, lang)
        return [
            Rect(x - width, y - height + 0.5, 2 * width, 2 * height - 1, "paper", radius=3, title=title),
            Text(x, y + 4, text, 11, "ink", "middle", title=title),
        ]
    return []
