"""Whether scores mean what they say: of the entries with a score near 0.7, are seven in ten right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.evaluate.alignment import align
from kg.evaluate.entries import Record, is_scored, read_entries
from kg.model import Kind

CALIBRATION_HEADER = ("kind", "score", "entries", "mean score", "right", "gap")

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Entries whose score is `low` or more and below `high` (the last bin holds 1 too)."""

    low: float
    high: float
    entries: int
    right: int
    total_score: float

    @property
    def mean(self) -> float:
        """The mean score."""
        return self.total_score / self.entries

    @property
    def share(self) -> float:
        """The share that is right: paired with an entry of the gold."""
        return self.right / self.entries

    @property
    def gap(self) -> float:
        """By how much the share exceeds the mean score; below 0 the scores promise too much."""
        return self.share - self.mean


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins of one kind that hold entries, lowest first."""

    kind: Kind
    bins: tuple[Bin, ...]

    @property
    def entries(self) -> int:
        """How many entries have a score and are scored against the gold."""
        return sum(one.entries for one in self.bins)

    @property
    def error(self) -> float | None:
        """The expected calibration error: the mean gap, without its sign, over all entries; None without any."""
        if not self.entries:
            return None
        return sum(one.entries * abs(one.gap) for one in self.bins) / self.entries


def calibrate(pairs: Iterable[tuple[Record, Record]]) -> tuple[Calibration, ...]:
    """Compare scores with how often they are right, kind by kind in the order of `Kind`.

    `pairs` are reports: the gold, and what `kg.records.to_record` returns. Entries without a score, and
    statistics where the gold lists only some, do not count.
    """
    scored: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in Kind}
    for gold, found in pairs:
        for kind in Kind:
            if is_scored(gold, kind):
                scored[kind] += _scored(gold, found, kind)
    return tuple(Calibration(kind, _bins(entries)) for kind, entries in scored.items())


def calibration_rows(calibrations: Iterable[Calibration]) -> list[tuple[str, ...]]:
    """Return the cells of a table under `CALIBRATION_HEADER`: a row a bin, then one with the error of a kind."""
    rows: list[tuple[str, ...]] = []
    for one in calibrations:
        for part in one.bins:
            shares = (f"{part.mean:.3f}", f"{part.share:.3f}", f"{part.gap:+.3f}")
            rows.append((one.kind.value, f"{part.low:.1f}–{part.high:.1f}", str(part.entries), *shares))
        error = "–" if one.error is None else f"{one.error:.3f}"
        rows.append((one.kind.value, "expected calibration error", str(one.entries), "", "", error))
    return rows


def calibration_json(calibrations: Iterable[Calibration]) -> dict[str, Any]:
    """Return a JSON-able object by kind: `entries`, `error`, and `bins` with what the table shows."""
    return {
        one.kind.value: {
            "entries": one.entries,
            "error": one.error,
            "bins": [
                {
                    "low": part.low,
                    "high": part.high,
                    "entries": part.entries,
                    "right": part.right,
                    "mean_score": part.mean,
                    "share": part.share,
                }
                for part in one.bins
            ],
        }
        for one in calibrations
    }


def _scored(gold: Record, found: Record, kind: Kind) -> list[tuple[float, bool]]:
    entries = read_entries(found, kind)
    paired = {id(theirs) for _, theirs in align(read_entries(gold, kind), entries).pairs}
    return [
        (float(score), id(entry) in paired)
        for entry in entries
        if isinstance(score := entry.raw.get("score"), int | float)
    ]


def _bins(entries: list[tuple[float, bool]]) -> tuple[Bin, ...]:
    by_bin: dict[int, list[tuple[float, bool]]] = {}
    for score, right in entries:
        # Rounded first: 0.7 * 10 is 7.000000000000001 or 6.999999999999999, as it comes.
        number = min(_BINS - 1, max(0, int(round(score * _BINS, 9))))
        by_bin.setdefault(number, []).append((score, right))
    return tuple(
        Bin(
            number / _BINS,
            (number + 1) / _BINS,
            len(held),
            sum(right for _, right in held),
            sum(score for score, _ in held),
        )
        for number, held in sorted(by_bin.items())
    )
