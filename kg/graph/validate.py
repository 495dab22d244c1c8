"""Whether a graph keeps to the shapes, and whether every quote stands where the graph says.

pySHACL takes about 20 seconds for 200,000 triples; it is loaded only when `validate` runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from kg.errors import UsageError
from kg.graph.store import STORE, open_store
from kg.namespaces import DCT, OA, ONTOLOGY
from kg.paths import ontology_dir

_FORMATS = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle", ".nt": "nt"}

_QUOTES = f"""
SELECT ?evidence ?report ?sha256 ?source ?quote ?start ?end WHERE {{
  ?evidence a <{ONTOLOGY}Evidence> ; <{ONTOLOGY}quote> ?quote ; <{OA}hasTarget> ?target .
  ?target <{OA}hasSource> ?report ; <{OA}hasSelector> ?position .
  ?position <{OA}start> ?start ; <{OA}end> ?end .
  ?report <{ONTOLOGY}sha256> ?sha256 ; <{DCT}source> ?source .
}} ORDER BY ?report ?start ?end ?evidence
"""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is wrong: the node (IRI), the property (IRI or empty), what is wrong, and how badly.

    `severity` is `violation`, `warning` or `info`.
    """

    focus: str
    path: str
    message: str
    severity: str = "violation"


def validate(graph: ox.Store | Path, folder: Path | None = None) -> list[Finding]:
    """Return what breaks the shapes in a store, in a folder with a store, or in an RDF file, sorted.

    `folder` holds `kg.ttl` and `shapes.ttl` (the shipped ones by default). A folder without a store is read
    file by file (.nq, .trig, .ttl, .nt). Raises UsageError when there is nothing to read.
    """
    from pyshacl import validate as run

    shipped = folder or ontology_dir()
    data = _from_store(graph) if isinstance(graph, ox.Store) else _from_path(graph)
    data.parse(shipped / "kg.ttl", format="turtle")
    shapes = rdflib.Graph().parse(shipped / "shapes.ttl", format="turtle")
    _, results, _ = run(data, shacl_graph=shapes, inplace=True, advanced=False, allow_warnings=True)
    if not isinstance(results, rdflib.Graph):
        raise UsageError(f"The shapes could not be checked: {results}")
    return sorted(set(_findings(results)))


def check_quotes(store: ox.Store, sources: Mapping[str, str]) -> list[Finding]:
    """Return the evidence whose quote is not `text[start:end]`, sorted by report and offset.

    `sources` maps the SHA-256 of a report's file (hex) to its text as read; offsets are its code points.
    A report that `sources` lacks gives one finding that names its file.
    """
    found: list[Finding] = []
    missing: set[str] = set()
    for row in _solutions(store):
        evidence, report, sha256, source, quote, start, end = row
        text = sources.get(sha256)
        if text is None:
            if report not in missing:
                missing.add(report)
                found.append(Finding(report, DCT + "source", f"the source is missing: {source}"))
            continue
        begin, stop = int(start), int(end)
        if not 0 <= begin < stop <= len(text):
            message = f"{source}: {begin}–{stop} lies outside the text of {len(text)} characters"
        elif text[begin:stop] != quote:
            message = f"{source}: “{quote}” is quoted, “{text[begin:stop]}” stands at {begin}–{stop}"
        else:
            continue
        found.append(Finding(evidence, ONTOLOGY + "quote", message))
    return found


def _solutions(store: ox.Store) -> Iterable[tuple[str, ...]]:
    solutions = store.query(_QUOTES, use_default_graph_as_union=True)
    if not isinstance(solutions, ox.QuerySolutions):
        raise AssertionError("a SELECT query gives solutions")
    for solution in solutions:
        yield tuple(_value(term) for term in solution)


def _value(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""


def _from_store(store: ox.Store) -> rdflib.Graph:
    """A plain rdflib graph in memory, term by term: parsers of other libraries would type plain strings."""
    graph = rdflib.Graph()
    for quad in store:
        subject, predicate, value = _term(quad.subject), _term(quad.predicate), _term(quad.object)
        graph.add((subject, predicate, value))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise UsageError(f"The graph holds a term of RDF 1.2, which SHACL cannot check: {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=None if datatype == XSD.string else datatype, normalize=False)


def _from_path(path: Path) -> rdflib.Graph:
    if path.is_dir() and (path / STORE).is_dir():
        return _from_store(open_store(path))
    files = sorted(p for p in path.iterdir() if p.suffix in _FORMATS) if path.is_dir() else [path]
    files = [file for file in files if file.is_file() and file.suffix in _FORMATS]
    if not files:
        raise UsageError(f"There is no graph in {path}. Run `kg build` first, or name its folder.")
    whole = rdflib.Dataset()
    for file in files:
        whole.parse(file, format=_FORMATS[file.suffix])
    graph = rdflib.Graph()
    for subject, predicate, value, _ in whole.quads():
        graph.add((subject, predicate, value))
    return graph


def _findings(results: rdflib.Graph) -> Iterable[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severity = str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1].lower()
        focus = results.value(result, SH.focusNode)
        path = results.value(result, SH.resultPath)
        name = str(path) if isinstance(path, rdflib.URIRef) else ""
        yield Finding(str(focus), name, _message(results, result), severity)


def _message(results: rdflib.Graph, result: Node) -> str:
    messages = sorted(
        results.objects(result, SH.resultMessage),
        key=lambda text: (getattr(text, "language", None) or "en", str(text)),
    )
    return str(messages[0]) if messages else ""
