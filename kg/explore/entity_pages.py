"""What the page of one entity shows, of a graph that is not held whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.explore.analyses import missing, similar
from kg.explore.described import LookedUp
from kg.explore.entities import KINDS
from kg.explore.part import Part
from kg.explore.source import Source
from kg.explore.statements import ENDS
from kg.explore.tallies import related, starts_of
from kg.namespaces import DCT, OA, ONTOLOGY, SKOS

ALL_ENDS = tuple(dict.fromkeys(name for names in ENDS.values() for name in names))
"""All predicates that lead from facts to entities."""
_REPORT_FACTS = 100_000
_REPORTS_READ = 40
_RELATED, _INSIDE, _BELOW = 60, 300, 60


def entity(source: Source, part: Part, of: LookedUp, number: int) -> None:
    """Take an entity, the facts that name it, and what stands beside it."""
    node = of.full(source.index.iris[number])
    kind = KINDS[source.index.kinds[number]][0]
    part.add(number)
    if kind == "report":
        part.add_facts(of.subjects(ONTOLOGY + "report", node), _REPORT_FACTS)
        return
    part.add_facts(sorted(source.naming(of, number, ALL_ENDS)))
    part.add_named(of.subjects(DCT + "publisher", node))
    if kind == "programme":
        _programme(source, part, of, number)
    elif kind == "region":
        _region(source, part, of, number)


def _programme(source: Source, part: Part, of: LookedUp, number: int) -> None:
    index = source.index
    iri = index.iris[number]
    part.add_named(of.subjects(SKOS + "broader", of.full(iri)))
    part.add_named(of.all(iri, "broader"))
    found = starts_of(index, number)
    part.starts[number] = [(index.numbers[s.region], s.year, s.censoring, s.last_without) for s in found]
    part.add(*(region for region, *_ in part.starts[number]))
    near = _same_sections(source, part, of)
    rows = {
        row.programme: (row.programme, near.pop(row.programme, 0), row.both, row.share)
        for row in related(index, number)
    }
    rows |= {other: (other, sections, 0, 0.0) for other, sections in near.items() if other != number}
    best = sorted(rows.values(), key=lambda row: (-row[1], -row[2] * row[3], row[0]))[:_RELATED]
    part.add(*(programme for programme, *_ in best))
    part.given["related"] = [list(row) for row in best]


def _same_sections(source: Source, part: Part, of: LookedUp) -> dict[int, int]:
    """Take the citations in the sections that tell of a practice; programme → how many of these tell of it too.

    Of a practice that many reports name, the sections of the first ones are read.
    """
    own: set[tuple[str, str]] = set()
    for fact in part.facts["adoption"]:
        report = of.one(fact, "report")
        own.update((report, of.one(iri, "section") or "") for iri in of.evidence_of([fact]) if report)
    reports = sorted({report for report, _ in own})[:_REPORTS_READ]
    near: dict[int, set[tuple[str, str]]] = {}
    for fact, end, report, section in _told(source, reports):
        if (report, section) not in own:
            continue
        if fact.startswith("citation/"):
            part.facts["citation"].setdefault(fact)
        elif fact.startswith("adoption/") and end in source.index.numbers:
            near.setdefault(source.index.numbers[end], set()).add((report, section))
    return {programme: len(sections) for programme, sections in near.items()}


def _told(source: Source, reports: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """(fact, programme or regulation, report, section) of what some reports say."""
    base = source.index.base
    values = " ".join(f"<{base}{report}>" for report in reports)
    found = source.store.query(
        f"SELECT ?fact ?end ?report ?section {{ VALUES ?report {{ {values} }} ?fact <{ONTOLOGY}report> ?report ; "
        f"<{ONTOLOGY}programme>|<{ONTOLOGY}regulation> ?end . ?e <{OA}hasBody> ?fact ; <{ONTOLOGY}section> ?section }}",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        fact, end, report, section = (term.value.removeprefix(base) for term in row)
        yield fact, end, report, section


def _region(source: Source, part: Part, of: LookedUp, number: int) -> None:
    index = source.index
    inside = of.subjects(DCT + "spatial", of.full(index.iris[number]))
    below = [n for n in index.of_kind("region").tolist() if index.within[n] == number and index.facts[n]]
    part.add_named([iri for iri in inside if iri in index.numbers][:_INSIDE])
    part.add(*below[:_BELOW])
    if number not in index.years:
        return
    facts, known = source.profiles()
    region = index.iris[number]
    part.similar[number] = similar(facts, known, region, index.numbers)
    part.gaps[number] = missing(facts, known, region, index.numbers)
    for other, _, shared in part.similar[number]:
        part.add(other, *shared)
    for programme, _, _, peers in part.gaps[number]:
        part.add(programme, *peers)
