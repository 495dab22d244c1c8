"""What goes with a graph that is published: its description, a JSON-LD context, the ontology as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.export.context import CONTEXT, context_file
from kg.export.ontology_page import PAGE, ontology_page
from kg.graph.dataset import DESCRIPTION, UNSTATED, describe
from kg.graph.published import Publication, dumps_in
from kg.graph.serialise import write_bytes
from kg.graph.store import base_of, graph_quads, open_store


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and why the page was not (None when it was)."""

    files: tuple[Path, ...]
    problem: str | None = None


def write_documents(folder: Path, out: Path | None = None, publication: Publication = UNSTATED) -> Written:
    """Write `dataset.ttl`, `context.jsonld` and `ontology.html` of the graph in `folder` into `out` (its own folder).

    The description tells of graph.ttl and graph.nq as they are in `folder`; it says that they stand beside it unless
    `publication` says where. Without pyLODE the other two files are written all the same. Raises UsageError when
    there is no graph, or when `out` cannot be written.
    """
    store = open_store(folder)
    base = base_of(store)
    out = out or folder
    made = {
        DESCRIPTION: describe(graph_quads(store), dumps_in(folder), base, publication),
        CONTEXT: context_file(base),
    }
    problem = None
    try:
        made[PAGE] = ontology_page()
    except UsageError as error:
        problem = str(error)
    try:
        for name, data in made.items():
            write_bytes(data, out / name)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror or error})") from error
    return Written(tuple(out / name for name in made), problem)
