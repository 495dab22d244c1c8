"""Where each box of a picture stands: computed without chance, so that the same graph gives the same picture.

Coordinates are pixels at zoom 1, y downwards, the origin in the middle; a box is given by its centre.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, log2, pi, sin, sqrt

import networkx as nx

from kg.show.kinds import ORDER, node_kind, node_label
from kg.show.ties import neighbours, strengths

Node = Hashable
Ties = Mapping[Node, Mapping[Node, int]]

ASPECT = 1.6  # pictures are wider than high, as screens are
MARGIN_X, MARGIN_Y = 9, 5  # between the text of a box and its border
_GAP_X, _GAP_Y = 12, 11  # between two boxes at least
_LINE = 1.12  # height of a line of text, in font sizes
_OUT = 105  # from a region to what it has alone
_ROW = 11.0  # ems in a row of a label, at most two rows


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box: `text` may have two lines, `size` is that of its font."""

    text: str
    size: int
    width: float
    height: float
    x: int = 0
    y: int = 0


def layout(graph: nx.MultiDiGraph, centre: Node | None = None) -> dict[Node, Box]:
    """A box for each node, none on top of another.

    With a `centre`, its neighbours stand around it in sectors by kind, the most strongly tied nearest. Without
    one, the regions stand on an ellipse, what they share between them, what one has alone outside.
    """
    ties = neighbours(strengths(graph))
    if centre is None:
        anchors = _anchors(graph, ties)
        if len(anchors) > 1:
            return _between(graph, ties, anchors)
        ranked = sorted(graph, key=lambda node: (-len(ties.get(node, ())), str(node)))
        centre = next(iter(anchors or ranked), None)
    return {} if centre is None else _around(graph, ties, centre)


# Labels


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.58 for char in text)


def _cut(text: str, room: float) -> int:
    """How many characters of `text` fit into `room` ems."""
    used = 0.0
    for index, char in enumerate(text):
        used += _ems(char)
        if used > room:
            return index
    return len(text)


def wrap(text: str) -> str:
    """A label for a box: one row if it fits, else two, broken at a good place, cut off with … if need be."""
    total = _ems(text)
    if total <= _ROW:
        return text
    most = _cut(text, _ROW)
    least = max(2, _cut(text, min(total - _ROW, _ROW - 4)))
    first = min(range(least, most + 1), key=lambda at: abs(_ems(text[:at]) - total / 2) - _ease(text, at))
    head, rest = text[:first].rstrip(), text[first:].lstrip()
    if _ems(rest) > _ROW:
        rest = rest[: _cut(rest, _ROW - 1)].rstrip() + "…"
    return f"{head}\n{rest}"


def _ease(text: str, at: int) -> float:
    """How well a label breaks before its character number `at`, in ems that the rows may differ for it."""
    before, after = text[at - 1], text[at]
    if text[:at].endswith("共和国") or before in " 、，的》”" or after in " 《（(“":
        return 4.0
    if before in "和与及暨省市县区" and after not in "的":
        return 1.5 if before not in "和与及暨" else -2.0
    if after in "和与及暨":
        return 2.0
    wide = unicodedata.east_asian_width(before) in "WF" or unicodedata.east_asian_width(after) in "WF"
    return -3.0 if after in "》）)”、，。" or before in "《（(“" or not wide else 0.0


def _box(graph: nx.MultiDiGraph, node: Node, size: int) -> Box:
    text = wrap(node_label(node, graph.nodes[node]))
    rows = text.split("\n")
    width = max(_ems(row) for row in rows) * size + 2 * MARGIN_X
    return Box(text, size, width, len(rows) * size * _LINE + 2 * MARGIN_Y)


# Room


