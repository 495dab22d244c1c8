"""Commands that answer which practices spread: spread, diffusion, compare, gaps, neighbours, intensity, links."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from kg.cli.app import GraphFolder, app, fail

if TYPE_CHECKING:
    from kg.spread.facts import Facts
    from kg.spread.netinf import Inference
    from kg.spread.tables import Table

Format = Annotated[
    str, typer.Option("--format", metavar="table|csv|json|parquet", help="How to print; parquet wants --out.")
]
Out = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="F", help="Write to a file instead.", show_default=False)
]
Top = Annotated[int, typer.Option("--top", min=1, help="Rows at most.")]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="F.png|svg|html", help="Draw it as well.", show_default=False),
]


def _facts(graph: str, tied_only: bool = False) -> Facts:
    from kg.api import open_graph
    from kg.spread.facts import load_facts

    return load_facts(open_graph(graph).store, tied_only=tied_only)


# What a person at a terminal does not read: identifiers, and the paths of files.
_FOR_PROGRAMS = frozenset("iri code source report reports their_report a_report b_report told_by".split())


def _readable(table: Table) -> Table:
    """The table without the columns that only programs use, and without columns that are empty."""
    kept = [
        at
        for at, name in enumerate(table.columns)
        if name not in _FOR_PROGRAMS and any(row[at] not in (None, "") for row in table.rows)
    ]
    if not table.rows:
        return table
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _print(table: Table, format: str, out: Path | None) -> None:
    """A table to stdout or a file; its note goes to stderr, so that data stay data."""
    if format == "parquet":
        if out is None:
            fail("--format parquet writes a file: give --out F.parquet")
        table.to_parquet(out)
    else:
        shown = _readable(table) if format == "table" else table
        writers = {"table": shown.to_text, "csv": table.to_csv, "json": table.to_json}
        if format not in writers:
            fail(f"unknown format {format!r}: use table, csv, json or parquet")
        text = writers[format]()
        if out is None:
            typer.echo(text.rstrip("\n"))
        else:
            out.write_text(text, encoding="utf-8")
    if table.note and format not in ("json", "table"):
        typer.echo(table.note, err=True)
    if out is not None:
        typer.echo(f"wrote {out}", err=True)


@app.command(
    epilog="Examples:  kg spread      kg spread 行刑衔接 --format csv      kg spread 一件事一次办 --by province      "
    "kg spread --panel panel/      kg spread --coverage      kg spread 枫桥经验 --plot map.svg --picture tile-map"
)
def spread(
    programme: Annotated[
        str | None, typer.Argument(help="A programme: label, alias or IRI.", show_default=False)
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="province|prefecture|county|year", help="Count by it.", show_default=False
        ),
    ] = None,
    panel: Annotated[
        Path | None,
        typer.Option(
            "--panel",
            metavar="DIR",
            help="Write the tables that diffusion research uses.",
            show_default=False,
        ),
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Print which regions and years the reports cover.")
    ] = False,
    format: Format = "table",
    out: Out = None,
    plot: Plot = None,
    picture: Annotated[
        str | None,
        typer.Option(
            "--picture",
            metavar="adoption-curve|heat-map|tile-map|timeline",
            help="What --plot draws: a heat map of one programme or a map of tiles of all, unless told.",
            show_default=False,
        ),
    ] = None,
    graph: GraphFolder = "exports",
) -> None:
    """Where practices are done and since when: all programmes, or the adoption history of one.

    A region-year is reported, not reported, or without a report; first reports are left-censored; those of one
    year are ties. What that means for the numbers is said on stderr.
    """
    from kg.spread.coverage import coverage_lines, coverage_table
    from kg.spread.history import history, programmes_table
    from kg.spread.panel import write_panel
    from kg.spread.starts import limits

    facts = _facts(graph, tied_only=True)
    if panel is not None:
        if limit := limits(facts):
            typer.echo(limit, err=True)
        for written in write_panel(facts, panel):
            typer.echo(f"{written.path}  {written.rows}", err=True)
        return
    row = facts.find_programme(programme) if programme is not None else None
    if coverage:
        table = coverage_table(facts, row)
    else:
        table = history(facts, row, by) if row is not None else programmes_table(facts, by)
    _print(table, format, out)
    if out is not None and not coverage:
        beside = out.with_name(f"{out.stem}-coverage.csv")
        beside.write_text(coverage_table(facts, row).to_csv(), encoding="utf-8")
        typer.echo(f"wrote {beside}", err=True)
    elif not coverage:
        typer.echo("\n".join(coverage_lines(facts)), err=True)
    if plot is not None:
        from kg.spread.pictures import draw_spread

        draw_spread(facts, row, plot, kind=picture)
        typer.echo(f"wrote {plot}", err=True)


@app.command(
    epilog="Examples:  kg diffusion --cascades cascades.csv --edges 5 --params 1      kg diffusion -g exports --p-value 0.05 --keep"
)
def diffusion(
    cascades: Annotated[
        Path | None,
        typer.Option(
            "--cascades",
            metavar="F.csv",
            help="Adoptions as node,time,cascade; else those of the graph.",
            show_default=False,
        ),
    ] = None,
    edges: Annotated[
        int | None, typer.Option("--edges", min=1, help="Edges to infer.", show_default=False)
    ] = None,
    p_value: Annotated[
        float | None,
        typer.Option(
            "--p-value", help="Stop at this p-value [default: 0.05 without --edges].", show_default=False
        ),
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            "--model", metavar="exponential|rayleigh|log-normal", help="How delays are distributed."
        ),
    ] = "exponential",
    params: Annotated[
        list[float] | None,
        typer.Option(
            "--params",
            metavar="X",
            help="Parameters of the model, once each [default: estimated].",
            show_default=False,
        ),
    ] = None,
    all_reports: Annotated[
        bool,
        typer.Option("--all-reports", help="With a graph: use first reports that are left-censored too."),
    ] = False,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep", help="Put the links into the graph as kg:inferredLink; those of an earlier run go."
        ),
    ] = False,
    out: Out = None,
    plot: Plot = None,
    graph: GraphFolder = "exports",
) -> None:
    """Infer the network that best explains who adopted what when (netinf), as CSV.

    Columns: origin_node, destination_node, improvement, p_value. An edge is an association in time, no proof
    that one region looked at the other.
    """
    from kg.spread.cascades import read_cascades
    from kg.spread.netinf import infer
    from kg.spread.panel import cascades_of

    if model != "exponential" and model != "rayleigh" and model != "log-normal":
        fail(f"unknown model {model!r}: use exponential, rayleigh or log-normal")
    if cascades is not None and keep:
        fail("--keep puts links between the regions of a graph into it; a file of cascades has no graph")
    facts = None if cascades is not None else _facts(graph, tied_only=True)
    known = cascades_of(facts, datable=not all_reports) if facts else read_cascades(cascades or Path())
    for repeat in known.duplicates[:5]:
        typer.echo(
            f"{repeat.cascade}: {repeat.node} adopts more than once; {repeat.kept:g} is kept", err=True
        )
    found = infer(known, edges=edges, p_value=p_value, model=model, params=tuple(params) if params else None)
    lines = ["origin_node,destination_node,improvement,p_value"]
    lines += [
        f"{_cell(e.origin)},{_cell(e.destination)},{e.improvement!r},{e.p_value!r}" for e in found.edges
    ]
    text = "\n".join(lines) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
    typer.echo(_inferred(found, dated_only=facts is not None and not all_reports), err=True)
    if keep and facts is not None:
        _keep(Path(graph), facts, found, all_reports)
    if plot is not None:
        from kg.spread.pictures import draw_network

        draw_network(found, plot)
        typer.echo(f"wrote {plot}", err=True)


def _inferred(found: Inference, dated_only: bool) -> str:
    """What an inference came to, in a line; why there is none where no start is known."""
    if found.possible == 0:
        remedy = (
            ": starts are known only where an earlier report lacks the practice or the text tells the year. "
            "--all-reports takes first reports for starts, which left-censored ones are not"
        )
        return "no two regions with a known order: nothing can be inferred" + (remedy if dated_only else "")
    shown = ", ".join(f"{value:g}" for value in found.params)
    return (
        f"{len(found.edges)} edges of {found.possible} possible; {found.model} ({shown}); "
        f"{found.ties} ties in time are no edges"
    )


def _keep(folder: Path, facts: Facts, found: Inference, all_reports: bool) -> None:
    """Put the edges into the graph, with what they rest on as their method."""
    from kg.spread.links import inferred_links
    from kg.spread.stored import keep_inferred

    shown = ", ".join(f"{value:g}" for value in found.params)
    starts = "all first reports, left-censored ones too" if all_reports else "datable starts only"
    edges = [(e.origin, e.destination, e.improvement, e.p_value) for e in found.edges]
    kept = inferred_links(facts, edges, f"netinf, {found.model} ({shown}), {starts}")
    keep_inferred(folder, kept)
    typer.echo(f"{len(kept)} inferred links are in {folder}", err=True)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


@app.command(epilog="Examples:  kg compare 湖南省 浙江省      kg compare 湖南省 浙江省 --format csv")
def compare(
    a: Annotated[
        str, typer.Argument(metavar="REGION", help="A region: name, chain or code.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="REGION", help="Another one.", show_default=False)],
    format: Format = "table",
    out: Out = None,
    graph: GraphFolder = "exports",
) -> None:
    """What two regions share and what only one of them reports."""
    from kg.spread import similarity

    facts = _facts(graph)
    _print(similarity.comparison_table(facts, similarity.compare(facts, a, b)), format, out)


@app.command(epilog="Examples:  kg neighbours 湖南省      kg neighbours 浙江省 --top 5")
def neighbours(
    region: Annotated[str, typer.Argument(help="A region: name, chain or code.", show_default=False)],
    top: Top = 10,
    format: Format = "table",
    out: Out = None,
    graph: GraphFolder = "exports",
) -> None:
    """The regions most like one in what they do, and why."""
    from kg.spread import similarity

    facts = _facts(graph)
    _print(similarity.neighbours_table(facts, region, similarity.neighbours(facts, region, top)), format, out)


@app.command(epilog="Examples:  kg gaps 湖南省      kg gaps 浙江省 --by level --top 15")
def gaps(
    region: Annotated[str, typer.Argument(help="A region: name, chain or code.", show_default=False)],
    by: Annotated[
        str, typer.Option("--by", metavar="profile|level|province", help="Who its peers are.")
    ] = "profile",
    top: Top = 20,
    format: Format = "table",
    out: Out = None,
    graph: GraphFolder = "exports",
) -> None:
    """Practices that similar regions report and this one does not; silence is not refusal."""
    from kg.spread.gaps import PeersBy, gaps_table
    from kg.spread.gaps import gaps as find_gaps

    if by not in get_args(PeersBy):
        fail(f"unknown --by {by!r}: use {', '.join(get_args(PeersBy))}")
    facts = _facts(graph)
    peers, found = find_gaps(facts, region, top, cast("PeersBy", by))
    _print(gaps_table(facts, region, peers, found), format, out)


@app.command(epilog="Examples:  kg intensity 一件事一次办      kg intensity 12345热线 --format json")
def intensity(
    programme: Annotated[
        str | None, typer.Argument(help="A programme: label, alias or IRI.", show_default=False)
    ] = None,
    format: Format = "table",
    out: Out = None,
    graph: GraphFolder = "exports",
) -> None:
    """Numbers tied to the programme they measure, over regions and years; outliers and contradictions flagged."""
    from kg.spread.intensity import intensity as measures
    from kg.spread.intensity import intensity_table

    facts = _facts(graph)
    name = facts.find_programme(programme).iri if programme is not None else None
    _print(intensity_table(facts, measures(facts, name)), format, out)


@app.command(epilog="Examples:  kg links      kg links 行刑衔接 --kind order")
def links(
    programme: Annotated[
        str | None, typer.Argument(help="A programme, for order in time.", show_default=False)
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="stated|inferred|order",
            help="Stated by the text; inferred and kept by kg diffusion --keep; or order in time only.",
        ),
    ] = "stated",
    format: Format = "table",
    out: Out = None,
    graph: GraphFolder = "exports",
) -> None:
    """Links between regions: stated by the reports, inferred (kg diffusion --keep), or mere order in time."""
    from kg.api import open_graph
    from kg.spread.links import LinkKind, links_table, order_links, read_links
    from kg.spread.stated import stated_in

    facts = _facts(graph)
    row = facts.find_programme(programme) if programme is not None else None
    if kind == "stated":
        found = [
            link
            for link in stated_in(open_graph(graph).store, facts)
            if row is None or link.programme == row.iri
        ]
    elif kind == "inferred":
        found = [link for link in read_links(open_graph(graph).store) if link.kind is LinkKind.INFERRED]
    elif kind == "order":
        if row is None:
            fail("--kind order wants a programme")
        found = list(order_links(facts, row.iri))
    else:
        fail(f"unknown --kind {kind!r}: use stated, inferred or order")
    _print(links_table(facts, found), format, out)
