"""A JSON-LD 1.1 context for the graph, made from the ontology: short names, types and languages of values.

https://www.w3.org/TR/json-ld11/. Terms of the ontology bear their local names (`programme`, `Adoption`), and so
do the published terms that the graph uses (`label`, `hasTarget`). Individuals are compact IRIs (`kg:pilot`), data
are IRIs relative to the base of the graph (`region/430000`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.namespaces import (
    BASE,
    DCT,
    ELI,
    GEO,
    OA,
    ONTOLOGY,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VANN,
    WGS84,
    XSD,
)
from kg.paths import ontology_dir

CONTEXT = "context.jsonld"
_LINK, _CHINESE, _TEXT = "@id", "@zh", ""
_DATE, _DECIMAL, _INTEGER = XSD + "date", XSD + "decimal", XSD + "integer"

# Published properties of the graph by what their values are: an IRI, Chinese text, plain text, or a datatype.
_PUBLISHED: dict[str, dict[str, str]] = {
    _LINK: {
        RDFS: "domain isDefinedBy range subClassOf subPropertyOf",
        SKOS: "broader inScheme",
        DCT: "creator license publisher spatial",
        SCHEMA: "domainIncludes rangeIncludes",
        PROV: "wasDerivedFrom",
        OA: "hasBody hasSelector hasSource hasTarget",
        ORG: "classification",
        GEO: "sfWithin",
    },
    _CHINESE: {
        RDFS: "comment label",
        SKOS: "altLabel example prefLabel",
        DCT: "description title",
        ELI: "passed_by",
    },
    _TEXT: {
        SKOS: "notation",
        DCT: "source",
        OA: "exact",
        ELI: "id_local",
        OWL: "versionInfo",
        SCHEMA: "name",
        VANN: "preferredNamespacePrefix preferredNamespaceUri",
    },
    _DATE: {DCT: "issued"},
    _DECIMAL: {WGS84: "lat long"},
    _INTEGER: {OA: "end start"},
}
_CLASSES = {
    OA: "SpecificResource TextPositionSelector TextQuoteSelector",
    OWL: "Class DatatypeProperty ObjectProperty Ontology",
    PROV: "Agent",
    SKOS: "ConceptScheme",
}
# Properties of which one thing has several values.
MANY = frozenset(
    "addressee agency altLabel broader comment countyName description domainIncludes hasSelector inferredLink label "
    "municipalityName nationalName passed_by prefectureName provinceName publisher quotedLabel rangeIncludes signatory "
    "statedLink subClassOf surface title townshipName".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A short name: its IRI, and what its values are ("@id", "@zh" for Chinese text, "" for plain text, a datatype)."""

    iri: str
    values: str
    many: bool = False

    def definition(self) -> str | dict[str, str]:
        """The term as a context defines it."""
        found = {"@id": compact_iri(self.iri)}
        if self.values == _CHINESE:
            found["@language"] = "zh"
        elif self.values:
            found["@type"] = self.values if self.values == _LINK else compact_iri(self.values)
        if self.many:
            found["@container"] = "@set"
        return found


def prefixes() -> dict[str, str]:
    """The prefixes of a context: those of vocabularies. Those of data would clash with the names of properties."""
    kept = {name: iri for name, iri in PREFIXES.items() if not iri.startswith(BASE)}
    return {**kept, "vann": VANN}


_SPACES = {iri: name for name, iri in prefixes().items()}


def compact_iri(iri: str) -> str:
    """`kg:Report` for the IRI of a vocabulary's term; another IRI as it is."""
    space = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    name = iri[len(space) :]
    return f"{_SPACES[space]}:{name}" if space in _SPACES and name else iri


def terms(folder: Path | None = None) -> dict[str, Term]:
    """The properties by their short names: those of `kg.ttl` in `folder` (the shipped one by default), published ones."""
    own = {iri.removeprefix(ONTOLOGY): values for iri, values in _own_properties(folder).items()}
    found = {name: Term(ONTOLOGY + name, values, name in MANY) for name, values in own.items()}
    for values, spaces in _PUBLISHED.items():
        for space, names in spaces.items():
            found |= {name: Term(space + name, values, name in MANY) for name in names.split()}
    return dict(sorted(found.items()))


def classes(folder: Path | None = None) -> dict[str, str]:
    """The classes by their short names: those of `kg.ttl` and published ones."""
    own = {iri.removeprefix(ONTOLOGY): iri for iri in _own(folder, "Class")}
    published = {name: space + name for space, names in _CLASSES.items() for name in names.split()}
    return dict(sorted({**published, **own}.items()))


def context(base: str = BASE, folder: Path | None = None) -> dict[str, Any]:
    """Return the context, without the key `@context` around it; `base` is what the IRIs of data begin with.

    A processor heeds `@base` where the context stands in the document itself, not where it is referred to.
    """
    return {
        "@version": 1.1,
        "@base": base,
        "id": "@id",
        "type": "@type",
        **prefixes(),
        **{name: compact_iri(iri) for name, iri in classes(folder).items()},
        **{name: term.definition() for name, term in terms(folder).items()},
    }


def context_file(base: str = BASE) -> bytes:
    """The context as a file: JSON in UTF-8, the same bytes for the same ontology."""
    return (json.dumps({"@context": context(base)}, ensure_ascii=False, indent=1) + "\n").encode()


def _triples(folder: Path | None) -> list[ox.Triple]:
    data = ((folder or ontology_dir()) / "kg.ttl").read_bytes()
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]


def _own(folder: Path | None, kind: str) -> list[str]:
    """The ontology's own terms of a kind: Class, ObjectProperty, DatatypeProperty."""
    return [
        triple.subject.value
        for triple in _triples(folder)
        if triple.predicate.value == RDF + "type"
        and triple.object == ox.NamedNode(OWL + kind)
        and isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value.startswith(ONTOLOGY)
    ]


def _own_properties(folder: Path | None) -> dict[str, str]:
    ranges = {
        triple.subject.value: triple.object.value
        for triple in _triples(folder)
        if triple.predicate.value == RDFS + "range"
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
    }
    values = {RDF + "langString": _CHINESE, XSD + "string": _TEXT}
    found = dict.fromkeys(_own(folder, "ObjectProperty"), _LINK)
    for iri in _own(folder, "DatatypeProperty"):
        kind = ranges.get(iri, XSD + "string")
        found[iri] = values.get(kind, kind)
    return found
