"""Short ways to RDF terms: literals by their kind, cached nodes, and quads moved to another base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from kg.iris import rebase
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS, SKOS, XSD

_INTEGER = ox.NamedNode(XSD + "integer")
_DECIMAL = ox.NamedNode(XSD + "decimal")
_DATE = ox.NamedNode(XSD + "date")


@lru_cache(maxsize=100_000)
def node(iri: str) -> ox.NamedNode:
    """The node of an IRI. Raises ValueError when it is none."""
    return ox.NamedNode(iri)


def kg_term(name: str) -> ox.NamedNode:
    """The term `kg:name` of the ontology."""
    return node(ONTOLOGY + name)


TYPE = ox.NamedNode(RDF + "type")
LABEL = ox.NamedNode(RDFS + "label")
PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
NOTATION = ox.NamedNode(SKOS + "notation")


def chinese(text: str) -> ox.Literal:
    """A literal tagged `@zh`."""
    return ox.Literal(text, language="zh")


def plain(text: str) -> ox.Literal:
    """A plain string: what is copied from a report word for word, codes and paths."""
    return ox.Literal(text)


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> ox.Literal:
    """An xsd:decimal in its shortest form: 122.0 → `122`, 0.80 → `0.8`.

    Raises ValueError for infinity and NaN.
    """
    exact = Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"not a decimal: {value}")
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ox.Literal("0" if text in {"", "-0"} else text, datatype=_DECIMAL)


def date(text: str) -> ox.Literal:
    """An xsd:date from `YYYY-MM-DD`."""
    return ox.Literal(text, datatype=_DATE)


def rebase_quads(quads: Iterable[ox.Quad], base: str) -> Iterator[ox.Quad]:
    """Yield the quads with every IRI of the project's own base moved to `base`."""
    if base == BASE:
        yield from quads
        return
    for quad in quads:
        obj = quad.object
        yield ox.Quad(
            _moved(quad.subject, base),
            quad.predicate,
            _moved(obj, base) if isinstance(obj, ox.NamedNode) else obj,
            _moved(quad.graph_name, base),
        )


def _moved(term: object, base: str) -> ox.NamedNode:
    if not isinstance(term, ox.NamedNode):
        raise ValueError(f"neither blank nodes nor the default graph are used here: {term}")
    return node(rebase(term.value, base))
