"""Commands that read reports: build, extract, eval, candidates."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GraphFolder, Paths, app, fail

if TYPE_CHECKING:
    from kg.builder import Progress
    from kg.model import BuildSummary

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
    page: Annotated[
        bool, typer.Option("--page/--no-page", help="Write graph.html and explorer.html as well.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read reports and write the graph: store, graph.ttl, graph.nq, dataset.ttl, extracted.jsonl, rejected.jsonl,
    graph.html, explorer.html.

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
        _write_pages(Path(out), summary.reports)
    _print_summary(summary, out, as_json)
    for rejection in summary.rejected:
        typer.echo(f"rejected: {rejection.source}: {rejection.reason}", err=True)
    raise typer.Exit(1 if summary.rejected else 0)


_EXPLORED = (
    100  # reports of which a build makes the explorer unasked; the page of more is slow to make and to open
)


def _write_pages(folder: Path, reports: int) -> None:
    """graph.html, and explorer.html where the page's application is; a graph without a page is still a graph."""
    from kg.errors import UsageError
    from kg.explore import write_explorer
    from kg.show import write_core

    write_core(folder)
    if reports > _EXPLORED:
        typer.echo(f"explorer.html of {reports} reports is made by `kg explore -g {folder}`", err=True)
        return
    try:
        write_explorer(folder, folder / "explorer.html")
    except UsageError as error:
        typer.echo(f"explorer.html was not written: {error}", err=True)


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
