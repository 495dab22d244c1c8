"""One report through extraction and linking: a pure function of the report and the vocabularies."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.agencies import PlaceName, find_agencies, place_names
from kg.extract.awards import find_awards
from kg.extract.programmes import find_programmes
from kg.extract.regions import find_regions
from kg.extract.regulations import find_regulations, titles
from kg.extract.statistics import StatisticMention, find_statistics
from kg.link.agencies import link_agencies
from kg.link.awards import link_awards
from kg.link.document import link_metadata
from kg.link.programmes import link_programmes, lower_place
from kg.link.regions import link_regions
from kg.link.regulations import link_regulations
from kg.link.townships import acting_townships
from kg.model import Extraction, Programme, Report, Role, Span, Statistic
from kg.text import clause_around, fold
from kg.vocabulary import Vocabulary


def analyse(report: Report, vocabulary: Vocabulary) -> Extraction:
    """Return everything that the report says, linked to entities."""
    folded = fold(report.text)
    meta = link_metadata(report.metadata, vocabulary)
    report = replace(report, metadata=meta)
    gazetteer, place, year = vocabulary.gazetteer, meta.place, meta.year
    end = report.body_end
    towns = [name for county in gazetteer.counties_near(place) for name in gazetteer.townships.get(county, {})]
    places = place_names(folded, gazetteer, towns)
    title_spans = [title.span for title in titles(folded)]

    regulations = find_regulations(folded, 0, end, vocabulary)
    in_titles = [*title_spans, *(r.span for r in regulations)]
    bodies = [m for m in find_agencies(folded, 0, end, vocabulary.bodies, places) if _outside(m.span, title_spans)]
    body_spans = [m.span for m in bodies]
    mentions = find_programmes(folded, report.body_start, end, vocabulary, title_spans, body_spans)
    in_names = [*in_titles, *body_spans, *(m.span for m in mentions)]
    named = find_regions(folded, 0, end, gazetteer, places, in_names)
    bodies += acting_townships(folded, named, body_spans)
    agencies = link_agencies(report.text, bodies, place, year, vocabulary)
    regions = link_regions(report.text, named, place, year, gazetteer)

    programmes = link_programmes(report, folded, mentions, places, agencies, gazetteer)
    honours = find_awards(folded, report.body_start, end, place.level if place else None, vocabulary, body_spans)
    plans = [Span(s.start, s.end) for s in report.sections if s.role is Role.PLANS]
    honours = [h for h in honours if report.role_at(h.quote.start) is Role.BODY]
    numbers = find_statistics(folded, report.body_start, end, plans)
    return Extraction(
        report=report,
        regions=regions,
        agencies=agencies,
        regulations=link_regulations(report.text, regulations, place),
        programmes=programmes,
        awards=link_awards(report, folded, honours, regions, agencies, programmes),
        statistics=tuple(_statistic(report, folded, n, places, programmes, vocabulary) for n in numbers),
    )


def _outside(body: Span, titles: list[Span]) -> bool:
    """Whether a body's name counts: not inside a title, unless the title begins with it as its issuer."""
    return not any(body.within(title) and body.start != title.start + 1 for title in titles)


def _statistic(report: Report, folded: str, found: StatisticMention, places: list[PlaceName], programmes: tuple[Programme, ...], vocabulary: Vocabulary) -> Statistic:
    left, right = clause_around(folded, found.number.start, found.number.end)
    measured = [p for p in programmes if any(left <= m.span.start and m.span.end <= right for m in p.mentions)]
    concept = vocabulary.indicator_labels.exact(found.indicator)
    return Statistic(
        indicator=found.indicator,
        value=found.value,
        unit=found.unit,
        quote=found.quote,
        number=found.number,
        indicator_iri=concept.iri if concept and concept.detail("unit") in (None, found.unit) else None,
        place=lower_place(report, folded, found.number, places, vocabulary.gazetteer),
        programme=measured[0].iri if measured else None,
        score=found.score,
    )


