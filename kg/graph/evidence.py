"""Evidence: which stretches of a report's text prove a fact, and the quads that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.iris import evidence_iri, report_iri
from kg.graph.terms import TYPE, decimal, integer, kg_term, node, plain
from kg.model import Mention, Method, Report, Span
from kg.namespaces import OA

_BODY = node(OA + "hasBody")
_TARGET = node(OA + "hasTarget")
_SPECIFIC = node(OA + "SpecificResource")
_SOURCE = node(OA + "hasSource")
_SELECTOR = node(OA + "hasSelector")
_POSITION = node(OA + "TextPositionSelector")
_START = node(OA + "start")
_END = node(OA + "end")
_QUOTE = node(OA + "TextQuoteSelector")
_EXACT = node(OA + "exact")
_EVIDENCE = kg_term("Evidence")
_KG_QUOTE = kg_term("quote")
_SECTION = kg_term("section")
_METHOD = kg_term("method")
_SCORE = kg_term("score")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that proves a fact (code points of the report's text), and how it was found."""

    span: Span
    surface: str
    method: Method
    score: float


def first_of_each(mentions: Iterable[Mention]) -> list[Found]:
    """The first mention of each distinct surface, in the order of the text."""
    first: dict[str, Found] = {}
    for mention in sorted(mentions, key=lambda mention: mention.span):
        first.setdefault(mention.surface, Found(mention.span, mention.surface, mention.method, mention.score))
    return list(first.values())


def found_at(report: Report, span: Span, mentions: Sequence[Mention], known: bool) -> Found:
    """A chosen stretch, found as the mention inside it was (else the first one, else by its being known)."""
    best = next((mention for mention in mentions if mention.span.within(span)), None)
    best = best or next(iter(mentions), None)
    surface = report.text[span.start : span.end]
    if best is None:
        return Found(span, surface, Method.VOCABULARY if known else Method.PATTERN, 1.0)
    return Found(span, surface, best.method, best.score)


def evidence_quads(report: Report, local: str, body: str, found: Found) -> list[ox.Quad]:
    """The quads of one piece of evidence for the fact `body` (IRI), in the graph of the report.

    Raises ValueError when the stretch is empty or lies outside `report.text`.
    """
    start, end = found.span.start, found.span.end
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"{report.source}: no text at {start}–{end} for {body}")
    text = plain(report.text[start:end])
    iri = evidence_iri(local, start, end, body)
    evidence, target = node(iri), node(iri + "#target")
    position, quote = node(iri + "#position"), node(iri + "#quote")
    source = node(report_iri(local))
    section = report.section_path(report.section_at(start))
    triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (evidence, TYPE, _EVIDENCE),
        (evidence, _BODY, node(body)),
        (evidence, _TARGET, target),
        (evidence, _KG_QUOTE, text),
        *([(evidence, _SECTION, plain(section))] if section else []),
        (evidence, _METHOD, plain(found.method.value)),
        (evidence, _SCORE, decimal(found.score)),
        (target, TYPE, _SPECIFIC),
        (target, _SOURCE, source),
        (target, _SELECTOR, position),
        (target, _SELECTOR, quote),
        (position, TYPE, _POSITION),
        (position, _START, integer(start)),
        (position, _END, integer(end)),
        (quote, TYPE, _QUOTE),
        (quote, _EXACT, text),
    ]
    return [ox.Quad(subject, predicate, value, source) for subject, predicate, value in triples]
