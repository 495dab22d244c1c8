"""Mentions of honours to awards: who received what, for which programme."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from kg.extract.awards import AwardMention
from kg.extract.regulations import titles
from kg.iris import region_iri
from kg.model import Agency, Award, Level, Programme, Region, Report, Span

_BY = re.compile(r"(?:受到|得到|获得?|被|经|由)$")  # what stands behind gives, and receives nothing
_ISSUER_ITSELF = re.compile(r"^(?:我|本)[局厅委办]|^局$")


def link_awards(
    report: Report,
    folded: str,
    mentions: list[AwardMention],
    regions: tuple[Region, ...],
    agencies: tuple[Agency, ...],
    programmes: tuple[Programme, ...],
) -> tuple[Award, ...]:
    """Return the awards with their recipients: a work or programme named as subject, a body, a place, else the report's place."""
    named = _Named(_by_place(regions), _by_place(agencies), _by_place(programmes))
    return tuple(_award(report, folded, mention, named, agencies) for mention in mentions)


_Entity = TypeVar("_Entity", Region, Agency, Programme)


class _Named(NamedTuple):
    """The mentions of a report's entities, by their place in the text."""

    regions: list[tuple[Span, Region]]
    agencies: list[tuple[Span, Agency]]
    programmes: list[tuple[Span, Programme]]


def _by_place(entities: Iterable[_Entity]) -> list[tuple[Span, _Entity]]:
    return sorted(
        ((m.span, entity) for entity in entities for m in entity.mentions), key=lambda item: item[0]
    )


def _inside(named: list[tuple[Span, _Entity]], span: Span) -> list[tuple[Span, _Entity]]:
    """The mentions that lie within `span`."""
    first = bisect_left(named, span.start, key=lambda item: item[0].start)
    found = []
    for item in named[first:]:
        if item[0].start > span.end:
            break
        if item[0].end <= span.end:
            found.append(item)
    return found


def _award(
    report: Report, folded: str, mention: AwardMention, named: _Named, agencies: tuple[Agency, ...]
) -> Award:
    programme = _programme(mention, named.programmes)
    recipient, iri = _recipient(report, folded, mention, named, agencies, programme)
    grantor = _grantor(mention, agencies)
    return Award(
        name=mention.name,
        honour=mention.honour.iri if mention.honour else None,
        recipient=recipient,
        recipient_iri=iri,
        grantor=grantor,
        level=_level(report, folded, mention)
        if mention.level != "other" or grantor is None
        else _level_of_grantor(mention, agencies),
        year=report.metadata.year,
        programme=programme.iri if programme else None,
        programme_name=programme.name if programme else None,
        quote=mention.quote,
        score=mention.score,
    )


def _level(report: Report, folded: str, mention: AwardMention) -> str:
    """The giver's level; 全区 is the autonomous region, but in a district's report and its streets' the district."""
    own = report.metadata.place
    words = mention.name + folded[mention.quote.start : mention.quote.end]
    if own is None or mention.level not in ("provincial", "county") or "全区" not in words:
        return mention.level
    links = own.chain.split("/")
    district = len(links) > 1 and any(link.endswith("区") for link in links[1:])
    return "provincial" if links[0].endswith("自治区") and not district else "county"


def _programme(mention: AwardMention, programmes: list[tuple[Span, Programme]]) -> Programme | None:
    inside = _inside(programmes, mention.subject) or _inside(programmes, mention.quote)
    return max(inside, key=lambda item: (item[0].end, item[0].end - item[0].start))[1] if inside else None


def _recipient(
    report: Report,
    folded: str,
    mention: AwardMention,
    named: _Named,
    agencies: tuple[Agency, ...],
    programme: Programme | None,
) -> tuple[str, str | None]:
    subject = mention.subject
    own = report.metadata.place
    text = folded[subject.start : subject.end]
    works = [t for t in titles(folded) if t.span.within(subject)]
    if works:
        inner = works[-1].inner
        return report.text[inner.start : inner.end], None
    case = re.search(
        r"(?:^|的)(?:“(?=[^“”]+”$))?([^,。;的]{4,40}(?:案件?|案例|作品|短视频|项目))”?$", text.strip()
    )
    if case and programme is None:
        return case.group(1), None
    here = re.search(r"(?:我|本)[省市县区州旗镇乡](?!.*的)", text)
    body = [
        (span, agency)
        for span, agency in _inside(named.agencies, subject)
        if not _BY.search(folded[subject.start : span.start])
    ]
    place = _inside(named.regions, subject)
    behind_body = (
        programme is not None
        and body
        and any(
            m.span.start >= max(b[0].end for b in body) for m in programme.mentions if m.span.within(subject)
        )
    )
    if (
        programme is not None
        and any(m.span.within(subject) for m in programme.mentions)
        and not here
        and (not body or behind_body)
        and not re.search(r"[率数比额量值]", text)
    ):
        return programme.name, programme.iri
    if body and not here:
        agency = max(body, key=lambda item: item[0])[1]
        return agency.name, agency.iri
    if _ISSUER_ITSELF.match(text.strip()) and report.metadata.issuers:
        name = report.metadata.issuers[0]
        return name, next((a.iri for a in agencies if a.name == name), None)
    if place and not here:
        region = max(place, key=lambda item: item[0])[1]
        return region.place.chain, region.iri
    if own is None:
        return text.strip(), None
    return own.chain, region_iri(own) if own.level is not Level.VILLAGE else None


def _grantor(mention: AwardMention, agencies: tuple[Agency, ...]) -> str | None:
    if mention.grantor is None:
        return None
    inside = [a for a in agencies if any(_touches(m.span, mention.grantor) for m in a.mentions)]
    return inside[0].name if inside else None


def _touches(span: Span, grantor: Span) -> bool:
    return span.within(grantor) or grantor.within(span)


def _level_of_grantor(mention: AwardMention, agencies: tuple[Agency, ...]) -> str:
    levels = {Level.PROVINCE: "provincial", Level.PREFECTURE: "municipal", Level.COUNTY: "county"}
    for agency in agencies:
        if mention.grantor is not None and any(_touches(m.span, mention.grantor) for m in agency.mentions):
            return "national" if agency.place is None else levels.get(agency.place.level, "other")
    return "other"
