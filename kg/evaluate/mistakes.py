"""What extraction got wrong in one report, entry by entry, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import UsageError
from kg.evaluate.alignment import Alignment, align, disagreements, is_linked
from kg.evaluate.entries import LINKED_KINDS, Entry, Record, is_scored, read_entries
from kg.evaluate.likeness import comparable
from kg.model import Kind

_DOCUMENT = "document"

ERROR_KINDS: tuple[str, ...] = (*(kind.value for kind in Kind), _DOCUMENT)


class Status(StrEnum):
    """What is wrong with an entry."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    MISLINKED = "mislinked"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Error:
    """One mistake. `name` is the gold's (a spurious entry's own, a document's field).

    `detail` is one line: the surfaces or the quote, the name it was linked to, or the attribute's two values.
    """

    status: Status
    name: str
    detail: str


def list_errors(gold: Record, found: Record, kind: str) -> list[Error]:
    """Return the mistakes of one kind: missed, spurious, mislinked, then wrong attributes.

    `gold` and `found` are as for `score_report`; `kind` is one of `ERROR_KINDS` (a `Kind` or `document`),
    else UsageError. Statistics of a gold that lists only some give none.
    """
    if kind == _DOCUMENT:
        return list(_document_errors(gold.get(_DOCUMENT) or {}, found.get(_DOCUMENT) or {}))
    if kind not in ERROR_KINDS:
        raise UsageError(f"No kind “{kind}”: choose one of {', '.join(ERROR_KINDS)}.")
    wanted = Kind(kind)
    if not is_scored(gold, wanted):
        return []
    alignment = align(read_entries(gold, wanted), read_entries(found, wanted))
    return [
        *(Error(Status.MISSED, entry.label, entry.evidence) for entry in alignment.missed),
        *(Error(Status.SPURIOUS, entry.label, entry.evidence) for entry in alignment.spurious),
        *_link_errors(alignment),
        *(error for pair in alignment.pairs for error in _attribute_errors(*pair)),
    ]


def _link_errors(alignment: Alignment) -> Iterator[Error]:
    for gold, found in alignment.pairs:
        if gold.kind in LINKED_KINDS and not is_linked(gold, found):
            yield Error(Status.MISLINKED, gold.label, f"found as {found.label} ({found.evidence})")


def _attribute_errors(gold: Entry, found: Entry) -> Iterator[Error]:
    for name in disagreements(gold, found):
        yield Error(
            Status.ATTRIBUTE, gold.label, f"{name}: {_differ(gold.raw.get(name), found.raw.get(name))}"
        )


def _document_errors(gold: Record, found: Record) -> Iterator[Error]:
    for name, value in gold.items():
        wanted, got = comparable(value), comparable(found.get(name))
        if wanted is None or wanted == got:
            continue
        detail = str(_shown(value)) if got is None else _differ(value, found.get(name))
        yield Error(Status.MISSED if got is None else Status.ATTRIBUTE, name, detail)


def _differ(gold: object, found: object) -> str:
    return f"gold {_shown(gold)}, found {_shown(found)}"


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(str(item) for item in value) or "none"
    return "none" if value is None or value == "" else " ".join(str(value).split())
