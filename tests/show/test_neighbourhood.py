"""Which part of a graph is drawn."""

from __future__ import annotations

import networkx as nx
import pytest
from networks import BASE, REGIONS, county, regions

from kg.errors import UsageError
from kg.show import around, core, find
from kg.show.kinds import node_kind

REGION = f"{BASE}region/430281"


def test_around_holds_the_entity_its_neighbours_and_the_ties_among_them() -> None:
    part = around(county(), REGION)
    assert part.number_of_nodes() == 111
    assert part.graph["left_out"] == 0
    assert part.graph["centre"] == REGION
    assert any(REGION not in edge[:2] for edge in part.edges)


def test_around_leaves_out_what_is_not_tied() -> None:
    graph = county()
    graph.add_node("far", label="远处")
    graph.add_edge("far", f"{BASE}programme/p1")
    assert "far" not in around(graph, REGION)


def test_over_the_limit_the_strongest_stay_and_the_rest_is_counted() -> None:
    graph = nx.MultiDiGraph()
    for index in range(10):
        for year in range(index + 1):
            graph.add_edge("c", f"n{index}", year=2000 + year)
    part = around(graph, "c", limit=4)
    assert set(part) == {"c", "n9", "n8", "n7"}
    assert part.graph["left_out"] == 7


def test_a_node_without_ties_stands_alone() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("c")
    graph.add_edge("c", "c")
    part = around(graph, "c")
    assert set(part) == {"c"}


def test_around_an_unknown_node_is_an_error() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        around(county(), "nowhere")


def test_core_holds_the_regions_and_what_most_of_them_share() -> None:
    graph = regions()
    part = core(graph)
    assert {f"{BASE}region/{code}" for code in REGIONS} <= set(part)
    shared = [
        node
        for node in graph
        if node_kind(node, graph.nodes[node]) != "region"
        and sum(f"{BASE}region/{code}" in graph.pred[node] for code in REGIONS) > 1
    ]
    assert set(shared) <= set(part)
    assert part.number_of_nodes() <= 250
    assert part.graph["left_out"] == graph.number_of_nodes() - part.number_of_nodes()


@pytest.mark.parametrize("limit", [0, 1, 2, 10, 60])
def test_core_keeps_its_limit(limit: int) -> None:
    assert core(regions(), limit).number_of_nodes() <= limit


def test_core_leaves_out_reports_unless_there_is_nothing_else() -> None:
    graph = regions()
    report = f"{BASE}report/430281-2025-00000000"
    graph.add_node(report, label="报告", kind="report")
    for node in list(graph)[:80]:
        graph.add_edge(report, node)
    assert report not in core(graph)
    only = nx.MultiDiGraph()
    only.add_node(report, kind="report")
    only.add_edge(report, REGION)
    assert set(core(only)) == {report, REGION}


def test_core_of_a_single_region_is_its_surroundings() -> None:
    assert core(county()).number_of_nodes() == 111


def test_core_of_nothing_is_nothing() -> None:
    assert core(nx.MultiDiGraph()).number_of_nodes() == 0


def _shuffled(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(data=True))))
    return other


def test_the_choice_does_not_depend_on_the_order_of_the_graph() -> None:
    graph = regions()
    assert list(core(graph, 60)) == list(core(_shuffled(graph), 60))
    assert list(around(graph, REGION, 30)) == list(around(_shuffled(graph), REGION, 30))


@pytest.mark.parametrize(
    "name", [REGION, "region:430281", "醴陵市", " 醴陵市 ", "“醴陵市”", "某省/某市/醴陵市"]
)
def test_an_entity_is_found_by_iri_label_and_chain(name: str) -> None:
    assert find(county(), name) == REGION


def test_an_entity_is_found_by_alias() -> None:
    assert find(county(), "两法衔接") == f"{BASE}programme/p1"


def test_a_label_counts_before_an_alias() -> None:
    graph = county()
    graph.nodes[f"{BASE}programme/p2"]["aliases"] = ["行刑衔接"]
    assert find(graph, "行刑衔接") == f"{BASE}programme/p1"


def test_a_prefixed_iri_is_found_under_another_base() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("https://example.org/id/region/430281", label="醴陵市")
    assert find(graph, "region:430281") == "https://example.org/id/region/430281"


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UsageError, match="行刑衔接") as error:
        find(county(), "行刑衔结")
    assert "醴陵市" not in str(error.value).split("did you mean", 1)[1]
    with pytest.raises(UsageError, match="醴陵市司法局"):
        find(county(), "陵市司法局")


@pytest.mark.parametrize("name", ["", "  ", "zzzz", "region:999999", "constructor"])
def test_a_name_that_resembles_nothing_is_an_error_all_the_same(name: str) -> None:
    with pytest.raises(UsageError, match="nothing in the graph"):
        find(county(), name)


def test_an_ambiguous_name_lists_the_iris() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(f"{BASE}region/1", label="城关镇", chain="甲省/乙县/城关镇")
    graph.add_node(f"{BASE}region/2", label="城关镇", chain="甲省/丙县/城关镇")
    with pytest.raises(UsageError, match="several") as error:
        find(graph, "城关镇")
    assert f"{BASE}region/1" in str(error.value)
    assert "甲省/丙县/城关镇" in str(error.value)
    assert find(graph, "甲省/丙县/城关镇") == f"{BASE}region/2"
