"""Which region-years the reports cover, and what they say of a programme: reported, not reported, no report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.spread.facts import AdoptionRow, Facts, PlaceRow, ProgrammeRow
from kg.spread.starts import LEFT, PLANNED, Start, limits, observed_years, starts, weight
from kg.spread.starts import tied_pairs as count_ties
from kg.spread.tables import Row, Table

REPORTED, NOT_REPORTED, NO_REPORT = "reported", "not reported", "no report"
OBSERVED = "report"

Statements = Mapping[tuple[str, int], AdoptionRow]
"""(region, year) → the statement that counts most, see `kg.spread.starts.weight`."""


def statements(facts: Facts, programme: str) -> Statements:
    """For one programme, the statement that counts most of each region-year that has any."""
    found: dict[tuple[str, int], AdoptionRow] = {}
    for row in facts.adoptions:
        if row.programme != programme:
            continue
        key = (row.region, row.year)
        if key not in found or weight(facts, row) < weight(facts, found[key]):
            found[key] = row
    return found


def state(said: AdoptionRow | None, observed: bool) -> str:
    """The state of a region-year: what is only planned counts as not reported."""
    if said is not None and said.stage != PLANNED:
        return REPORTED
    return NOT_REPORTED if observed else NO_REPORT


def years_covered(observed: Mapping[str, Iterable[int]]) -> list[int]:
    """All years from the first to the last that a report covers."""
    years = {year for found in observed.values() for year in found}
    return list(range(min(years), max(years) + 1)) if years else []


def in_order(facts: Facts, regions: Iterable[str]) -> list[PlaceRow]:
    """The places of some regions by level, highest first, then by code."""
    levels = ("national", "province", "prefecture", "county")
    rank = {level: index for index, level in enumerate(levels)}
    rows = [place_of(facts, iri) for iri in set(regions)]
    return sorted(rows, key=lambda row: (rank.get(row.level, 9), row.code or "~", row.chain, row.iri))


def place_of(facts: Facts, iri: str) -> PlaceRow:
    """The row of a region, also of one that the graph names without describing it."""
    return facts.places.get(iri) or PlaceRow(iri, iri.rsplit("/", 1)[-1], iri.rsplit("/", 1)[-1], "")


def name_of(facts: Facts, iri: str | None) -> str | None:
    """The name of a region, None for none."""
    return None if iri is None else place_of(facts, iri).name


def coverage_table(facts: Facts, programme: ProgrammeRow | None = None) -> Table:
    """Region × year in long form, one row a region-year between the first and the last year of the reports.

    Without a programme the state is `report` or `no report`; with one it is `reported`, `not reported` or
    `no report`, `stage` is what the text says (planned is not reported) and regions known through others'
    reports alone are added: their other years are `no report`.
    """
    observed = observed_years(facts)
    reports = Counter((row.region, row.year) for row in facts.reports.values())
    said = statements(facts, programme.iri) if programme is not None else {}
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in facts.adoptions:
        if row.stage != PLANNED:
            told[row.region, row.year].add(row.programme)
    rows: list[Row] = []
    for place in in_order(facts, [*observed, *(region for region, _ in said)]):
        for year in _years(observed, said):
            seen = year in observed.get(place.iri, ())
            spoken = said.get((place.iri, year))
            plain = OBSERVED if seen else NO_REPORT
            rows.append(
                (
                    place.name, place.code, place.level, name_of(facts, place.province), year,
                    plain if programme is None else state(spoken, seen), spoken.stage if spoken else None,
                    reports[place.iri, year], len(told.get((place.iri, year), ())), place.iri,
                )
            )  # fmt: skip
    columns = (
        "region", "code", "level", "province", "year", "state", "stage", "reports", "programmes", "iri",
    )  # fmt: skip
    name = "coverage" if programme is None else f"coverage of {programme.name}"
    return Table(name, columns, tuple(rows), coverage_note(facts, programme))


def coverage_grid(facts: Facts, programme: ProgrammeRow | None = None) -> Table:
    """The same region × year, one row a region and one column a year, for reading and for heat maps."""
    long = coverage_table(facts, programme)
    years = sorted({int(str(row[4])) for row in long.rows})
    grid: dict[Row, dict[int, str]] = defaultdict(dict)
    for row in long.rows:
        grid[(*row[:3], row[9])][int(str(row[4]))] = str(row[5])
    rows = tuple((*key[:3], *(states[year] for year in years), key[3]) for key, states in grid.items())
    return Table(long.name, ("region", "code", "level", *map(str, years), "iri"), rows, long.note)


def _years(observed: Mapping[str, Iterable[int]], said: Statements) -> list[int]:
    years = set(years_covered(observed)) | {year for _, year in said}
    return list(range(min(years), max(years) + 1)) if years else []


def coverage_note(
    facts: Facts, programme: ProgrammeRow | None = None, found: Mapping[str, tuple[Start, ...]] | None = None
) -> str:
    """How much is observed, how many first reports are left-censored or tied, what cannot be concluded.

    `found` are the starts of the programme, or of all, where they are at hand.
    """
    observed = observed_years(facts)
    years = years_covered(observed)
    if not years:
        return limits(facts)
    seen = sum(len(found) for found in observed.values())
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
    parts = [
        f"{len(observed)} regions, {span}: {seen} of {len(observed) * len(years)} region-years observed."
    ]
    if facts.undated:
        parts.append(f"{facts.undated} adoptions are left out: their reports bear no year.")
    if programme is not None:
        found = starts(facts, programme.iri) if found is None else found
        parts.append(starts_note(found.get(programme.iri, ())))
    return " ".join(filter(None, [*parts, limits(facts, found)]))


def starts_note(found: tuple[Start, ...]) -> str:
    """How many first reports are left-censored and how many pairs share a year, in a sentence."""
    if not found:
        return "No region reports it as done or tried."
    if len(found) == 1:
        return "One region alone reports it: nothing is seen to spread."
    left = sum(start.censoring == LEFT for start in found)
    return (
        f"Of {len(found)} first reports {left} are left-censored (in the region's first report already); "
        f"{count_ties(found)} of {len(found) * (len(found) - 1) // 2} pairs start in the same year (ties)."
    )


_NAMED = 6  # regions that a line of the summary names


def coverage_lines(facts: Facts) -> list[str]:
    """One line a year: which regions the reports cover, the first by level and code named, the others counted."""
    regions: dict[int, list[str]] = defaultdict(list)
    for region, years in observed_years(facts).items():
        for year in years:
            regions[year].append(region)
    lines = []
    for year in sorted(regions):
        names = [row.name for row in in_order(facts, regions[year])]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        lines.append(f"reports of {year}: {', '.join(names[:_NAMED])}{more}")
    return lines
