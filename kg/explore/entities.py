"""The entities of a graph as the rows that the page holds, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.explore.described import Described

KINDS: tuple[tuple[str, str], ...] = (
    ("region", "Region"),
    ("programme", "Programme"),
    ("agency", "Agency"),
    ("regulation", "Regulation"),
    ("honour", "Award"),
    ("indicator", "Indicator"),
    ("report", "Report"),
)
"""The kinds that the page knows, and their classes; a row names its kind by its place here."""

_ALIASES = 60


def entity_rows(of: Described) -> list[dict[str, Any]]:
    """One object an entity: `i` (its IRI without the base), `k` (kind), `n` (name), and what else is known."""
    rows: dict[str, dict[str, Any]] = {}
    for number, (_, kind) in enumerate(KINDS):
        for iri in of.of_kind(kind):
            rows.setdefault(iri, entity_row(of, iri, number))
    return list(rows.values())


def entity_row(of: Described, iri: str, kind: int) -> dict[str, Any]:
    """The row of one entity; `kind` is a place in `KINDS`."""
    name = of.one(iri, "prefLabel") or of.one(iri, "title") or of.one(iri, "label") or iri
    aliases = [*of.all(iri, "label"), *of.all(iri, "altLabel"), *of.all(iri, "quotedLabel")]
    row: dict[str, Any] = {
        "i": iri,
        "k": kind,
        "n": name,
        "a": list(dict.fromkeys(alias for alias in aliases if alias != name))[:_ALIASES],
        "x": 1 if of.is_a(iri, "Candidate") else None,
        **_MORE[KINDS[kind][0]](of, iri),
    }
    return {key: value for key, value in row.items() if value not in (None, [], "")}


def _region(of: Described, iri: str) -> dict[str, Any]:
    lat, long = of.one(iri, "lat"), of.one(iri, "long")
    return {
        "code": of.one(iri, "notation"),
        "chain": of.one(iri, "chain"),
        "level": of.one(iri, "level"),
        "in": of.one(iri, "sfWithin"),
        "at": [round(float(long), 4), round(float(lat), 4)] if lat and long else None,
    }


def _programme(of: Described, iri: str) -> dict[str, Any]:
    return {
        "kind": of.one(iri, "kind"),
        "broader": of.all(iri, "broader"),
        "from": of.whole(iri, "originYear"),
        "by": of.one(iri, "originDocument"),
    }


def _agency(of: Described, iri: str) -> dict[str, Any]:
    function = of.one(iri, "classification")
    return {
        "in": of.one(iri, "spatial"),
        "function": of.one(function, "label") if function else None,
    }


def _regulation(of: Described, iri: str) -> dict[str, Any]:
    return {"kind": of.one(iri, "kind"), "year": of.whole(iri, "year"), "by": of.one(iri, "issuer")}


def _honour(of: Described, iri: str) -> dict[str, Any]:
    return {"kind": of.one(iri, "kind"), "level": of.one(iri, "level"), "by": of.one(iri, "grantorName")}


def _indicator(of: Described, iri: str) -> dict[str, Any]:
    return {"topic": of.one(iri, "topic"), "unit": of.one(iri, "unit")}


def _report(of: Described, iri: str) -> dict[str, Any]:
    return {
        "in": of.one(iri, "spatial"),
        "year": of.whole(iri, "year"),
        "level": of.one(iri, "level"),
        "issued": of.one(iri, "issued"),
        "by": of.all(iri, "publisher"),
        "number": of.one(iri, "docNumber"),
        "source": _file_name(of.one(iri, "source")),
        "sha256": of.one(iri, "sha256"),
        "characters": of.whole(iri, "characters"),
    }


def _file_name(source: str | None) -> str | None:
    """The name of the file alone: the page goes to others, whom the folders of a machine do not concern."""
    return None if source is None else source.replace("\\", "/").rsplit("/", 1)[-1]


_MORE: Mapping[str, Callable[[Described, str], dict[str, Any]]] = {
    "region": _region,
    "programme": _programme,
    "agency": _agency,
    "regulation": _regulation,
    "honour": _honour,
    "indicator": _indicator,
    "report": _report,
}
