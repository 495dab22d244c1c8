"""The drawn edges: all facts between two nodes as one tie that carries their evidence."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.show.kinds import node_kind, node_label, tail, texts
from kg.show.words import value_name

Node = Hashable
Pair = tuple[Node, Node]


def edges_between(graph: nx.MultiDiGraph) -> Iterator[tuple[Pair, Node, Node, Mapping[str, Any]]]:
    """Each edge that joins two nodes, as (pair in a fixed order, source, target, attributes)."""
    for source, target, attributes in graph.edges(data=True):
        if source != target:
            pair = (source, target) if str(source) <= str(target) else (target, source)
            yield pair, source, target, attributes


def strengths(graph: nx.MultiDiGraph) -> dict[Pair, int]:
    """How many edges join two nodes, whatever their direction."""
    counts: dict[Pair, int] = {}
    for pair, *_ in edges_between(graph):
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def neighbours(pairs: Mapping[Pair, int]) -> dict[Node, dict[Node, int]]:
    """For each node, the nodes that it is tied to and how strongly."""
    found: dict[Node, dict[Node, int]] = {}
    for (one, other), count in pairs.items():
        found.setdefault(one, {})[other] = count
        found.setdefault(other, {})[one] = count
    return found


@dataclass(slots=True)
class Tie:
    """All facts between two nodes; `planned` says that none of them goes beyond a plan."""

    pair: Pair
    facts: list[dict[str, str]] = field(default_factory=list)
    stages: set[str] = field(default_factory=set)

    @property
    def planned(self) -> bool:
        """Whether every fact that has a stage is a plan only (and one at least has)."""
        return self.stages == {"planned"}


def ties(graph: nx.MultiDiGraph, lang: str = "zh") -> list[Tie]:
    """The ties of a graph in a fixed order, each with its distinct facts in a fixed order."""
    found: dict[Pair, Tie] = {}
    for pair, source, target, attributes in edges_between(graph):
        tie = found.setdefault(pair, Tie(pair))
        tie.stages.add(tail(attributes.get("stage") or "").lower() or "none")
        for fact in _facts(graph, source, target, attributes, lang):
            if fact not in tie.facts:
                tie.facts.append(fact)
    for tie in found.values():
        tie.facts.sort(key=lambda fact: sorted(fact.items()))
        tie.facts.sort(key=lambda fact: fact.get("year", ""), reverse=True)
    return sorted(found.values(), key=lambda tie: (str(tie.pair[0]), str(tie.pair[1])))


def _facts(
    graph: nx.MultiDiGraph, source: Node, target: Node, attributes: Mapping[str, Any], lang: str
) -> Iterator[dict[str, str]]:
    """One fact for each quote of an edge (one without a quote if it has none), empty fields left out."""
    kind = tail(attributes.get("kind") or "")
    fields = {
        "what": str(attributes.get("label") or value_name(kind, lang)),
        "from": node_label(source, graph.nodes[source]),
        "to": node_label(target, graph.nodes[target]),
        "stage": _value(attributes, ("stage", "role"), lang),
        "year": str(attributes.get("year") or ""),
        "region": _named(graph, attributes.get("region")) or _region(graph, source, target),
        "section": str(attributes.get("section") or ""),
        "report": _report(graph, attributes),
    }
    for quote in texts(attributes.get("quotes") or attributes.get("quote")) or ("",):
        yield {name: text for name, text in (*fields.items(), ("quote", quote)) if text}


def _value(attributes: Mapping[str, Any], names: tuple[str, ...], lang: str) -> str:
    given = next((attributes[name] for name in names if attributes.get(name)), "")
    return value_name(tail(given), lang)


def _named(graph: nx.MultiDiGraph, value: object) -> str:
    """A name for an attribute that may hold a node of the graph, an IRI or a label."""
    if not value:
        return ""
    if isinstance(value, str) and value in graph:
        return node_label(value, graph.nodes[value])
    return tail(value) if str(value).startswith(("http://", "https://")) else str(value)


def _region(graph: nx.MultiDiGraph, source: Node, target: Node) -> str:
    for node in (source, target):
        if node_kind(node, graph.nodes[node]) == "region":
            return node_label(node, graph.nodes[node])
    return ""


def _report(graph: nx.MultiDiGraph, attributes: Mapping[str, Any]) -> str:
    for name in ("report_title", "report_label", "reportTitle"):
        if attributes.get(name):
            return str(attributes[name])
    return _named(graph, attributes.get("report"))
