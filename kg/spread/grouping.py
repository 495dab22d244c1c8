"""Regions by what they belong to: province, prefecture, county; and which border on which."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from kg.errors import VocabularyError
from kg.paths import ontology_dir
from kg.spread.facts import Facts, PlaceRow

LEVELS = ("province", "prefecture", "county")
NEIGHBOURS = "province_neighbours.csv"


def group_of(facts: Facts, region: str, level: str) -> str | None:
    """The region of `level` that a region is or lies in (IRI), None when it stands above that level."""
    place = facts.places.get(region)
    if place is None:
        return None
    if place.level == level:
        return region
    if level == "province":
        return place.province
    if level == "prefecture":
        return place.prefecture
    return _county_above(facts, place)


def _county_above(facts: Facts, place: PlaceRow) -> str | None:
    links = place.chain.split("/")
    chains = {"/".join(links[:count]) for count in range(1, len(links))}
    if len(chains) < 2:
        return None
    found = [row for row in facts.places.values() if row.level == "county" and row.chain in chains]
    return found[0].iri if found else None


@cache
def province_borders() -> dict[str, frozenset[str]]:
    """Code of a province → codes of those that border on it by land or across a strait.

    Read from `ontology/province_neighbours.csv`, which holds each pair once. Raises VocabularyError when that
    file cannot be read.
    """
    path = ontology_dir() / NEIGHBOURS
    found: dict[str, set[str]] = defaultdict(set)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found[row["code"]].add(row["neighbour"])
                found[row["neighbour"]].add(row["code"])
    except (OSError, KeyError) as error:
        raise VocabularyError(f"{NEIGHBOURS}: {error}") from error
    return {code: frozenset(codes) for code, codes in found.items()}


def neighbours(facts: Facts, units: Iterable[str]) -> dict[str, frozenset[str]]:
    """Unit → those among `units` that count as its neighbours.

    Provinces: those that share a border. All others: those of the same level under the same prefecture or,
    where there is none between (prefectures themselves, counties straight under a province), the same province.
    """
    places = [facts.places[iri] for iri in units if iri in facts.places]
    by_code = {place.code: place.iri for place in places if place.level == "province"}
    siblings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places:
        if above := place.prefecture or place.province:
            siblings[above, place.level].add(place.iri)
    found: dict[str, frozenset[str]] = {}
    for place in places:
        if place.level == "province":
            codes = province_borders().get(place.code or "", frozenset())
            found[place.iri] = frozenset(by_code[code] for code in codes if code in by_code)
        else:
            above = place.prefecture or place.province
            same = siblings[above, place.level] if above else set()
            found[place.iri] = frozenset(same - {place.iri})
    return found
