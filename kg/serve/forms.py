"""The forms in which an answer goes out: their media types, their short names, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.query import Result
from kg.serve.negotiate import best, names

_BROWSER = "text/html"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, the short names that `format=` takes, other media types that mean it."""

    media: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


TABLES: tuple[Form, ...] = (
    Form("application/sparql-results+json", ("json", "srj"), ("application/json", "text/json")),
    Form("application/sparql-results+xml", ("xml", "srx"), ("application/xml", "text/xml")),
    Form("text/csv", ("csv",)),
    Form("text/tab-separated-values", ("tsv",)),
)
GRAPHS: tuple[Form, ...] = (
    Form("text/turtle", ("turtle", "ttl", "n3"), ("application/x-turtle", "text/n3", "text/rdf+n3")),
    Form("application/ld+json", ("jsonld", "json-ld", "json"), ("application/json", "text/json")),
    Form("application/n-triples", ("ntriples", "nt", "n-triples"), ("text/plain",)),
    Form("application/rdf+xml", ("rdfxml", "rdf+xml", "rdf", "xml"), ("application/xml", "text/xml")),
)
_NO_ASK = ("text/csv", "text/tab-separated-values")  # SPARQL's CSV and TSV know tables only: one word it is
NTRIPLES = "application/n-triples"
_RESULTS = {
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def by_name(name: str, forms: tuple[Form, ...]) -> str | None:
    """The media type that a short name or a media type in `format=` asks for."""
    wanted = name.strip().lower()
    for form in forms:
        if wanted in form.names or wanted in (form.media, *form.aliases):
            return form.media
    return None


def by_accept(accept: str | None, forms: tuple[Form, ...]) -> tuple[str, str] | None:
    """The form that an Accept header likes best and the media type to send it as; None when none fits.

    A browser takes XML of any kind before `*/*`, but means pages by it: for it only exact names count.
    """
    means = {form.media: form.media for form in forms}
    if not names(accept, _BROWSER):
        means |= {alias: form.media for form in forms for alias in form.aliases}
    chosen = best(accept, tuple(means))
    return None if chosen is None else (means[chosen], chosen)


def with_charset(media: str) -> str:
    """The media type for a Content-Type header: text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def write(result: Result, media: str) -> bytes:
    """A result as the bytes of a form. `media` is that of a form of `TABLES`, of `GRAPHS` for a graph."""
    if result.form == "graph":
        return write_triples([ox.Triple(*row) for row in result.terms], media, dict(result.prefixes))  # type: ignore[arg-type]
    if result.form == "ask" and media in _NO_ASK:
        return b"true" if result.rows[0][0] else b"false"
    found = ox.parse_query_results(result.to_json().encode(), format=ox.QueryResultsFormat.JSON)
    return found.serialize(format=_RESULTS[media]) or b""


def write_triples(triples: list[ox.Triple], media: str, prefixes: dict[str, str]) -> bytes:
    """Triples as the bytes of a form of `GRAPHS`; only those prefixes are named that are used."""
    written = _RDF[media]
    if written in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        used = _used(triples, prefixes)
        return ox.serialize(triples, format=written, prefixes=used) or b""
    return ox.serialize(triples, format=written) or b""


def _used(triples: list[ox.Triple], prefixes: dict[str, str]) -> dict[str, str]:
    iris = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode)
    }
    iris |= {triple.object.datatype.value for triple in triples if isinstance(triple.object, ox.Literal)}
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {name: space for name, space in prefixes.items() if space in spaces}
