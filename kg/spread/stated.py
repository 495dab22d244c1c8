"""Links that the quotes of a graph's facts state, for graphs that hold no stated links of their own.

The quotes are a part of what the reports say, so these links are a part of those that `kg.link.links` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import UsageError
from kg.extract.agencies import PlaceName
from kg.extract.links import LinkMention, direction, find_links
from kg.iris import region_iri
from kg.link.links import COUNTRY, SCOPES
from kg.namespaces import BASE
from kg.spread.facts import Facts, PlaceRow
from kg.spread.links import Link, LinkKind, read_links
from kg.spread.starts import PLANNED
from kg.text import fold, skeleton
from kg.vocabulary.gazetteer import strip_level


def stated_in(store: ox.Store, facts: Facts) -> list[Link]:
    """The stated links that a graph holds; where it holds none, those that its quotes state."""
    return [link for link in read_links(store) if link.kind is LinkKind.STATED] or stated_links(facts)


def stated_links(facts: Facts) -> list[Link]:
    """What the quotes of adoptions, statistics and awards state, each link once a report.

    Names are looked up among the places of the graph. The programme is the fact's own if its name stands in what
    the quote says is spread.
    """
    names = _Names(facts)
    found: dict[tuple[object, ...], Link] = {}
    for fact, report, quote, programme, planned in _quotes(facts):
        own = facts.places.get(facts.reports[report].region or "") if report in facts.reports else None
        if own is None or not quote:
            continue
        folded = fold(quote)
        for mention in find_links(folded, 0, len(folded), names.places(folded)):
            about = programme if programme and _is_about(facts, programme, mention, folded) else None
            for link in _linked(names, own, mention):
                link = replace(
                    link, programme=about, planned=planned, year=facts.reports[report].year, report=report, fact=fact,
                    quote=quote[mention.span.start : mention.span.end],
                )  # fmt: skip
                key = (report, link.origin, link.destination, link.relation, link.quote)
                if key not in found or (about and not found[key].programme):
                    found[key] = link
    return sorted(
        found.values(), key=lambda link: (link.year or 0, link.report or "", link.quote, link.origin)
    )


def _quotes(facts: Facts) -> Iterator[tuple[str, str, str, str | None, bool]]:
    for adoption in facts.adoptions:
        yield adoption.iri, adoption.report, adoption.quote, adoption.programme, adoption.stage == PLANNED
    for observation in facts.observations:
        yield observation.iri, observation.report, observation.quote, observation.programme, False
    for award in facts.awards:
        yield award.iri, award.report, award.quote, award.programme, False


def _is_about(facts: Facts, programme: str, mention: LinkMention, folded: str) -> bool:
    row = facts.programmes.get(programme)
    span = mention.programme or mention.span
    text = skeleton(folded[span.start : span.end])
    labels = () if row is None else (row.name, *row.labels)
    return any(skeleton(label) in text or (len(text) > 1 and text in skeleton(label)) for label in labels)


def _linked(names: _Names, own: PlaceRow, mention: LinkMention) -> Iterator[Link]:
    origin, destination = names.find(mention.source, own), names.find(mention.target, own)
    if origin is None or destination is None or origin[0] == destination[0]:
        return
    yield Link(
        LinkKind.STATED, origin[0], destination[0], direction(origin[1], destination[1], mention.within),
        relation=mention.relation.value, method="pattern", within=mention.within,
    )  # fmt: skip


class _Names:
    """The names of the places of a graph, found in text and resolved near the place of a report."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        names = {name for row in facts.places.values() for name in (row.name, strip_level(row.name))}
        self._names = sorted(name for name in names if len(name) > 1)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)
        self._cache: dict[tuple[str, str], tuple[str, str] | None] = {}

    def places(self, folded: str) -> list[PlaceName]:
        """The places named in a quote; a short name must begin and end where words do."""
        edges, at = {0}, 0
        for word in rjieba.cut(folded):
            at += len(word)
            edges.add(at)
        return [
            PlaceName(start, end, folded[start:end], (end,))
            for _, start, end in self._automaton.find_matches_as_indexes(folded)
            if strip_level(folded[start:end]) != folded[start:end] or {start, end} <= edges
        ]

    def find(self, name: str, own: PlaceRow) -> tuple[str, str] | None:
        """IRI and chain of what a name means in a report about `own`; the country has an empty chain."""
        if not name:
            return own.iri, own.chain
        if name == "全国":
            base = own.iri.rsplit("region/", 1)[0] if "region/" in own.iri else BASE
            return region_iri(COUNTRY, base), ""
        if (name, own.iri) not in self._cache:
            self._cache[name, own.iri] = self._resolve(name, own)
        return self._cache[name, own.iri]

    def _resolve(self, name: str, own: PlaceRow) -> tuple[str, str] | None:
        if name in SCOPES:
            return self._above(SCOPES[name], own)
        near = [
            row
            for row in self._facts.places.values()
            if row.name == name or strip_level(row.name) == name
            if row.chain.startswith(own.chain + "/") or own.chain.startswith(row.chain)
        ]
        if len(near) == 1:
            return near[0].iri, near[0].chain
        try:
            row = self._facts.find_region(name)
        except UsageError:
            return None
        return row.iri, row.chain

    def _above(self, word: str, own: PlaceRow) -> tuple[str, str] | None:
        """The place of a level word, from `own` upwards: 市 for a county is the prefecture above it."""
        rows = [own, *(self._facts.places.get(iri or "") for iri in (own.prefecture, own.province))]
        ends = {"省": r"省|自治区", "区": r"区", "州": r"自治州"}.get(word, word)
        for row in rows:
            if row is not None and re.search(rf"(?:{ends})$", row.name):
                return row.iri, row.chain
        return None
