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
        return _village(mention, context, year, gazetteer)
    if mention.level is Level.ZONE:
        return _zone(mention.name, context, year, gazetteer)
    if len(mention.name) == 1:
        code = gazetteer.abbreviations.get(mention.name) or gazetteer.special.cities[mention.name]
        return gazetteer.place(code)
    if mention.name in gazetteer.special.no_place:
        return None
    place = gazetteer.spell_out(mention.name, context, year)
    if place is None:
        return gazetteer.well_known(mention.name)
    return place if _safe(mention.name, place, context, year, gazetteer) else None


def _near(place: Place, context: Place | None) -> bool:
    """Whether a place lies in the province of a report about `context`, a county in its prefecture."""
    if context is None:
        return False
    own, parts = context.chain.split("/"), place.chain.split("/")
    return parts[0] == own[0] and (place.level is not Level.COUNTY or own[1:2] in ([], parts[1:2]))


def _below_another(name: str, place: Place) -> bool:
    """Whether the text itself says where a place by its short name lies: 浙江义乌."""
    short = strip_level(place.name)
    return name.endswith(short) and len(name) > len(short)


def _village(
    mention: RegionMention, context: Place | None, year: int | None, gazetteer: Gazetteer
) -> Place | None:
    """A village under the place before its name, else under the report's own; none tells where a province's lies."""
    if (known := gazetteer.well_known(mention.name)) is not None:
        return known
    above = gazetteer.spell_out(mention.above, context, year) if mention.above else context
    if above is None or (above.level is Level.PROVINCE and mention.name.endswith("社区")):
        return None
    return Place(f"{above.chain}/{mention.name}", Level.VILLAGE)


_LONG_AGO = 3


def _safe(name: str, place: Place, context: Place | None, year: int | None, gazetteer: Gazetteer) -> bool:
    """Whether a name is a place's here: full names are; short ones of counties only near the report's place.

    A name that no place has borne for years is a chance likeness: 增城市 in 新增城市绿地.
    """
    division = gazetteer.by_code.get(place.code or "")
    ended = division.valid_to if division is not None else None
    if ended is not None and year is not None and ended + _LONG_AGO < year and name == place.name:
        return False
    if name in gazetteer.special.elsewhere:
        return _near(place, context)
    if _below_another(name, place):
        return True
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
    if (known := gazetteer.well_known(name)) is not None:
        return known
    above = gazetteer.spell_out(name, context, year)
    if above is not None and not _safe(name, above, context, year, gazetteer):
        return Place(name, Level.ZONE)
    if above is not None and name.startswith((above.name, strip_level(above.name))):
        return above if above.name == name else Place(f"{above.chain}/{name}", Level.ZONE)
    if above is not None:
        return Place(name, Level.ZONE)
    if context is not None and context.level is Level.PROVINCE and name == "临空经济区":
        return None  # one of many
    if context is None or context.level is Level.PROVINCE:
        return Place(name, Level.ZONE)
    parent = context.chain.rsplit("/", 1)[0] if context.level is Level.TOWNSHIP else context.chain
    return Place(f"{parent}/{name}", Level.ZONE)
