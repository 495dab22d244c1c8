"""What can be counted from the outline of a graph: who does what since when, what goes together, which cells fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.explore.index import NONE, STAGES, Index, Numbers
from kg.spread.rows import AdoptionRow, Facts, PlaceRow, ProgrammeRow, ReportRow
from kg.spread.starts import Start, starts

_LEVELS = ("national", "province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True)
class Spread:
    """How far each programme has come: its number, the regions that do or try it, the earliest year known."""

    programme: int
    regions: int
    first: int


@dataclass(frozen=True, slots=True)
class Related:
    """A practice that the same regions report: the number of regions with both, and their share of all with either."""

    programme: int
    both: int
    share: float


def by_place(index: Index, regions: Numbers | list[int]) -> list[int]:
    """Regions from the country down, then by code."""

    def key(region: int) -> tuple[int, str, int]:
        level = index.level[region]
        return (_LEVELS.index(level) if level in _LEVELS else 9, index.code[region] or "~", region)

    return sorted((int(region) for region in regions), key=key)


def spreads(index: Index) -> list[Spread]:
    """All programmes that some region does or tries, the widest spread first."""
    rows = index.adoptions
    done = rows.done()
    programme, region = rows.programme[done], rows.region[done]
    year = np.where(
        (rows.since[done] > 0) & (rows.since[done] <= rows.year[done]), rows.since[done], rows.year[done]
    )
    regions = _distinct(programme, region, len(index.iris))
    first = np.full(len(index.iris), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(first, programme, year.astype(np.int32))
    order = np.lexsort((np.arange(len(regions)), -index.facts, -regions))
    return [Spread(int(p), int(regions[p]), int(first[p])) for p in order if regions[p]]


def regions_of(index: Index) -> npt.NDArray[np.int64]:
    """How many regions do or try each programme, by number."""
    done = index.adoptions.done()
    return _distinct(index.adoptions.programme[done], index.adoptions.region[done], len(index.iris))


def _distinct(of: Numbers, what: Numbers, size: int) -> npt.NDArray[np.int64]:
    """How many distinct values of `what` go with each value of `of`."""
    pairs = np.unique(of.astype(np.int64) * size + what)
    return np.bincount(pairs // size, minlength=size) if len(pairs) else np.zeros(size, np.int64)


def related(index: Index, programme: int, top: int = 60) -> list[Related]:
    """The practices that at least two regions report together with one, those that say most first."""
    rows, size = index.adoptions, len(index.iris)
    done = rows.done()
    of, region = rows.programme[done], rows.region[done]
    own = np.unique(region[of == programme])
    with_both = _distinct(of[np.isin(region, own)], region[np.isin(region, own)], size)
    every = _distinct(of, region, size)
    found = [
        Related(
            int(p), int(with_both[p]), round(float(with_both[p] / (len(own) + every[p] - with_both[p])), 4)
        )
        for p in np.flatnonzero(with_both > 1)
        if p != programme
    ]
    return sorted(found, key=lambda row: (-row.both * row.share, row.programme))[:top]


def filled(index: Index, regions: list[int]) -> list[tuple[int, int, int]]:
    """(region, year, number of programmes that its reports say it does or tries), for some regions."""
    rows = index.adoptions
    chosen = rows.done() & np.isin(rows.region, np.array(regions, np.int32))
    cells = np.unique(
        np.stack([rows.region[chosen], rows.year[chosen], rows.programme[chosen]], axis=1), axis=0
    )
    counted: dict[tuple[int, int], int] = {}
    for region, year, _ in cells.tolist():
        counted[region, year] = counted.get((region, year), 0) + 1
    return [(region, year, count) for (region, year), count in sorted(counted.items())]


def cells(
    index: Index, columns: list[int], by: str, kind: str = ""
) -> dict[tuple[int, int], tuple[int, int]]:
    """(programme, column) → its best stage and how many regions are in it; `by` is `region` or `year`.

    `kind` keeps the programmes of one kind alone.
    """
    rows = index.adoptions
    column = rows.year if by == "year" else rows.region
    chosen = np.isin(column, np.array(columns, np.int32))
    if kind:
        kept = np.array([number for number, name in enumerate(index.type) if name == kind], np.int32)
        chosen &= np.isin(rows.programme, kept)
    found: dict[tuple[int, int], tuple[int, set[int]]] = {}
    parts = (rows.programme, column, rows.stage, rows.region)
    for programme, at, stage, region in zip(*(part[chosen].tolist() for part in parts), strict=True):
        best, regions = found.get((programme, at), (9, set()))
        regions.add(region)
        found[programme, at] = (min(best, stage if stage != NONE else 9), regions)
    return {key: (best, len(regions)) for key, (best, regions) in found.items()}


def starts_of(index: Index, programme: int) -> list[Start]:
    """The starts of one programme, earliest first; IRIs in them are without the base."""
    return list(starts(facts_of(index, programme)).get(index.iris[programme], ()))


def facts_of(index: Index, programme: int | None = None) -> Facts:
    """The rows that analyses of spread ask for, from the outline alone: no quotes, IRIs without the base.

    With `programme`, its adoptions only.
    """
    rows, iris = index.adoptions, index.iris
    chosen = np.arange(len(rows.year)) if programme is None else np.flatnonzero(rows.programme == programme)
    stages = (*STAGES, "")
    adoptions = tuple(
        AdoptionRow(
            f"{at:09}",
            f"{iris[region]} {year}",
            iris[region],
            iris[of],
            year,
            stages[stage],
            since if since > 0 else None,
        )
        for at, of, region, year, stage, since in zip(
            chosen.tolist(),
            *(
                part[chosen].tolist()
                for part in (rows.programme, rows.region, rows.year, rows.stage, rows.since)
            ),
            strict=True,
        )
    )
    reports = {
        f"{iris[region]} {year}": ReportRow(f"{iris[region]} {year}", "", iris[region], year)
        for region, years in index.years.items()
        for year in years
    }
    if programme is not None:
        return Facts(reports=reports, adoptions=adoptions)
    return Facts(_places(index), reports, _programmes(index), adoptions)


def _places(index: Index) -> Mapping[str, PlaceRow]:
    found = {}
    for region in index.years:
        line = index.line(region)
        above = {index.level[step]: index.iris[step] for step in line[1:]}
        chain = "/".join(index.names[step][0] for step in reversed(line))
        found[index.iris[region]] = PlaceRow(
            index.iris[region], index.names[region][0], chain, index.level[region], index.code[region] or None,
            province=above.get("province"), prefecture=above.get("prefecture"),
        )  # fmt: skip
    return found


def _programmes(index: Index) -> Mapping[str, ProgrammeRow]:
    return {
        index.iris[number]: ProgrammeRow(
            index.iris[number], index.names[number][0], candidate=number in index.candidates
        )
        for number in index.of_kind("programme").tolist()
    }
