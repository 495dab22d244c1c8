"""What a query answers, and the forms in which it can be taken away."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyoxigraph as ox

from kg.errors import UsageError
from kg.namespaces import BASE, PREFIXES, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = str | int | float | bool | None
Row = tuple[Term | None, ...]

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_INTEGERS = frozenset(
    XSD + name
    for name in ("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_REALS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def shorten(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Write an IRI with the prefix of its namespace (`region:430281`), or leave it when none fits."""
    best, start = "", 0
    for name, namespace in prefixes.items():
        if len(namespace) > start and iri.startswith(namespace):
            best, start = name, len(namespace)
    return f"{best}:{iri[start:]}" if start and _LOCAL.fullmatch(iri, start) else iri


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    `form` is select, ask or graph (CONSTRUCT and DESCRIBE), `columns` the names of the variables (`answer`
    for ASK; `subject`, `predicate`, `object` for a graph), `terms` the rows as RDF terms, None where a
    variable is unbound. `base` and `prefixes` say how IRIs are shortened, `cut` that there would be more rows.
    """

    form: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    terms: tuple[Row, ...]
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    base: str = BASE
    cut: bool = False

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """The rows as Python values: IRIs shortened, numbers and booleans as such, all else as text."""
        return [tuple(self._cell(term) for term in row) for row in self.terms]

    def _cell(self, term: Term | None) -> Cell:
        return shorten(term.value, self.prefixes) if isinstance(term, ox.NamedNode) else value_of(term)

    def to_csv(self) -> str:
        """Return SPARQL 1.1 CSV: IRIs in full, unbound cells empty, a line feed after each row.

        Text stands as the report has it. A spreadsheet may take a cell that starts with `=`, `+`, `-` or `@`
        for a formula: import such files as text.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_plain(term) for term in row] for row in self.terms)
        return out.getvalue()

    def to_json(self) -> str:
        """Return SPARQL 1.1 JSON results. Raises UsageError for a graph, which is no table of bindings."""
        if self.form == "graph":
            raise UsageError("CONSTRUCT and DESCRIBE answer with a graph: ask for Turtle, not JSON.")
        document: dict[str, object]
        if self.form == "ask":
            document = {"head": {}, "boolean": self.rows[0][0]}
        else:
            document = {
                "head": {"vars": list(self.columns)},
                "results": {"bindings": [_binding(self.columns, row) for row in self.terms]},
            }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def to_turtle(self) -> str:
        """Return sorted Turtle. Raises UsageError unless the query was CONSTRUCT or DESCRIBE."""
        from kg.graph.serialise import serialise

        if self.form != "graph":
            raise UsageError(
                "Only CONSTRUCT and DESCRIBE answer with a graph; this query answers with a table: "
                "ask for CSV or JSON, or write CONSTRUCT instead of SELECT."
            )
        triples = [ox.Triple(*row) for row in self.terms]  # type: ignore[arg-type]
        return serialise(triples, "turtle", self.base).decode()

    def to_table(self, terminal: bool | None = None, width: int | None = None) -> str:
        """Return a table for people: framed and wrapped for a terminal, else plain aligned columns.

        `terminal` says which (by default, whether standard output is one), `width` is in terminal cells.
        Control characters become spaces, so that no text of a report can steer the terminal.
        """
        terminal = sys.stdout.isatty() if terminal is None else terminal
        cells = [["" if cell is None else _CONTROL.sub(" ", str(cell)) for cell in row] for row in self.rows]
        return _framed(self.columns, cells, width) if terminal else _aligned(self.columns, cells)


def value_of(term: Term | None) -> Cell:
    """The Python value of a term: IRIs in full, integral decimals as int; ill-formed numbers stay text."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return _plain(term)
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _REALS:
            number = float(text)
            return int(text) if datatype == XSD + "decimal" and text.lstrip("+-").isdigit() else number
    except ValueError:
        return text
    if datatype == XSD + "boolean":
        return text in ("true", "1")
    return text


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _binding(columns: tuple[str, ...], row: Row) -> dict[str, object]:
    pairs = zip(columns, row, strict=True)
    return {name: _json_term(term) for name, term in pairs if term is not None}


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        raise UsageError("A cell holds a quoted triple, for which SPARQL 1.1 JSON has no form.")
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        found["datatype"] = term.datatype.value
    return found


def _framed(columns: tuple[str, ...], cells: list[list[str]], width: int | None) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True)
    table = Table(show_lines=any(len(cell) > 30 for row in cells for cell in row))
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)
    return out.getvalue()


def _aligned(columns: tuple[str, ...], cells: list[list[str]]) -> str:
    from rich.cells import cell_len

    rows = [list(columns), *cells]
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(columns))]
    padded = (
        [text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)]
        for row in rows
    )
    return "".join("  ".join(row).rstrip() + "\n" for row in padded)
