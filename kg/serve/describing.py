"""What the graph says of one IRI: what it is, what points at it, and the sentences that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox
from fastapi import Request

from kg.explore.entities import KINDS
from kg.namespaces import OA, ONTOLOGY, RDF, RDFS
from kg.serve.context import Context
from kg.serve.description import SD

INCOMING = 500
"""How many triples that point at an entity its description has at most; evidence likewise."""
_NAMES = 2000
_BODY = ox.NamedNode(OA + "hasBody")
_LOCAL = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")

_DESCRIBE = """
CONSTRUCT {{ <{iri}> ?p ?o . ?o rdfs:label ?name . ?in ?q <{iri}> . ?e ?ep ?eo . ?t ?tp ?to . ?s ?sp ?so }} WHERE {{
  {{ <{iri}> ?p ?o . OPTIONAL {{ ?o rdfs:label ?name }} }}
  UNION {{ SELECT ?in ?q WHERE {{ ?in ?q <{iri}> . FILTER(?q != oa:hasBody) }} LIMIT {more} }}
  UNION {{
    {{ SELECT ?e WHERE {{ {{ ?e oa:hasBody <{iri}> }} UNION {{ <{iri}> oa:hasBody ?body . BIND(<{iri}> AS ?e) }} }} LIMIT {more} }}
    {{ ?e ?ep ?eo }}
    UNION {{ ?e oa:hasTarget ?t . ?t ?tp ?to }}
    UNION {{ ?e oa:hasTarget/oa:hasSelector ?s . ?s ?sp ?so }}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class Description:
    """The triples about an IRI; `cut` says how many of those that point at it are there, when some are not."""

    iri: str
    triples: list[ox.Triple]
    cut: int | None = None


def is_local(rest: str) -> bool:
    """Whether what follows the base can be the end of an IRI of the data."""
    return _LOCAL.fullmatch(rest) is not None


async def describe(context: Context, request: Request, iri: str) -> Description | None:
    """Describe an IRI of the data; None when the graph does not know it.

    `iri` must be one of the data: a base and an end for which `is_local` holds.
    """
    found = await context.triples(request, _DESCRIBE.format(iri=iri, more=INCOMING + 1))
    if not found:
        return await _named_graph(context, request, iri)
    kept = _bounded(found, ox.NamedNode(iri))
    return Description(iri, kept, None if len(kept) == len(found) else INCOMING)


def _bounded(found: list[ox.Triple], node: ox.NamedNode) -> list[ox.Triple]:
    """The triples without what is one too many: of those that point at the node, of pieces of evidence."""
    pointing = [t for t in found if t.object == node and t.subject != node]
    spare = set([t for t in pointing if t.predicate != _BODY][INCOMING:])
    proofs = [_document(t.subject) for t in pointing if t.predicate == _BODY][INCOMING:]
    left_out = frozenset(proofs)
    return [t for t in found if t not in spare and _document(t.subject) not in left_out]


def _document(term: object) -> str:
    """The IRI of a piece of evidence from that of one of its parts, which follow a `#`."""
    return term.value.partition("#")[0] if isinstance(term, ox.NamedNode) else ""


async def _named_graph(context: Context, request: Request, iri: str) -> Description | None:
    """The graphs that hold the vocabularies are no subject of any triple, but they are there."""
    rows = await context.rows(request, f"SELECT ?s WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} LIMIT 1")
    if not rows:
        return None
    graph = ox.NamedNode(iri)
    return Description(iri, [
        ox.Triple(graph, ox.NamedNode(RDF + "type"), ox.NamedNode(SD + "Graph")),
        ox.Triple(graph, ox.NamedNode(RDFS + "comment"), ox.Literal(
            "A named graph of the dataset: ask for it at /sparql with default-graph-uri.", language="en"
        )),
    ])  # fmt: skip


async def nearest(context: Context, request: Request, base: str, rest: str) -> str | None:
    """The known end of an IRI that is most like one that is not, among the first of its kind."""
    kind = rest.partition("/")[0]
    classes = [ONTOLOGY + name for known, name in KINDS if known == kind]
    if not classes:
        return None
    rows = await context.rows(request, f"SELECT ?x WHERE {{ ?x a <{classes[0]}> }} LIMIT {_NAMES}")
    ends = [row["x"].value.removeprefix(base) for row in rows if isinstance(row["x"], ox.NamedNode)]
    return next(iter(get_close_matches(rest, ends, n=1, cutoff=0.6)), None)
