"""The heat map of regions and years: what is reported, what is not, and where there is no report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.errors import UsageError
from kg.spread.coverage import (
    NO_REPORT,
    NOT_REPORTED,
    REPORTED,
    Statements,
    in_order,
    place_of,
    state,
    statements,
    years_covered,
)
from kg.spread.facts import Facts, ProgrammeRow
from kg.spread.pictures.frame import (
    Sample,
    censoring_notes,
    framed,
    short_names,
    told,
    year_ticks,
)
from kg.spread.pictures.scene import Circle, Drawing, Item, Path, Rect, Scene, Text, ems, moved
from kg.spread.pictures.words import extent, full_name, say, sentences
from kg.spread.starts import PLANNED, observed_years, starts, tied_pairs

MOST_ROWS = 70
"""Regions in one picture; more would be neither read nor printed."""

_ROW = 22.0
_WIDE = 700.0
_CLASSES = 5


@dataclass(frozen=True, slots=True)
class _Cell:
    items: tuple[Item, ...]
    title: str = ""


_Maker = Callable[[str, int, float], _Cell]
"""The cell of a region and year, so and so wide."""


def heat_map(facts: Facts, programme: ProgrammeRow | None = None, lang: str = "zh") -> Scene:
    """Region × year: with a programme its three states, planned apart; without one, how many are reported.

    With a programme, the regions that start first stand on top. Raises UsageError when there is nothing to show.
    """
    return _of_all(facts, lang) if programme is None else _of_one(facts, programme, lang)


def _of_one(facts: Facts, programme: ProgrammeRow, lang: str) -> Scene:
    said = statements(facts, programme.iri)
    if not said:
        raise UsageError(f"no report tells of {programme.name}: there is nothing to draw")
    observed = observed_years(facts)
    found = starts(facts, programme.iri).get(programme.iri, ())
    began = {start.region: start.year for start in found}
    planned = {region for region, _ in said}
    places = in_order(facts, [*observed, *planned])
    ranked = sorted(places, key=lambda p: (began.get(p.iri, 9999), p.iri not in planned))  # stable
    regions = [place.iri for place in ranked[:MOST_ROWS]]
    years = _years(observed, said)

    def cell(region: str, year: int, width: float) -> _Cell:
        row = said.get((region, year))
        seen = year in observed.get(region, ())
        what = PLANNED if row is not None and row.stage == PLANNED else state(row, seen)
        place = f"{full_name(place_of(facts, region))}{say(lang, 'comma')}{year}{say(lang, 'colon')}"
        if what == NO_REPORT:
            return _Cell(_mark(what, width, _ROW))
        title = f"{place}{say(lang, what)}" if row is None else told(facts, row, lang)
        return _Cell(_mark(what, width, _ROW), title)

    body = _grid(facts, regions, years, cell)
    key = [
        Sample(_mark(what, 22, 16, 0), say(lang, what))
        for what in (REPORTED, PLANNED, NOT_REPORTED, NO_REPORT)
    ]
    notes = [sentences(lang, "heat_note", "planned_note", "no_report_note")]
    if found:
        notes += censoring_notes(found, tied_pairs(found), lang)
    notes += _ending(facts, len(ranked) - len(regions), lang)
    return framed(say(lang, "heat", name=programme.name), say(lang, "heat_about"), key, body, notes, lang)


def _of_all(facts: Facts, lang: str) -> Scene:
    observed = observed_years(facts)
    if not observed:
        raise UsageError("no report in this graph has both a region and a year: there is nothing to draw")
    told_of: dict[tuple[str, int], set[str]] = {}
    for row in facts.adoptions:
        if row.stage != PLANNED:
            told_of.setdefault((row.region, row.year), set()).add(row.programme)
    places = in_order(facts, observed)
    regions = [place.iri for place in places[:MOST_ROWS]]
    counts = {
        (region, year): len(told_of.get((region, year), ()))
        for region in regions
        for year in observed[region]
    }
    steps = count_classes(max(counts.values()))

    def cell(region: str, year: int, width: float) -> _Cell:
        place = f"{full_name(place_of(facts, region))}{say(lang, 'comma')}{year}{say(lang, 'colon')}"
        count = counts.get((region, year))
        if count is None:
            return _Cell(_mark(NO_REPORT, width, _ROW))
        rank = class_of(count, steps)
        items: list[Item] = [Rect(1, 1, width - 2, _ROW - 2, f"seq{rank}", radius=2)]
        if width >= 30:
            items.append(Text(width / 2, _ROW / 2 + 4, str(count), 11.5, f"on{rank}", "middle"))
        return _Cell(tuple(items), place + say(lang, "programmes", count=count))

    body = _grid(facts, regions, years_covered(observed), cell)
    key = [*class_key(steps), Sample(_mark(NO_REPORT, 22, 16, 0), say(lang, NO_REPORT))]
    notes = [sentences(lang, "heat_all_note", "no_report_note", "planned_note")]
    notes += [*_ending(facts, len(places) - len(regions), lang)]
    return framed(say(lang, "heat_all"), say(lang, "heat_all_about"), key, body, notes, lang)


def _ending(facts: Facts, left_out: int, lang: str) -> list[str]:
    rest = [say(lang, "left_out", count=left_out)] if left_out > 0 else []
    return [*rest, *extent(facts, lang), say(lang, "silence")]


def count_classes(most: int) -> list[int]:
    """Upper bounds of at most five classes of counts from 1 to `most`."""
    step = -(-max(most, 1) // _CLASSES)
    unit = 10 ** (len(str(step)) - 1)
    step = -(-step // unit) * unit  # to one digit that is not 0
    return list(range(step, max(most, 1) + step, step))


def class_of(count: int, steps: Sequence[int]) -> int:
    """The class of a count; 0 falls into the first."""
    return next((rank for rank, top in enumerate(steps) if count <= top), len(steps) - 1)


def class_key(steps: Sequence[int]) -> list[Sample]:
    """The key to classes of counts."""
    lows = [0, *(top + 1 for top in steps)]
    return [
        Sample((Rect(0, 0, 22, 14, f"seq{rank}", radius=2),), f"{low}" if low == top else f"{low}–{top}")
        for rank, (low, top) in enumerate(zip(lows, steps, strict=False))
    ]


def _years(observed: dict[str, frozenset[int]], said: Statements) -> list[int]:
    years = {*years_covered(observed), *(year for _, year in said)}
    return list(range(min(years), max(years) + 1))


def _mark(what: str, width: float, height: float, edge: float = 1) -> tuple[Item, ...]:
    """The look of a state: full, an orange triangle, pale with a dash, a dot alone."""
    x, y = width / 2, height / 2
    area = Rect(edge, edge, width - 2 * edge, height - 2 * edge, radius=2)
    plain = Rect(area.x, area.y, area.width, area.height, "silent", radius=2)
    if what == REPORTED:
        return (Rect(area.x, area.y, area.width, area.height, "reported", radius=2),)
    if what == PLANNED:
        size = min(6.5, width / 3)
        corners = ((x, y - size * 0.9), (x + size, y + size * 0.75), (x - size, y + size * 0.75))
        return (
            Rect(
                area.x + 0.75, area.y + 0.75, area.width - 1.5, area.height - 1.5, "paper", "planned", 1.5, 2
            ),
            Path(corners, "planned", closed=True),
        )
    if what == NOT_REPORTED:
        return (plain, Path(((x - 3, y), (x + 3, y)), None, "soft", 1.5))
    return (Circle(x, y, 1.6, "faint"),)


def _grid(facts: Facts, regions: Sequence[str], years: Sequence[int], cell: _Maker) -> Drawing:
    names = short_names(facts, regions)
    side = max(map(ems, names.values())) * 13 + 12
    width = min(64.0, max(12.0, _WIDE / len(years)))
    items: list[Item] = []
    for year in year_ticks(years, width):
        x = side + (year - years[0] + 0.5) * width
        items.append(Text(x, 14, str(year), 12, "soft", "middle"))
    for row, region in enumerate(regions):
        y = 22 + row * _ROW
        title = full_name(place_of(facts, region))
        items.append(Text(side - 8, y + _ROW / 2 + 4.5, names[region], 13, "ink", "end", title=title))
        for year in years:
            made = cell(region, year, width)
            shapes = moved(made.items, side + (year - years[0]) * width, y)
            items += [replace(shape, title=made.title) for shape in shapes]
    return Drawing(tuple(items), side + width * len(years), 22 + _ROW * len(regions))
