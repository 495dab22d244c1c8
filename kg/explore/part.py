"""A part of a graph in the making: the entities and facts that a place of the page shows, then as its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kg.explore.described import LookedUp
from kg.explore.entities import KINDS, entity_row
from kg.explore.index import Index
from kg.explore.statements import ENDS, FACT_CLASSES, fact_tables

MOST_FACTS = 400
"""So many facts of one kind stand on one page; the page says how many there are."""

# Which places of the rows of a given value hold entities.
_ENTITY_PLACES: Mapping[str, tuple[int, ...]] = {
    "practices": (0,), "filled": (0,), "related": (0,), "ties": (0, 1), "rows": (0,), "cells": (0, 1),
    "yearly": (0,), "found": (0,),
}  # fmt: skip
_ENTITY_LISTS = ("shown", "way", "listed")


class Part:
    """What is gathered for a slice: entities by number, facts by kind, and the values that come with them.

    `given` holds what the page cannot count from a part; entities stand in it by their number in the graph.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.facts: dict[str, dict[str, None]] = {kind: {} for kind in FACT_CLASSES}
        self.given: dict[str, Any] = {}
        self.starts: dict[int, list[tuple[int, int, str, int | None]]] = {}
        self.similar: dict[int, list[list[Any]]] = {}
        self.gaps: dict[int, list[list[Any]]] = {}
        self._entities: dict[int, None] = {}
        self._totals: dict[str, int] = {}

    def add(self, *entities: int) -> None:
        """Take entities, with the regions that they lie in."""
        for entity in entities:
            for step in self.index.line(entity):
                self._entities[step] = None

    def add_named(self, iris: Iterable[str]) -> None:
        """Take the entities among some IRIs (without the base)."""
        self.add(*(self.index.numbers[iri] for iri in iris if iri in self.index.numbers))

    def add_facts(self, facts: Iterable[str], most: int = MOST_FACTS) -> None:
        """Take facts, at most so many of a kind; what is left out is counted."""
        for fact in facts:
            kind = kind_of(fact)
            if kind in self.facts:
                self._totals[kind] = self._totals.get(kind, 0) + 1
                if len(self.facts[kind]) < most:
                    self.facts[kind][fact] = None

    def data(
        self, of: LookedUp, has_text: Callable[[str], bool], regions: Mapping[int, int]
    ) -> dict[str, Any]:
        """The slice as the page reads it, with numbers of its own; `regions` tells how widely programmes spread."""
        index = self.index
        for kind, facts in self.facts.items():
            for fact in facts:
                for name in (*ENDS[kind], "report"):
                    self.add_named(of.all(fact, name))
        order = sorted(self._entities)
        local = {number: place for place, number in enumerate(order)}
        rows = [_row(of, index, number, regions) for number in order]
        numbers = {index.iris[number]: place for number, place in local.items()}
        tables, sections = fact_tables(of, numbers, {kind: list(facts) for kind, facts in self.facts.items()})
        return {
            "entities": rows,
            "facts": tables,
            "sections": sections,
            "texts": [row["i"] for row in rows if KINDS[row["k"]][0] == "report" and has_text(row["i"])],
            "totals": {kind: n for kind, n in self._totals.items() if n > len(self.facts[kind])},
            "analyses": self._analyses(local),
            "given": {name: _localised(name, value, local) for name, value in self.given.items()},
        }

    def _analyses(self, local: Mapping[int, int]) -> dict[str, Any]:
        def here(numbers: Iterable[int]) -> list[int]:
            return [local[number] for number in numbers]

        return {
            "starts": {local[p]: [[local[r], *rest] for r, *rest in rows] for p, rows in self.starts.items()},
            "similar": {
                local[r]: [[local[o], s, here(both)] for o, s, both in rows]
                for r, rows in self.similar.items()
            },
            "gaps": {
                local[r]: [[local[p], s, state, here(peers)] for p, s, state, peers in rows]
                for r, rows in self.gaps.items()
            },
        }


def kind_of(fact: str) -> str:
    """The kind of a fact, which its IRI begins with."""
    return fact.split("/", 1)[0]


def _row(of: LookedUp, index: Index, number: int, regions: Mapping[int, int]) -> dict[str, Any]:
    row = entity_row(of, index.iris[number], int(index.kinds[number]))
    row["f"] = int(index.facts[number])
    if number in index.years:
        row["years"] = list(index.years[number])
    if regions.get(number):
        row["rg"] = regions[number]
    return row


def _localised(name: str, value: Any, local: Mapping[int, int]) -> Any:
    """A given value with the numbers of the slice in place of those of the graph."""
    if value is not None and name in _ENTITY_LISTS:
        return [local[number] for number in value]
    if name in _ENTITY_PLACES:
        places = _ENTITY_PLACES[name]
        return [[local[x] if at in places else x for at, x in enumerate(row)] for row in value]
    return value
