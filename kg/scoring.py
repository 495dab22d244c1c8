"""Extraction of files scored against annotated reports, for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.builder import extract_many
from kg.errors import UsageError
from kg.evaluate import (
    ERROR_KINDS,
    TABLE_HEADER,
    Error,
    Evaluation,
    evaluate,
    list_errors,
    read_gold,
    report_stem,
    table_rows,
)
from kg.model import Rejection
from kg.records import to_record


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores, and what they were computed from: gold and extracted records by stem."""

    evaluation: Evaluation
    gold: dict[str, Any]
    found: dict[str, Any]
    rejected: tuple[Rejection, ...]


def score_paths(gold: Path, paths: Iterable[str | Path]) -> Scored:
    """Extract the files under `paths` that have gold, and score them.

    Raises UsageError on unreadable gold, on a path that does not exist, and when no report has gold.
    """
    annotated = read_gold(gold)
    found: dict[str, Any] = {}
    rejected: list[Rejection] = []
    for result in extract_many(paths, only=lambda source: report_stem(source) in annotated.records):
        if isinstance(result, Rejection):
            rejected.append(result)
        else:
            found[report_stem(result.report.source)] = to_record(result)
    if not found:
        raise UsageError(
            f"none of the reports annotated in {gold} is among the paths (gold and report share the stem of their names)"
        )
    return Scored(evaluate(gold, found), dict(annotated.records), found, tuple(rejected))


def scores_text(scored: Scored, as_json: bool) -> str:
    """The scores as a table in plain text, or as JSON."""
    if as_json:
        return json.dumps(scored.evaluation.to_json(), ensure_ascii=False, indent=1)
    rows = [TABLE_HEADER, *table_rows(scored.evaluation.total)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(TABLE_HEADER))]
    lines = [
        "  ".join(
            cell.ljust(w) if i in (0, len(widths) - 1) else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([f"{scored.evaluation.total.reports} reports", *lines])


def errors_text(scored: Scored, kind: str, as_json: bool) -> str:
    """What was missed, spurious or mislinked of a kind, report by report. Raises UsageError on an unknown kind."""
    kind = next((known for known in ERROR_KINDS if kind in (known, f"{known}s", f"{known[:-1]}ies")), kind)
    if kind not in ERROR_KINDS:
        raise UsageError(f"unknown kind {kind!r}: use one of {', '.join(ERROR_KINDS)}")
    errors: list[tuple[str, Error]] = [
        (stem, error)
        for stem, record in scored.found.items()
        for error in list_errors(scored.gold[stem], record, kind)
    ]
    if as_json:
        return "\n".join(
            json.dumps(
                {"report": stem, "status": e.status.value, "name": e.name, "detail": e.detail},
                ensure_ascii=False,
            )
            for stem, e in errors
        )
    return "\n".join(f"{stem}  {e.status.value:10}  {e.name}  {e.detail}" for stem, e in errors)
