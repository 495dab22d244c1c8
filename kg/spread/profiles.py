"""Practice profiles: which programmes a region reports, each weighted by how few regions do.

A profile is the set of programmes that the reports say a region does or tries; what is only planned does not
count. It is drawn up for observed regions alone, those with a report of their own, because only their silence
can be told from missing reports. The weight of a programme is its inverse document frequency over the observed
regions, w = ln(1 + N/n), N regions of which n report it (K. Spärck Jones, A statistical interpretation of term
specificity, Journal of Documentation 28, 1972; the 1 keeps what all report above zero). Two profiles are
compared by the cosine of their weighted vectors, from 0 (nothing shared) to 1 (the same programmes).

A candidate, found by its form and in no vocabulary, weighs nothing until two regions report it: a single one
may be a slogan, and it can be shared with nobody.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UsageError
from kg.spread.facts import AdoptionRow, Facts, PlaceRow

PLANNED = "planned"

MEASURE = (
    "similarity: cosine of the sets of programmes reported (implemented or pilot), each weighted "
    "w = ln(1 + N/n), N observed regions of which n report it"
)
"""The measure in one sentence, for the notes of tables."""

SILENCE = "A report that does not name a practice does not say that the region lacks it."
"""The caveat that goes with every list of what is not reported."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the reports say that one observed region does.

    `years` are those of its own reports. `reported` and `planned` give the statements by programme, earliest
    first; a programme that is reported is not among the planned ones.
    """

    region: str
    years: tuple[int, ...]
    reported: Mapping[str, tuple[AdoptionRow, ...]]
    planned: Mapping[str, tuple[AdoptionRow, ...]]

    def state(self, programme: str) -> str:
        """`reported`, `planned` or `not reported`."""
        if programme in self.reported:
            return "reported"
        return PLANNED if programme in self.planned else "not reported"

    def rows(self, programme: str) -> tuple[AdoptionRow, ...]:
        """The statements about a programme: that it is done, else that it is planned, else none."""
        return self.reported.get(programme) or self.planned.get(programme, ())


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of all observed regions, by IRI, with the weights of programmes and who reports them."""

    of: Mapping[str, Profile]
    weights: Mapping[str, float]
    adopters: Mapping[str, frozenset[str]]
    norms: Mapping[str, float]

    def similarity(self, a: str, b: str) -> float:
        """The cosine of two profiles; 0 where one is empty."""
        norm = self.norms[a] * self.norms[b]
        if not norm:
            return 0.0
        return min(1.0, sum(self.weights.get(p, 0.0) ** 2 for p in self.shared(a, b)) / norm)

    def shared(self, a: str, b: str) -> list[str]:
        """The programmes that both report, rarest first."""
        both = self.of[a].reported.keys() & self.of[b].reported.keys()
        return sorted(both, key=lambda programme: (-self.weights.get(programme, 0.0), programme))


def profiles(facts: Facts, year: int | None = None) -> Profiles:
    """Draw up the profiles of all observed regions, over all years or of one year's reports."""
    years: dict[str, set[int]] = defaultdict(set)
    for report in facts.reports.values():
        if report.region is not None and report.year is not None and year in (None, report.year):
            years[report.region].add(report.year)
    reported: dict[str, dict[str, list[AdoptionRow]]] = {region: defaultdict(list) for region in years}
    planned: dict[str, dict[str, list[AdoptionRow]]] = {region: defaultdict(list) for region in years}
    for row in sorted(facts.adoptions, key=lambda row: (row.year, row.iri)):
        if row.region in years and year in (None, row.year):
            (planned if row.stage == PLANNED else reported)[row.region][row.programme].append(row)
    of = {
        region: Profile(
            region,
            tuple(sorted(years[region])),
            {p: tuple(rows) for p, rows in sorted(reported[region].items())},
            {p: tuple(rows) for p, rows in sorted(planned[region].items()) if p not in reported[region]},
        )
        for region in sorted(years)
    }
    return _weighted(facts, of)


def _weighted(facts: Facts, of: Mapping[str, Profile]) -> Profiles:
    adopters: dict[str, set[str]] = defaultdict(set)
    for region, profile in of.items():
        for programme in profile.reported:
            adopters[programme].add(region)
    weights = {
        programme: math.log(1 + len(of) / len(regions))
        for programme, regions in sorted(adopters.items())
        if len(regions) > 1 or not _candidate(facts, programme)
    }
    norms = {
        region: math.sqrt(sum(weights.get(p, 0.0) ** 2 for p in profile.reported))
        for region, profile in of.items()
    }
    return Profiles(of, weights, {p: frozenset(regions) for p, regions in adopters.items()}, norms)


def _candidate(facts: Facts, programme: str) -> bool:
    row = facts.programmes.get(programme)
    return row is None or row.candidate


def observed(facts: Facts, known: Profiles, name: str) -> PlaceRow:
    """The observed region that `name` means. Raises UsageError, with observed regions to choose from."""
    place = facts.find_region(name)
    if place.iri in known.of:
        return place
    inside = [r for r in known.of if facts.places[r].chain.startswith(place.chain + "/")]
    offered = [facts.places[r].name for r in (inside or list(known.of))[:8]]
    raise UsageError(
        f"{place.name} has no report of its own in this graph, so what it does not do cannot be told; "
        f"regions with a report: {', '.join(offered)}{' …' if len(inside or known.of) > 8 else ''}"
    )


def programme_name(facts: Facts, programme: str) -> str:
    """The name of a programme, or its IRI where it has none."""
    row = facts.programmes.get(programme)
    return programme if row is None else row.name


def programme_kind(facts: Facts, programme: str) -> str | None:
    """The kind of a programme: service, platform, reform …"""
    row = facts.programmes.get(programme)
    return None if row is None else row.kind


def province_of(place: PlaceRow) -> str | None:
    """The IRI of the province in which a region lies, itself if it is one."""
    return place.iri if place.level == "province" else place.province
