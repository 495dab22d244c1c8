"""What the store says about places, reports, programmes and their adoptions, as plain rows in memory.

A few queries fetch each class whole, Python joins them: every analysis of spread starts from `load_facts`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyoxigraph as ox

from kg.query.run import run
from kg.spread.rows import AdoptionRow, AwardRow, Facts, ObservationRow, PlaceRow, ProgrammeRow, ReportRow

__all__ = [
    "AdoptionRow",
    "AwardRow",
    "Facts",
    "ObservationRow",
    "PlaceRow",
    "ProgrammeRow",
    "ReportRow",
    "load_facts",
]

Properties = Mapping[str, list[str]]

_UNUSED = (
    "rdf:type, kg:surface, kg:rawText, kg:sha256, kg:signatory, kg:addressee, skos:inScheme, dct:publisher"
)


def load_facts(store: ox.Store, *, tied_only: bool = False) -> Facts:
    """Read all rows from a store; about a second for some dozens of reports.

    With `tied_only`, observations that measure no programme stay out, which saves a third of the time. An
    adoption's quote is the longest of its evidence: the sentence chosen for it, not the bare name.
    """
    with _no_collection():
        return _load(store, tied_only)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the collector, which would look at the growing rows again and again: they hold no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(store: ox.Store, tied_only: bool) -> Facts:
    measured = "Observation ; kg:programme []" if tied_only else "Observation"
    places = _places(_described(store, "Region"))
    reports = {
        iri: ReportRow(
            iri, _one(of, "title") or _one(of, "label") or "", _one(of, "spatial"), _int(of, "year"),
            _one(of, "level"), _one(of, "issued"), _one(of, "source"),
        )
        for iri, of in _described(store, "Report").items()
    }  # fmt: skip
    candidates = set(_described(store, "Candidate", "kind"))
    programmes = {
        iri: _programme(iri, of, iri in candidates) for iri, of in _described(store, "Programme").items()
    }
    adoptions, undated = _adoptions(_described(store, "Adoption"), _evidence(store, "Adoption"))
    return Facts(
        places,
        reports,
        programmes,
        adoptions,
        _observations(_described(store, measured), _evidence(store, measured)),
        _awards(_described(store, "AwardReceipt"), _evidence(store, "AwardReceipt")),
        {iri: _one(of, "label") or iri for iri, of in _described(store, "Agency").items()},
        undated,
    )


def _described(store: ox.Store, kind: str, only: str | None = None) -> dict[str, dict[str, list[str]]]:
    """Subject → local name of the predicate → values, for a class; sorted by subject.

    `only` is one predicate of the ontology; without it, all but those that no row needs.
    """
    pattern = f"?s kg:{only} ?o BIND(kg:{only} AS ?p)" if only else f"?s ?p ?o FILTER(?p NOT IN ({_UNUSED}))"
    found: dict[str, dict[str, list[str]]] = {}
    names: dict[str, str] = {}
    for subject, predicate, value in run(store, f"SELECT ?s ?p ?o {{ ?s a kg:{kind} . {pattern} }}").terms:
        if isinstance(value, ox.Literal):
            if value.language not in (None, "zh"):
                continue
        elif not isinstance(value, ox.NamedNode):
            continue
        iri, name = subject.value, predicate.value  # type: ignore[union-attr]
        local = names.get(name) or names.setdefault(name, _local(name) or name)
        of = found.get(iri) or found.setdefault(iri, {})
        of.setdefault(local, []).append(value.value)
    return dict(sorted(found.items()))


def _evidence(store: ox.Store, kind: str) -> dict[str, tuple[str, str]]:
    """Fact → the longest quote among its evidence, and the section where it stands."""
    found: dict[str, tuple[str, str]] = {}
    rows = run(
        store,
        f"SELECT ?fact ?quote ?section {{ ?fact a kg:{kind} . ?e oa:hasBody ?fact ; kg:quote ?quote . "
        "OPTIONAL { ?e kg:section ?section } }",
    ).terms
    for fact, quote, section in rows:
        if isinstance(fact, ox.NamedNode) and isinstance(quote, ox.Literal):
            words = (quote.value, section.value if isinstance(section, ox.Literal) else "")
            best = found.get(fact.value)
            if best is None or (len(words[0]), words) > (len(best[0]), best):
                found[fact.value] = words
    return found


def _one(of: Properties, name: str) -> str | None:
    values = of.get(name)
    return min(values) if values else None


def _int(of: Properties, name: str) -> int | None:
    value = _one(of, name)
    return None if value is None else int(value)


def _float(of: Properties, name: str) -> float | None:
    value = _one(of, name)
    return None if value is None else float(value)


def _local(iri: str | None) -> str | None:
    return None if iri is None else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _places(described: Mapping[str, Properties]) -> dict[str, PlaceRow]:
    rows: dict[str, PlaceRow] = {}
    for iri, of in described.items():
        above = _above(iri, described)
        name = _one(of, "label") or iri
        rows[iri] = PlaceRow(
            iri, name, _one(of, "chain") or name, _one(of, "level") or "", _one(of, "notation"),
            _float(of, "lat"), _float(of, "long"), above.get("province"), above.get("prefecture"),
        )  # fmt: skip
    return rows


def _above(iri: str, described: Mapping[str, Properties]) -> dict[str, str]:
    """Level → region, for the regions above one."""
    found: dict[str, str] = {}
    seen, step = {iri}, _one(described[iri], "sfWithin")
    while step is not None and step not in seen:
        seen.add(step)
        of = described.get(step, {})
        found[_one(of, "level") or ""] = step
        step = _one(of, "sfWithin")
    return found


def _programme(iri: str, of: Properties, candidate: bool) -> ProgrammeRow:
    name = _one(of, "prefLabel") or _one(of, "label") or iri
    labels = tuple(dict.fromkeys([name, *sorted(of.get("altLabel", [])), *sorted(of.get("quotedLabel", []))]))
    return ProgrammeRow(
        iri, name, labels, _local(_one(of, "kind")), tuple(sorted(of.get("broader", []))),
        _int(of, "originYear"), _one(of, "originDocument"), candidate,
    )  # fmt: skip


def _adoptions(
    described: Mapping[str, Properties], evidence: Mapping[str, tuple[str, str]]
) -> tuple[tuple[AdoptionRow, ...], int]:
    rows, undated = [], 0
    for iri, of in described.items():
        report, region, programme = _one(of, "report"), _one(of, "region"), _one(of, "programme")
        year = _int(of, "year")
        if report is None or region is None or programme is None:
            continue
        if year is None:
            undated += 1
            continue
        quote, section = evidence.get(iri, ("", ""))
        rows.append(
            AdoptionRow(
                iri, report, region, programme, year, _local(_one(of, "stage")) or "", _int(of, "since"),
                tuple(sorted(of.get("agency", []))), quote, section,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.year, row.region, row.programme, row.iri))), undated


def _observations(
    described: Mapping[str, Properties], evidence: Mapping[str, tuple[str, str]]
) -> tuple[ObservationRow, ...]:
    rows = (
        ObservationRow(
            iri, _one(of, "report") or "", _one(of, "region"), _int(of, "year"), _one(of, "indicator"),
            _one(of, "indicatorText") or "", _float(of, "value") or 0.0, _one(of, "unit") or "",
            _one(of, "programme"), evidence.get(iri, ("", ""))[0],
        )
        for iri, of in described.items()
        if "value" in of
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.year or 0, row.region or "", row.iri)))


def _awards(
    described: Mapping[str, Properties], evidence: Mapping[str, tuple[str, str]]
) -> tuple[AwardRow, ...]:
    rows = (
        AwardRow(
            iri, _one(of, "report") or "", _one(of, "region"), _int(of, "year"), _one(of, "label") or "",
            _one(of, "level"), _one(of, "recipientName"), _one(of, "programme"),
            evidence.get(iri, ("", ""))[0],
        )
        for iri, of in described.items()
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.year or 0, row.region or "", row.iri)))
