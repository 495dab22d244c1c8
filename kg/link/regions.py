"""Mentions of places to regions."""

from __future__ import annotations

from kg.extract.regions import RegionMention
from kg.iris import region_iri
from kg.model import Level, Mention, Place, Region
from kg.vocabulary.gazetteer import Gazetteer, strip_level


def link_regions(
    text: str, mentions: list[RegionMention], context: Place | None, year: int | None, gazetteer: Gazetteer
) -> tuple[Region, ...]:
    """Group mentions by the place they name; `text` is the report's own text, for surfaces.

    Short names that cannot be told from common words or namesakes in this report are left out.
    """
    found: dict[str, tuple[Place, list[Mention]]] = {}
    known: dict[tuple[str, Level | None, str], Place | None] = {}
    for mention in mentions:
        words = (mention.name, mention.level, mention.above)
        if words not in known:
            known[words] = place_of(mention, context, year, gazetteer)
        place = known[words]
        if place is None:
            continue
        surface = text[mention.span.start : mention.span.end]
        entry = found.setdefault(region_iri(place), (place, []))
        entry[1].append(Mention(mention.span, surface, mention.method, mention.score))
    return tuple(
        Region(iri, place, tuple(sorted(ms, key=lambda m: m.span)))
        for iri, (place, ms) in sorted(found.items())
    )


def place_of(
    mention: RegionMention, context: Place | None, year: int | None, gazetteer: Gazetteer
) -> Place | None:
    """The place that a mention means in a report about `context`, or None when it cannot be told."""
    if mention.level is Level.VILLAGE:
        above = gazetteer.spell_out(mention.above, context, year) if mention.above else context
        return Place(f"{above.chain}/{mention.name}", Level.VILLAGE) if above else None
    if mention.level is Level.ZONE:
        return _zone(mention.name, context, year, gazetteer)
    if mention.level is Level.PROVINCE and len(mention.name) == 1:
        return gazetteer.place(gazetteer.abbreviations[mention.name])
    place = gazetteer.spell_out(mention.name, context, year)
    if place is None:
        return Place(mention.name, Level.ZONE) if mention.name in gazetteer.areas else None
    return place if _safe(mention.name, place, context, gazetteer) else None


def _safe(name: str, place: Place, context: Place | None, gazetteer: Gazetteer) -> bool:
    """Whether a name is a place's here: full names are; short ones of counties only near the report's place."""
    if (
        place.name == name
        or name.endswith(place.name)
        or place.level in (Level.PROVINCE, Level.PREFECTURE)
        or place.code is None
    ):
        return True
    if context is None or context.code is None:
        return False
    own = {d.code for d in gazetteer.ancestors(context.code[:6])}
    return any(d.code in own for d in gazetteer.ancestors(place.code[:6]))


def _zone(name: str, context: Place | None, year: int | None, gazetteer: Gazetteer) -> Place | None:
    """A development zone: under the place its name begins with, else under the report's place."""
    if name in gazetteer.areas:
        return Place(name, Level.ZONE)
    above = gazetteer.spell_out(name, context, year)
    if above is not None and name.startswith((above.name, strip_level(above.name))):
        return above if above.name == name else Place(f"{above.chain}/{name}", Level.ZONE)
    if above is not None:
        return Place(name, Level.ZONE)
    if context is None:
        return Place(name, Level.ZONE)
    parent = context.chain.rsplit("/", 1)[0] if context.level is Level.TOWNSHIP else context.chain
    return Place(f"{parent}/{name}", Level.ZONE)
