"""The explorer: one HTML file that shows a graph anywhere, and needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

__all__ = ["write_explorer"]


def write_explorer(folder: str | Path, out: str | Path, sources: Iterable[str | Path] = ()) -> int:
    """Write the page of the graph in `folder` to `out` and return its size in bytes.

    The reports' texts are read from where `kg build` found them; `sources` are files or folders to look in
    when they have moved since. A report whose unchanged file is not found is shown by its quotes alone.
    Raises UsageError when there is no graph, or when the page's application was not built.
    """
    from kg.explore.data import explorer_data
    from kg.explore.page import application, page
    from kg.explore.texts import texts_in
    from kg.graph.store import open_store

    app = application()
    written = Path(folder) / "graph.ttl"  # what the build wrote of the same store
    turtle = written.read_bytes() if written.is_file() else None
    made = page(app, explorer_data(open_store(Path(folder)), texts_in(sources), turtle))
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(made)
    beside.replace(path)
    return len(made)
