"""Regions as triples, with all that stand above them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.terms import LABEL, NOTATION, TYPE, chinese, decimal, kg_term, node, plain
from kg.iris import region_iri
from kg.model import Place
from kg.namespaces import GEO, WGS84
from kg.vocabulary.gazetteer import Division, Gazetteer

_WITHIN = node(GEO + "sfWithin")
_LATITUDE = node(WGS84 + "lat")
_LONGITUDE = node(WGS84 + "long")


def region_triples(places: Iterable[Place], gazetteer: Gazetteer) -> list[ox.Triple]:
    """Describe the places and every official division above them, sorted by IRI.

    A place lies within its direct parent when it is official, else within the nearest official one.
    """
    wanted = list(places)
    found: dict[str, tuple[Place, str | None]] = {}
    while wanted:
        place = _official(wanted.pop(), gazetteer)
        iri = region_iri(place)
        if iri in found and found[iri][0].chain <= place.chain:
            continue
        parent = parent_code(place, gazetteer)
        found[iri] = (place, parent)
        if parent is not None:
            wanted.append(gazetteer.place(parent))
    return [triple for iri in sorted(found) for triple in _describe(iri, *found[iri], gazetteer)]


def _official(place: Place, gazetteer: Gazetteer) -> Place:
    """The place as the gazetteer has it where it knows the code, so that every report tells the same."""
    return gazetteer.place(place.code) if place.code in gazetteer.by_code else place


def parent_code(place: Place, gazetteer: Gazetteer) -> str | None:
    """The code of the division directly above a place, else of the nearest official one on its chain."""
    if place.code is not None and place.code in gazetteer.by_code:
        return gazetteer.by_code[place.code].parent
    if place.code is not None and place.code[:6] in gazetteer.by_code:
        return place.code[:6]
    above = place.chain.split("/")[:-1]
    return _code_of(above, gazetteer) if above else None


def _code_of(names: list[str], gazetteer: Gazetteer) -> str | None:
    """The code of the lowest official division that the names, from the province down, lead to."""
    code: str | None = None
    for name in names:
        steps = [d for d in gazetteer.named(name) if d.name == name and d.parent == code]
        if steps:
            code = min(steps, key=_recent_first).code
        elif code is not None:
            town = gazetteer.township(name, code)
            return code if town is None or town.code is None else town.code
        else:
            return None
    return code


def _recent_first(division: Division) -> tuple[int, str]:
    return (-(division.valid_to or 9999), division.code)


def _describe(iri: str, place: Place, parent: str | None, gazetteer: Gazetteer) -> list[ox.Triple]:
    subject = node(iri)
    found = [
        ox.Triple(subject, TYPE, kg_term("Region")),
        ox.Triple(subject, LABEL, chinese(place.name)),
        ox.Triple(subject, kg_term("chain"), chinese(place.chain)),
        ox.Triple(subject, kg_term("level"), plain(place.level.value)),
    ]
    if place.code is not None:
        found.append(ox.Triple(subject, NOTATION, plain(place.code)))
        division = gazetteer.by_code.get(place.code)
        if division is not None and division.latitude is not None and division.longitude is not None:
            found.append(ox.Triple(subject, _LATITUDE, decimal(division.latitude)))
            found.append(ox.Triple(subject, _LONGITUDE, decimal(division.longitude)))
    if parent is not None:
        found.append(ox.Triple(subject, _WITHIN, node(region_iri(gazetteer.place(parent)))))
    return found
