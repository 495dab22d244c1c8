"""The entries of a report's JSON object, with what scoring compares already normalised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.evaluate.likeness import normalise, normalised
from kg.model import Kind

Record = Mapping[str, Any]

RECORD_KEYS: dict[Kind, str] = {
    Kind.REGION: "regions",
    Kind.AGENCY: "agencies",
    Kind.REGULATION: "regulations",
    Kind.PROGRAMME: "programmes",
    Kind.AWARD: "awards",
    Kind.STATISTIC: "statistics",
}

# Kinds whose entries are entities with surfaces and a name that links them.
LINKED_KINDS = frozenset({Kind.REGION, Kind.AGENCY, Kind.REGULATION, Kind.PROGRAMME})

ATTRIBUTES: dict[Kind, tuple[str, ...]] = {
    Kind.REGION: (),
    Kind.AGENCY: (),
    Kind.REGULATION: ("role", "kind"),
    Kind.PROGRAMME: ("stage", "where"),
    Kind.AWARD: ("recipient", "level"),
    Kind.STATISTIC: ("indicator",),
}

_NAME_KEYS: dict[Kind, str] = {Kind.REGULATION: "title", Kind.STATISTIC: "indicator"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity, award or statistic; what its kind lacks is empty, None for `value`.

    `raw` is the JSON object; `name`, `names` (with the aliases), `surfaces`, `quote`, `unit` are normalised.
    """

    kind: Kind
    raw: Record
    name: str
    names: frozenset[str]
    surfaces: frozenset[str]
    quote: str
    unit: str
    value: float | None

    @property
    def label(self) -> str:
        """The name as written, for a statistic with its number."""
        name = str(self.raw.get(name_key(self.kind)) or "")
        if self.kind is Kind.STATISTIC:
            return f"{name} {self.raw.get('value')}{self.raw.get('unit') or ''}"
        return name

    @property
    def evidence(self) -> str:
        """Where the report says it, on one line: the surfaces, of awards and statistics the quote."""
        if self.kind in LINKED_KINDS:
            text = " | ".join(self.raw.get("surfaces") or ())
        else:
            text = str(self.raw.get("quote") or "")
        return " ".join(text.split())


def name_key(kind: Kind) -> str:
    """Return the key under which entries of `kind` have their name."""
    return _NAME_KEYS.get(kind, "name")


def is_scored(gold: Record, kind: Kind) -> bool:
    """Whether the gold lists all entries of `kind`; statistics may be marked as partial."""
    return not (kind is Kind.STATISTIC and gold.get("statistics_partial"))


def read_entries(record: Record, kind: Kind) -> list[Entry]:
    """Return the entries of `kind` in a report's JSON object, in its order; none if the key is missing."""
    return [_entry(raw, kind) for raw in record.get(RECORD_KEYS[kind]) or ()]


def _entry(raw: Record, kind: Kind) -> Entry:
    name = str(raw.get(name_key(kind)) or "")
    value = raw.get("value")
    return Entry(
        kind=kind,
        raw=raw,
        name=normalise(name),
        names=normalised([name, *(raw.get("aliases") or ())]),
        surfaces=normalised(raw.get("surfaces") or ()),
        quote=normalise(raw.get("quote") or ""),
        unit=normalise(raw.get("unit") or ""),
        value=value if isinstance(value, int | float) else None,
    )
