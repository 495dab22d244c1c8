"""Many reports against their gold: as JSON (`Evaluation.to_json`) and as a table (`table_rows`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.gold import read_gold
from kg.evaluate.scores import KindScore, ReportScore, Scores, Share, combine, score_report

TABLE_HEADER = ("kind", "gold", "found", "paired", "P", "R", "F1", "linking", "attributes")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by report (stem of the gold file, in its order) and in total.

    `left_out` are the gold files' stems whose report is not among the extracted ones, `skipped` the files
    that hold no annotated report.
    """

    reports: tuple[tuple[str, ReportScore], ...]
    total: Scores
    left_out: tuple[str, ...]
    skipped: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return a JSON-able object: `total`, `reports` by stem, `left_out`, `skipped`.

        Scores hold `document` (`right`, `of`, `share`, `fields` by name) and `kinds` by name, each with
        `scored`, `gold`, `found`, `paired`, `precision`, `recall`, `f1`, `linking` and `attributes` by name;
        a share of nothing is null. The total has the number of `reports` too.
        """
        return {
            "total": {"reports": self.total.reports, **_scores_json(self.total)},
            "reports": {stem: _scores_json(score) for stem, score in self.reports},
            "left_out": list(self.left_out),
            "skipped": list(self.skipped),
        }


def evaluate(gold: Path | Iterable[Path], found_by_stem: Mapping[str, Mapping[str, Any]]) -> Evaluation:
    """Score extracted reports against the gold files of the same stem.

    `gold` is a folder or files, as for `read_gold`, whose UsageError it raises; `found_by_stem` holds what
    `kg.records.to_record` returns, by `report_stem` of the report's source. Reports without gold are ignored.
    """
    annotated = read_gold(gold)
    reports = tuple(
        (stem, score_report(record, found_by_stem[stem]))
        for stem, record in annotated.records.items()
        if stem in found_by_stem
    )
    return Evaluation(
        reports=reports,
        total=combine(score for _, score in reports),
        left_out=tuple(stem for stem in annotated.records if stem not in found_by_stem),
        skipped=tuple(str(path) for path in annotated.skipped),
    )


def table_rows(scores: ReportScore) -> list[tuple[str, ...]]:
    """Return the cells of a table under `TABLE_HEADER`: a row a kind, then the document.

    `scores` is the total of an evaluation or one report's. Shares have three decimals, `–` is a share of
    nothing; the document's row has its fields under gold and the right ones under paired.
    """
    document = scores.document
    last = ("document", str(document.of), "", str(document.right), "", "", "", "", _named_shares([document]))
    return [*(_row(score) for score in scores.kinds), last]


def _row(score: KindScore) -> tuple[str, ...]:
    if not score.scored:
        return (score.kind.value, *["–"] * 7, "not scored")
    counts = (score.gold, score.found, score.paired)
    shares = (score.precision, score.recall, score.f1, score.linking)
    return (
        score.kind.value,
        *(str(count) for count in counts),
        *(_decimal(share) for share in shares),
        _named_shares(score.attributes),
    )


def _named_shares(shares: Iterable[Share]) -> str:
    return ", ".join(f"{share.name} {_decimal(share.value)}" for share in shares)


def _decimal(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _scores_json(scores: ReportScore) -> dict[str, Any]:
    document = scores.document
    return {
        "document": {
            "right": document.right,
            "of": document.of,
            "share": document.value,
            "fields": {field.name: field.value for field in scores.fields},
        },
        "kinds": {score.kind.value: _kind_json(score) for score in scores.kinds},
    }


def _kind_json(score: KindScore) -> dict[str, Any]:
    return {
        "scored": score.scored,
        "gold": score.gold,
        "found": score.found,
        "paired": score.paired,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "linking": score.linking,
        "attributes": {share.name: share.value for share in score.attributes},
    }
