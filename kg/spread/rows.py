"""Places, reports, programmes and what reports say of them, as plain rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Level
from kg.spread.finding import nearest_names, pick_programme, pick_region

_LEVELS = {level.value: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A region. `province` and `prefecture` are IRIs of the regions above, None at or above their level."""

    iri: str
    name: str
    chain: str
    level: str
    code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    province: str | None = None
    prefecture: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report; `region` is an IRI, `year` the year it reports on, `issued` a date (ISO 8601)."""

    iri: str
    title: str
    region: str | None = None
    year: int | None = None
    level: str | None = None
    issued: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme; `labels` are its name and all others, `broader` IRIs, `candidate`: in no vocabulary."""

    iri: str
    name: str
    labels: tuple[str, ...] = ()
    kind: str | None = None
    broader: tuple[str, ...] = ()
    origin_year: int | None = None
    origin_document: str | None = None
    candidate: bool = False


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """A report's statement that a region does, tries or plans a programme; `agencies` are IRIs.

    `year` is the report's, `since` a stated start, `stage` implemented, pilot or planned.
    """

    iri: str
    report: str
    region: str
    programme: str
    year: int
    stage: str
    since: int | None = None
    agencies: tuple[str, ...] = ()
    quote: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A number that a report gives; `programme` is the one that it measures, if the text ties them."""

    iri: str
    report: str
    region: str | None
    year: int | None
    indicator: str | None
    indicator_text: str
    value: float
    unit: str
    programme: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An honour received; `region` is the reporting one, `year` that of the honour if it is stated."""

    iri: str
    report: str
    region: str | None
    year: int | None
    name: str
    level: str | None = None
    recipient_name: str | None = None
    programme: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows: by IRI for places, reports and programmes, sorted tuples for the statements.

    `agencies` gives the names of agencies by IRI. `undated` counts adoptions left out of `adoptions`, as
    their report bears no year.
    """

    places: Mapping[str, PlaceRow] = field(default_factory=dict)
    reports: Mapping[str, ReportRow] = field(default_factory=dict)
    programmes: Mapping[str, ProgrammeRow] = field(default_factory=dict)
    adoptions: tuple[AdoptionRow, ...] = ()
    observations: tuple[ObservationRow, ...] = ()
    awards: tuple[AwardRow, ...] = ()
    agencies: Mapping[str, str] = field(default_factory=dict)
    undated: int = 0

    def find_programme(self, name: str) -> ProgrammeRow:
        """The programme with this IRI, prefixed name (`programme:…`) or label; quotation marks do not count.

        Among several, one of the vocabulary goes before a candidate, then the one reported most. Raises
        UsageError that offers the nearest names.
        """
        found = pick_programme(name, {row.iri: row.labels or (row.name,) for row in self.programmes.values()})
        if not found:
            every = [label for row in self.programmes.values() for label in row.labels or (row.name,)]
            raise nearest_names("programme", name, every)
        reported: dict[str, int] = defaultdict(int)
        for adoption in self.adoptions:
            reported[adoption.programme] += 1
        rows = [self.programmes[iri] for iri in found]
        return min(rows, key=lambda row: (row.candidate, -reported[row.iri], row.iri))

    def find_region(self, name: str) -> PlaceRow:
        """The region with this IRI, prefixed name (`region:…`), code, name, short name or chain.

        A chain may lack its first links (`株洲市/醴陵市`) and its slashes. Among several of one name, those
        with a report of their own go first; of a short name (长沙), those of the highest level go first.
        Raises UsageError that offers the nearest names, or all of an ambiguous one.
        """
        reporting = {report.region for report in self.reports.values()}
        known = {
            row.iri: (row.name, row.chain, row.code, _LEVELS.get(row.level, 9), row.iri in reporting)
            for row in self.places.values()
        }
        return self.places[pick_region(name, known)]
