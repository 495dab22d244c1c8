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
    CALIBRATION_HEADER,
    ERROR_KINDS,
    TABLE_HEADER,
    Error,
    Evaluation,
    calibrate,
    calibration_json,
    calibration_rows,
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


def score_paths(gold: Path, paths: Iterable[str | Path], vocabularies: Iterable[str | Path] = ()) -> Scored:
    """Extract the files under `paths` that have gold, and score them.

    `vocabularies` are files of concepts beside the shipped ones. Raises VocabularyError when one of them does
    not hold together, UsageError on unreadable gold, on a path that does not exist, and when no report has gold.
    """
    annotated = read_gold(gold)
    found: dict[str, Any] = {}
    rejected: list[Rejection] = []
    annotated_only = extract_many(
        paths, only=lambda source: report_stem(source) in annotated.records, vocabularies=vocabularies
    )
    for result in annotated_only:
        if isinstance(result, Rejection):
            rejected.append(result)
        else:
            found[report_stem(result.report.source)] = to_record(result)
    if not found:
        raise UsageError(
            f"none of the reports annotated in {gold} is among the paths (gold and report share the stem of their names)"
        )
    return Scored(evaluate(gold, found), dict(annotated.records), found, tuple(rejected))


def scores_text(scored: Scored, as_json: bool, calibration: bool = False) -> str:
    """The scores as a table in plain text, or as JSON; with `calibration`, what the extraction's own scores are worth."""
    total = scored.evaluation.total
    calibrations = (
        calibrate((scored.gold[stem], record) for stem, record in scored.found.items()) if calibration else ()
    )
    if as_json:
        record = scored.evaluation.to_json()
        if calibration:
            record["calibration"] = calibration_json(calibrations)
        return json.dumps(record, ensure_ascii=False, indent=1)
    lines = [f"{total.reports} reports", *_table([TABLE_HEADER, *table_rows(total)], {0, 8})]
    if calibration:
        lines += ["", *_table([CALIBRATION_HEADER, *calibration_rows(calibrations)], {0, 1})]
    return "\n".join(lines)


def _table(rows: list[tuple[str, ...]], left: set[int]) -> list[str]:
    """The rows as lines of aligned cells; those in the columns `left` start at the left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


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
