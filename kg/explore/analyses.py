"""What `kg.spread` says of a graph, as the page shows it: starts, similar regions, gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.spread.facts import Facts, load_facts
from kg.spread.gaps import gaps
from kg.spread.profiles import Profiles, profiles
from kg.spread.similarity import neighbours
from kg.spread.starts import limits, starts

_MOST = 200
_TOP = 12


def analyses(store: ox.Store, base: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Starts by programme, and for each region with a report those most alike and its gaps, by number.

    Similar regions and gaps compare each with each: beyond 200 regions with reports they are left out.
    """
    facts = load_facts(store, tied_only=True)
    by_iri = {base + short: number for short, number in numbers.items()}
    observed = sorted({r.region for r in facts.reports.values() if r.region and r.year is not None})
    made: dict[str, Any] = {
        "starts": _starts(facts, by_iri),
        "limits": limits(facts),
        "similar": {},
        "gaps": {},
    }
    known = profiles(facts)
    for region in observed if len(observed) <= _MOST else ():
        if region in by_iri:
            made["similar"][by_iri[region]] = similar(facts, known, region, by_iri)
            made["gaps"][by_iri[region]] = missing(facts, known, region, by_iri)
    return made


def _starts(facts: Facts, numbers: Mapping[str, int]) -> dict[int, list[list[Any]]]:
    """Programme → [region, year, how the year is known, last year without], earliest first."""
    return {
        numbers[programme]: [
            [numbers.get(start.region), start.year, start.censoring, start.last_without] for start in found
        ]
        for programme, found in sorted(starts(facts).items())
        if programme in numbers
    }


def similar(facts: Facts, known: Profiles, region: str, numbers: Mapping[str, int]) -> list[list[Any]]:
    """[region, similarity, shared programmes], the most alike first."""
    return [
        [numbers[near.place.iri], round(near.similarity, 3), [numbers[p.programme] for p in near.shared]]
        for near in neighbours(facts, region, _TOP, known=known)
        if near.similarity > 0
    ]


def missing(facts: Facts, known: Profiles, region: str, numbers: Mapping[str, int]) -> list[list[Any]]:
    """[programme, score, state, peers that report it], the likeliest first."""
    try:
        _, found = gaps(facts, region, _TOP, known=known)
    except UsageError:
        return []
    return [
        [numbers[gap.programme], round(gap.score, 3), gap.state, [numbers[row.region] for row in gap.peers]]
        for gap in found
    ]
