"""The outline of a graph in memory: its entities, how facts tie them, who does what when. Facts stay in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kg.explore.entities import KINDS
from kg.explore.statements import FACT_CLASSES
from kg.graph.store import base_of
from kg.namespaces import DCT, GEO, ONTOLOGY, RDF, RDFS, SKOS

Numbers = npt.NDArray[np.int32]

STAGES = ("implemented", "pilot", "planned")
NONE = -1
"""Stands for a year or a stage that is not known."""

_PREFIXES = f"PREFIX kg: <{ONTOLOGY}> PREFIX rdf: <{RDF}> "
# Kind of fact → the pairs of predicates whose values a network joins.
_TIES: tuple[tuple[str, str, str], ...] = (
    ("adoption", "region", "programme"),
    ("adoption", "agency", "programme"),
    ("citation", "region", "regulation"),
    ("award", "region", "award"),
    ("award", "region", "programme"),
    ("observation", "programme", "indicator"),
    ("link", "fromRegion", "toRegion"),
)
_NAMES = ((SKOS + "prefLabel", 0), (DCT + "title", 1), (RDFS + "label", 2), (SKOS + "altLabel", 3),
          (ONTOLOGY + "quotedLabel", 3), (ONTOLOGY + "chain", 4), (SKOS + "notation", 5))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Adoptions:
    """Who does what when: one place in each array an adoption; entities by number, stages as in `STAGES`."""

    programme: Numbers
    region: Numbers
    year: Numbers
    stage: Numbers
    since: Numbers

    def done(self) -> npt.NDArray[np.bool_]:
        """Which are more than plans."""
        done: npt.NDArray[np.bool_] = self.stage != STAGES.index("planned")
        return done


@dataclass(frozen=True, slots=True)
class TieTable:
    """What facts tie: one place in each array a pair in one fact; `a` is the lower number."""

    a: Numbers
    b: Numbers
    year: Numbers
    stage: Numbers
    region: Numbers


@dataclass(frozen=True, slots=True)
class Index:
    """A graph's entities by number, those that most facts name first.

    `iris` are without the base, `kinds` places in `KINDS`; `names` holds each one's names, its own first;
    `within` the region that one lies in (or a report is of), by number, `NONE` for none; `type` is the kind
    of a programme or regulation; `candidates` stand in no vocabulary; `facts` is how many facts name one. `years` are the years that a region has reports for; `counts` how many facts of each kind.
    """

    base: str
    iris: tuple[str, ...]
    kinds: Numbers
    names: tuple[tuple[str, ...], ...]
    within: Numbers
    level: tuple[str, ...]
    code: tuple[str, ...]
    type: tuple[str, ...]
    candidates: frozenset[int]
    facts: Numbers
    numbers: Mapping[str, int]
    adoptions: Adoptions
    ties: TieTable
    years: Mapping[int, tuple[int, ...]]
    counts: Mapping[str, int]

    def of_kind(self, kind: str) -> Numbers:
        """The numbers of the entities of a kind, those that most facts name first."""
        place = [name for name, _ in KINDS].index(kind)
        return np.flatnonzero(self.kinds == place).astype(np.int32)

    def line(self, number: int) -> list[int]:
        """A region and those that it lies in, itself first."""
        found: list[int] = []
        while number != NONE and number not in found:
            found.append(number)
            number = int(self.within[number])
        return found


def read_index(store: ox.Store) -> Index:
    """Read the outline of a store: about 3 s for each million of its quads."""
    base = base_of(store)
    kinds: dict[str, int] = {}
    for number, (_, name) in enumerate(KINDS):
        for iri in _members(store, name):
            kinds.setdefault(iri, number)
    named = _count_names(store, kinds)
    order = sorted(kinds, key=lambda iri: (-named.get(iri, 0), kinds[iri], iri))
    numbers = {iri: number for number, iri in enumerate(order)}
    names, codes = _names(store, numbers)
    level = _values(store, ONTOLOGY + "level", numbers)
    types = _values(store, ONTOLOGY + "kind", numbers)
    within = np.full(len(order), NONE, np.int32)
    for predicate in (GEO + "sfWithin", DCT + "spatial"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            at, of = numbers.get(_iri(quad.subject)), numbers.get(_iri(quad.object))
            if at is not None and of is not None:
                within[at] = of
    short = tuple(iri.removeprefix(base) for iri in order)
    return Index(
        base,
        short,
        np.array([kinds[iri] for iri in order], np.int32),
        names,
        within,
        tuple(level.get(number, "") for number in range(len(order))),
        codes,
        tuple(types.get(number, "") for number in range(len(order))),
        frozenset(numbers[iri] for iri in _members(store, "Candidate") if iri in numbers),
        np.array([named.get(iri, 0) for iri in order], np.int32),
        {iri: number for number, iri in enumerate(short)},
        _adoptions(store, numbers),
        _ties(store, numbers),
        _years(store, numbers),
        {kind: sum(1 for _ in _members(store, name)) for kind, name in FACT_CLASSES.items()},
    )


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _rows(store: ox.Store, query: str) -> Iterator[tuple[ox.NamedNode | ox.Literal | None, ...]]:
    found = store.query(_PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    for solution in found:
        yield tuple(solution)


def _members(store: ox.Store, name: str) -> Iterator[str]:
    """The subjects of a class of the ontology."""
    for quad in store.quads_for_pattern(
        None, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + name), None
    ):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def _count_names(store: ox.Store, kinds: Mapping[str, int]) -> dict[str, int]:
    """How many facts name each entity."""
    counted: dict[str, int] = defaultdict(int)
    ends = (
        "programme",
        "region",
        "regulation",
        "award",
        "recipient",
        "indicator",
        "entity",
        "fromRegion",
        "toRegion",
        "agency",
    )
    for end in ends:
        for quad in store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + end), None, None):
            value = _iri(quad.object)
            if value in kinds and _iri(quad.subject) not in kinds:  # entities name each other too
                counted[value] += 1
    # A fact that names an entity twice is one fact.
    for one, other in (("region", "recipient"), ("programme", "recipient"), ("fromRegion", "toRegion")):
        for (both,) in _rows(store, f"SELECT ?e {{ ?f kg:{one} ?e ; kg:{other} ?e }}"):
            if _iri(both) in kinds:
                counted[_iri(both)] -= 1
    return counted


def _names(
    store: ox.Store, numbers: Mapping[str, int]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Each entity's names, its own first, and the code of each region."""
    found: list[list[tuple[int, str]]] = [[] for _ in numbers]
    codes = [""] * len(numbers)
    for predicate, rank in _NAMES:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            number, value = numbers.get(_iri(quad.subject)), quad.object
            if number is None or not isinstance(value, ox.Literal) or value.language not in (None, "zh"):
                continue
            found[number].append((rank, value.value))
            if rank == 5:
                codes[number] = value.value
    names = (tuple(dict.fromkeys(text for _, text in sorted(each))) for each in found)
    iris = list(numbers)
    return tuple(each or (iris[number],) for number, each in enumerate(names)), tuple(codes)


