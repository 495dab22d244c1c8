"""The graph as an object: what `import kg` offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import Progress, build_folder
from kg.errors import UsageError
from kg.graph.store import open_store
from kg.model import BuildSummary
from kg.namespaces import BASE

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from kg.query import NamedQuery, Result


class Graph:
    """A built graph in a folder; the store is opened read-only at first use."""

    def __init__(self, folder: str | Path, summary: BuildSummary | None = None) -> None:
        """`summary` is there when the graph has just been built."""
        self.folder = Path(folder)
        self.summary = summary
        self._store: pyoxigraph.Store | None = None

    @property
    def store(self) -> pyoxigraph.Store:
        """The Oxigraph store. Raises UsageError when the folder holds no graph."""
        if self._store is None:
            self._store = open_store(self.folder)
        return self._store

    def query(self, sparql: str) -> Result:
        """Answer a SPARQL query over all graphs; the usual prefixes need no declaration.

        Raises UsageError when the query is wrong, an update, or reaches out of the graph.
        """
        from kg.query import run

        return run(self.store, sparql)

    def ask(self, name: str, values: Mapping[str, str] | None = None) -> Result:
        """Answer a named question of `kg query --list`, its parameters set by `values`."""
        from kg.query import bind, run

        return run(self.store, bind(find_query(name), values or {}))

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The entities and facts as a property graph, labels in Chinese."""
        from kg.export.property_graph import networkx_graph

        return networkx_graph(self.store)

    def to_rdflib(self) -> rdflib.Dataset:
        """An rdflib view of the store: its default graph is the union of all named graphs."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)


def find_query(name: str) -> NamedQuery:
    """The named query called `name`. Raises UsageError that offers the nearest names."""
    from difflib import get_close_matches

    from kg.query import named_queries

    known = named_queries()
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UsageError(f"no query is called {name!r}{hint} (kg query --list shows all)")
    return known[name]


def build(
    *paths: str | Path,
    out: str | Path = "exports",
    jobs: int | None = None,
    base: str = BASE,
    progress: Progress | None = None,
    vocabularies: Iterable[str | Path] = (),
    decisions: str | Path | None = None,
    min_score: float = 0.0,
) -> Graph:
    """Build the graph of the reports under `paths` into the folder `out` and return it.

    `vocabularies`, `decisions` and `min_score` are as in `kg build --help`. The summary and the rejected files are in `Graph.summary`. Raises UsageError when there is nothing to read.
    """
    summary = build_folder(
        paths,
        out,
        jobs=jobs,
        base=base,
        progress=progress,
        vocabularies=vocabularies,
        decisions=decisions,
        min_score=min_score,
    )
    return Graph(out, summary)


def open_graph(folder: str | Path = "exports") -> Graph:
    """Return the graph that was built into `folder`. Raises UsageError when there is none."""
    graph = Graph(folder)
    _ = graph.store
    return graph
