"""A table as every command of this package answers with one, and the forms in which it can be taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

Cell = str | int | float | None
Row = tuple[Cell, ...]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `note` says what the reader must know to read them: extent and limits."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        """Return CSV with a header, None as an empty cell, a line feed after each row, and no note.

        Text stands as the report has it. A spreadsheet may take a cell that starts with `=`, `+`, `-` or `@`
        for a formula: import such files as text.
        """
        out = io.StringIO()
        write_rows(out, self.columns, self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """Return one JSON object: name, note, columns, and rows as objects by column."""
        document = {
            "name": self.name,
            "note": self.note,
            "columns": list(self.columns),
            "rows": self.to_dicts(),
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def to_text(self, widest: int = 48) -> str:
        """Return aligned columns for people, cells cut to `widest` terminal cells, the note at the end.

        Control characters become spaces, so that no text of a report can steer the terminal.
        """
        from rich.cells import cell_len

        lines = [list(self.columns), *([_shown(cell, widest) for cell in row] for row in self.rows)]
        widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        right = [any(_number(row[index]) for row in self.rows) for index in range(len(self.columns))]
        text = "".join(
            "  ".join(
                " " * (width - cell_len(cell)) + cell if ends else cell + " " * (width - cell_len(cell))
                for cell, width, ends in zip(line, widths, right, strict=True)
            ).rstrip()
            + "\n"
            for line in lines
        )
        return f"{text}\n{self.note}\n" if self.note else text

    def to_parquet(self, path: Path | str) -> None:
        """Write an Apache Parquet file; name and note go into its metadata.

        Raises UsageError when pyarrow is not installed, or when the file cannot be written.
        """
        try:
            import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]
            import pyarrow.parquet  # type: ignore[import-not-found,import-untyped,unused-ignore]
        except ImportError as error:
            raise UsageError("Parquet needs pyarrow: pip install 'fazhi-kg[parquet]'") from error
        columns = {
            name: pyarrow.array([row[index] for row in self.rows], _arrow_type(pyarrow, self.rows, index))
            for index, name in enumerate(self.columns)
        }
        table = pyarrow.table(columns).replace_schema_metadata({"name": self.name, "note": self.note})
        try:
            pyarrow.parquet.write_table(table, str(path))
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error}") from error


def write_rows(stream: io.TextIOBase, columns: Iterable[str], rows: Iterable[Row]) -> int:
    """Write CSV to a stream, row by row as they come, and return their number."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    number = 0
    for row in rows:
        writer.writerow(row)
        number += 1
    return number


def _number(cell: Cell) -> bool:
    return isinstance(cell, int | float)


def _shown(cell: Cell, widest: int) -> str:
    from rich.cells import cell_len, set_cell_size

    if cell is None:
        return ""
    text = f"{cell:.4g}" if isinstance(cell, float) else _CONTROL.sub(" ", str(cell))
    return text if cell_len(text) <= widest else set_cell_size(text, widest - 1).rstrip() + "…"


def _arrow_type(pyarrow: object, rows: tuple[Row, ...], index: int) -> object:
    """The one type that holds a whole column: integers, else numbers, else text."""
    kinds = {type(row[index]) for row in rows} - {type(None)}
    name = "int64" if kinds == {int} else "float64" if kinds and kinds <= {int, float} else "string"
    return getattr(pyarrow, name)()
