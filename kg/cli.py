"""The command line: reads arguments, calls the library, prints. Data go to stdout, messages to stderr.

Exit codes: 0 fine, 1 some input rejected or some check failed, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.builder import Progress
    from kg.model import BuildSummary

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Build and ask a knowledge graph of what Chinese government reports say, every fact with its sentence.\n\n"
    "Start with: kg build seeds   then: kg query --list",
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Reports (.txt .html .docx .pdf) or folders of them.", show_default=False
    ),
]
GraphFolder = Annotated[
    str, typer.Option("-g", "--graph", metavar="DIR", help="Folder that `kg build` wrote.")
]

Vocabularies = Annotated[
    list[str] | None,
    typer.Option(
        "--vocabulary",
        metavar="F",
        help="Add the programmes, regulations and honours of a Turtle file of your own (repeatable); "
        "kg candidates --accept writes one.",
        show_default=False,
    ),
]


def main() -> None:
    """Run the command line; every expected error becomes one line on stderr and exit code 2."""
    try:
        app()
    except KgError as error:
        fail(str(error))
    except BrokenPipeError:  # kg query … | head
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:  # no room, no permission, a file where a folder is meant
        fail(
            f"{error.filename or error}: {error.strerror or type(error).__name__}; give another place, or the right to use this one"
        )
    except KeyboardInterrupt:
        typer.echo("stopped; what was there before is untouched", err=True)
        raise SystemExit(130) from None


def fail(message: str) -> NoReturn:
    """Print an error and leave with code 2."""
    typer.echo(f"kg: {message}", err=True)
    raise SystemExit(2)


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before a command."""


