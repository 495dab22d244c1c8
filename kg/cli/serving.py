"""The command that serves a built graph: serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GraphFolder, MovedReports, app, fail


@app.command(
    epilog="Examples:  kg serve      kg serve -g graph-2024 --port 0      "
    "curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?label { ?p a kg:Programme ; rdfs:label ?label } LIMIT 5' "
    "http://127.0.0.1:8000/sparql"
)
def serve(
    graph: GraphFolder = "exports",
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; 0.0.0.0 is the whole network.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = 8000,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="S", min=0.1, help="Seconds that a query may take.")
    ] = 30.0,
    rows: Annotated[
        int,
        typer.Option(
            "--rows", metavar="N", min=1, help="Rows that an answer has at most; what is cut says so."
        ),
    ] = 10_000,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=64, help="Queries that run at once.")
    ] = 2,
    source: MovedReports = None,
    cors: Annotated[
        bool, typer.Option("--cors/--no-cors", help="Whether pages of other sites may read the data.")
    ] = True,
) -> None:
    """Serve the graph over HTTP, read-only: explorer, SPARQL, JSON, and every IRI of the data; a new build shows at once."""
    try:
        from kg.serve.server import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        fail(
            f"kg serve needs {error.name}: pip install 'fazhi-kg[serve]' (in a checkout: pip install '.[serve]')"
        )
    from kg.serve.settings import Settings

    run(
        Path(graph),
        Settings(
            host=host,
            port=port,
            timeout=timeout,
            rows=rows,
            workers=workers,
            cors=cors,
            sources=tuple(source or ()),
        ),
    )
