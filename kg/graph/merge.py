"""One description of each entity from what many reports call it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.used import Named


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with the name that most reports use, its other names (sorted) and its kind."""

    iri: str
    name: str
    aliases: tuple[str, ...]
    kind: str


def merged(named: Iterable[Named]) -> list[Entity]:
    """Merge by IRI, sorted by IRI; of names and kinds equally frequent, the first by code point wins."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        groups[one.iri].append(one)
    return [_merge(iri, groups[iri]) for iri in sorted(groups)]


def _merge(iri: str, group: list[Named]) -> Entity:
    name = _most_frequent(one.name for one in group)
    others = {alias for one in group for alias in (one.name, *one.aliases)} - {name, ""}
    return Entity(iri, name, tuple(sorted(others)), _most_frequent(one.kind for one in group if one.kind))


def _most_frequent(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")
