"""Inferred links kept in a graph on disk: one inference at a time, in the graph `graph/links`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.graph.dataset import write_dumps
from kg.graph.iris import graph_iri
from kg.graph.store import base_of, graph_quads, open_store, write_store
from kg.spread.links import LINKS_GRAPH, Link, link_quads


def keep_inferred(folder: Path, links: Sequence[Link]) -> None:
    """Put inferred links into the store, graph.ttl, graph.nq and dataset.ttl of `folder`; those of an earlier inference go.

    The store is written beside the old one and swapped in whole. Raises UsageError when there is no graph.
    """
    store = open_store(folder)
    base = base_of(store)
    earlier = ox.NamedNode(graph_iri(LINKS_GRAPH, base))
    quads = [quad for quad in graph_quads(store) if quad.graph_name != earlier]
    quads += link_quads(links, base)
    del store
    write_store(folder, quads)
    write_dumps(folder, quads, base)
