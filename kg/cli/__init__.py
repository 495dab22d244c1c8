"""The command line: reads arguments, calls the library, prints. Data go to stdout, messages to stderr.

Exit codes: 0 fine, 1 some input rejected or some check failed, 2 wrong usage.
"""

from __future__ import annotations

import gc
import sys

import typer

from kg.cli.app import app, fail
from kg.errors import KgError

# Each module adds its commands to the program, in the order in which help lists them.
# isort: off
from kg.cli import reports
from kg.cli import graph
from kg.cli import publishing
from kg.cli import spreading
from kg.cli import serving
# isort: on

__all__ = ["app", "graph", "main", "publishing", "reports", "serving", "spreading"]


def main() -> None:
    """Run the command line; every expected error becomes one line on stderr and exit code 2."""
    # A graph is many small objects that live on: looking them over as often as usual takes a tenth of a build.
    gc.set_threshold(50_000, 20, 100)
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
