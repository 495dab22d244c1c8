"""Commands that ask a built graph: query, export, check, show, explore."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GraphFolder, MovedReports, app, fail


@app.command(
    epilog="Examples:  kg query --list      kg query --name regions-with-programme -p programme=一件事一次办      "
    "kg query 'SELECT ?label { ?p a kg:Programme ; rdfs:label ?label } LIMIT 5' --format csv"
)
def query(
    sparql: Annotated[
        str | None,
        typer.Argument(help="A SPARQL query; the usual prefixes need no declaration.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", help="Read the query from a file.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Option("-n", "--name", help="Ask a named question.", show_default=False)
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            metavar="NAME=VALUE",
            help="Set a parameter of the named question.",
            show_default=False,
        ),
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the named questions.")] = False,
    format: Annotated[
        str, typer.Option("--format", metavar="table|csv|json|turtle", help="How to print the answer.")
    ] = "table",
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Give up after so long.", show_default=False),
    ] = None,
    graph: GraphFolder = "exports",
) -> None:
    """Ask the graph in SPARQL, or one of the named questions."""
    from kg.api import find_query, open_graph
    from kg.query import bind, run

    if format not in ("table", "csv", "json", "turtle"):
        fail(f"unknown format {format!r}: use table, csv, json or turtle")
    if list_all:
        _list_queries(format)
        return
    if sum(given is not None for given in (sparql, file, name)) != 1:
        fail("give one of: a query, --file, --name (kg query --list shows the names)")
    if param and name is None:
        fail("--param goes with --name")
    if name is not None:
        text = bind(find_query(name), _parameters(param or []))
    elif file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            fail(f"{file}: {error}")
    else:
        text = sparql or ""
    result = run(open_graph(graph).store, text, timeout=timeout)
    printer = {
        "table": result.to_table,
        "csv": result.to_csv,
        "json": result.to_json,
        "turtle": result.to_turtle,
    }[format]
    typer.echo(printer().rstrip("\n"))
    if format == "table" and result.columns:
        typer.echo(f"({len(result.rows)} rows)", err=True)


def _parameters(given: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name:
            fail(f"--param wants NAME=VALUE, not {item!r}")
        values[name] = value
    return values


def _list_queries(format: str) -> None:
    from kg.query import named_queries

    queries = named_queries().values()
    if format == "json":
        records = [
            {
                "name": q.name,
                "question": q.question,
                "title": q.title,
                "parameters": {p.name: p.default for p in q.parameters},
            }
            for q in queries
        ]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for q in queries:
        parameters = "".join(f"  -p {p.name}={p.default}" for p in q.parameters)
        typer.echo(f"{q.name}\n    {q.question}\n    {q.title}{parameters and chr(10) + '   ' + parameters}")


@app.command(epilog="Examples:  kg export --format gexf -o graph.gexf      kg export --format csv -o tables/")
def export(
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="turtle|nquads|trig|jsonld|jsonld-compact|graphml|gexf|csv",
            help="What to write.",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="F", help="File to write (a folder for csv).")],
    graph: GraphFolder = "exports",
) -> None:
    """Write the graph for other programs: RDF, Gephi (gexf, graphml) or tables."""
    from kg.api import open_graph
    from kg.export import write_export

    write_export(open_graph(graph).store, format, out)
    typer.echo(f"wrote {out}", err=True)


@app.command(epilog="Examples:  kg check      kg check -g exports --source seeds")
def check(
    graph: GraphFolder = "exports",
    source: Annotated[
        list[str] | None,
        typer.Option(
            "-s",
            "--source",
            metavar="PATH",
            help="Re-read these files and prove every quote.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON Lines.")] = False,
) -> None:
    """Check the graph against its shapes (SHACL) and, with --source, every quote against its file."""
    from kg.checking import check_graph

    report = check_graph(Path(graph), source)
    for finding in report.findings:
        if as_json:
            typer.echo(
                json.dumps(
                    {
                        "focus": finding.focus,
                        "path": finding.path,
                        "message": finding.message,
                        "severity": finding.severity,
                    },
                    ensure_ascii=False,
                )
            )
        else:
            typer.echo(f"{finding.severity}: {finding.focus} {finding.path}: {finding.message}")
    typer.echo(report.statement, err=True)
    raise typer.Exit(1 if report.failed else 0)


@app.command(epilog="Examples:  kg show 行刑衔接 -o xingxing.html      kg show 湖南省 -o hunan.html")
def show(
    entity: Annotated[
        str, typer.Argument(metavar="NAME|IRI", help="An entity: label, alias or IRI.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="F.html", help="The page to write.")],
    graph: GraphFolder = "exports",
    limit: Annotated[int, typer.Option("--limit", min=5, max=500, help="Entities to draw at most.")] = 150,
) -> None:
    """Write a page that shows the network around an entity; it opens anywhere, without a network."""
    from kg.show import write_around

    left_out = write_around(Path(graph), entity, out, limit)
    typer.echo(
        f"wrote {out}" + (f" ({left_out} further neighbours left out; raise --limit)" if left_out else ""),
        err=True,
    )


@app.command(epilog="Examples:  kg explore      kg explore -g graph-2024 -o 2024.html --source reports/2024")
def explore(
    graph: GraphFolder = "exports",
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="F.html",
            help="The page to write [default: explorer.html in the graph's folder]",
            show_default=False,
        ),
    ] = None,
    source: MovedReports = None,
) -> None:
    """Write the explorer: one page with the whole graph, the reports' texts and SPARQL; it opens offline anywhere."""
    from kg.explore import write_explorer

    path = out or Path(graph) / "explorer.html"
    size = write_explorer(graph, path, source or ())
    typer.echo(f"wrote {path} ({size / 1e6:.1f} MB)", err=True)