def _values(store: ox.Store, predicate: str, numbers: Mapping[str, int]) -> dict[int, str]:
    found = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
        number = numbers.get(_iri(quad.subject))
        if number is not None:
            value = quad.object
            found[number] = (
                value.value.rsplit("#", 1)[-1] if isinstance(value, ox.Literal | ox.NamedNode) else ""
            )
    return found


def _years(store: ox.Store, numbers: Mapping[str, int]) -> dict[int, tuple[int, ...]]:
    query = f"SELECT ?region ?year {{ ?r a kg:Report ; <{DCT}spatial> ?region ; kg:year ?year }}"
    found: dict[int, set[int]] = defaultdict(set)
    for region, year in _rows(store, query):
        number = numbers.get(_iri(region))
        if number is not None:
            found[number].add(_year(year))
    return {region: tuple(sorted(years)) for region, years in sorted(found.items())}


def _year(term: ox.NamedNode | ox.Literal | None) -> int:
    return int(term.value) if isinstance(term, ox.Literal) else NONE


def _stage(term: ox.NamedNode | ox.Literal | None) -> int:
    name = "" if term is None else term.value.rsplit("#", 1)[-1]
    return STAGES.index(name) if name in STAGES else NONE


def _columns(rows: list[tuple[int, ...]], width: int) -> list[Numbers]:
    table = np.array(rows, np.int32).reshape(len(rows), width)
    return [np.ascontiguousarray(table[:, column]) for column in range(width)]


def _adoptions(store: ox.Store, numbers: Mapping[str, int]) -> Adoptions:
    query = (
        "SELECT ?programme ?region ?year ?stage ?since { ?f a kg:Adoption ; kg:programme ?programme ; "
        "kg:region ?region ; kg:year ?year OPTIONAL { ?f kg:stage ?stage } OPTIONAL { ?f kg:since ?since } }"
    )
    rows = []
    for programme, region, year, stage, since in _rows(store, query):
        p, r = numbers.get(_iri(programme)), numbers.get(_iri(region))
        if p is not None and r is not None:
            rows.append((p, r, _year(year), _stage(stage), _year(since)))
    return Adoptions(*_columns(sorted(rows), 5))


def _ties(store: ox.Store, numbers: Mapping[str, int]) -> TieTable:
    rows = []
    for kind, one, other in _TIES:
        where = "toRegion" if kind == "link" else "region"
        query = (
            f"SELECT ?one ?other ?year ?stage ?region {{ ?f a kg:{FACT_CLASSES[kind]} ; kg:{one} ?one ; kg:{other} ?other "
            f"OPTIONAL {{ ?f kg:year ?year }} OPTIONAL {{ ?f kg:stage ?stage }} OPTIONAL {{ ?f kg:{where} ?region }} }}"
        )
        for a, b, year, stage, region in _rows(store, query):
            x, y = numbers.get(_iri(a)), numbers.get(_iri(b))
            if x is not None and y is not None and x != y:
                rows.append(
                    (min(x, y), max(x, y), _year(year), _stage(stage), numbers.get(_iri(region), NONE))
                )
    return TieTable(*_columns(sorted(rows), 5))
