"""The facts of a graph as the rows that the page holds, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kg.explore.described import Described

Numbers = Mapping[str, int]
"""The number of each entity by its shortened IRI."""

# Class → kind, and column → (predicate, what its value is).
_FACTS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("adoption", "Adoption", (
        ("programme", "programme", "entity"), ("region", "region", "entity"), ("year", "year", "whole"),
        ("stage", "stage", "text"), ("since", "since", "whole"), ("agencies", "agency", "entities"),
    )),
    ("citation", "Citation", (
        ("regulation", "regulation", "entity"), ("region", "region", "entity"), ("year", "year", "whole"),
        ("role", "role", "text"),
    )),
    ("award", "AwardReceipt", (
        ("name", "label", "text"), ("honour", "award", "entity"), ("region", "region", "entity"),
        ("recipient", "recipient", "entity"), ("recipientName", "recipientName", "text"),
        ("grantor", "grantorName", "text"), ("level", "level", "text"), ("year", "year", "whole"),
        ("programme", "programme", "entity"),
    )),
    ("observation", "Observation", (
        ("indicator", "indicator", "entity"), ("what", "indicatorText", "text"), ("value", "value", "text"),
        ("unit", "unit", "text"), ("raw", "rawText", "text"), ("region", "region", "entity"),
        ("year", "year", "whole"), ("programme", "programme", "entity"),
    )),
    ("mention", "Mention", (("entity", "entity", "entity"), ("count", "count", "whole"))),
    ("link", "StatedLink", (
        ("from", "fromRegion", "entity"), ("region", "toRegion", "entity"), ("relation", "relation", "text"),
        ("direction", "direction", "text"), ("programme", "programme", "entity"), ("year", "year", "whole"),
    )),
)  # fmt: skip


FACT_CLASSES: Mapping[str, str] = {kind: name for kind, name, _ in _FACTS}
"""The kinds of facts that the page knows, and their classes."""

ENDS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(name for _, name, form in columns if form.startswith("entit")) for kind, _, columns in _FACTS
}
"""Kind of fact → the predicates that lead to entities."""


def fact_tables(
    of: Described, numbers: Numbers, chosen: Mapping[str, Sequence[str]] | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Kind of fact → `{"columns": […], "rows": […]}`, and the sections that evidence points to by number.

    `chosen` are the facts to take by kind; without it, all.

    The first columns are always `iri`, `report` and `evidence`; entities are given by number. A piece of
    evidence is `[quote, start, end, section, method, score]`, offsets in code points of the report's text.
    """
    if chosen is None:
        chosen = {kind: of.of_kind(name) for kind, name in FACT_CLASSES.items()}
    sections: dict[str, int] = {}
    evidence = _evidence(of, [fact for facts in chosen.values() for fact in facts], sections)
    read: dict[str, Callable[[str, str], Any]] = {
        "text": lambda fact, name: of.one(fact, name),
        "whole": lambda fact, name: of.whole(fact, name),
        "entity": lambda fact, name: numbers.get(of.one(fact, name) or ""),
        "entities": lambda fact, name: [numbers[x] for x in of.all(fact, name) if x in numbers],
    }
    tables = {}
    for kind, _, columns in _FACTS:
        rows = [
            [
                fact,
                numbers.get(of.one(fact, "report") or ""),
                evidence.get(fact, []),
                *(read[form](fact, name) for _, name, form in columns),
            ]
            for fact in chosen.get(kind, ())
        ]
        tables[kind] = {
            "columns": ["iri", "report", "evidence", *(name for name, _, _ in columns)],
            "rows": rows,
        }
    return tables, list(sections)


def _evidence(of: Described, facts: Collection[str], sections: dict[str, int]) -> dict[str, list[list[Any]]]:
    """Fact → its evidence, the longest quote first; `sections` is filled with the sections that are named."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for iri in of.evidence_of(facts):
        start, end = of.whole(f"{iri}#position", "start"), of.whole(f"{iri}#position", "end")
        section = of.one(iri, "section") or ""
        score = of.one(iri, "score")
        row = [
            of.one(iri, "quote") or "",
            start,
            end,
            sections.setdefault(section, len(sections)),
            of.one(iri, "method") or "",
            None if score is None else float(score),
        ]
        for fact in of.all(iri, "hasBody"):
            found[fact].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1] or 0, row[0]))
    return found
