"""Pages that show a network: the surroundings of one entity, or the core of a whole graph."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from kg.show.kinds import node_label
from kg.show.naming import find
from kg.show.neighbourhood import around, core
from kg.show.page import page

__all__ = ["around", "core", "find", "page", "write_around", "write_core", "write_page"]


def write_page(path: str | Path, html: str) -> None:
    """Write a page as UTF-8, whatever the locale; missing folders are made."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(html.encode("utf-8"))


def write_core(
    folder: str | Path, out: str | Path | None = None, *, limit: int = 250, lang: str = "zh"
) -> int:
    """Write the page of the core of the graph in `folder` (to its graph.html) and return how many nodes it lacks."""
    part = core(_load(folder), limit)
    title = "知识图谱：各地共有的做法与依据" if lang == "zh" else "The core of the graph"
    write_page(Path(folder) / "graph.html" if out is None else out, page(part, title, lang=lang))
    return int(part.graph["left_out"])


def write_around(
    folder: str | Path, entity: str, out: str | Path, limit: int = 150, *, lang: str = "zh"
) -> int:
    """Write the page of an entity of the graph in `folder` and return how many neighbours were left out.

    Raises UsageError when the entity is unknown or several bear the name.
    """
    graph = _load(folder)
    node = find(graph, entity)
    part = around(graph, node, limit)
    label = node_label(node, graph.nodes[node])
    write_page(out, page(part, f"{label}的关系网络" if lang == "zh" else f"Around {label}", lang=lang))
    return int(part.graph["left_out"])


def _load(folder: str | Path) -> nx.MultiDiGraph:
    from kg.export.property_graph import networkx_graph
    from kg.graph.store import open_store

    return networkx_graph(open_store(Path(folder)))
