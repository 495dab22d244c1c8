"""A description of a data set as it is gathered, triple by triple, and written in Turtle."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.census import namespace
from kg.graph.serialise import serialise
from kg.graph.terms import TYPE, chinese, node
from kg.iris import hash12
from kg.namespaces import PREFIXES, VANN

DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
SD = "http://www.w3.org/ns/sparql-service-description#"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"
MORE = {
    "cv": "http://data.europa.eu/m8g/",
    "dcat": DCAT,
    "foaf": FOAF,
    "sd": SD,
    "spdx": SPDX,
    "vann": VANN,
    "void": VOID,
}

# Stands for the place of the description while it is written; see `Description.turtle`.
BESIDE = "x-beside:/"


@dataclass(slots=True)
class Description:
    """The triples of a description as they are gathered."""

    dataset: str
    triples: list[ox.Triple] = field(default_factory=list)

    def part(self, name: str) -> str:
        """The IRI of a part of the description."""
        return f"{self.dataset}#{name}"

    def add(self, subject: str, predicate: str, *values: str | ox.Literal) -> None:
        """Say something of `subject`; a string is an IRI."""
        for value in values:
            term = node(value) if isinstance(value, str) else value
            self.triples.append(ox.Triple(node(subject), node(predicate), term))

    def of_type(self, subject: str, *kinds: str) -> None:
        """Say of which classes `subject` is."""
        self.add(subject, TYPE.value, *kinds)

    def labelled(self, subject: str, predicate: str, zh: str, en: str) -> None:
        """Say something in both languages."""
        self.add(subject, predicate, chinese(zh), ox.Literal(en, language="en"))

    def turtle(self, base: str) -> bytes:
        """The description; what stands beside it gets a relative IRI, which is read from the file's own place."""
        written = serialise(self.triples, "turtle", base, {**MORE, "dataset": self.part("")})
        return written.replace(b"<" + BESIDE.encode(), b"<")


_BY_NAMESPACE = {iri: name for name, iri in {**MORE, **PREFIXES}.items()}


def prefix(space: str) -> str:
    """The prefix of a namespace, `x-<hash>` when it has none."""
    return _BY_NAMESPACE.get(space, f"x-{hash12(space)}")


def local(term: str) -> str:
    """A name for a term inside an IRI: `skos-prefLabel`, `x-<hash>` when it has no prefix."""
    space = namespace(term)
    return (
        f"{_BY_NAMESPACE[space]}-{quote(term[len(space) :])}"
        if space in _BY_NAMESPACE
        else f"x-{hash12(term)}"
    )
