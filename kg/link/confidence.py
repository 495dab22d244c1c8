"""Leaving out what is not sure enough: facts, and pieces of evidence, whose score is below a bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Agency, Extraction, Mention, Programme, Region, Report, Span
from kg.text import clause_around, fold


def at_least(extraction: Extraction, minimum: float) -> Extraction:
    """Return what a report says with a score of `minimum` (0 to 1) or more.

    Mentions below it are left out, and what has no mention left: regions, agencies, regulations, programmes;
    awards and statistics by their own score. What points to an entity that is gone points nowhere.
    """
    if minimum <= 0:
        return extraction
    regions = tuple(replace(r, mentions=m) for r in extraction.regions if (m := _sure(r.mentions, minimum)))
    agencies = tuple(replace(a, mentions=m) for a in extraction.agencies if (m := _sure(a.mentions, minimum)))
    regulations = tuple(
        replace(r, mentions=m) for r in extraction.regulations if (m := _sure(r.mentions, minimum))
    )
    kept = {agency.iri for agency in agencies}
    programmes = tuple(
        _programme(extraction.report, p, m, kept)
        for p in extraction.programmes
        if (m := _sure(p.mentions, minimum))
    )
    gone = _iris(extraction.regions, extraction.agencies, extraction.programmes)
    gone -= _iris(regions, agencies, programmes)
    return replace(
        extraction,
        regions=regions,
        agencies=agencies,
        regulations=regulations,
        programmes=programmes,
        awards=tuple(
            replace(a, recipient_iri=_unless(a.recipient_iri, gone), programme=_unless(a.programme, gone))
            for a in extraction.awards
            if a.score >= minimum
        ),
        statistics=tuple(
            replace(s, programme=_unless(s.programme, gone))
            for s in extraction.statistics
            if s.score >= minimum
        ),
        links=tuple(
            replace(link, programme=_unless(link.programme, gone))
            for link in extraction.links
            if link.score >= minimum
        ),
    )


def _iris(regions: Iterable[Region], agencies: Iterable[Agency], programmes: Iterable[Programme]) -> set[str]:
    return {r.iri for r in regions} | {a.iri for a in agencies} | {p.iri for p in programmes}


def _sure(mentions: tuple[Mention, ...], minimum: float) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.score >= minimum)


def _unless(iri: str | None, gone: set[str]) -> str | None:
    return None if iri in gone else iri


def _programme(
    report: Report, programme: Programme, mentions: tuple[Mention, ...], agencies: set[str]
) -> Programme:
    """The programme with these mentions; when its evidence names it no longer, another clause does."""
    quote = programme.quote
    if not any(mention.span.within(quote) for mention in mentions):
        first = mentions[0].span
        quote = Span(*clause_around(fold(report.text), first.start, first.end))
    named = tuple(iri for iri in programme.agencies if iri in agencies)
    return replace(programme, mentions=mentions, quote=quote, agencies=named)
