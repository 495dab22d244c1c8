"""The graph as compact JSON-LD: short names by the project's context, a list of things for each named graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.export.context import Term, classes, compact_iri, context, terms
from kg.graph.serialise import sorted_quads
from kg.namespaces import BASE, RDF, XSD

_TYPE = RDF + "type"
_INTEGER = XSD + "integer"
# Whole numbers that every JSON parser reads as they are; others are written as strings.
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")


def compact_jsonld(quads: Iterable[ox.Quad], base: str = BASE) -> bytes:
    """Return quads as one JSON-LD document that holds its context; the same quads give the same bytes.

    `base` is what the IRIs of data begin with. Raises ValueError on blank nodes, which no graph of this project has.
    """
    writer = _Writer(base)
    graphs = [
        {"id": writer.iri(_name(name)), "@graph": writer.things(found)}
        for name, found in groupby(sorted_quads(quads), key=lambda quad: quad.graph_name)
    ]
    document = {"@context": context(base), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Writer:
    """Writes things by the terms of the context."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.terms = {term.iri: (name, term) for name, term in terms().items()}
        self.classes = {iri: name for name, iri in classes().items()}

    def iri(self, iri: str) -> str:
        """An IRI in its shortest form: relative to the base, compact, or as it is."""
        rest = iri.removeprefix(self.base)
        steps = rest.split("/")
        if rest != iri and steps[0] and not set(":?#") & set(steps[0]) and not {".", ".."} & set(steps):
            return rest
        return compact_iri(iri)

    def things(self, quads: Iterable[ox.Quad]) -> list[dict[str, Any]]:
        """The subjects of sorted quads, each an object."""
        found = []
        for subject, said in groupby(quads, key=lambda quad: quad.subject):
            thing: dict[str, Any] = {"id": self.iri(_name(subject))}
            for predicate, of_one in groupby(said, key=lambda quad: quad.predicate.value):
                values = [quad.object for quad in of_one]
                if predicate == _TYPE:
                    kinds = [self.classes.get(_name(kind)) or compact_iri(_name(kind)) for kind in values]
                    thing["type"] = kinds if len(kinds) > 1 else kinds[0]
                    continue
                name, term = self.terms.get(predicate, (compact_iri(predicate), None))
                written = [self.value(value, term) for value in values]
                thing[name] = written if len(written) > 1 or (term and term.many) else written[0]
            found.append(thing)
        return found

    def value(self, value: object, term: Term | None) -> Any:
        """A value: short where the term says what it is, else with its type or language."""
        expected = term.values if term else None
        if not isinstance(value, ox.Literal):
            iri = self.iri(_name(value))
            return iri if expected == "@id" else {"id": iri}
        if value.language is not None:
            short = expected == "@zh" and value.language == "zh"
            return value.value if short else {"@value": value.value, "@language": value.language}
        kind = value.datatype.value
        if kind == XSD + "string":
            return value.value if expected in ("", None) else {"@value": value.value}
        if kind != expected:
            return {"@value": value.value, "@type": compact_iri(kind)}
        return int(value.value) if kind == _INTEGER and _NUMBER.fullmatch(value.value) else value.value


def _name(term: object) -> str:
    if not isinstance(term, ox.NamedNode):
        raise ValueError(f"neither blank nodes nor the default graph are used here: {term}")
    return term.value
