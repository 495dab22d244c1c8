"""Tables of `ontology/`: CSV files whose first line names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.errors import VocabularyError


def rows(
    path: Path, columns: tuple[str, ...], needed: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line and what it holds by column.

    Raises VocabularyError that names the file and the line with other columns, or without what is `needed`.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line, cells in enumerate(csv.reader(file), start=1):
                if len(cells) != len(columns) or (line == 1 and tuple(cells) != columns):
                    raise VocabularyError(f"{path.name}, line {line}: not the columns {', '.join(columns)}")
                row = dict(zip(columns, cells, strict=True))
                if not all(row[name] for name in needed):
                    raise VocabularyError(f"{path.name}, line {line}: {' and '.join(needed)} must be given")
                if line > 1:
                    yield line, row
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error
