"""The timeline: when each region is first known to do something, and what that date is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.errors import UsageError
from kg.spread.coverage import in_order, place_of, statements
from kg.spread.facts import Facts, ProgrammeRow
from kg.spread.pictures.frame import (
    Sample,
    censoring_notes,
    framed,
    short_names,
    start_told,
    told,
    year_ticks,
)
from kg.spread.pictures.heat import MOST_ROWS
from kg.spread.pictures.scene import Circle, Drawing, Item, Path, Rect, Scene, Text, ems
from kg.spread.pictures.words import extent, full_name, say, sentences
from kg.spread.starts import EXACT, INTERVAL, LEFT, PLANNED, STATED, Start, observed_years, starts, tied_pairs

_ROW = 22.0
_WIDE = 700.0
_TAIL = 30.0  # room to the left of the first year, for what may have begun before


def timeline(facts: Facts, programme: ProgrammeRow, lang: str = "zh") -> Scene:
    """One row a region, earliest start on top, with a mark that tells how the date is known.

    A square is a stated start, a disc a first report after a report that lacks the programme, a ring with an arrow
    to the left a left-censored one, a triangle a plan. Short strokes are the years with a report. Raises UsageError
    when there is neither a start nor a plan.
    """
    found = starts(facts, programme.iri).get(programme.iri, ())
    plans: dict[str, list[int]] = {}
    said = statements(facts, programme.iri)
    for (region, year), row in said.items():
        if row.stage == PLANNED:
            plans.setdefault(region, []).append(year)
    began = {start.region for start in found}
    later = [place.iri for place in in_order(facts, plans) if place.iri not in began]
    order = [place.iri for place in in_order(facts, began)]
    ranked = sorted(found, key=lambda start: (start.year, order.index(start.region)))
    regions = [*(start.region for start in ranked), *later]
    if not regions:
        raise UsageError(f"no report tells of {programme.name}: there is nothing to draw")
    rows = regions[:MOST_ROWS]
    rule = _Rule(facts, rows, {start.region: start for start in ranked}, plans)
    items = rule.axis()
    for number, region in enumerate(rows):
        words = [told(facts, said[region, year], lang) for year in plans.get(region, ())]
        items += rule.row(number, region, words, lang)
    notes = [sentences(lang, "timeline_note", "planned_note")]
    if found:
        notes += censoring_notes(found, tied_pairs(found), lang)
    if len(regions) > len(rows):
        notes.append(say(lang, "left_out", count=len(regions) - len(rows)))
    notes += [*extent(facts, lang), say(lang, "silence")]
    body = Drawing(tuple(items), rule.side + _TAIL + rule.band * len(rule.years), rule.height)
    key = _key(found, bool(plans), lang)
    return framed(
        say(lang, "timeline", name=programme.name), say(lang, "timeline_about"), key, body, notes, lang
    )


def _key(found: Sequence[Start], planned: bool, lang: str) -> list[Sample]:
    worth = {start.censoring for start in found}
    key = []
    for what in (STATED, EXACT, INTERVAL, LEFT):
        if what in worth:
            before = {INTERVAL: _span(0, 16, 7), LEFT: _span(5, 16, 7)}.get(what)
            line = (before,) if before else ()
            tip = _tip(0, 7) if what == LEFT else ()
            key.append(Sample((*line, *tip, *_mark(what, 16, 7)), say(lang, f"m_{what}")))
    if planned:
        key.append(Sample(_mark(PLANNED, 12, 7), say(lang, PLANNED)))
    key.append(Sample((Path(((12, 2), (12, 12)), None, "faint", 1.5),), say(lang, "seen")))
    return key


def _mark(what: str, x: float, y: float) -> tuple[Item, ...]:
    """The mark of one kind of date around (x, y)."""
    if what == STATED:
        return (Rect(x - 5.5, y - 5.5, 11, 11, "reported", "paper"),)
    if what == PLANNED:
        corners = ((x, y - 6), (x + 6.5, y + 5), (x - 6.5, y + 5))
        return (Path(corners, "planned", "paper", closed=True),)
    if what == LEFT:
        return (Circle(x, y, 4.8, "paper", "reported", 2),)
    return (Circle(x, y, 5.8, "reported", "paper"),)


def _span(x: float, end: float, y: float) -> Path:
    """The time in which a start may lie."""
    return Path(((x, y), (end, y)), None, "left", 4)


def _tip(x: float, y: float) -> tuple[Path]:
    """The head of an arrow to the left."""
    return (Path(((x, y), (x + 8, y - 4.5), (x + 8, y + 4.5)), "left", closed=True),)


class _Rule:
    """The years along the picture, the regions down it."""

    def __init__(
        self,
        facts: Facts,
        rows: Sequence[str],
        found: Mapping[str, Start],
        plans: Mapping[str, Sequence[int]],
    ) -> None:
        self.facts, self.rows, self.found, self.plans = facts, rows, found, plans
        self.observed = observed_years(facts)
        self.names = short_names(facts, rows)
        years = {year for region in rows for year in (*self.observed.get(region, ()), *plans.get(region, ()))}
        for region in rows:
            if start := found.get(region):
                years |= {start.year, start.first_report}
        self.years = range(min(years), max(years) + 1)
        self.side = max(map(ems, self.names.values())) * 13 + 14
        self.band = min(110.0, _WIDE / len(self.years))
        self.top = 26.0
        self.height = self.top + _ROW * len(rows) + 4

    def x(self, year: float) -> float:
        """The middle of a year."""
        return self.side + _TAIL + (year - self.years[0] + 0.5) * self.band

    def axis(self) -> list[Item]:
        """The years above, a line for each."""
        items: list[Item] = []
        for year in year_ticks(self.years, self.band):
            items.append(Text(self.x(year), 14, str(year), 12, "soft", "middle"))
            items.append(Path(((self.x(year), self.top - 4), (self.x(year), self.height)), None, "grid"))
        return items

    def row(self, number: int, region: str, planned: Sequence[str], lang: str) -> list[Item]:
        """Name, years with a report, plans (with these tooltips) and start of a region."""
        y = self.top + (number + 0.5) * _ROW
        name = self.names[region]
        title = full_name(place_of(self.facts, region))
        items: list[Item] = [Text(self.side - 8, y + 4.5, name, 13, "ink", "end", title=title)]
        for year in sorted(self.observed.get(region, ())):
            items.append(Path(((self.x(year), y - 5), (self.x(year), y + 5)), None, "faint", 1.5))
        start = self.found.get(region)
        if start is not None:
            items += self._before(start, y)
        for year, words in zip(self.plans.get(region, ()), planned, strict=True):
            items += [replace(item, title=words) for item in _mark(PLANNED, self.x(year), y)]
        if start is not None:
            words = start_told(self.facts, start, lang)
            items += [replace(item, title=words) for item in _mark(start.censoring, self.x(start.year), y)]
        return items

    def _before(self, start: Start, y: float) -> list[Item]:
        """The line along which the start may lie: after the last report without it, or at any time before."""
        at = self.x(start.year)
        if start.censoring == INTERVAL and start.last_without is not None:
            return [_span(self.x(start.last_without + 0.5), at, y)]
        if start.censoring == LEFT:
            return [_span(self.side + 6, at, y), *_tip(self.side, y)]
        return []
