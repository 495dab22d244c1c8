"""Inferred links kept in a graph on disk: one inference at a time, in the graph `graph/links`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.graph.iris import VOCABULARY_GRAPH, graph_iri
from kg.graph.serialise import write
from kg.graph.store import graph_quads, open_store, write_store
from kg.namespaces import BASE
from kg.spread.links import LINKS_GRAPH, Link, link_quads


def keep_inferred(folder: Path, links: Sequence[Link]) -> None:
    """Put inferred links into the store, graph.ttl and graph.nq of `folder`; those of an earlier inference go.

    The store is written beside the old one and swapped in whole. Raises UsageError when there is no graph.
    """
    store = open_store(folder)
    base = base_of(store)
    earlier = ox.NamedNode(graph_iri(LINKS_GRAPH, base))
    quads = [quad for quad in graph_quads(store) if quad.graph_name != earlier]
    quads += link_quads(links, base)
    del store
    write_store(folder, quads)
    write(quads, folder / "graph.ttl", "turtle", base)
    write(quads, folder / "graph.nq", "nquads", base)


def base_of(store: ox.Store) -> str:
    """What the data IRIs of a graph begin with, told by the name of the graph that holds its vocabulary."""
    ending = graph_iri(VOCABULARY_GRAPH, "")
    names = (name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    return next((name.removesuffix(ending) for name in names if name.endswith(ending)), BASE)
