"""The explorer: one HTML file that shows a graph anywhere, and needs nothing else."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_explorer"]


def write_explorer(folder: str | Path, out: str | Path) -> int:
    """Write the page of the graph in `folder` to `out` and return its size in bytes.

    Raises UsageError when there is no graph, or when the page's application was not built.
    """
    from kg.explore.data import explorer_data
    from kg.explore.page import application, page
    from kg.graph.store import open_store

    app = application()
    made = page(app, explorer_data(open_store(Path(folder))))
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(made)
    beside.replace(path)
    return len(made)
