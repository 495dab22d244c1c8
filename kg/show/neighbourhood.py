"""Which part of a large graph is worth drawing: the surroundings of one entity, or what most regions share."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from itertools import zip_longest
from math import sqrt

import networkx as nx

from kg.errors import UsageError
from kg.show.kinds import ORDER, node_kind, node_label
from kg.show.naming import find
from kg.show.ties import neighbours, strengths

__all__ = ["around", "core", "find"]

Node = Hashable
Ties = Mapping[Node, Mapping[Node, int]]

# A picture with more lines than this for each box is a tangle.
_LINES = 1.7
# What the regions share stands out while no more than this part of the boxes is there for company.
_FILLED = 0.42


def around(graph: nx.MultiDiGraph, node: Node, limit: int = 150) -> nx.MultiDiGraph:
    """The node, its direct neighbours and all edges among them: at most `limit` nodes.

    The neighbours with the most facts are kept, then those with the most ties to other neighbours. The result
    carries `graph["centre"]` and `graph["left_out"]`, the number of neighbours that did not fit. Raises
    UsageError when the graph has no such node.
    """
    if node not in graph:
        raise UsageError(f"no such entity in the graph: {node}")
    pairs = neighbours(strengths(graph))
    direct = pairs.get(node, {})

    def rank(other: Node) -> tuple[int, int, int, str, str]:
        data = graph.nodes[other]
        among = sum(1 for third in pairs[other] if third in direct)
        return -direct[other], -among, ORDER[node_kind(other, data)], node_label(other, data), str(other)

    kept = sorted(direct, key=rank)[: max(limit - 1, 0)]
    return _part(graph, [node, *kept], centre=node, left_out=len(direct) - len(kept))


def core(graph: nx.MultiDiGraph, limit: int = 250) -> nx.MultiDiGraph:
    """The most connected part: the regions that share most, what they share, and some of what each has alone.

    Deterministic and sparse enough to read: at most `limit` nodes, and shared things only while the lines
    stay few. Reports are left out unless there is nothing else. The result carries `graph["left_out"]`, the
    number of nodes of the whole graph that are not in it.
    """
    pairs = _without_reports(graph)
    kinds = {node: node_kind(node, graph.nodes[node]) for node in pairs}
    regions, shared = _shared(graph, pairs, kinds, limit)
    if len(regions) < 2:
        ranked = sorted(pairs, key=lambda node: _rank(graph, node, sum(pairs[node].values())))
        kept = ranked[:limit]
    else:
        room = max(0, round(limit * _FILLED) - len(regions) - len(shared))
        alone = _alone(graph, pairs, regions, {*regions, *shared}, room)
        kept = [*regions, *shared, *alone]
    return _part(graph, kept, centre=None, left_out=graph.number_of_nodes() - len(kept))


def _rank(graph: nx.MultiDiGraph, node: Node, weight: float) -> tuple[float, int, str, str]:
    data = graph.nodes[node]
    return -weight, ORDER[node_kind(node, data)], node_label(node, data), str(node)


def _part(
    graph: nx.MultiDiGraph, nodes: Collection[Node], centre: Node | None, left_out: int
) -> nx.MultiDiGraph:
    """A copy of the part of the graph on `nodes`, in the order of their names."""
    part = nx.MultiDiGraph(centre=centre, left_out=left_out)
    part.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(nodes, key=str))
    part.add_edges_from(graph.subgraph(nodes).edges(data=True))
    return part


def _without_reports(graph: nx.MultiDiGraph) -> Ties:
    """The ties between nodes that are no reports; all ties when only reports are tied."""
    every = strengths(graph)
    reports = {node for node, data in graph.nodes(data=True) if node_kind(node, data) == "report"}
    kept = {pair: count for pair, count in every.items() if reports.isdisjoint(pair)}
    return neighbours(kept or every)


def _shared(
    graph: nx.MultiDiGraph, pairs: Ties, kinds: Mapping[Node, str], limit: int
) -> tuple[list[Node], list[Node]]:
    """The regions that share most and the things that two or more of them share, most shared first."""
    holders = {
        node: [other for other in tied if kinds[other] == "region"]
        for node, tied in pairs.items()
        if kinds[node] != "region"
    }
    counts: dict[Node, int] = {}
    for regions in holders.values():
        for region in regions if len(regions) > 1 else ():
            counts[region] = counts.get(region, 0) + 1
    most = max(5, round(0.75 * sqrt(limit)))
    chosen = sorted(counts, key=lambda node: _rank(graph, node, counts[node]))[: min(most, limit)]
    among = {node: sum(1 for region in regions if region in set(chosen)) for node, regions in holders.items()}
    things = [node for node, count in among.items() if count > 1]
    things.sort(key=lambda node: (-among[node], _rank(graph, node, sum(pairs[node].values()))))
    shared: list[Node] = []
    lines = 0
    for thing in things[: limit - len(chosen)]:
        lines += among[thing]
        if lines > limit * _LINES:
            break
        shared.append(thing)
    return chosen, shared


def _alone(
    graph: nx.MultiDiGraph, pairs: Ties, regions: Iterable[Node], taken: Collection[Node], room: int
) -> list[Node]:
    """The strongest other neighbours of each region, taken from the regions by turns."""
    columns = [
        sorted(
            (node for node in pairs[region] if node not in taken),
            key=lambda node: _rank(graph, node, sum(pairs[node].values())),
        )
        for region in regions
    ]
    turns = (node for row in zip_longest(*columns) for node in row if node is not None)
    return list(dict.fromkeys(turns))[:room]