@app.command(
    epilog="Examples:  kg build seeds      kg build reports/2023 reports/2024 -o graph-2024 --jobs 4"
)
def build(
    paths: Paths,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="DIR", help="Folder to write; a graph there is replaced.")
    ] = "exports",
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--jobs",
            min=1,
            help="Processes to use [default: one a core for many files]",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="IRI", help="What the IRIs of data begin with.", show_default=False),
    ] = None,
    vocabulary: Vocabularies = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions",
            metavar="F.csv",
            help="Follow a reviewer's decisions (see above).",
            show_default=False,
        ),
    ] = None,
    min_score: Annotated[
        float,
        typer.Option(
            "--min-score", metavar="S", min=0, max=1, help="Leave out facts with a score below this."
        ),
    ] = 0,
    page: Annotated[bool, typer.Option("--page/--no-page", help="Write graph.html as well.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read reports and write the graph: store, graph.ttl, graph.nq, extracted.jsonl, rejected.jsonl, graph.html.

    --decisions names a CSV with the columns decision,name,target,report,note; the note is yours. A decision is
    one of:  not-a-programme (what is called NAME is left out);  same-as (NAME is another name of the programme
    TARGET);  not-same (NAME is not TARGET: the two stay apart). It holds everywhere, or in one REPORT (its
    path, its file's name or the stem of it). A name that no vocabulary and no report has is refused by line.
    """
    from kg.builder import build_folder
    from kg.namespaces import BASE

    if base is not None and not base.startswith(("http://", "https://")):
        fail(f"--base must be an http(s) IRI, not {base!r}")
    with _progress("reading reports") as progress:
        summary = build_folder(
            paths,
            out,
            jobs=jobs,
            base=base or BASE,
            progress=progress,
            vocabularies=vocabulary or (),
            decisions=decisions,
            min_score=min_score,
        )
    if page and summary.reports:
        from kg.show import write_core

        write_core(Path(out))
    _print_summary(summary, out, as_json)
    for rejection in summary.rejected:
        typer.echo(f"rejected: {rejection.source}: {rejection.reason}", err=True)
    raise typer.Exit(1 if summary.rejected else 0)


@contextmanager
def _progress(label: str) -> Iterator[Progress | None]:
    """A progress bar on stderr, where a person looks on and there is something to wait for."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_summary(summary: BuildSummary, out: str, as_json: bool) -> None:
    if as_json:
        record = {
            "reports": summary.reports, "rejected": len(summary.rejected), "entities": summary.entities, "facts": summary.facts,
            "quads": summary.quads, "out": out,
        }  # fmt: skip
        typer.echo(json.dumps(record, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{summary.reports} reports → {out}", title_justify="left")
    table.add_column("kind 种类")
    table.add_column("number 数量", justify="right")
    rows = [
        *(("entities 实体: " + kind, n) for kind, n in summary.entities.items()),
        *(("facts 事实: " + kind, n) for kind, n in summary.facts.items()),
    ]
    for label, number in [*rows, ("quads 四元组", summary.quads), ("rejected 拒收", len(summary.rejected))]:
        table.add_row(label, f"{number:,}")
    Console().print(table)


@app.command(
    epilog="Examples:  kg extract seeds | head -1 | python -m json.tool      kg extract report.docx > report.jsonl"
)
def extract(paths: Paths, vocabulary: Vocabularies = None) -> None:
    """Print what each report says as JSON Lines, one object a report."""
    from kg.builder import extract_many
    from kg.model import Rejection
    from kg.records import to_record

    rejected = False
    for result in extract_many(paths, vocabularies=vocabulary or ()):
        if isinstance(result, Rejection):
            rejected = True
            typer.echo(f"rejected: {result.source}: {result.reason}", err=True)
        else:
            typer.echo(json.dumps(to_record(result), ensure_ascii=False))
    raise typer.Exit(1 if rejected else 0)


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
        typer.Option("--format", metavar="turtle|nquads|trig|jsonld|graphml|gexf|csv", help="What to write."),
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


@app.command(epilog="Examples:  kg eval tests/gold seeds      kg eval tests/gold seeds --errors programmes")
def eval(
    gold: Annotated[
        Path, typer.Argument(help="A folder of annotated reports (JSON), or one of them.", show_default=False)
    ],
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors",
            metavar="KIND",
            help="List what was missed, spurious or mislinked: regions, agencies, regulations, programmes, awards, statistics, document.",
            show_default=False,
        ),
    ] = None,
    calibration: Annotated[
        bool,
        typer.Option("--calibration", help="Show as well how often the entries of each score are right."),
    ] = False,
    vocabulary: Vocabularies = None,
) -> None:
    """Score the extraction against annotated reports."""
    from kg.scoring import errors_text, score_paths, scores_text

    if calibration and errors is not None:
        fail("--calibration does not go with --errors")
    scored = score_paths(gold, paths, vocabulary or ())
    for name in scored.evaluation.left_out:
        typer.echo(f"left out: {name}: its report is not among the paths", err=True)
    for rejection in scored.rejected:
        typer.echo(f"rejected: {rejection.source}: {rejection.reason}", err=True)
    if errors is None:
        typer.echo(scores_text(scored, as_json, calibration))
    else:
        typer.echo(errors_text(scored, errors, as_json))
    raise typer.Exit(1 if scored.rejected else 0)


@app.command(
    epilog="Examples:  kg show 行刑衔接 -o xingxing.html      kg show 湖南省/株洲市/醴陵市 -o liling.html"
)
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


@app.command(
    epilog="Examples:  kg candidates --min-regions 3      kg candidates --only 赣案通 --accept own.ttl      "
    "then: kg build reports/ --vocabulary own.ttl"
)
def candidates(
    graph: GraphFolder = "exports",
    min_regions: Annotated[
        int, typer.Option("--min-regions", min=1, help="Only those that so many regions use.")
    ] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show so many at most.")] = 50,
    format: Annotated[
        str, typer.Option("--format", metavar="table|csv|json", help="How to print them.")
    ] = "table",
    accept: Annotated[
        Path | None,
        typer.Option(
            "--accept",
            metavar="F.ttl",
            help="Write those shown as programmes into this vocabulary file; what it holds stays.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="NAME", help="Only the one so called (repeatable).", show_default=False
        ),
    ] = None,
) -> None:
    """Show the new programmes, which stand in no vocabulary: by how many regions and years use them.

    Variants of one are joined: the words 活动, 平台, 机制, 模式, 制度, 改革, 工程, 行动 … at the end of a name,
    regions in front of it and quotation marks do not count. The score (0 to 1) tells how sure the extraction is.
    """
    from kg.api import open_graph
    from kg.candidates import FORMATS, accept_candidates, candidates_text, choose, find_candidates

    if format not in FORMATS:
        fail(f"unknown format {format!r}: use {', '.join(FORMATS)}")
    found = find_candidates(open_graph(graph).store, min_regions)
    shown = choose(found, only) if only else found[:limit]
    typer.echo(candidates_text(shown, format).rstrip("\n"))
    if len(shown) < len(found) and not only:
        typer.echo(f"({len(shown)} of {len(found)}; raise --limit or --min-regions)", err=True)
    if accept is not None:
        written = accept_candidates(shown, accept)
        for name, reason in written.left:
            typer.echo(f"left out: {name}: {reason}", err=True)
        typer.echo(f"wrote {len(written.names)} programmes into {accept}", err=True)
