"""Mentions of honours to awards: who received what, for which programme."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from kg.extract.awards import AwardMention, Sort
from kg.extract.awards.recipients import is_thing, named_in, person_in
from kg.extract.regulations import titles
from kg.iris import region_iri
from kg.model import Agency, Award, Level, Programme, Region, Report, Span
from kg.text import skeleton

_BY = re.compile(r"(?:受到|得到|获得?|被|经|由)$")  # what stands behind gives, and receives nothing
_CASE = re.compile(
    r"(?:^|[,的])((?:“(?=[^“”]+”))?[^,。;的]{4,40}(?:案|案例|作品|短视频)|[^,。;的]{8,40}案件)”?,?$"
)
_PRACTICE_BEHIND = re.compile(
    r"”?(?:[\u4e00-\u9fff]{0,8}(?:志愿服务|指挥|监管|执法|服务|管理|便民|普法)(?=项目|平台|系统|品牌))?(?:平台|系统|机制|模式|工作法|调解法|制度|改革|服务|项目|工作|活动|品牌|试点|行动|综合窗口|窗口|体系|工程|典型|经验|做法|案例|成果|创新|管理|建设|助推[\u4e00-\u9fff]{2,10})*"
    r"(?:,?(?:典型|相关|有关|其|该|经验|工作|做法|成效)*)(?:等(?:\d+[个项家件处条])?[\u4e00-\u9fff]{0,8})?(?:均|分别|先后|成功|还|也|已)*"
)
_VAGUE_END = re.compile(r",(?:典型|相关|有关|其|该|经验|工作|做法|成效)+(?:均|还|也|已)?$")
# Honours that only a body can have, no place.
_OF_BODIES = re.compile(r"集体|单位|组织|等[次级]$")
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,5}(?:村|社区|嘎查)")
_MUNICIPALITIES = frozenset(["北京市", "天津市", "上海市", "重庆市"])
# Honours that only a place can have, no body.
_OF_PLACES = re.compile(
    r"(?:示范|先进|模范|百强|文明|平安|强|卫生)(?:城市|[县市区旗镇乡村]|县\(市、区\))[”]?$"
)
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
    recipient, iri = _recipient(report, folded, mention, named, agencies)
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
    if own is not None and mention.level == "municipal" and own.chain.split("/")[0] in _MUNICIPALITIES:
        return "provincial"  # what a municipality gives
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
) -> tuple[str, str | None]:
    """Who received the honour, and the IRI if it is an entity: a work, a practice, a body, a place or a thing."""
    subject = mention.subject
    text = folded[subject.start : subject.end]
    if (work := _work(report, folded, mention)) is not None:
        return work, None
    ours = re.search(r"(?:我|本)[省市县区州旗镇乡](?!.*的)", text) is not None
    bare = named_in(folded, subject)
    if mention.sort is not Sort.RANK and (practice := _practice(folded, mention, bare, named)) is not None:
        return practice
    if not mention.apart and (person := person_in(folded[bare.start : bare.end])) is not None:
        return person, None
    body = [
        (span, agency)
        for span, agency in _inside(named.agencies, subject)
        if not _BY.search(folded[subject.start : span.start])
        and (not mention.apart or span.start - bare.start <= 2)
    ]
    if mention.apart and _OF_PLACES.search(mention.name):
        body = []
    if body and not ours:
        agency = max(body, key=lambda item: item[0])[1]
        return agency.name, agency.iri
    if _ISSUER_ITSELF.match(text.strip()) and report.metadata.issuers:
        name = report.metadata.issuers[0]
        return name, next((a.iri for a in agencies if a.name == name), None)
    if not mention.apart and bare.start < bare.end:
        if (place := _place(report, folded, mention, bare, named)) is not None:
            return place
        printed = folded[bare.start : bare.end].strip(" “”")
        if mention.one_of_row or (mention.sort is Sort.HONOUR and is_thing(printed)):
            return _as_printed(report, bare), None
    return _own(report, mention, agencies, text)


def _work(report: Report, folded: str, mention: AwardMention) -> str | None:
    """The title of a work or of a case that is the subject."""
    subject = mention.subject
    works = [
        t
        for t in titles(folded)
        if t.span.within(subject) and not _BY.search(folded[subject.start : t.span.start])
    ]
    if works and (not mention.apart or works[0].span.start - subject.start <= 1):
        inner = works[-1].inner
        return report.text[inner.start : inner.end]
    case = _CASE.search(folded, subject.start, subject.end)
    if case is None:
        return None
    name = report.text[case.start(1) : case.end(1)]
    # A mark that stands inside of the name keeps it: “柳州螺蛳粉”地理标志侵权案.
    return name.strip("“”") if name.count("“") != name.count("”") else name


def _practice(folded: str, mention: AwardMention, bare: Span, named: _Named) -> tuple[str, str | None] | None:
    """A programme that is the subject: named at its end, or quoted at its beginning, and not merely measured."""
    text = folded[mention.subject.start : mention.subject.end]
    if re.search(r"[率数比额量值]|考核|考评|评估|评价|测评", text):
        return None
    found = _inside(named.programmes, mention.subject)
    # What the subject has between the names of programmes and the verb.
    fitting = [
        (span, programme)
        for span, programme in found
        if _PRACTICE_BEHIND.fullmatch(folded, span.end, mention.subject.end)
        or (folded[span.start - 1 : span.start] == "“" and span.start - bare.start <= 1)
    ]
    vague = mention.sort in (Sort.PRAISE, Sort.PROMOTION) and _VAGUE_END.search(text) is not None
    if not fitting and vague and found:
        fitting = found[-1:]
    if not fitting or (
        mention.apart and mention.sort is Sort.HONOUR and fitting[-1][0].start - bare.start > 1
    ):
        return None
    span, programme = max(fitting, key=lambda item: (item[0].end, item[0].end - item[0].start))
    after = [s for s, _ in _inside(named.agencies, mention.subject) if s.start >= span.end]
    if after and not mention.apart:
        return None
    # A way of working is called by that word too: “三听三访”工作法.
    ways = [skeleton(folded[s.start : s.end]) for s, p in fitting if p is programme]
    way = next((way for way in ways if re.search(r"(?:工作|调解)法$", way)), None)
    return way if way and not programme.known else programme.name, programme.iri


def _place(
    report: Report, folded: str, mention: AwardMention, bare: Span, named: _Named
) -> tuple[str, str | None] | None:
    """A place that is the subject or, of what is measured, in front of it; None if a thing that bears its name is."""
    places = [
        item
        for item in _inside(named.regions, mention.subject)
        if not _BY.search(folded[mention.subject.start : item[0].start])
    ]
    if not places:
        return None
    span, region = max(places, key=lambda item: (item[0].end, item[0].end - item[0].start))
    behind = folded[span.end : bare.end].strip(" ”")
    if behind and mention.sort is Sort.HONOUR:
        if _VILLAGE.fullmatch(behind):
            return f"{region.place.chain}/{behind}", None
        if mention.one_of_row or is_thing(folded[bare.start : bare.end]):
            return _as_printed(report, bare), None
    if region.place.level is Level.ZONE:
        return report.text[span.start : span.end], region.iri
    if region.place.level is Level.TOWNSHIP and _OF_BODIES.search(mention.name):
        office = next((a for s, a in named.agencies if s.start == span.start and s.end == span.end), None)
        if office is not None:
            return office.name, office.iri
    return region.place.chain, region.iri


def _as_printed(report: Report, bare: Span) -> str:
    text = report.text[bare.start : bare.end].strip()
    return text.strip("“”") if re.fullmatch(r"“[^”]*”", text) else text


def _own(
    report: Report, mention: AwardMention, agencies: tuple[Agency, ...], text: str
) -> tuple[str, str | None]:
    """The report's own place, or its government where an honour is for bodies alone."""
    own = report.metadata.place
    if own is None:
        return text.strip(), None
    if own.level is Level.TOWNSHIP and _OF_BODIES.search(mention.name):
        office = re.compile(rf"{own.name}(?:办事处|人民政府)$")
        if offices := sorted(
            (a for a in agencies if office.search(a.name)), key=lambda a: (len(a.name), a.name)
        ):
            return offices[0].name, offices[0].iri
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
