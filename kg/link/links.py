"""Stated links of one report: from mentions to places and programmes, in the report's context."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.links import LinkMention, Relation, direction
from kg.link.places import owner_of
from kg.model import Level, Place, Programme, Report, Role, Span, StatedLink
from kg.vocabulary.gazetteer import Gazetteer

COUNTRY = Place("中国", Level.NATIONAL)
"""The whole country, as end of a link: 在全国推广, 国家层面制度创新成果."""

# Cities by one character, in rows such as 浙广深沪 (where 广 stands before 深).
SCOPES = {"全省": "省", "全市": "市", "全州": "州", "全县": "县", "全盟": "盟", "全旗": "旗", "全区": "区"}
SCOPES |= {"省": "省", "市": "市"}
"""Scopes and single level words, and the level word that tells which place they mean."""


def resolve_links(
    report: Report, mentions: Iterable[LinkMention], programmes: Iterable[Programme], gazetteer: Gazetteer
) -> list[StatedLink]:
    """The links that a report states between known places, in the order of the text.

    Dropped are those of a place with itself (全省推广 in the province's own report), and those whose places
    cannot be told. A well-known area of two provinces (川渝) counts as both. There is a link for
    each programme in the stretch that names what is spread; without such a stretch the clause's only one counts.
    """
    mentions = list(mentions)
    if not mentions:
        return []
    known = sorted((m.span, p.iri) for p in programmes for m in p.mentions)
    found = []
    for mention in mentions:
        planned = report.role_at(mention.span.start) is Role.PLANS
        ends = [
            (origin, destination)
            for origin in _places(mention.source, report, gazetteer, mention.relation)
            for destination in _places(mention.target, report, gazetteer, None)
            if origin.chain != destination.chain
        ]
        for programme in _programmes(mention, known) if ends else []:
            for origin, destination in ends:
                way = direction(_chain(origin), _chain(destination), mention.within)
                found.append(
                    StatedLink(
                        origin,
                        destination,
                        mention.relation.value,
                        way,
                        programme,
                        mention.span,
                        planned,
                        mention.within,
                    )
                )
    return list(dict.fromkeys(found))


def _chain(place: Place) -> str:
    return "" if place.level is Level.NATIONAL else place.chain


def _programmes(mention: LinkMention, known: list[tuple[Span, str]]) -> list[str | None]:
    """The programmes that a link is about, or None alone: all in what is spread, else the clause's only one."""
    if mention.programme is not None:
        inside = [(span, iri) for span, iri in known if span.overlaps(mention.programme)]
        whole = [
            iri
            for span, iri in inside
            if not any(span != other and span.within(other) for other, _ in inside)
        ]
        return list(dict.fromkeys(whole)) or [None]
    clause = {iri for span, iri in known if span.within(mention.span)}
    return [clause.pop()] if len(clause) == 1 else [None]


def _places(name: str, report: Report, gazetteer: Gazetteer, relation: Relation | None) -> list[Place]:
    """The places that a name of a mention means; for the source of a promotion, an area means the report's own."""
    own, year = report.metadata.place, report.metadata.year
    if not name:
        return [] if own is None else [own]
    if name == "全国":
        return [COUNTRY]
    if name in SCOPES:
        place = owner_of(SCOPES[name], own, gazetteer)
        return [] if place is None else [place]
    if place := gazetteer.spell_out(name, own, year):
        return [place]
    codes = [gazetteer.abbreviations.get(char) or gazetteer.special.cities.get(char) for char in name]
    if all(codes):
        return [gazetteer.place(code) for code in codes if code]
    area = name in gazetteer.areas and relation is not None and relation is not Relation.LEARNING
    return [own] if area and own is not None else []
