"""The tile map: one square a province, so that a small one is seen as well as a large one."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache

from kg.errors import UsageError
from kg.paths import ontology_dir
from kg.spread.facts import Facts, PlaceRow, ProgrammeRow
from kg.spread.grouping import group_of
from kg.spread.pictures.frame import Sample, censoring_notes, framed
from kg.spread.pictures.heat import class_key, class_of, count_classes
from kg.spread.pictures.scene import Drawing, Item, Path, Rect, Scene, Text
from kg.spread.pictures.words import extent, say, sentences
from kg.spread.starts import PLANNED, observed_years, starts, tied_pairs

_SIDE, _GAP = 78.0, 5.0
_SHARES = (1 / 3, 2 / 3, 1.0)  # upper bounds of the classes of shares above 0
_TOLERANCE = 1e-9


def tile_map(facts: Facts, programme: ProgrammeRow | None = None, lang: str = "zh") -> Scene:
    """The provinces and what is reported in each, those below it included.

    With a programme, of how many regions that have a report or are named in one how many do or try it, in any
    year; without one, how many different programmes. Raises UsageError when no place lies in a province.
    """
    observed: dict[str, set[str]] = defaultdict(set)
    for region in observed_years(facts):
        if province := group_of(facts, region, "province"):
            observed[province].add(region)
    if not observed and not facts.adoptions:
        raise UsageError("no report in this graph has both a region and a year: there is nothing to draw")
    return _of_all(facts, observed, lang) if programme is None else _of_one(facts, programme, observed, lang)


@lru_cache(maxsize=1)
def tiles() -> dict[str, tuple[int, int]]:
    """Code of a province → row and column of its tile, from `ontology/province_tiles.csv`."""
    with (ontology_dir() / "province_tiles.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (int(row["row"]), int(row["column"])) for row in csv.DictReader(stream)}


@lru_cache(maxsize=1)
def _short() -> dict[str, str]:
    """Code of a province → its short name: 北京, 内蒙古."""
    with (ontology_dir() / "regions.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["code"]: row["short"] for row in csv.DictReader(stream) if row["level"] == "province" and row["short"]
        }  # fmt: skip


def _of_one(facts: Facts, programme: ProgrammeRow, observed: dict[str, set[str]], lang: str) -> Scene:
    found = starts(facts, programme.iri).get(programme.iri, ())
    doing: dict[str, set[str]] = defaultdict(set)
    planning: dict[str, set[str]] = defaultdict(set)
    for row in facts.adoptions:
        if row.programme == programme.iri and (province := group_of(facts, row.region, "province")):
            (planning if row.stage == PLANNED else doing)[province].add(row.region)
    if not doing and not planning:
        raise UsageError(f"no report tells of {programme.name} in a province: there is nothing to draw")
    looks: dict[str, _Look] = {}
    for place in _provinces(facts):
        done, plans = doing[place.iri], planning[place.iri] - doing[place.iri]
        every = observed[place.iri] | done | plans
        if not every:
            continue
        title = say(lang, "tile_at", name=place.name, done=len(done), all=len(every))
        if plans:
            title += say(lang, "comma") + say(lang, "tile_planned", count=len(plans))
        look = _Look(f"{len(done)}/{len(every)}", "silent", "ink", title, bool(plans))
        if done:
            rank = next(i for i, top in enumerate(_SHARES) if len(done) / len(every) <= top + _TOLERANCE)
            look = _Look(look.text, f"seq{rank * 2}", f"on{rank * 2}", title, bool(plans))
        looks[place.code or ""] = look
    notes = [sentences(lang, "tiles_note", "planned_note")]
    if found:
        notes += censoring_notes(found, tied_pairs(found), lang)
    notes += [*extent(facts, lang), say(lang, "silence")]
    about = say(lang, "tiles_about")
    return framed(
        say(lang, "tiles", name=programme.name), about, _share_key(lang), _map(looks, lang), notes, lang
    )


def _share_key(lang: str) -> list[Sample]:
    square = (22, 14)
    bounds = (("1", "33"), ("34", "66"), ("67", "100"))
    return [
        *(
            Sample((Rect(0, 0, *square, f"seq{rank * 2}", radius=2),), say(lang, "share", low=low, high=high))
            for rank, (low, high) in enumerate(bounds)
        ),
        Sample((Rect(0, 0, *square, "silent", radius=2),), say(lang, "share_none")),
        Sample((Rect(0, 0, *square, "silent", radius=2), _corner(22, 12)), say(lang, "only_planned")),
        Sample((_empty(0, 0, *square),), say(lang, "no report")),
    ]


def _of_all(facts: Facts, observed: dict[str, set[str]], lang: str) -> Scene:
    done: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, int] = defaultdict(int)
    for row in facts.adoptions:
        if row.stage != PLANNED and (province := group_of(facts, row.region, "province")):
            done[province].add(row.programme)
    for report in facts.reports.values():
        if report.region and (province := group_of(facts, report.region, "province")):
            reports[province] += 1
    steps = count_classes(max((len(programmes) for programmes in done.values()), default=1))
    looks = {}
    for place in _provinces(facts):
        if not observed[place.iri] and not done[place.iri]:
            continue
        count = len(done[place.iri])
        title = say(
            lang, "tile_all_at", name=place.name, count=count, regions=len(observed[place.iri]),
            reports=reports[place.iri],
        )  # fmt: skip
        rank = class_of(count, steps)
        looks[place.code or ""] = _Look(str(count), f"seq{rank}", f"on{rank}", title)
    key = [*class_key(steps), Sample((_empty(0, 0, 22, 14),), say(lang, "no report"))]
    notes = [sentences(lang, "tiles_all_note", "planned_note")]
    notes += [*extent(facts, lang), say(lang, "silence")]
    return framed(say(lang, "tiles_all"), say(lang, "tiles_all_about"), key, _map(looks, lang), notes, lang)


def _provinces(facts: Facts) -> list[PlaceRow]:
    known = tiles()
    return [place for place in facts.places.values() if place.level == "province" and place.code in known]


class _Look:
    """What a tile shows."""

    def __init__(self, text: str, fill: str, ink: str, title: str, planned: bool = False) -> None:
        self.text, self.fill, self.ink, self.title, self.planned = text, fill, ink, title, planned


def _map(looks: dict[str, _Look], lang: str) -> Drawing:
    items: list[Item] = []
    known, names = tiles(), _short()
    for code, (row, column) in sorted(known.items()):
        x, y = column * (_SIDE + _GAP), row * (_SIDE + _GAP)
        look = looks.get(code)
        middle = x + _SIDE / 2
        if look is None:
            title = f"{names[code]}{say(lang, 'colon')}{say(lang, 'no report')}"
            items.append(_empty(x, y, _SIDE, _SIDE, title))
            items.append(Text(middle, y + _SIDE / 2 + 5, names[code], 15, "soft", "middle", title=title))
            continue
        items.append(Rect(x, y, _SIDE, _SIDE, look.fill, radius=5, title=look.title))
        items.append(Text(middle, y + 35, names[code], 16, look.ink, "middle", title=look.title))
        items.append(Text(middle, y + 57, look.text, 14, look.ink, "middle", title=look.title))
        if look.planned:
            items += [_moved_corner(x, y)]
    width = (max(column for _, column in known.values()) + 1) * (_SIDE + _GAP) - _GAP
    height = (max(row for row, _ in known.values()) + 1) * (_SIDE + _GAP) - _GAP
    return Drawing(tuple(items), width, height)


def _corner(width: float, size: float) -> Path:
    """An orange corner, top right."""
    return Path(((width - size, 0), (width, 0), (width, size)), "planned", closed=True)


def _moved_corner(x: float, y: float) -> Path:
    corner = _corner(_SIDE, 22)
    return Path(tuple((x + a, y + b) for a, b in corner.points), "planned", "paper", 1.5, closed=True)


def _empty(x: float, y: float, width: float, height: float, title: str = "") -> Rect:
    return Rect(x + 0.5, y + 0.5, width - 1, height - 1, "paper", "line", dash=True, radius=5 if width > 30 else 2, title=title)  # fmt: skip