class _Room:
    """The boxes placed so far, in a grid of cells so that only near ones are looked at."""

    _CELL = 160

    def __init__(self, spread: float = 1.0) -> None:
        self._gap_x, self._gap_y = _GAP_X * spread, _GAP_Y * spread
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        half_x, half_y = box.width / 2 + self._gap_x, box.height / 2 + self._gap_y
        for column in range(int((box.x - half_x) // self._CELL), int((box.x + half_x) // self._CELL) + 1):
            for row in range(int((box.y - half_y) // self._CELL), int((box.y + half_y) // self._CELL) + 1):
                yield column, row

    def free(self, box: Box) -> bool:
        """Whether the box touches none that has been placed."""
        for cell in self._touched(box):
            for other in self._cells.get(cell, ()):
                near_x = abs(box.x - other.x) < (box.width + other.width) / 2 + self._gap_x
                if near_x and abs(box.y - other.y) < (box.height + other.height) / 2 + self._gap_y:
                    return False
        return True

    def add(self, box: Box) -> Box:
        """Place the box."""
        for cell in self._touched(box):
            self._cells.setdefault(cell, []).append(box)
        return box


def _area(box: Box) -> float:
    return (box.width + _GAP_X) * (box.height + _GAP_Y)


def _at(box: Box, x: float, y: float) -> Box:
    return replace(box, x=round(x), y=round(y))


# One entity in the middle


def _around(graph: nx.MultiDiGraph, ties: Ties, centre: Node) -> dict[Node, Box]:
    spread = min(3.0, max(1.0, sqrt(70 / len(graph))))  # a small network may take more room
    room = _Room(spread)
    placed = {centre: room.add(_box(graph, centre, 22))}
    tied = ties.get(centre, {})
    sectors: dict[str, list[Node]] = {}
    for node in sorted((node for node in graph if node != centre), key=lambda node: _near(graph, tied, node)):
        sectors.setdefault(node_kind(node, graph.nodes[node]), []).append(node)
    boxes = {
        node: _box(graph, node, 13 + min(3, round(log2(1 + tied.get(node, 0))) - 1))
        for nodes in sectors.values()
        for node in nodes
    }
    weights = {kind: 9000 + sum(_area(boxes[node]) for node in nodes) for kind, nodes in sectors.items()}
    start, total = -pi / 2, sum(weights.values())
    for kind in sorted(sectors, key=ORDER.__getitem__):
        end = start + 2 * pi * weights[kind] / total
        placed |= _fill(room, {node: boxes[node] for node in sectors[kind]}, start, end, 75 + 30 * spread)
        start = end
    return placed


def _near(graph: nx.MultiDiGraph, tied: Mapping[Node, int], node: Node) -> tuple[int, str, str]:
    return -tied.get(node, 0), node_label(node, graph.nodes[node]), str(node)


def _fill(room: _Room, boxes: Mapping[Node, Box], start: float, end: float, radius: float) -> dict[Node, Box]:
    """Place boxes in a sector (angles in radians), row by row outwards, each row from one end to the other."""
    placed: dict[Node, Box] = {}
    spots = _rows(start, end, radius)
    for node, box in boxes.items():
        found = next(spot for x, y in spots if room.free(spot := _at(box, x, y)))
        placed[node] = room.add(found)
    return placed


def _rows(start: float, end: float, radius: float) -> Iterator[tuple[float, float]]:
    pad = min(0.09, (end - start) / 6)
    while True:
        step = 12 / (radius * ASPECT)
        count = max(1, int((end - start - 2 * pad) / step))
        for index in range(count + 1):
            angle = start + pad + (end - start - 2 * pad) * index / count
            yield radius * ASPECT * cos(angle), radius * sin(angle)
        radius += 13


# Several regions and what lies between them


def _anchors(graph: nx.MultiDiGraph, ties: Ties) -> list[Node]:
    """The regions that hold the picture, so ordered that those which share much stand side by side."""
    held = {
        node: {other for other in tied if node_kind(other, graph.nodes[other]) != "region"}
        for node, tied in ties.items()
        if node_kind(node, graph.nodes[node]) == "region"
    }
    most = max((len(things) for things in held.values()), default=0)
    left = sorted(
        (node for node, things in held.items() if len(things) >= max(2, most * 0.15)),
        key=lambda node: (-len(held[node]), str(node)),
    )
    ordered = left[:1]
    del left[:1]
    while left:
        following = max(left, key=lambda node: len(held[node] & held[ordered[-1]]))
        left.remove(following)
        ordered.append(following)
    return ordered


def _between(graph: nx.MultiDiGraph, ties: Ties, anchors: Sequence[Node]) -> dict[Node, Box]:
    nodes = sorted(graph, key=str)
    held = {node: [anchor for anchor in anchors if anchor in ties.get(node, {})] for node in nodes}
    sizes = {node: 13 + min(4, max(0, len(held[node]) - 1)) for node in nodes} | dict.fromkeys(anchors, 21)
    boxes = {node: _box(graph, node, sizes[node]) for node in nodes}
    inside = [node for node in nodes if node not in anchors and len(held[node]) > 1]
    radius = _radius([boxes[node] for node in inside], [boxes[node] for node in anchors])
    room = _Room()
    placed: dict[Node, Box] = {}
    for index, node in enumerate(anchors):
        angle = -pi / 2 + 2 * pi * index / len(anchors)
        placed[node] = room.add(_at(boxes[node], radius * ASPECT * cos(angle), radius * sin(angle)))
    rest = sorted(
        (node for node in nodes if node not in placed),
        key=lambda node: (-len(held[node]), _near(graph, {node: len(ties.get(node, ()))}, node)),
    )
    reached: dict[tuple[int, int], int] = {}
    for node in rest:
        near = held[node] or [other for other in sorted(ties.get(node, ()), key=str) if other in placed]
        x, y = _target(near, placed, radius)
        spots = enumerate(_spiral(x, y, skip := reached.get((x, y), 0)), skip)
        turn, found = next((turn, spot) for turn, at in spots if room.free(spot := _at(boxes[node], *at)))
        reached[x, y] = max(0, turn - 40)
        placed[node] = room.add(found)
    return placed


def _radius(inside: Iterable[Box], anchors: Iterable[Box]) -> float:
    """The half height of an ellipse that has room for the boxes inside and for the anchors along it."""
    for_area = sqrt(sum(map(_area, inside)) * 1.3 / (pi * ASPECT)) + 40
    for_line = sum(box.width + 3 * _GAP_X for box in anchors) / (2 * pi * sqrt((1 + ASPECT**2) / 2))
    return max(170.0, for_area, for_line)


def _target(near: Sequence[Node], placed: Mapping[Node, Box], radius: float) -> tuple[int, int]:
    """Where a node would like to stand: amid those that it is tied to, or outside of the only one."""
    if not near:
        return 0, round(radius * 1.3)
    x = sum(placed[node].x for node in near) / len(near)
    y = sum(placed[node].y for node in near) / len(near)
    if len(near) > 1:
        return round(x * 0.9), round(y * 0.9)
    length = hypot(x / ASPECT, y) or 1.0
    return round(x + _OUT * x / length), round(y + _OUT * y / length)


def _spiral(x: float, y: float, skip: int) -> Iterator[tuple[float, float]]:
    """Points around (x, y), outwards, evenly spread over an ellipse; the first `skip` are left out."""
    turn = skip
    while True:
        radius, angle = 9.0 * sqrt(turn), turn * 2.399963
        yield x + radius * ASPECT * cos(angle), y + radius * sin(angle)
        turn += 1
