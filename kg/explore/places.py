"""What the page's other places show, of a graph that is not held whole: overview, network, matrix, lists …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.explore.described import LookedUp
from kg.explore.entities import KINDS
from kg.explore.index import NONE, STAGES
from kg.explore.nets import choice_of
from kg.explore.part import MOST_FACTS, Part
from kg.explore.source import Source
from kg.explore.statements import FACT_CLASSES
from kg.explore.tallies import by_place, cells, filled
from kg.namespaces import ONTOLOGY, RDF

PAGE = 200
"""So many rows stand on one page of a list."""
FOUND = 500
"""So many entities a search finds at most."""
_PRACTICES, _COVERED, _CHOICES = 100, 200, 120
_AROUND, _AROUND_THIN, _THIN, _OPENED, _CORE, _DRAWN, _LISTED = 70, 24, 8, 40, 110, 5000, 40
_ROWS, _COLUMNS = 140, 60
_NO_STAGE = 9

Params = Mapping[str, str]


def overview(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """The widest practices, and the coverage of regions and years: of reports, or of one practice."""
    index = source.index
    chosen = index.numbers.get(params.get("practice", ""))
    regions = by_place(index, list(index.years))[:_COVERED]
    shown = source.spread[:_PRACTICES]
    part.add(*(row.programme for row in shown), *regions)
    part.given["practices"] = [[row.programme, row.regions, row.first] for row in shown]
    part.given["filled"] = [list(row) for row in filled(index, regions)]
    if chosen is not None:
        part.add(chosen)
        part.add_facts(
            fact for fact in sorted(source.naming(of, chosen, ("programme",))) if fact.startswith("adoption/")
        )


def network(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """The entities to draw and their ties: around some, on a path, of the core, or all."""
    index, net = source.index, source.net(choice_of(source.index, params))
    focus, opened, ends = (_listed(source, params.get(name, "")) for name in ("focus", "open", "path"))
    shown: dict[int, None] = {}

    def take(entities: list[int], limit: int) -> int:
        left = 0
        for entity in entities:
            near = net.near(entity)
            shown.update(dict.fromkeys((entity, *near[:limit])))
            left += max(0, len(near) - limit)
        return left

    left = 0
    if len(ends) == 2:
        part.given["way"] = net.path(*ends)
        shown.update(dict.fromkeys(part.given["way"] or ends))
    elif params.get("all"):
        every = sorted(net.all(), key=lambda entity: (-int(net.degree[entity]), entity))
        shown.update(dict.fromkeys(every[:_DRAWN]))
        left = len(every) - len(shown)
    elif focus:
        left = take(focus, _AROUND)
        if len(shown) < _THIN:
            left += take([entity for entity in shown if entity not in focus], _AROUND_THIN)
    else:
        shown.update(dict.fromkeys(net.core(_CORE)))
        left = len(net.all()) - len(shown)
    left += take(opened, _OPENED)
    provinces = [region for region in index.of_kind("region").tolist() if index.level[region] == "province"]
    part.add(*shown, *focus, *ends, *provinces)
    part.given |= {"shown": list(shown), "left": left}
    part.given["ties"] = [[tie.a, tie.b, tie.facts, int(tie.planned)] for tie in net.among(shown)]


def _listed(source: Source, text: str) -> list[int]:
    return [source.index.numbers[iri] for iri in text.split(",")[:_LISTED] if iri in source.index.numbers]


def matrix(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """Practices and regions, or years: the best stage in each cell, and how many regions are in it."""
    index, by_year = source.index, params.get("by") == "year"
    level, order = params.get("level", ""), params.get("sort", "")
    regions = [region for region in by_place(index, list(index.years)) if level in ("", index.level[region])][
        :_COLUMNS
    ]
    columns = sorted({year for years in index.years.values() for year in years}) if by_year else regions
    table = cells(index, columns, "year" if by_year else "region", params.get("kind", ""))
    widths: dict[int, int] = {}
    for programme, _ in table:
        widths[programme] = source.regions.get(programme, 0) if by_year else widths.get(programme, 0) + 1
    column = (
        int(order) if by_year and order.isdecimal() and len(order) < 6 else index.numbers.get(order, NONE)
    )

    def key(programme: int) -> tuple[Any, ...]:
        first = (
            index.names[programme][0]
            if order == "name"
            else table.get((programme, column), (_NO_STAGE, 0))[0]
        )
        return (first, -widths[programme], -int(index.facts[programme]), programme)

    rows = sorted(widths, key=key)
    shown = set(rows[:_ROWS])
    part.add(*rows[:_ROWS], *regions)
    part.given |= {
        "rows": [[row, widths[row]] for row in rows[:_ROWS]],
        "total": len(rows),
        "yearly" if by_year else "cells": [
            [programme, at, STAGES[stage] if stage < len(STAGES) else "", count]
            for (programme, at), (stage, count) in sorted(table.items())
            if programme in shown
        ],
        "types": sorted({index.type[row.programme] for row in source.spread} - {""}),
        "levels": sorted({index.level[region] for region in index.years} - {""}),
    }


def compare(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """Two regions with what they do and their numbers; before they are chosen, the regions with reports."""
    index = source.index
    chosen = [index.numbers[params[side]] for side in ("a", "b") if params.get(side, "") in index.numbers]
    part.add(*chosen, *by_place(index, list(index.years))[:_CHOICES])
    for region in chosen:
        facts = sorted(source.naming(of, region, ("region",)))
        part.add_facts(
            (fact for fact in facts if fact.startswith(("adoption/", "observation/"))), 2 * MOST_FACTS
        )
    if len(chosen) == 2 and all(region in index.years for region in chosen):
        _, known = source.profiles()
        part.similar[chosen[0]] = [
            [chosen[1], round(known.similarity(*(index.iris[region] for region in chosen)), 3), []]
        ]


def listing(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """One page of all entities or facts of a kind."""
    text = params.get("page", "1")
    page = max(1, int(text)) if text.isdecimal() and len(text) < 8 else 1
    first, total = (page - 1) * PAGE, 0
    if rest in FACT_CLASSES:
        total = source.index.counts[rest]
        kind = ox.NamedNode(ONTOLOGY + FACT_CLASSES[rest])
        quads = source.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), kind, None)
        subjects = (quad.subject for quad in islice(quads, first, first + PAGE))
        part.add_facts(of.short(subject.value) for subject in subjects if isinstance(subject, ox.NamedNode))
    elif rest in dict(KINDS):
        numbers = source.index.of_kind(rest).tolist()
        total = len(numbers)
        part.add(*numbers[first : first + PAGE])
        part.given["listed"] = numbers[first : first + PAGE]
    part.given["page"] = {"number": page, "size": PAGE, "total": total}


def search(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """What a query finds, of one kind or all, the nearest first."""
    found = source.finder.find(params.get("q", ""), FOUND)
    kinds = [KINDS[source.index.kinds[one.number]][0] for one in found]
    limit = params.get("limit", "")
    wanted = params.get("kind", "")
    kept = [one for one, kind in zip(found, kinds, strict=True) if wanted in ("", kind)]
    kept = kept[: int(limit) if limit.isdecimal() and len(limit) < 6 else FOUND]
    part.add(*(one.number for one in kept))
    part.given["found"] = [[one.number, one.score, one.by] for one in kept]
    part.given["counts"] = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}


def nothing(source: Source, part: Part, of: LookedUp, rest: str, params: Params) -> None:
    """A place that shows nothing of the graph but what it asks for later."""


PLACES: Mapping[str, Callable[[Source, Part, LookedUp, str, Params], None]] = {
    "": overview, "network": network, "matrix": matrix, "compare": compare, "list": listing, "search": search,
    "sparql": nothing, "about": nothing,
}  # fmt: skip
"""The places of the page by the first step of their address."""
