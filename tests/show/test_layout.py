"""Where boxes stand."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from networks import BASE, county, hostile, regions

from kg.show import around, core
from kg.show.layout import Box, layout, wrap

REGION = f"{BASE}region/430281"


def _overlap(one: Box, other: Box) -> bool:
    near_x = abs(one.x - other.x) < (one.width + other.width) / 2
    return near_x and abs(one.y - other.y) < (one.height + other.height) / 2


@pytest.mark.parametrize(
    ("graph", "centre"),
    [(around(county(), REGION), REGION), (core(regions()), None), (core(county()), None), (hostile(), None)],
)
def test_every_node_has_a_box_and_none_lies_on_another(graph: nx.MultiDiGraph, centre: str | None) -> None:
    boxes = layout(graph, centre)
    assert set(boxes) == set(graph)
    assert not [pair for pair in combinations(boxes.values(), 2) if _overlap(*pair)]


def test_the_centre_is_in_the_middle_and_strong_ties_are_nearer() -> None:
    graph = nx.MultiDiGraph()
    for index in range(30):
        for _ in range(5 if index < 5 else 1):
            graph.add_edge("c", f"n{index:02}", kind="adoption")
    boxes = layout(graph, "c")
    assert (boxes["c"].x, boxes["c"].y) == (0, 0)
    far = {node: (box.x / 1.6) ** 2 + box.y**2 for node, box in boxes.items()}
    assert max(far[f"n{index:02}"] for index in range(5)) < max(far.values())


def test_what_all_regions_share_stands_between_them() -> None:
    boxes = layout(core(regions()))
    edge = max(abs(box.x) for node, box in boxes.items() if "region/" in str(node))
    graph = core(regions())
    shared = [node for node in graph if len(graph.pred[node]) == 5]
    assert shared
    assert all(abs(boxes[node].x) < edge * 0.7 for node in shared)


def test_an_empty_graph_has_no_boxes() -> None:
    assert layout(nx.MultiDiGraph()) == {}


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("行刑衔接", "行刑衔接"),
        ("中华人民共和国行政处罚法", "中华人民共和国\n行政处罚法"),
        ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要\n（2021—2025年）"),
        ("Regulation on Optimising the Business Environment", None),
        ("很" * 80, None),
    ],
)
def test_labels_take_two_rows_at_most(label: str, shown: str | None) -> None:
    text = wrap(label)
    assert text.count("\n") <= 1
    assert all(len(row) <= 24 for row in text.split("\n"))
    assert shown is None or text == shown
