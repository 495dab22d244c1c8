"""When each region is first known to do a programme, and what that date is worth.

A region-year is observed when the graph holds a report of that region for that year. Planned is no adoption.
A date is `stated` by the text, `exact` (the report of the year before lacks the programme), `interval` (an
earlier report lacks it, but not the one of the year before) or `left` censored: no earlier report of the
region lacks it, so that it may have begun at any time before (Klein and Moeschberger, Survival Analysis,
2003, chapter 3). Silence in a report is no refusal: an earlier report that lacks a programme makes a later
start likely, not certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.spread.facts import AdoptionRow, Facts

PLANNED = "planned"
STATED, EXACT, INTERVAL, LEFT = "stated", "exact", "interval", "left"


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a programme in a region.

    `year` is the stated start, else the year of the first report; `censoring` says which and how sure (see
    the module), `last_without` is the last observed year before `first_report` that lacks the programme.
    `adoption` is the statement of the first report that counts most (see `weight`).
    """

    programme: str
    region: str
    year: int
    first_report: int
    last_without: int | None
    censoring: str
    adoption: AdoptionRow

    @property
    def datable(self) -> bool:
        """Whether the year is more than an upper bound."""
        return self.censoring != LEFT


def observed_years(facts: Facts) -> dict[str, frozenset[int]]:
    """Region → the years for which the graph holds a report of it."""
    years: dict[str, set[int]] = defaultdict(set)
    for report in facts.reports.values():
        if report.region is not None and report.year is not None:
            years[report.region].add(report.year)
    return {region: frozenset(found) for region, found in years.items()}


def starts(facts: Facts, programme: str | None = None) -> dict[str, tuple[Start, ...]]:
    """Programme (IRI) → its starts, earliest first; of all programmes, or of one."""
    observed = observed_years(facts)
    grouped: dict[str, dict[str, list[AdoptionRow]]] = defaultdict(lambda: defaultdict(list))
    for row in facts.adoptions:
        if row.stage != PLANNED and programme in (None, row.programme):
            grouped[row.programme][row.region].append(row)
    return {
        iri: tuple(
            sorted(
                (_start(facts, rows, observed.get(region, frozenset())) for region, rows in regions.items()),
                key=lambda start: (start.year, start.first_report, start.region),
            )
        )
        for iri, regions in grouped.items()
    }


def _start(facts: Facts, rows: list[AdoptionRow], observed: frozenset[int]) -> Start:
    first = min(row.year for row in rows)
    adoption = min((row for row in rows if row.year == first), key=lambda row: weight(facts, row))
    # A start stated later than the report that tells of it is a plan or a slip.
    stated = [row.since for row in rows if row.since is not None and row.since <= row.year]
    without = max((year for year in observed if year < first), default=None)
    if stated and min(stated) <= first:
        year, censoring = min(stated), STATED
    else:
        year = first
        censoring = LEFT if without is None else EXACT if without == first - 1 else INTERVAL
    return Start(adoption.programme, adoption.region, year, first, without, censoring, adoption)


def told_by_itself(facts: Facts, row: AdoptionRow) -> bool:
    """Whether the report that tells of an adoption is one of the region itself."""
    report = facts.reports.get(row.report)
    return report is not None and report.region == row.region


def weight(facts: Facts, row: AdoptionRow) -> tuple[bool, bool, bool, str]:
    """Sorts statements on one region: done before planned, its own before another's, implemented before pilot."""
    return (row.stage == PLANNED, not told_by_itself(facts, row), row.stage != "implemented", row.iri)


def same_year(found: Iterable[Start]) -> dict[int, int]:
    """Year → the number of regions that start in it: those above one are ties, which no order joins."""
    return dict(sorted(Counter(start.year for start in found).items()))


def tied_pairs(found: Iterable[Start]) -> int:
    """The number of pairs of regions that start in the same year."""
    return sum(number * (number - 1) // 2 for number in same_year(found).values())


def limits(facts: Facts, found: Mapping[str, tuple[Start, ...]] | None = None) -> str:
    """What the reports at hand do not let one conclude about spread, in plain words; empty if nothing."""
    observed = observed_years(facts)
    years = {year for found_years in observed.values() for year in found_years}
    if not observed:
        return "No report in this graph has both a region and a year: spread cannot be inferred."
    reasons = []
    if len(observed) == 1:
        reasons.append("one region only")
    if len(years) == 1:
        reasons.append("one year only")
    if reasons:
        return f"{' and '.join(reasons).capitalize()}: spread cannot be inferred."
    if all(len(found_years) == 1 for found_years in observed.values()):
        stated = any(start.datable for group in (found or starts(facts)).values() for start in group)
        except_for = " but for the starts that a text states" if stated else ""
        return (
            "No region has reports for two years: every first report is left-censored, "
            f"so that spread cannot be inferred{except_for}."
        )
    return ""


def years_of(found: Iterable[Start]) -> dict[str, int]:
    """Region → year of start."""
    return {start.region: start.year for start in found}
