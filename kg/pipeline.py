"""One report through extraction and linking: a pure function of the report and the vocabularies."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kg.extract.agencies import AgencyMention, Qualifier, find_agencies, place_names
from kg.extract.awards import find_awards
from kg.extract.links import find_links
from kg.extract.programmes import find_programmes, honoured_practices
from kg.extract.regions import find_regions
from kg.extract.regulations import find_regulations, titles
from kg.extract.statistics import StatisticMention, find_statistics
from kg.extract.zones import find_zones
from kg.link.agencies import link_agencies, own_mentions
from kg.link.awards import link_awards
from kg.link.decisions import Decisions
from kg.link.document import link_metadata
from kg.link.links import resolve_links
from kg.link.programmes import link_programmes
from kg.link.regions import link_regions
from kg.link.regulations import link_regulations
from kg.link.subjects import Subjects
from kg.link.townships import acting_townships
from kg.model import Extraction, Report, Role, Span, Statistic
from kg.spans import SpanSet
from kg.text import clause_around, fold
from kg.vocabulary import Vocabulary

_NO_DECISIONS = Decisions()


def analyse(report: Report, vocabulary: Vocabulary, decisions: Decisions = _NO_DECISIONS) -> Extraction:
    """Return everything that the report says, linked to entities as a reviewer's `decisions` say."""
    folded = fold(report.text)
    meta = link_metadata(report.metadata, vocabulary)
    report = replace(report, metadata=meta)
    gazetteer, place, year = vocabulary.gazetteer, meta.place, meta.year
    end = report.body_end
    towns = [
        name for county in gazetteer.counties_near(place) for name in gazetteer.townships.get(county, {})
    ]
    places = place_names(folded, gazetteer, towns)
    title_spans = SpanSet(len(folded), (title.span for title in titles(folded)))

    regulations = find_regulations(folded, 0, end, vocabulary)
    documents = SpanSet(
        len(folded), [*(t.span for t in titles(folded)), *(r.span for r in regulations if r.concept is None)]
    )
    bodies = [
        m
        for m in find_agencies(folded, 0, end, vocabulary.bodies, places)
        if _outside(folded, m, title_spans)
    ]
    body_spans = [m.span for m in bodies]
    level = place.level if place else None
    honours = find_awards(folded, report.body_start, end, level, vocabulary, body_spans)
    honours = [h for h in honours if report.role_at(h.quote.start) is Role.BODY]
    honoured = SpanSet(len(folded), (h.title for h in honours))

    mentions = find_programmes(folded, report.body_start, end, vocabulary, documents, body_spans)
    mentions = [m for m in mentions if not honoured.covers(m.span)]
    mentions += honoured_practices(folded, (h.subject for h in honours), mentions)
    full_names = [*(r.span for r in regulations), *(t.span for t in titles(folded)), *body_spans]
    outside = SpanSet(len(folded), full_names)
    zones = [z for z in find_zones(folded, 0, end, gazetteer, places) if not outside.touches(z.span)]
    for mention in mentions:
        outside.add(mention.span)
    named = find_regions(folded, 0, end, gazetteer, places, outside, zones)
    bodies += own_mentions(folded, meta.issuers, report.body_start, end)
    bodies += acting_townships(folded, named, body_spans)
    agencies = link_agencies(report.text, bodies, place, year, vocabulary)
    regions = link_regions(report.text, named, place, year, gazetteer)
    subjects = Subjects(report, folded, places, gazetteer)
    programmes = link_programmes(report, folded, mentions, subjects, agencies, vocabulary, decisions)
    plans = [Span(s.start, s.end) for s in report.sections if s.role is Role.PLANS]
    numbers = find_statistics(folded, report.body_start, end, plans)
    links = find_links(folded, report.body_start, end, places)
    named_at = sorted((m.span, p.iri) for p in programmes for m in p.mentions)
    return Extraction(
        report=report,
        regions=regions,
        agencies=agencies,
        regulations=link_regulations(report.text, regulations, place),
        programmes=programmes,
        awards=link_awards(report, folded, honours, regions, agencies, programmes),
        links=tuple(resolve_links(report, links, programmes, gazetteer)),
        statistics=tuple(_statistic(folded, n, subjects, named_at, vocabulary) for n in numbers),
    )


def _outside(folded: str, body: AgencyMention, titles: SpanSet) -> bool:
    """Whether a body's name counts: not inside a title, unless the title begins with it as its issuer.

    What the centre issues is known by its title alone.
    """
    start, end = body.span
    if not titles.covers(body.span):
        return True
    if folded[start - 1] != "《":
        return False
    if folded[end] == "》":
        return True
    whole = body.qualifier is Qualifier.PLACE or folded.startswith(("关于", "印发", "办公", "转发"), end)
    return whole and body.qualifier is not Qualifier.NATIONAL


def _statistic(
    folded: str,
    found: StatisticMention,
    subjects: Subjects,
    programmes: list[tuple[Span, str]],
    vocabulary: Vocabulary,
) -> Statistic:
    left, right = clause_around(folded, found.number.start, found.number.end)
    first = bisect_left(programmes, (Span(left, left), ""))
    measured = programmes[first][1] if first < len(programmes) and programmes[first][0].end <= right else None
    concept = vocabulary.indicator_labels.exact(found.indicator)
    return Statistic(
        indicator=found.indicator,
        value=found.value,
        unit=found.unit,
        quote=found.quote,
        number=found.number,
        indicator_iri=concept.iri if concept and concept.detail("unit") in (None, found.unit) else None,
        place=subjects.place(found.number),
        programme=measured,
        score=found.score,
    )
