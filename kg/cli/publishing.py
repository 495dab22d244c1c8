"""The command for those who publish a graph: document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GraphFolder, app


@app.command(
    epilog="Examples:  kg document      kg document -g graph-2024 -o public "
    "--licence https://creativecommons.org/licenses/by/4.0/ --url https://example.org/data/"
)
def document(
    graph: GraphFolder = "exports",
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="DIR", help="Folder to write [default: the graph's]", show_default=False
        ),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--licence", "--license", metavar="IRI", help="The licence you give the data.", show_default=False
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="IRI",
            help="Folder on the web where graph.ttl and graph.nq will be [default: beside dataset.ttl]",
            show_default=False,
        ),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", metavar="IRI", help="Where the graph answers SPARQL.", show_default=False),
    ] = None,
) -> None:
    """Write what goes with a published graph: dataset.ttl (its description in VoID and DCAT), context.jsonld (for
    JSON-LD), ontology.html (classes and properties explained; needs the extra [docs]).

    kg build writes dataset.ttl as well, without a licence: only you can state one.
    """
    from kg.export.documents import write_documents
    from kg.graph.published import Publication

    written = write_documents(Path(graph), out, Publication(licence, endpoint, url))
    for path in written.files:
        typer.echo(f"wrote {path}", err=True)
    if written.problem:
        typer.echo(f"kg: {written.problem}", err=True)
        raise typer.Exit(1)
