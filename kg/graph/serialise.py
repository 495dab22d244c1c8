"""Quads as files that are the same bytes for the same quads: sorted, prefixed, in RDF 1.1."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.iris import rebase
from kg.namespaces import BASE, PREFIXES, RDF

Statement = ox.Quad | ox.Triple

FORMATS: dict[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_PREFIXED = ("turtle", "trig")
_TYPE = RDF + "type"


def serialise(
    quads: Iterable[Statement], format: str, base: str = BASE, more: Mapping[str, str] | None = None
) -> bytes:
    """Return quads in one of `FORMATS`, sorted, each once; the same set gives the same bytes.

    Turtle and N-Triples drop the names of graphs. Prefixes are those of `kg.namespaces`, with the data's
    ones under `base`, and those of `more`. Raises ValueError for a format that is none of `FORMATS`.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    rdf = FORMATS[format]
    items: list[ox.Quad] | list[ox.Triple]
    items = sorted_quads(quads) if rdf.supports_datasets else sorted_triples(quads)
    prefixed = format in _PREFIXED
    known = {name: rebase(iri, base) for name, iri in PREFIXES.items()}
    prefixes = {**known, **(more or {})} if prefixed else None
    written = ox.serialize(items, format=rdf, prefixes=prefixes) or b""
    if prefixed:
        return _with_sorted_header(written)
    return written if written.endswith(b"\n") or not written else written + b"\n"


def write(quads: Iterable[Statement], path: Path, format: str, base: str = BASE) -> None:
    """Write quads to `path` as `serialise` gives them; a file that is there is replaced as a whole."""
    write_bytes(serialise(quads, format, base), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write `data` to `path`; a file that is there is replaced as a whole, or stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sorted_triples(quads: Iterable[Statement]) -> list[ox.Triple]:
    """The triples of quads, each once, by subject, then rdf:type first, then predicate and object."""
    keyed = {(_subject(q), _rank(q.predicate), str(q.object)): q for q in quads}
    return [q.triple if isinstance(q, ox.Quad) else q for _, q in sorted(keyed.items(), key=_first)]


def sorted_quads(quads: Iterable[Statement]) -> list[ox.Quad]:
    """The quads, each once, by the name of the graph (default graph first), then as triples."""
    keyed = {(_graph(q), _subject(q), _rank(q.predicate), str(q.object)): q for q in quads}
    ordered = (q for _, q in sorted(keyed.items(), key=_first))
    return [q if isinstance(q, ox.Quad) else ox.Quad(q.subject, q.predicate, q.object) for q in ordered]


def _first(item: tuple[tuple[str, ...], Statement]) -> tuple[str, ...]:
    return item[0]


def _graph(item: Statement) -> str:
    if isinstance(item, ox.Triple) or isinstance(item.graph_name, ox.DefaultGraph):
        return ""
    return str(item.graph_name)


def _subject(item: Statement) -> str:
    return item.subject.value if isinstance(item.subject, ox.NamedNode) else str(item.subject)


def _rank(predicate: ox.NamedNode) -> str:
    return "" if predicate.value == _TYPE else predicate.value


def _with_sorted_header(written: bytes) -> bytes:
    """Sort the `@prefix` lines on top: the writer puts them in an order that changes from run to run."""
    header: list[bytes] = []
    position = 0
    while written.startswith(b"@prefix ", position):
        end = written.index(b"\n", position) + 1
        header.append(written[position:end])
        position = end
    return b"".join(sorted(header)) + b"\n" + written[position:]
