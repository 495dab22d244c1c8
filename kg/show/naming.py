"""Finding the node that a person means by a name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from difflib import get_close_matches

import networkx as nx

from kg.errors import UsageError
from kg.namespaces import BASE, PREFIXES
from kg.show.kinds import BY_ID, node_iri, node_kind, node_label, texts
from kg.text import skeleton

_OFFERED = 5


def find(graph: nx.MultiDiGraph, name: str) -> Hashable:
    """The node called `name`: an IRI, a prefixed IRI (`region:430281`), a label, a chain or an alias.

    A label counts before an alias; quotation marks, spaces and full-width forms make no difference. Raises
    UsageError that offers the nearest names when nothing is called so, or the IRIs when several things are.
    """
    by_iri = _by_iri(graph, name.strip())
    if by_iri is not None:
        return by_iri
    wanted = skeleton(name).casefold()
    names = _Names(graph)
    for table in (names.labels, names.aliases):
        found = table.get(wanted, []) if wanted else []
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name!r} is the name of several: {_listed(graph, found)}; give the IRI of one")
    near = names.near(wanted)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise UsageError(f"nothing in the graph is called {name!r}{hint}")


def _by_iri(graph: nx.MultiDiGraph, name: str) -> Hashable | None:
    if name in graph:
        return name
    prefix, colon, local = name.partition(":")
    iri, end = name, None
    if colon and prefix in PREFIXES:
        iri = PREFIXES[prefix] + local
        # The graph may have been built with another base: there the end of the IRI is the same.
        end = "/" + iri[len(BASE) :] if iri.startswith(BASE) else None
    found = [node for node, data in graph.nodes(data=True) if iri in (node, node_iri(node, data))]
    if not found and end:
        found = [node for node, data in graph.nodes(data=True) if node_iri(node, data).endswith(end)]
    return min(found, key=str, default=None)


class _Names:
    """Folded names of a graph's nodes, and the nodes that bear them, in a fixed order."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self.labels: dict[str, list[Hashable]] = {}
        self.aliases: dict[str, list[Hashable]] = {}
        self.shown: dict[str, str] = {}
        for node in sorted(graph, key=str):
            data = graph.nodes[node]
            self._add(self.labels, node, [node_label(node, data), *texts(data.get("chain"))])
            aliases = [text for key in ("alias", "aliases", "altLabel") for text in texts(data.get(key))]
            self._add(self.aliases, node, aliases)

    def _add(self, table: dict[str, list[Hashable]], node: Hashable, names: Iterable[str]) -> None:
        for name in names:
            folded = skeleton(name).casefold()
            nodes = table.setdefault(folded, [])
            if node not in nodes:
                nodes.append(node)
            self.shown.setdefault(folded, name)

    def near(self, wanted: str) -> list[str]:
        """Names that resemble `wanted` or hold it, the nearest first."""
        close = get_close_matches(wanted, self.shown, n=_OFFERED, cutoff=0.5)
        holding = sorted(
            (key for key in self.shown if wanted and wanted in key), key=lambda key: (len(key), key)
        )
        return [self.shown[key] for key in dict.fromkeys([*close, *holding])][:_OFFERED]


def _listed(graph: nx.MultiDiGraph, nodes: list[Hashable]) -> str:
    def described(node: Hashable) -> str:
        data = graph.nodes[node]
        where = "".join(f"{text}, " for text in texts(data.get("chain")))
        return f"{node_iri(node, data)} ({where}{BY_ID[node_kind(node, data)].en})"

    more = f" and {len(nodes) - _OFFERED} more" if len(nodes) > _OFFERED else ""
    return ", ".join(described(node) for node in nodes[:_OFFERED]) + more
