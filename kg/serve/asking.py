"""The SPARQL that the API asks, and its rows as the API's models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox
from fastapi import Request

from kg.explore.entities import KINDS
from kg.explore.statements import FACT_CLASSES
from kg.iris import local_name
from kg.namespaces import ONTOLOGY
from kg.query import shorten
from kg.query.results import Term, value_of
from kg.serve.context import Context
from kg.serve.models import Entity, Evidence, Fact, Named, Report, Value

CLASSES: Mapping[str, str] = dict(KINDS)
"""Kinds of entities and the ontology's class of each."""

Row = Mapping[str, Term]
_NAMES = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "kg:quotedLabel")
_HIDDEN = frozenset({*_NAMES, "rdf:type", "skos:inScheme", "kg:statedLink", "kg:inferredLink"})


async def entity(context: Context, request: Request, kind: str, iri: str) -> Entity | None:
    """An entity of a kind, None when there is none."""
    rows = await context.rows(
        request,
        f"""SELECT ?p ?o {{ <{iri}> a <{ONTOLOGY}{CLASSES[kind]}> ; ?p ?o .
          FILTER(!ISLITERAL(?o) || LANG(?o) IN ("zh", "")) }} ORDER BY STR(?p) STR(?o)""",
    )
    if not rows:
        return None
    said: dict[str, list[Value]] = defaultdict(list)
    for row in rows:
        said[shorten(_text(row, "p"))].append(_value(row["o"]))
    names = [str(name) for predicate in _NAMES for name in said.get(predicate, ())]
    label = next(iter([*(str(name) for name in said.get("skos:prefLabel", ())), *names]), iri)
    return Entity(
        iri=iri, kind=kind, local=local_name(iri), label=label,
        aliases=list(dict.fromkeys(name for name in names if name != label)),
        candidate=ONTOLOGY + "Candidate" in said["rdf:type"],
        properties={name: values for name, values in said.items() if name not in _HIDDEN},
        facts=await _facts_about(context, request, iri),
    )  # fmt: skip


async def _facts_about(context: Context, request: Request, iri: str) -> dict[str, int]:
    rows = await context.rows(
        request,
        f"SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) {{ ?x ?p <{iri}> ; a ?class . {_kinds(FACT_CLASSES)} }} GROUP BY ?kind",
    )
    return {_text(row, "kind"): _whole(row, "n") or 0 for row in rows}


async def facts(
    context: Context, request: Request, iri: str, kind: str, offset: int, limit: int
) -> list[Fact]:
    """Facts of a kind that name an entity, by year, with their evidence."""
    rows = await context.rows(
        request,
        f"""SELECT DISTINCT ?x ?year {{ ?x ?any <{iri}> ; a <{ONTOLOGY}{FACT_CLASSES[kind]}> .
          OPTIONAL {{ ?x kg:year ?year }} }} ORDER BY ?year STR(?x) OFFSET {offset} LIMIT {limit}""",
    )
    chosen = list(dict.fromkeys(_text(row, "x") for row in rows))
    if not chosen:
        return []
    proofs = await _evidence(context, request, chosen)
    said = await context.rows(
        request,
        f"""SELECT ?x ?p ?o ?label {{ {_values(chosen)} ?x ?p ?o .
          OPTIONAL {{ ?o rdfs:label ?label . FILTER(LANG(?label) IN ("zh", "")) }}
        }} ORDER BY STR(?p) STR(?o)""",
    )
    by_fact: dict[str, list[Row]] = defaultdict(list)
    for row in said:
        by_fact[_text(row, "x")].append(row)
    return [_fact(kind, one, by_fact[one], proofs.get(one, [])) for one in chosen]


