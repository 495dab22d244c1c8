"""What all pictures share: title, key and small print around the drawing, axes, names of regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.spread.coverage import place_of
from kg.spread.facts import AdoptionRow, Facts, PlaceRow
from kg.spread.pictures.scene import Drawing, Item, Scene, Text, cut, ems, moved, wrap
from kg.spread.pictures.words import full_name, say
from kg.spread.starts import Start

WIDTH = 900.0
"""Width of the part of a picture that is drawn in, without margins."""

_MARGIN = 30.0
_SAMPLE = 26.0  # room for a sample of the key
_SMALL = 11.5


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry of the key: shapes within 22 × 14 pixels, and what they mean."""

    items: tuple[Item, ...]
    text: str


def framed(
    title: str,
    about: str,
    key: Sequence[Sample],
    body: Drawing,
    notes: Sequence[str],
    lang: str,
) -> Scene:
    """The picture: title, what it counts, key, drawing (in the middle), small print, one below the other."""
    inner = max(WIDTH, body.width)
    items: list[Item] = []
    y = _MARGIN
    for row in wrap(cut(title, 100), inner / 22):
        items.append(Text(_MARGIN, y + 18, row, 22, bold=True))
        y += 30
    for row in wrap(about, inner / 14):
        items.append(Text(_MARGIN, y + 12, row, 14, "soft"))
        y += 20
    y += 8
    drawn, used = _key(key, inner)
    items += moved(drawn, _MARGIN, y)
    y += used + (12 if key else 4)
    items += moved(body.items, _MARGIN + (inner - body.width) / 2, y)
    y += body.height + 16
    for note in notes:
        for row in wrap(note, inner / _SMALL):
            items.append(Text(_MARGIN, y + 10, row, _SMALL, "soft"))
            y += 17
    described = " ".join([about, *notes])
    whole = Drawing(tuple(items), inner + 2 * _MARGIN, y + _MARGIN - 8)
    return Scene(title, described, whole, lang)


def _key(key: Sequence[Sample], room: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    x, y = 0.0, 0.0
    for sample in key:
        wide = _SAMPLE + ems(sample.text) * 13 + 22
        if x and x + wide - 22 > room:
            x, y = 0.0, y + 24
        items += moved(sample.items, x, y)
        items.append(Text(x + _SAMPLE, y + 12, sample.text))
        x += wide
    return items, y + 20 if key else 0.0


def count_ticks(most: int, number: int = 5) -> list[int]:
    """Whole, round numbers from 0 to `most` or just above."""
    step = next(
        unit * 10**power for power in range(12) for unit in (1, 2, 5) if unit * 10**power * number >= most
    )
    return list(range(0, max(most, 1) + step, step))[: -(-max(most, 1) // step) + 1]


def year_ticks(years: Sequence[int], width: float, least: float = 42) -> list[int]:
    """Those years that can be written out when each has `width` pixels: all, or every second, fifth, tenth …"""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000) if step * width >= least)
    return [year for year in years if year % step == 0] or list(years[:1])


def short_names(facts: Facts, regions: Iterable[str], room: float = 12) -> dict[str, str]:
    """Names for the rows of a picture: the bare one, or where two are alike with that of the region above."""
    places = {iri: place_of(facts, iri) for iri in regions}
    often = Counter(place.name for place in places.values())
    return {
        iri: cut(place.name if often[place.name] == 1 else _longer(place), room)
        for iri, place in places.items()
    }


def _longer(place: PlaceRow) -> str:
    return "".join(place.chain.split("/")[-2:]) or place.name


def told(facts: Facts, row: AdoptionRow, lang: str) -> str:
    """One statement for a tooltip: place, year, stage and quote."""
    place = full_name(place_of(facts, row.region))
    comma, colon = say(lang, "comma"), say(lang, "colon")
    quote = f"{colon}{cut(row.quote, 90)}" if row.quote else ""
    stage = say(lang, row.stage) if row.stage in ("implemented", "pilot", "planned") else row.stage
    return f"{place}{comma}{row.year}{comma}{stage}{quote}"


def start_told(facts: Facts, start: Start, lang: str) -> str:
    """The start of a region for a tooltip: the year, what it is worth, the statement."""
    began = say(lang, "start", year=start.year)
    comma = say(lang, "comma")
    return f"{began}{comma}{say(lang, start.censoring)}{comma}{told(facts, start.adoption, lang)}"


def censoring_notes(found: Sequence[Start], ties: int, lang: str) -> list[str]:
    """The small print on left-censored first reports and on starts of one year."""
    left = sum(not start.datable for start in found)
    rows = [say(lang, "left_note", left=left, all=len(found))]
    if ties:
        rows.append(say(lang, "ties_note", ties=ties))
    return rows
