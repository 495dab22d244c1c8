"""What the page shows of a graph: entities, facts with evidence, analyses, questions, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.explore.analyses import analyses
from kg.explore.described import Described
from kg.explore.entities import KINDS, entity_rows
from kg.explore.pinyin import readings
from kg.explore.positions import positions, ties_of
from kg.explore.statements import fact_tables
from kg.explore.texts import report_texts
from kg.graph.serialise import serialise
from kg.iris import rebase
from kg.namespaces import OWL, PREFIXES
from kg.query import named_queries


@dataclass(frozen=True, slots=True)
class ExplorerData:
    """The data of a page: `main` is JSON, `texts` the reports' texts by shortened IRI, `turtle` the graph."""

    main: dict[str, Any]
    texts: dict[str, str]
    turtle: bytes


def explorer_data(
    store: ox.Store, texts: Mapping[str, str] | None = None, turtle: bytes | None = None
) -> ExplorerData:
    """Collect everything that the page holds; the same store and files give the same data.

    `texts` are texts of reports by the SHA-256 of their files, for those that are no longer where they were;
    `turtle` is the store's graph where it is written already.
    """
    of = Described(store)
    entities = entity_rows(of)
    numbers = {row["i"]: number for number, row in enumerate(entities)}
    tables, sections = fact_tables(of, numbers)
    places = positions(len(entities), ties_of(tables, entities))
    for row, place in zip(entities, places, strict=True):
        if place is not None:
            row["xy"] = place
    names = (name for row in entities for name in (row["n"], *row.get("a", ())))
    main = {
        "base": of.base,
        "kinds": [kind for kind, _ in KINDS],
        "entities": entities,
        "facts": tables,
        "sections": sections,
        "pinyin": readings(names),
        "labels": labels(of),
        "terms": terms(of),
        "analyses": analyses(store, of.base, numbers),
        "queries": questions(),
        "prefixes": {name: rebase(iri, of.base) for name, iri in PREFIXES.items()},
    }
    reports = [(iri, of.one(iri, "source"), of.one(iri, "sha256")) for iri in of.of_kind("Report")]
    if turtle is None:
        turtle = serialise(store.quads_for_pattern(None, None, None, None), "turtle", of.base)
    return ExplorerData(main, report_texts(reports, texts), turtle)


def labels(of: Described) -> dict[str, str]:
    """The Chinese names of kinds, stages and roles."""
    concepts = [iri for kind in ("Kind", "Stage", "Role") for iri in of.of_kind(kind)]
    return {iri: label for iri in concepts if (label := of.one(iri, "prefLabel") or of.one(iri, "label"))}


def terms(of: Described) -> list[list[str]]:
    """The ontology's classes and properties: short name, Chinese label, `class` or `property`."""
    found = {
        subject: [f"kg:{subject}", of.one(subject, "label") or "", sort]
        for kind, sort in (
            ("Class", "class"),
            ("ObjectProperty", "property"),
            ("DatatypeProperty", "property"),
        )
        for subject in of.of_kind(OWL + kind)
        if "://" not in subject
    }
    return [found[subject] for subject in sorted(found)]


def questions() -> list[dict[str, Any]]:
    """The named queries with their questions in both languages and their parameters."""
    return [
        {
            "name": query.name,
            "zh": query.question,
            "en": query.title,
            "sparql": query.sparql,
            "parameters": [
                {"name": p.name, "default": p.default, "about": p.description, "variable": p.variable}
                for p in query.parameters
            ],
        }
        for query in named_queries().values()
    ]
