"""Level words and place names to places, in the context of a report."""

from __future__ import annotations

from kg.model import Level, Place
from kg.vocabulary.gazetteer import Division, Gazetteer

_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


def owner_of(word: str, context: Place | None, gazetteer: Gazetteer) -> Place | None:
    """The place that a bare level word (省 市 县 区 州 旗 镇 …) points to in a report about `context`.

    市 is the county-level city itself in its own report, else the prefecture, else the municipality above.
    None where the word names a class of places: 县 in the report of a prefecture.
    """
    if context is None:
        return None
    if word in ("镇", "乡", "街道"):
        return context if context.level is Level.TOWNSHIP and context.name.endswith(word) else None
    if context.code is None:
        return None
    for division in gazetteer.ancestors(context.code[:6]):
        if _answers(word, division):
            return gazetteer.place(division.code)
    return None


def _answers(word: str, division: Division) -> bool:
    name, level = division.name, division.level
    if word in ("省", "自治区"):
        return level is Level.PROVINCE and not name.endswith("市")
    if word == "市":
        return name.endswith("市") or (level is Level.PREFECTURE and name.endswith("地区"))
    if word == "区":
        return (
            (level is Level.COUNTY and name.endswith("区"))
            or level is Level.ZONE
            or (level is Level.PROVINCE and name.endswith("自治区"))
        )
    if word == "县":
        return level is Level.COUNTY and name.endswith("县")
    return {"州": "自治州", "盟": "盟", "旗": "旗"}.get(word, "\n") in name[-3:]


def official_name(place: Place, gazetteer: Gazetteer) -> str:
    """The name of a place as its bodies carry it: 醴陵市, 南通市海门区, 醴陵市嘉树镇.

    Districts take the city above before them, townships the county.
    """
    parts = place.chain.split("/")
    if place.level in (Level.TOWNSHIP, Level.ZONE) and len(parts) >= 2 and place.code:
        above = gazetteer.place(place.code[:6]) if place.level is Level.TOWNSHIP else None
        return (official_name(above, gazetteer) if above else "") + parts[-1]
    if place.level is Level.TOWNSHIP and len(parts) >= 2:
        return parts[-2] + parts[-1]
    if place.level is Level.COUNTY and parts[-1].endswith("区") and len(parts) >= 2:
        return parts[-2] + parts[-1]
    return parts[-1]


def stem_level(place: Place) -> Level | str:
    """The key under which the vocabulary keeps the names that bodies of this place bear."""
    if place.level is Level.PROVINCE and place.code in _MUNICIPALITIES:
        return "municipality"
    return Level.COUNTY if place.level is Level.ZONE else place.level


def level_word(place: Place) -> str:
    """省, 市, 县, 区 …: the word that stands for {L} in names of bodies."""
    name = place.name
    if name.endswith("自治区"):
        return "区"
    if name.endswith("自治州"):
        return "州"
    if name.endswith("街道"):
        return "街道"
    return name[-1]
