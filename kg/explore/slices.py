"""The part of a graph that a place of the page shows: what a server sends where a file holds everything.

A place is an address of the page, such as `programme/xing-xing-xian-jie`, `network` or `matrix`, with its parameters.
A slice has the shape of the whole data (`kg.explore.data`) with numbers of its own; rows of entities carry `f`, how
many facts of the whole graph name them, and `given` what the page cannot count from a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.explore.data import labels, questions, terms
from kg.explore.described import LookedUp
from kg.explore.entities import KINDS
from kg.explore.entity_pages import ALL_ENDS, entity
from kg.explore.part import Part, kind_of
from kg.explore.places import PLACES
from kg.explore.source import Source
from kg.explore.statements import FACT_CLASSES
from kg.explore.tallies import facts_of
from kg.iris import rebase
from kg.namespaces import PREFIXES
from kg.spread.starts import limits

_LOCAL = re.compile(r"[A-Za-z0-9._~/-]{1,400}")


def outline(source: Source) -> dict[str, Any]:
    """What the page needs once: kinds, labels, questions, and how much of each kind the graph holds."""
    index = source.index
    years = sorted({year for found in index.years.values() for year in found})
    return {
        "base": index.base,
        "kinds": [kind for kind, _ in KINDS],
        "labels": labels(source.described()),
        "terms": terms(source.described()),
        "queries": questions(),
        "prefixes": {name: rebase(iri, index.base) for name, iri in PREFIXES.items()},
        "whole": {
            "entities": {kind: len(index.of_kind(kind)) for kind, _ in KINDS},
            "facts": dict(index.counts),
            "practices": len(source.spread),
            "observed": len(index.years),
            "years": years,
            "limits": limits(facts_of(index)),
        },
    }


def slice_of(source: Source, path: str, params: Mapping[str, str]) -> dict[str, Any]:
    """The slice of a place; one that does not exist has no entities."""
    part, of = Part(source.index), source.described()
    number = source.index.numbers.get(path)
    name, _, rest = path.partition("/")
    if number is not None:
        entity(source, part, of, number)
    elif name in PLACES:
        PLACES[name](source, part, of, rest, params)
    fact = params.get("fact", "")
    if _LOCAL.fullmatch(fact) and of.is_a(fact, FACT_CLASSES.get(kind_of(fact), "")):
        part.facts[kind_of(fact)][fact] = None
    return _made(source, part, of)


def facts_slice(source: Source, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The facts that name all of some entities, of one kind and year where these are given.

    `wanted` gives IRIs without the base: `programme`, `region` and other ends by name, `a` and `b` as any end;
    `kind` and `year` as text.
    """
    part, of = Part(source.index), source.described()
    found: set[str] | None = None
    for name, value in sorted(wanted.items()):
        number = source.index.numbers.get(value)
        if number is not None:
            naming = source.naming(of, number, (name,) if name in ALL_ENDS else ALL_ENDS)
            found = naming if found is None else found & naming
    kind, year = wanted.get("kind"), wanted.get("year")
    part.add_facts(
        fact
        for fact in sorted(found or ())
        if kind in (None, kind_of(fact)) and (year is None or of.one(fact, "year") == year)
    )
    return _made(source, part, of)


def entities_slice(source: Source, iris: Iterable[str]) -> dict[str, Any]:
    """The entities with these IRIs (without the base), those that there are."""
    part = Part(source.index)
    part.add_named(iris)
    return _made(source, part, source.described())


def _made(source: Source, part: Part, of: LookedUp) -> dict[str, Any]:
    return part.data(of, source.has_text, source.regions)
