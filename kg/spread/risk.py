"""Who could have taken up what, when, and who had done so before: rows for event-history models.

Unit-years are discrete time at risk (Berry and Berry, American Political Science Review 84, 1990); dyad-years
pair each of them with every unit that started earlier (Volden, American Journal of Political Science 50,
2006). All explanatory columns look at the years before: units that start in the same year do not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.spread.coverage import in_order, place_of
from kg.spread.facts import Facts, PlaceRow, ProgrammeRow
from kg.spread.grouping import neighbours
from kg.spread.starts import LEFT, Start, observed_years

_PROVINCES = (
    "北京市", "天津市", "上海市", "重庆市", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "河北省",
    "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省",
    "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省", "台湾省",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all programmes: the units (regions with a report of their own), where they lie."""

    facts: Facts
    units: tuple[PlaceRow, ...]
    observed: Mapping[str, frozenset[int]]
    beside: Mapping[str, frozenset[str]]
    members: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A year in which a unit, by then without the programme, could start it; `event`: it did.

    Shares are among the units of the graph, None where there is none. `parent` is whether the region above
    (prefecture, else province) had started, None when the graph holds neither a report nor a word of it.
    """

    place: PlaceRow
    year: int
    event: bool
    observed: bool
    left_censored: bool
    years_at_risk: int
    neighbours: int
    neighbours_started: int
    same_province: int
    same_province_started: int
    parent: bool | None
    all_started: int


def setting(facts: Facts) -> Setting:
    """Gather what all programmes share."""
    observed = observed_years(facts)
    units = tuple(in_order(facts, observed))
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in units:
        if place.province is not None:
            members[place.province, place.level].add(place.iri)
    return Setting(
        facts,
        units,
        observed,
        neighbours(facts, observed),
        {key: frozenset(iris) for key, iris in members.items()},
    )


def national_year(programme: ProgrammeRow | None) -> int | None:
    """The year of the national document that launched a programme.

    The vocabulary names founding documents of the centre but for those whose title begins with a province.
    """
    if programme is None or programme.origin_document is None:
        return None
    return None if programme.origin_document.startswith(_PROVINCES) else programme.origin_year


def risk_set(here: Setting, found: tuple[Start, ...]) -> Iterator[UnitYear]:
    """The unit-years at risk for a programme with these starts, unit by unit.

    A unit is at risk from the first start anywhere on, in each year with a report of it, up to its own start;
    the year of a start is a row even without a report. After its last report a unit is right-censored.
    """
    if not found:
        return
    began = {start.region: start for start in found}
    first = found[0].year
    every = sorted(start.year for start in found)
    groups = {
        key: sorted(began[iri].year for iri in members if iri in began)
        for key, members in here.members.items()
    }
    for place in here.units:
        start, seen = began.get(place.iri), here.observed[place.iri]
        years = {year for year in seen if year >= first and (start is None or year <= start.year)}
        if start is not None:
            years.add(start.year)
        entered = max(first, min(seen))
        beside = here.beside.get(place.iri, frozenset())
        key = (place.province or "", place.level)
        for year in sorted(years):
            yield UnitYear(
                place, year, start is not None and year == start.year, year in seen,
                start is not None and year == start.year and start.censoring == LEFT,
                year - min(entered, year) + 1,
                len(beside), sum(1 for iri in beside if iri in began and began[iri].year < year),
                max(len(here.members.get(key, ())) - 1, 0), bisect_left(groups.get(key, []), year),
                _parent_started(here, place, began, year), bisect_left(every, year),
            )  # fmt: skip


def _parent_started(here: Setting, place: PlaceRow, began: Mapping[str, Start], year: int) -> bool | None:
    for above in (place.prefecture, place.province):
        if above is None:
            continue
        if above in began:
            return began[above].year < year
        if above in here.observed:
            return False
    return None


@dataclass(frozen=True, slots=True)
class DyadYear:
    """A unit-year at risk, paired with a region that had started before."""

    source: Start
    target: UnitYear
    relation: str
    same_province: bool
    neighbour: bool


def dyads(here: Setting, found: tuple[Start, ...], rows: Iterable[UnitYear]) -> Iterator[DyadYear]:
    """Each unit-year of `rows` with each region that started in an earlier year; ties make no dyad."""
    for row in rows:
        beside = here.beside.get(row.place.iri, frozenset())
        for start in found:
            if start.year >= row.year:
                break
            source = place_of(here.facts, start.region)
            if source.iri == row.place.iri:
                continue
            province = source.province or (source.iri if source.level == "province" else None)
            own = row.place.province or (row.place.iri if row.place.level == "province" else None)
            yield DyadYear(
                start,
                row,
                relation(source, row.place),
                province is not None and province == own,
                source.iri in beside,
            )


def relation(source: PlaceRow, target: PlaceRow) -> str:
    """`down` when the source lies above the target, `up` when it lies within it, else `across`."""
    if target.chain.startswith(source.chain + "/"):
        return "down"
    return "up" if source.chain.startswith(target.chain + "/") else "across"
