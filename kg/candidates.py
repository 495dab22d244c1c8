"""New programmes across a built graph: what stands in no vocabulary, variants joined, the most used first."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UsageError
from kg.iris import local_name
from kg.link.variants import programme_core, without_region
from kg.query import Result, run
from kg.text import fold, skeleton
from kg.vocabulary import load_vocabulary
from kg.vocabulary.authoring import NewProgramme, Written, extend_file
from kg.vocabulary.gazetteer import Gazetteer

FORMATS = ("table", "csv", "json")
_COLUMNS = ("programme", "kinds", "regions", "years", "mentions", "score", "variants", "quotes")
_SHOWN_QUOTES = 2
_SHORT = 4  # a name of so few characters counts in quotation marks only, if it always stands in them

_NAMED = """
SELECT ?iri ?kind ?name ?alias {
  ?iri a kg:Candidate , kg:Programme ; rdfs:label ?name .
  OPTIONAL { ?iri kg:kind ?kindIri . BIND(STRAFTER(STR(?kindIri), "#") AS ?kind) }
  OPTIONAL { ?iri skos:altLabel ?alias }
} ORDER BY ?iri ?name ?alias
"""
_EVIDENCE = """
SELECT DISTINCT ?iri ?report ?region ?year ?quote ?score ?start ?named {
  ?iri a kg:Candidate , kg:Programme .
  ?adoption kg:programme ?iri ; kg:region/kg:chain ?region ; kg:report ?report .
  OPTIONAL { ?adoption kg:year ?year }
  ?evidence oa:hasBody ?adoption ; kg:quote ?quote ; kg:score ?score ; oa:hasTarget/oa:hasSelector/oa:start ?start .
  BIND(EXISTS { ?adoption kg:surface ?quote } AS ?named)
} ORDER BY ?iri ?region ?year ?report ?start ?quote
"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """What one region's report says of a programme."""

    region: str
    year: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new programme with its variants joined.

    `iri` is that of the variant used most, `iris` all of them; `kinds` come the most frequent first;
    `mentions` counts its wordings, each once a report; `score` is the mean over reports of the surest mention.
    """

    name: str
    iri: str
    iris: tuple[str, ...]
    variants: tuple[str, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]
    mentions: int
    score: float
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class _Node:
    """One IRI of the graph and what the reports say of it."""

    iri: str
    name: str = ""
    kind: str = ""
    aliases: list[str] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    named: set[tuple[str, int]] = field(default_factory=set)
    scores: dict[str, float] = field(default_factory=dict)
    quotes: dict[tuple[str, str, int | None], str] = field(default_factory=dict)


def find_candidates(store: ox.Store, min_regions: int = 1) -> list[Candidate]:
    """All new programmes that at least `min_regions` regions use: by regions, years, mentions, score, name.

    Those whose names have one core, without region names in front, are variants of one.
    """
    gazetteer = load_vocabulary().gazetteer
    groups: dict[str, list[_Node]] = defaultdict(list)
    for node in _nodes(store):
        groups[_core(node.name, gazetteer)].append(node)
    found = [_joined(group) for group in groups.values()]
    found = [candidate for candidate in found if len(candidate.regions) >= min_regions]
    return sorted(found, key=lambda c: (-len(c.regions), -len(c.years), -c.mentions, -c.score, c.name, c.iri))


def choose(candidates: Sequence[Candidate], names: Iterable[str]) -> list[Candidate]:
    """The candidates called by `names` (a name, a variant, an IRI or its end), in their own order.

    Raises UsageError on a name that none has, with the nearest ones.
    """
    by_name: dict[str, Candidate] = {}
    for candidate in candidates:
        for iri in candidate.iris:
            by_name[iri] = by_name[local_name(iri)] = candidate
    for candidate in candidates:
        for label in (candidate.name, *candidate.variants):
            by_name.setdefault(skeleton(label), candidate)
    chosen: list[Candidate] = []
    for name in names:
        found = by_name.get(name) or by_name.get(skeleton(name))
        if found is None:
            from difflib import get_close_matches

            near = get_close_matches(skeleton(name), [skeleton(c.name) for c in candidates], n=3, cutoff=0.4)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise UsageError(f"no new programme is called {name!r}{hint}")
        chosen.append(found)
    return [candidate for candidate in candidates if candidate in chosen]


def accept_candidates(candidates: Iterable[Candidate], path: Path) -> Written:
    """Write candidates as programmes into the vocabulary file at `path` (see `kg.vocabulary.authoring`)."""
    return extend_file(
        path,
        [
            NewProgramme(c.iri, c.name, c.variants, c.kinds[0] if c.kinds else "mechanism", _quoted_only(c))
            for c in candidates
        ],
    )


def candidates_text(candidates: Sequence[Candidate], format: str) -> str:
    """The candidates as a table for people, as CSV (a row a quote) or as JSON. Raises UsageError on another format."""
    if format == "json":
        return json.dumps([asdict(candidate) for candidate in candidates], ensure_ascii=False, indent=1)
    if format == "csv":
        return _csv(candidates)
    if format != "table":
        raise UsageError(f"unknown format {format!r}: use {', '.join(FORMATS)}")
    rows = tuple(tuple(ox.Literal(cell) for cell in _cells(candidate)) for candidate in candidates)
    return Result("select", _COLUMNS, rows).to_table()


def _nodes(store: ox.Store) -> list[_Node]:
    nodes: dict[str, _Node] = {}
    for iri, kind, name, alias in _rows(store, _NAMED):
        node = nodes.setdefault(iri, _Node(iri, name, kind))
        if alias:
            node.aliases.append(alias)
    for iri, report, region, year, quote, score, start, named in _rows(store, _EVIDENCE):
        node = nodes[iri]
        node.regions.add(region)
        if year:
            node.years.add(int(year))
        node.scores[report] = max(node.scores.get(report, 0.0), float(score))
        if named == "true":
            node.named.add((report, int(start)))
        key = (report, region, int(year) if year else None)
        if len(quote) > len(node.quotes.get(key, "")):
            node.quotes[key] = quote
    return list(nodes.values())


def _rows(store: ox.Store, sparql: str) -> list[list[str]]:
    terms = run(store, sparql).terms
    return [[getattr(term, "value", "") if term is not None else "" for term in row] for row in terms]


def _core(name: str, gazetteer: Gazetteer) -> str:
    return programme_core(without_region(programme_core(name), gazetteer))


def _joined(group: list[_Node]) -> Candidate:
    group = sorted(group, key=lambda n: (-len(n.regions), -len(n.named), len(n.name), n.name, n.iri))
    first = group[0]
    labels = [label for node in group for label in (node.name, *node.aliases)]
    variants = {skeleton(label): label for label in reversed(labels)}
    variants.pop(skeleton(first.name), None)
    kinds = Counter(kind for node in group for kind in [node.kind] * len(node.scores) if kind)
    scores: dict[str, float] = {}
    for node in group:
        for report, score in node.scores.items():
            scores[report] = max(score, scores.get(report, 0.0))
    return Candidate(
        name=first.name,
        iri=first.iri,
        iris=tuple(node.iri for node in group),
        variants=tuple(sorted(variants.values(), key=lambda v: (len(v), v))),
        kinds=tuple(sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
        regions=tuple(sorted({region for node in group for region in node.regions})),
        years=tuple(sorted({year for node in group for year in node.years})),
        mentions=len({place for node in group for place in node.named}),
        score=round(sum(scores.values()) / len(scores), 2) if scores else 0.0,
        quotes=_quotes(group),
    )


def _quotes(group: list[_Node]) -> tuple[Quote, ...]:
    found = {
        Quote(region, year, " ".join(quote.split()))
        for node in group
        for (_, region, year), quote in node.quotes.items()
    }
    return tuple(sorted(found, key=lambda q: (q.region, q.year or 0, q.quote)))


def _quoted_only(candidate: Candidate) -> bool:
    """Whether a short name, which may be part of any word, stands in quotation marks wherever it is quoted."""
    name = fold(candidate.name)
    if len(skeleton(name)) > _SHORT:
        return False
    before = [
        text[at - 1 : at]
        for quote in candidate.quotes
        for text in [fold(quote.quote)]
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return bool(before) and all(char and char in "“‘" for char in before)


def _cells(candidate: Candidate) -> tuple[str, ...]:
    shown = [f"{q.region} {q.year or '?'}: {q.quote[:60]}" for q in candidate.quotes[:_SHOWN_QUOTES]]
    return (
        candidate.name,
        " ".join(candidate.kinds),
        str(len(candidate.regions)),
        " ".join(map(str, candidate.years)),
        str(candidate.mentions),
        f"{candidate.score:.2f}",
        " | ".join(candidate.variants),
        " ‖ ".join(shown),
    )


def _csv(candidates: Iterable[Candidate]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_COLUMNS[:-1], "iri", "region", "year", "quote"))
    for candidate in candidates:
        head = (*_cells(candidate)[:-1], candidate.iri)
        writer.writerows((*head, q.region, q.year or "", q.quote) for q in candidate.quotes)
    return out.getvalue()
