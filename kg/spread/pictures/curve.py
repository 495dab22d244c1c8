"""The adoption curve: how many regions do something, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.errors import UsageError
from kg.spread.curves import Curve, cumulative_curve
from kg.spread.facts import Facts, ProgrammeRow
from kg.spread.pictures.frame import WIDTH, Sample, censoring_notes, count_ticks, framed, year_ticks
from kg.spread.pictures.scene import Circle, Drawing, Item, Path, Rect, Scene, Text
from kg.spread.pictures.words import extent, say
from kg.spread.starts import observed_years, starts, tied_pairs

_LEFT, _TOP, _HEIGHT = 56.0, 26.0, 320.0
_STRIP = 30.0  # height of the columns of the strip of coverage
_LEAD = 12  # at most this many years before the first start, to show the origin


def adoption_curve(facts: Facts, programme: ProgrammeRow, lang: str = "zh") -> Scene:
    """Cumulative starts as steps, those that are only upper bounds apart, with the fitted curve.

    Below stands how many regions have a report of each year: where this grows, the curve grows with it. Raises
    UsageError when no region is reported to do it.
    """
    found = starts(facts, programme.iri).get(programme.iri, ())
    if not found:
        raise UsageError(f"no region is reported to do {programme.name}: there is no curve to draw")
    seen = Counter(year for years in observed_years(facts).values() for year in years)
    left = Counter(start.year for start in found if not start.datable)
    curve = cumulative_curve([start.year for start in found], max(seen, default=None), sum(left.values()))
    years = list(curve.years)
    if programme.origin_year is not None and 0 < years[0] - programme.origin_year <= _LEAD:
        years = list(range(programme.origin_year, years[-1] + 1))
    plot = _Plot(years, curve.cumulative[-1], curve)
    items = plot.axes(lang) + plot.steps(left, lang) + plot.fit()
    items += plot.origin(programme, lang) + plot.coverage(seen, lang)
    notes = [say(lang, "curve_note"), *censoring_notes(found, tied_pairs(found), lang)]
    if curve.best is None:
        notes.append(say(lang, "no_fit", why=say(lang, curve.shape)))
    if programme.origin_year is not None and programme.origin_document:
        document = programme.origin_document.strip("《》")
        notes.append(say(lang, "origin_at", document=document, year=programme.origin_year))
    notes += [*extent(facts, lang), say(lang, "silence")]
    body = Drawing(tuple(items), plot.right + 24, plot.height)
    title, about = say(lang, "curve", name=programme.name), say(lang, "curve_about")
    return framed(title, about, _key(curve, left, lang), body, notes, lang)


def _key(curve: Curve, left: Counter[int], lang: str) -> list[Sample]:
    key = []
    if sum(left.values()) < curve.cumulative[-1]:
        key.append(Sample((Rect(0, 0, 22, 14, "seq2"),), say(lang, "dated")))
    if left:
        key.append(Sample((Rect(0, 0, 22, 14, "seq0"),), say(lang, "left_part")))
    if curve.best is not None:
        line = Path(((0, 7), (22, 7)), None, "fit", 2.2, dash=True)
        key.append(Sample((line,), say(lang, f"fit_{curve.shape}")))
    key.append(Sample((Rect(0, 3, 22, 8, "silent"),), say(lang, "coverage")))
    return key


class _Plot:
    """Scales of one plot, and its parts."""

    def __init__(self, years: Sequence[int], most: int, curve: Curve) -> None:
        self.years, self.most, self.curve = years, most, curve
        self.ticks = count_ticks(most)
        self.band = min(110.0, (WIDTH - _LEFT - 24) / len(years))
        self.right = _LEFT + self.band * len(years)
        self.bottom = _TOP + _HEIGHT
        self.height = self.bottom + 24 + _STRIP + 40

    def x(self, year: float) -> float:
        """Where the band of a year begins."""
        return _LEFT + (year - self.years[0]) * self.band

    def y(self, value: float) -> float:
        """How high a number of regions stands."""
        return self.bottom - value / self.ticks[-1] * _HEIGHT

    def axes(self, lang: str) -> list[Item]:
        """Grid, numbers, years."""
        items: list[Item] = [Text(_LEFT - 8, _TOP - 12, say(lang, "regions"), 12, "soft", "end")]
        for tick in self.ticks:
            role = "line" if tick == 0 else "grid"
            items.append(Path(((_LEFT, self.y(tick)), (self.right, self.y(tick))), None, role))
            items.append(Text(_LEFT - 8, self.y(tick) + 4, str(tick), 12, "soft", "end"))
        for year in year_ticks(self.years, self.band):
            items.append(
                Text(self.x(year) + self.band / 2, self.bottom + 17, str(year), 12, "soft", "middle")
            )
        return items

    def steps(self, left: Counter[int], lang: str) -> list[Item]:
        """A column a year, datable starts below, left-censored ones on top, and a line over all."""
        items: list[Item] = []
        line: list[tuple[float, float]] = [(self.x(self.curve.years[0]), self.bottom)]
        bounds, before = 0, 0
        for year, new, total in zip(
            self.curve.years, self.curve.new, self.curve.cumulative, strict=True
        ):  # datable and not, up to this year
            bounds += left[year]
            title = say(lang, "curve_at", year=year, new=new, total=total, left=bounds)
            x, low = self.x(year), self.y(total - bounds)
            # A little over the next column, so that no paper shines through between the two.
            wide = self.band + (0.6 if year != self.curve.years[-1] else 0)
            if total > bounds:
                items.append(Rect(x, low, wide, self.bottom - low, "seq2", title=title))
            if bounds:
                items.append(Rect(x, self.y(total), wide, low - self.y(total), "seq0", title=title))
            line += [(x, self.y(total)), (x + self.band, self.y(total))]
            if total != before and self.band >= 22:
                items.append(self._total(year, total, bounds))
            before = total
        return [*items, Path(tuple(line), None, "reported", 2)]

    def _total(self, year: int, total: int, bounds: int) -> Text:
        """The number of a column: inside if that is high enough, else above it and the fitted curve."""
        x, y = self.x(year) + self.band / 2, self.y(total)
        best = self.curve.best
        fit = self.y(best.values[year - self.curve.years[0]]) if best else y
        foot = self.y(total - bounds) if bounds else self.bottom
        if foot - max(y, fit) >= 34:
            return Text(x, max(y, fit) + 24, str(total), 13, "on0" if bounds else "on2", "middle", bold=True)
        return Text(x, min(y, fit) - 8, str(total), 13, "ink", "middle", bold=True)

    def fit(self) -> list[Item]:
        """The better of the two fitted curves."""
        best = self.curve.best
        if best is None:
            return []
        points = tuple(
            (self.x(year) + self.band / 2, self.y(min(value, self.ticks[-1])))
            for year, value in zip(self.curve.years, best.values, strict=True)
        )
        return [Path(points, None, "fit", 2.4, dash=True)]

    def origin(self, programme: ProgrammeRow, lang: str) -> list[Item]:
        """When the document came out that the programme comes from, if that lies in the picture."""
        year = programme.origin_year
        if year is None or not self.years[0] <= year <= self.years[-1]:
            return []
        x = self.x(year) + self.band * 0.2
        ends = x > (_LEFT + self.right) / 2
        label = Text(
            x + (-6 if ends else 6), _TOP - 8, say(lang, "origin", year=year), 12, "ink", "end" if ends else "start"
        )  # fmt: skip
        title = say(lang, "origin_at", document=programme.origin_document or programme.name, year=year)
        line = Path(((x, _TOP - 18), (x, self.bottom)), None, "ink", 1, dash=True, title=title)
        return [line, Circle(x, self.bottom, 4, "paper", "ink", 1.5, title), label]

    def coverage(self, seen: Counter[int], lang: str) -> list[Item]:
        """A strip with the number of regions that have a report of each year."""
        base = self.bottom + 24 + _STRIP + 12
        most = max(seen.values(), default=1)
        items: list[Item] = [Path(((_LEFT, base), (self.right, base)), None, "line")]
        items.append(Text(_LEFT, base + 18, say(lang, "coverage"), 12, "soft"))
        for year in self.years:
            if not seen[year]:
                continue
            height = max(2.0, seen[year] / most * _STRIP)
            title = say(lang, "coverage_at", year=year, count=seen[year])
            gap = 1 if self.band > 6 else 0
            items.append(
                Rect(self.x(year) + gap, base - height, self.band - 2 * gap, height, "silent", title=title)
            )
            if self.band >= 20:
                middle = self.x(year) + self.band / 2
                items.append(Text(middle, base - 4, str(seen[year]), 11, "ink", "middle"))
        return items
