"""How well extraction does: extracted reports against annotated ones (the gold), kind by kind."""

from __future__ import annotations

from kg.evaluate.calibration import (
    CALIBRATION_HEADER,
    Bin,
    Calibration,
    calibrate,
    calibration_json,
    calibration_rows,
)
from kg.evaluate.gold import Gold, read_gold, report_stem
from kg.evaluate.mistakes import ERROR_KINDS, Error, Status, list_errors
from kg.evaluate.report import TABLE_HEADER, Evaluation, evaluate, table_rows
from kg.evaluate.scores import KindScore, ReportScore, Scores, Share, combine, score_report

__all__ = [
    "CALIBRATION_HEADER",
    "ERROR_KINDS",
    "TABLE_HEADER",
    "Bin",
    "Calibration",
    "Error",
    "Evaluation",
    "Gold",
    "KindScore",
    "ReportScore",
    "Scores",
    "Share",
    "Status",
    "calibrate",
    "calibration_json",
    "calibration_rows",
    "combine",
    "evaluate",
    "list_errors",
    "read_gold",
    "report_stem",
    "score_report",
    "table_rows",
]