def _fact(kind: str, iri: str, rows: Iterable[Row], proofs: list[Evidence]) -> Fact:
    about: dict[str, list[Named]] = defaultdict(list)
    values: dict[str, list[Value]] = defaultdict(list)
    for row in rows:
        predicate = shorten(_text(row, "p")).partition(":")[2]
        if predicate == "type":
            continue
        if isinstance(row["o"], ox.NamedNode):
            if all(known.iri != row["o"].value for known in about[predicate]):
                about[predicate].append(Named(iri=row["o"].value, label=_maybe(row, "label")))
        else:
            values[predicate].append(_value(row["o"]))
    report = about.pop("report", [])
    return Fact(
        iri=iri, fact=kind, report=report[0] if report else None, about=about, values=values, evidence=proofs
    )


async def _evidence(context: Context, request: Request, facts: Sequence[str]) -> dict[str, list[Evidence]]:
    rows = await context.rows(
        request,
        f"""SELECT ?x ?e ?quote ?section ?method ?score ?start ?end {{ {_values(facts)}
          ?e oa:hasBody ?x ; kg:quote ?quote .
          OPTIONAL {{ ?e kg:section ?section }} OPTIONAL {{ ?e kg:method ?method }}
          OPTIONAL {{ ?e kg:score ?score }}
          OPTIONAL {{ ?e oa:hasTarget/oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end }}
        }} ORDER BY DESC(STRLEN(?quote)) ?start STR(?e)""",
    )
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        score = _maybe(row, "score")
        found[_text(row, "x")].append(Evidence(
            iri=_text(row, "e"), quote=_text(row, "quote"), start=_whole(row, "start"), end=_whole(row, "end"),
            section=_maybe(row, "section"), method=_maybe(row, "method"),
            score=None if score is None else float(score),
        ))  # fmt: skip
    return found


def _report_pattern(region: str | None, year: int | None) -> str:
    wanted = f"dct:spatial <{region}> ;" if region else ""
    return f"?x a kg:Report ; {wanted} {f'kg:year {year} ;' if year is not None else ''} rdfs:label ?title ."


async def count_reports(context: Context, request: Request, region: str | None, year: int | None) -> int:
    """How many reports there are, of a region (IRI) or a year where these are given."""
    pattern = _report_pattern(region, year)
    rows = await context.rows(request, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    return _whole(rows[0], "n") or 0


async def reports(
    context: Context, request: Request, region: str | None, year: int | None, offset: int, limit: int
) -> list[Report]:
    """Reports by year and IRI, of a region (IRI) or a year where these are given."""
    rows = await context.rows(
        request,
        f"""SELECT DISTINCT ?x ?title ?year ?in ?place ?issued ?sha {{ {_report_pattern(region, year)}
          OPTIONAL {{ ?x kg:year ?year }} OPTIONAL {{ ?x dct:issued ?issued }} OPTIONAL {{ ?x kg:sha256 ?sha }}
          OPTIONAL {{ ?x dct:spatial ?in OPTIONAL {{ ?in rdfs:label ?place }} }}
        }} ORDER BY ?year STR(?x) OFFSET {offset} LIMIT {limit}""",
    )
    return [
        Report(
            iri=_text(row, "x"), local=local_name(_text(row, "x")), title=_text(row, "title"),
            year=_whole(row, "year"), issued=_maybe(row, "issued"), sha256=_maybe(row, "sha"),
            region=Named(iri=_text(row, "in"), label=_maybe(row, "place")) if "in" in row else None,
        )
        for row in rows
    ]  # fmt: skip


def _kinds(classes: Mapping[str, str]) -> str:
    rows = " ".join(f'("{kind}" <{ONTOLOGY}{name}>)' for kind, name in classes.items())
    return f"VALUES (?kind ?class) {{ {rows} }}"


def _values(iris: Iterable[str]) -> str:
    return f"VALUES ?x {{ {' '.join(f'<{iri}>' for iri in iris)} }}"


def _value(term: Term) -> Value:
    value = value_of(term)
    return "" if value is None else value


def _text(row: Row, name: str) -> str:
    term = row[name]
    return str(term) if isinstance(term, ox.Triple) else term.value


def _maybe(row: Row, name: str) -> str | None:
    return _text(row, name) if name in row else None


def _whole(row: Row, name: str) -> int | None:
    value = value_of(row[name]) if name in row else None
    return value if isinstance(value, int) else None
