"""Finding the files to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import UsageError
from kg.read.report import SUFFIXES

# Pages that tell people about a folder; they are never reports.
_ABOUT = frozenset({"readme", "license", "notice"})


def find_files(paths: Iterable[str | Path]) -> list[str]:
    """Return the files under `paths`, each once, in a fixed order.

    A file is taken as it is; a folder gives all files below it of a readable type, hidden ones and
    README files left out. Raises UsageError on a path that does not exist.
    """
    found: dict[Path, str] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
                if (
                    file.is_file()
                    and not hidden
                    and file.suffix.lower() in SUFFIXES
                    and file.stem.lower() not in _ABOUT
                ):
                    found.setdefault(file.resolve(), str(file))
        elif path.exists():
            found.setdefault(path.resolve(), str(path))
        else:
            raise UsageError(f"{given}: no such file or folder")
    return list(found.values())
