"""Annotated reports on disk: found, read and checked before anything is compared with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.evaluate.entries import RECORD_KEYS, Record
from kg.model import Kind

_TOP_KEYS = frozenset({"document", *RECORD_KEYS.values()})
_MOST_FLOAT = 1e300

# What scoring reads of an entry of each kind: strings, lists of strings.
_STRINGS: dict[Kind, tuple[str, ...]] = {
    Kind.REGION: ("name",),
    Kind.AGENCY: ("name",),
    Kind.REGULATION: ("title", "kind", "role"),
    Kind.PROGRAMME: ("name", "stage"),
    Kind.AWARD: ("name", "recipient", "level", "quote"),
    Kind.STATISTIC: ("indicator", "unit", "quote"),
}
_LISTS: dict[Kind, tuple[str, ...]] = {
    Kind.REGION: ("surfaces",),
    Kind.AGENCY: ("aliases", "surfaces"),
    Kind.REGULATION: ("aliases", "surfaces"),
    Kind.PROGRAMME: ("aliases", "surfaces", "where"),
    Kind.AWARD: (),
    Kind.STATISTIC: (),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated reports by the stem of their file, and the files that are something else."""

    records: dict[str, dict[str, Any]]
    skipped: tuple[Path, ...]


def report_stem(source: str) -> str:
    """Return the stem by which a report's `source` meets its gold: `a/000_x.docx` gives `000_x`."""
    return Path(source).stem


def read_gold(gold: Path | Iterable[Path]) -> Gold:
    """Read annotated reports from a folder (its `*.json`, not those below), files, or several of either.

    Files that are not `.json`, or hold something else than an annotated report, are skipped. Raises
    UsageError, naming the file, for a path that is not there, invalid JSON, a report that lacks what scoring
    needs, or a second report with the same stem, and if there is no annotated report at all.
    """
    places = [gold] if isinstance(gold, Path) else list(gold)
    records: dict[str, dict[str, Any]] = {}
    skipped: list[Path] = []
    for path in (path for place in places for path in _files(place)):
        record = _read_file(path) if path.suffix == ".json" else None
        if record is None:
            skipped.append(path)
        elif path.stem in records:
            raise UsageError(f"{path}: a second gold file for {path.stem}; give only one of them.")
        else:
            records[path.stem] = record
    if not records:
        raise UsageError(f"No annotated report in {', '.join(map(str, places)) or 'nothing'}.")
    return Gold(records, tuple(skipped))


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(place.glob("*.json"))
    if not place.is_file():
        raise UsageError(f"{place}: no such file or folder of annotated reports.")
    return [place]


def _read_file(path: Path) -> dict[str, Any] | None:
    """Return the checked report, or None if the file holds something else."""
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not valid JSON in UTF-8: {error}") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    # Two of the keys show that an annotated report is meant; it must then have them all.
    if not isinstance(record, dict) or len(_TOP_KEYS & record.keys()) < 2:
        return None
    problem = next(_problems(record), None)
    if problem is not None:
        raise UsageError(f"{path}: {problem}; see the annotation guidelines for the schema.")
    return record


def _problems(record: Record) -> Iterator[str]:
    if not isinstance(record.get("document"), dict):
        yield "“document” is missing or not an object"
    if not isinstance(record.get("statistics_partial", False), bool):
        yield "“statistics_partial” is neither true nor false"
    for kind, key in RECORD_KEYS.items():
        entries = record.get(key)
        if not isinstance(entries, list):
            yield f"“{key}” is missing or not a list"
            continue
        for number, entry in enumerate(entries, 1):
            for problem in _entry_problems(entry, kind):
                yield f"entry {number} of “{key}”: {problem}"


def _entry_problems(entry: object, kind: Kind) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "not an object"
        return
    for key in _STRINGS[kind]:
        if not isinstance(entry.get(key), str):
            yield f"“{key}” is missing or not a string"
    for key in _LISTS[kind]:
        values = entry.get(key)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            yield f"“{key}” is missing or not a list of strings"
    if kind is Kind.STATISTIC and not _is_number(entry.get("value")):
        yield "“value” is missing or not a number"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MOST_FLOAT
