"""Where and since when: all programmes in one table, one programme's adoption history in another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from kg.errors import UsageError
from kg.spread.coverage import (
    NO_REPORT,
    NOT_REPORTED,
    REPORTED,
    coverage_note,
    in_order,
    name_of,
    place_of,
    state,
    statements,
)
from kg.spread.facts import AdoptionRow, Facts, ObservationRow, ProgrammeRow
from kg.spread.grouping import LEVELS, group_of
from kg.spread.starts import (
    PLANNED,
    STATED,
    Start,
    observed_years,
    same_year,
    starts,
    tied_pairs,
    told_by_itself,
)
from kg.spread.tables import Cell, Row, Table

BY = (*LEVELS, "year")

_HISTORY = (
    "region", "level", "province", "prefecture", "year", "state", "stage", "since", "first", "start",
    "censoring", "last_without", "same_year", "agency", "numbers", "quote", "section", "report", "source",
    "told_by", "code", "iri",
)  # fmt: skip


def history(facts: Facts, programme: ProgrammeRow | str, by: str | None = None) -> Table:
    """The adoption history of a programme (or its name): one row a region-year that speaks of it, by start.

    `first` marks a region's first report of doing it; on that row `start` is the stated start or else the
    report's year, `censoring` says what the date is worth (see `kg.spread.starts`) and `same_year` counts the
    other regions that start then. `numbers` are the observations that the same report ties to the programme.
    With `by` (province, prefecture, county or year) the rows are counted by it instead. Raises UsageError
    for an unknown programme or another `by`.
    """
    row = facts.find_programme(programme) if isinstance(programme, str) else programme
    checked(by)
    if by == "year":
        return _by_year(facts, row)
    if by is not None:
        return _by_place(facts, row, by)
    found = starts(facts, row.iri).get(row.iri, ())
    first = {start.region: start for start in found}
    ties = same_year(found)
    numbers: dict[tuple[str, str | None], list[ObservationRow]] = defaultdict(list)
    for observation in facts.observations:
        if observation.programme == row.iri:
            numbers[observation.report, observation.region].append(observation)
    said = statements(facts, row.iri)

    def order(adoption: AdoptionRow) -> tuple[int, str, int]:
        start = first.get(adoption.region)
        return (start.year if start else 9999, adoption.region, adoption.year)

    observed = observed_years(facts)
    rows = []
    for adoption in sorted(said.values(), key=order):
        measured = numbers[adoption.report, adoption.region]
        what = state(adoption, adoption.year in observed.get(adoption.region, ()))
        rows.append(_line(facts, adoption, what, first.get(adoption.region), ties, measured))
    return Table(row.name, _HISTORY, tuple(rows), coverage_note(facts, row))


def checked(by: str | None) -> None:
    """Raise UsageError unless `by` is one of those known, or None."""
    if by is not None and by not in BY:
        raise UsageError(f"cannot group by {by!r}; by {', '.join(BY)}")


def _line(
    facts: Facts,
    adoption: AdoptionRow,
    what: str,
    start: Start | None,
    ties: dict[int, int],
    numbers: list[ObservationRow],
) -> Row:
    place, report = place_of(facts, adoption.region), facts.reports.get(adoption.report)
    is_first = start is not None and start.adoption.iri == adoption.iri
    dated: tuple[Cell, ...] = (None, None, None, None, None)
    if start is not None and is_first:
        dated = ("yes", start.year, start.censoring, start.last_without, ties[start.year] - 1)
    return (
        place.name, place.level, name_of(facts, place.province), name_of(facts, place.prefecture),
        adoption.year, what, adoption.stage, adoption.since, *dated,
        "; ".join(facts.agencies.get(iri, iri) for iri in adoption.agencies) or None,
        "; ".join(f"{one.indicator_text} {_plain(one.value)} {one.unit}".strip() for one in numbers) or None,
        adoption.quote, adoption.section or None, report.title if report else None,
        report.source if report else None,
        None if told_by_itself(facts, adoption) else name_of(facts, report.region if report else None),
        place.code, adoption.iri,
    )  # fmt: skip


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _by_year(facts: Facts, programme: ProgrammeRow) -> Table:
    observed = observed_years(facts)
    said = statements(facts, programme.iri)
    found = starts(facts, programme.iri).get(programme.iri, ())
    new = same_year(found)
    left = Counter(start.year for start in found if not start.datable)
    years = {year for found_years in observed.values() for year in found_years}
    years |= {year for _, year in said} | set(new)
    regions = set(observed) | {region for region, _ in said}
    rows: list[Row] = []
    total = 0
    for year in range(min(years), max(years) + 1) if years else ():
        states = Counter(
            state(said.get((region, year)), year in observed.get(region, ())) for region in regions
        )
        started = new.get(year, 0)
        total += started
        planned = sum(1 for (_, when), row in said.items() if when == year and row.stage == PLANNED)
        rows.append(
            (
                year, started, left[year], started * (started - 1) // 2, total, states[REPORTED],
                states[NOT_REPORTED], states[NO_REPORT], planned,
            )
        )  # fmt: skip
    columns = (
        "year", "new", "left_censored", "tied_pairs", "cumulative", "reported", "not_reported", "no_report",
        "planned",
    )  # fmt: skip
    return Table(f"{programme.name} by year", columns, tuple(rows), coverage_note(facts, programme))


def _by_place(facts: Facts, programme: ProgrammeRow, by: str) -> Table:
    found: dict[str, list[Start]] = defaultdict(list)
    above = 0
    for start in starts(facts, programme.iri).get(programme.iri, ()):
        group = group_of(facts, start.region, by)
        if group is None:
            above += 1
        else:
            found[group].append(start)
    observed: dict[str, set[str]] = defaultdict(set)
    for region in observed_years(facts):
        if group := group_of(facts, region, by):
            observed[group].add(region)
    rows: list[Row] = []
    for place in in_order(facts, [*found, *observed]):
        began = found.get(place.iri, [])
        regions = {start.region for start in began}
        first = began[0] if began else None
        rows.append(
            (
                place.name, place.code, len(regions), len(observed[place.iri]),
                len(regions & observed[place.iri]), first.year if first else None,
                name_of(facts, first.region) if first else None, first.censoring if first else None,
                first.adoption.quote if first else None, place.iri,
            )
        )  # fmt: skip
    columns = (
        by, "code", "regions", "observed_regions", "observed_and_reporting", "start", "first_region",
        "censoring", "quote", "iri",
    )  # fmt: skip
    note = coverage_note(facts, programme)
    if above:
        note += f" {above} regions that stand above any {by} are left out."
    return Table(f"{programme.name} by {by}", columns, tuple(rows), note)


def programmes_table(facts: Facts, by: str | None = None) -> Table:
    """All programmes that a region does or tries, by number of regions, each with a quote.

    `first_report` is the year of the earliest report of it, `stated_start` the earliest start that a text
    states; `awards` counts honours that the text ties to the programme, `planned_regions` the regions that
    only plan it, `left_censored` the regions whose true start lies at or before their first report. With `by`
    the regions of each programme are counted by province, prefecture, county or year of start, one row a
    group. Raises UsageError for another `by`.
    """
    checked(by)
    every = starts(facts)
    ranked = sorted(every, key=lambda iri: (-len(every[iri]), _name(facts, iri), iri))
    note = coverage_note(facts, found=every)
    if by is not None:
        rows = tuple(row for iri in ranked for row in _groups(facts, iri, every[iri], by))
        columns: tuple[str, ...] = ("programme", by, "regions", "start", "first_region", "quote", "iri")
        return Table(f"programmes by {by}", columns, rows, note)
    awards = Counter(award.programme for award in facts.awards)
    planned: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    for row in facts.adoptions:
        if row.stage == PLANNED:
            planned[row.programme].add(row.region)
        else:
            years[row.programme].add(row.year)
    columns = (
        "programme", "kind", "regions", "levels", "years", "first_report", "first_regions", "stated_start",
        "left_censored", "tied_pairs", "planned_regions", "awards", "origin_year", "quote", "quote_region",
        "source", "iri",
    )  # fmt: skip
    lines = (_programme_line(facts, iri, every[iri], planned[iri], years[iri], awards[iri]) for iri in ranked)
    return Table("programmes", columns, tuple(lines), note)


def _programme_line(
    facts: Facts, iri: str, found: tuple[Start, ...], planned: set[str], years: set[int], awards: int
) -> Row:
    row = facts.programmes.get(iri)
    levels = Counter(place_of(facts, start.region).level for start in found)
    first = min(start.first_report for start in found)
    earliest = [start for start in found if start.first_report == first]
    names = [place_of(facts, start.region).name for start in earliest]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    # A sentence says more than the bare name.
    quoted = max(earliest, key=lambda start: (start.datable, min(len(start.adoption.quote), 40)))
    report = facts.reports.get(quoted.adoption.report)
    return (
        _name(facts, iri), row.kind if row else None, len(found),
        ", ".join(f"{level} {number}" for level, number in levels.most_common()),
        f"{min(years)}" if len(years) == 1 else f"{min(years)}–{max(years)}", first, shown,
        min((start.year for start in found if start.censoring == STATED), default=None),
        sum(not start.datable for start in found), tied_pairs(found),
        len(planned - {start.region for start in found}), awards, row.origin_year if row else None,
        quoted.adoption.quote, place_of(facts, quoted.region).name, report.source if report else None, iri,
    )  # fmt: skip


def _groups(facts: Facts, iri: str, found: tuple[Start, ...], by: str) -> list[Row]:
    key: Callable[[Start], str | None] = (
        (lambda start: str(start.year)) if by == "year" else (lambda start: group_of(facts, start.region, by))
    )
    grouped: dict[str, list[Start]] = defaultdict(list)
    for start in found:
        if (group := key(start)) is not None:
            grouped[group].append(start)
    return [
        (
            _name(facts, iri), int(group) if by == "year" else name_of(facts, group), len(began),
            began[0].year, place_of(facts, began[0].region).name, began[0].adoption.quote, iri,
        )
        for group, began in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]  # fmt: skip


def _name(facts: Facts, iri: str) -> str:
    row = facts.programmes.get(iri)
    return row.name if row else iri
