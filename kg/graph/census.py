"""What a graph holds, counted: triples, entities, classes, properties, links to published ontologies, coverage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import LABEL, TYPE, kg_term, node
from kg.namespaces import DCT, GEO, ONTOLOGY, OWL, RDFS, SKOS

# Regions that a description names at most; beyond, those above them stand for them.
MOST_REGIONS = 100

# Predicates that tie a term to one of another ontology. What says of which class a thing is, is no link.
LINKS = frozenset(
    node(iri)
    for iri in (
        RDFS + "subClassOf",
        RDFS + "subPropertyOf",
        OWL + "sameAs",
        OWL + "equivalentClass",
        OWL + "equivalentProperty",
        SKOS + "exactMatch",
        SKOS + "closeMatch",
        SKOS + "broadMatch",
        SKOS + "narrowMatch",
        SKOS + "relatedMatch",
    )
)
_EXAMPLES = frozenset(kg_term(name) for name in ("Adoption", "Agency", "Programme", "Region", "Report"))
_REPORT = kg_term("Report")
_YEAR = kg_term("year")
_SPATIAL = node(DCT + "spatial")
_WITHIN = node(GEO + "sfWithin")


# Predicate → (subject, object) of its triples, each once.
Pairs = defaultdict[ox.NamedNode, set[tuple[Any, Any]]]


@dataclass(frozen=True, slots=True)
class Census:
    """The numbers of a graph: of the union of its named graphs, so that a triple of two graphs counts once."""

    triples: int
    entities: int  # subjects that begin with the base of the data
    subjects: int
    objects: int
    properties: dict[str, int]  # property → triples
    classes: dict[str, int]  # class → entities
    graphs: dict[str, int]  # name of a graph → triples in it
    links: dict[tuple[str, str], int]  # (predicate, namespace of the other ontology) → triples
    examples: tuple[str, ...]  # one entity of each main class
    regions: dict[str, str]  # regions that have reports, or regions around them → label
    years: tuple[int, int] | None  # first and last year reported on

    @property
    def reports(self) -> int:
        """The number of reports."""
        return self.classes.get(_REPORT.value, 0)


def namespace(iri: str) -> str:
    """The part of an IRI up to its last `#` or `/`."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def take_census(quads: Iterable[ox.Quad], base: str) -> Census:
    """Count quads, each given once; `base` is what the IRIs of the data begin with."""
    graphs: Counter[Any] = Counter()
    pairs: Pairs = defaultdict(set)
    for subject, predicate, value, graph in quads:
        graphs[graph] += 1
        pairs[predicate].add((subject, value))
    subjects = {subject for found in pairs.values() for subject, _ in found}
    classes = Counter(kind for _, kind in pairs[TYPE])
    return Census(
        triples=sum(map(len, pairs.values())),
        entities=sum(isinstance(one, ox.NamedNode) and one.value.startswith(base) for one in subjects),
        subjects=len(subjects),
        objects=len({value for found in pairs.values() for _, value in found}),
        properties=_sorted({term.value: len(found) for term, found in pairs.items() if found}),
        classes=_sorted({term.value: n for term, n in classes.items()}),
        graphs=_sorted({name.value: n for name, n in graphs.items() if isinstance(name, ox.NamedNode)}),
        links=_links(pairs, base),
        examples=_examples(pairs),
        regions=_regions(pairs),
        years=_years(pairs),
    )


def _sorted(counts: dict[str, int]) -> dict[str, int]:
    return {key: counts[key] for key in sorted(counts)}


def _links(pairs: Pairs, base: str) -> dict[tuple[str, str], int]:
    found = Counter(
        (predicate.value, namespace(value.value))
        for predicate in LINKS
        for _, value in pairs[predicate]
        if isinstance(value, ox.NamedNode) and not value.value.startswith((ONTOLOGY, base))
    )
    return {key: found[key] for key in sorted(found)}


def _examples(pairs: Pairs) -> tuple[str, ...]:
    first: dict[ox.NamedNode, str] = {}
    for subject, kind in pairs[TYPE]:
        if kind in _EXAMPLES:
            first[kind] = min(first.get(kind, subject.value), subject.value)
    return tuple(sorted(first.values()))


def _of_reports(pairs: Pairs, predicate: ox.NamedNode) -> set[str]:
    """The values that reports have for a predicate."""
    return {value.value for subject, value in pairs[predicate] if (subject, _REPORT) in pairs[TYPE]}


def _years(pairs: Pairs) -> tuple[int, int] | None:
    years = [int(year) for year in _of_reports(pairs, _YEAR)]
    return (min(years), max(years)) if years else None


def _regions(pairs: Pairs) -> dict[str, str]:
    """The regions of the reports with their labels; where they are too many, the smallest regions above them."""
    regions = _of_reports(pairs, _SPATIAL)
    above = {subject.value: value.value for subject, value in sorted(pairs[_WITHIN], key=str)}
    while len(regions) > MOST_REGIONS:
        wider = {above.get(region, region) for region in regions}
        if wider == regions:
            break
        regions = wider
    kept = sorted(regions)[:MOST_REGIONS]
    named = [pair for pair in pairs[LABEL] if isinstance(pair[0], ox.NamedNode) and pair[0].value in kept]
    labels = {subject.value: value.value for subject, value in sorted(named, key=str)}
    return {region: labels.get(region, "") for region in kept}
