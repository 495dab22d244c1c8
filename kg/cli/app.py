"""The program `kg` and what its commands have in common."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

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

MovedReports = Annotated[
    list[str] | None,
    typer.Option(
        "-s",
        "--source",
        metavar="PATH",
        help="Where the reports are, if they moved since the build (repeatable).",
        show_default=False,
    ),
]


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
