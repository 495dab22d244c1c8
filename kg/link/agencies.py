"""Mentions of bodies to agencies with their full official names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.agencies import AgencyMention, Qualifier, find_agencies, place_names
from kg.iris import agency_iri, hash12, local_name
from kg.link.places import level_word, official_name, owner_of, stem_level
from kg.model import Agency, Level, Mention, Method, Place, Span
from kg.scan import Around, From
from kg.text import skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.bodies import is_subsequence
from kg.vocabulary.concepts import AgencyFunction
from kg.vocabulary.gazetteer import strip_level

# What works in a street is the standing committee's, however it is printed.
_OFFICE = re.compile(r"(?:[局厅委办会]|法院|检察院)$")
_COURT = re.compile(r"^(法院|检察院)(?=.)")
_MUNICIPALITIES = frozenset(["北京市", "天津市", "上海市", "重庆市"])
_WORKING_COMMITTEE = re.compile(r"^人大(?:常委会)?(?=[\u4e00-\u9fff]+街道工作委员会$)")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The official name of a body, other names for it, and the local part of its IRI without the region."""

    name: str
    aliases: tuple[str, ...]
    place: Place | None
    function: AgencyFunction | None
    slug: str

    @property
    def iri(self) -> str:
        """The IRI under the default base."""
        return agency_iri(self.place, self.slug)


@dataclass(slots=True)
class _Found:
    body: BodyName
    mentions: list[Mention] = field(default_factory=list)


def link_agencies(
    text: str, mentions: list[AgencyMention], context: Place | None, year: int | None, vocabulary: Vocabulary
) -> tuple[Agency, ...]:
    """Group mentions by the body they name; `text` is the report's own text, for surfaces.

    A mention whose owner cannot be told (县司法局 in a prefecture's report) is left out.
    """
    found: dict[str, _Found] = {}
    known: dict[tuple[str | None, ...], _Found | None] = {}
    for mention in mentions:
        function = mention.function.iri if mention.function else None
        words = (mention.qualifier, mention.owner, mention.stem, function)
        if words not in known:
            body = name_of(mention, context, year, vocabulary)
            known[words] = found.setdefault(body.iri, _Found(body)) if body is not None else None
        entry = known[words]
        if entry is not None:
            surface = text[mention.span.start : mention.span.end]
            entry.mentions.append(Mention(mention.span, surface, mention.method, mention.score))
    _merge_same_stem(found)
    return tuple(
        Agency(
            iri,
            f.body.name,
            f.body.aliases,
            f.body.place,
            f.body.function.iri if f.body.function else None,
            tuple(sorted(f.mentions, key=lambda m: m.span)),
        )
        for iri, f in sorted(found.items())
    )


# A section of the issuing body as the subject of its work: 大数据管理科先后组织编制.
_OWN_SECTION = Around(
    re.compile(
        r"(?<=[,。、;:\n ])(?![各相有本该全由])([\u4e00-\u9fff]{2,8}科)(?=先后|牵头|负责|具体|会同|认真|组织|统筹)"
    ),
    "科先后|科牵头|科负责|科具体|科会同|科认真|科组织|科统筹",
    before=8,
    behind=0,
)


def own_mentions(folded: str, issuers: tuple[str, ...], start: int, end: int) -> list[AgencyMention]:
    """Mentions of the issuing body by 我局, 本厅, of its party group by 局党组, and of its sections."""
    issuer = issuers[0] if issuers else ""
    word = issuer[-1:]
    if not word or word not in "局厅委办院会":
        return []
    own = From(
        f"[我本{word}]",
        rf"[我本]{word}(?![长部党])|(?:(?<![\u4e00-\u9fff])|(?<=[定开立由经在以向对的了将把我])){word}党组(?!织)",
    )
    named = [
        (match.span(), f"中共{issuer}党组" if match.group().endswith("党组") else issuer)
        for match in own.finditer(folded, 0, end)
    ]
    named += [(match.span(1), issuer + match.group(1)) for match in _OWN_SECTION.finditer(folded, 0, end)]
    return [
        AgencyMention(Span(*span), Qualifier.NAMED, "", name, None, Method.PATTERN, 0.8)
        for span, name in named
        if span[0] >= start
    ]


def _merge_same_stem(found: dict[str, _Found]) -> None:
    """Bodies by grammar that differ only in a name that a longer one ends with are one: 调解中心, 县级调解中心."""
    names = {iri: skeleton(f.body.name) for iri, f in found.items()}
    for iri in sorted(found, key=lambda i: len(names[i])):
        if found[iri].body.function is None:
            longer = [other for other in found if other != iri and names[other] == names[iri]]
            if longer:
                found[longer[0]].mentions.extend(found.pop(iri).mentions)


def name_of(
    mention: AgencyMention, context: Place | None, year: int | None, vocabulary: Vocabulary
) -> BodyName | None:
    """The official name of the body that a mention means in a report about `context`, or None."""
    function = mention.function
    if mention.qualifier is Qualifier.NATIONAL:
        return _national(mention, function)
    gazetteer = vocabulary.gazetteer
    if mention.qualifier is Qualifier.ORGANISATION:
        return _organisation(mention.stem, vocabulary)
    if mention.qualifier is Qualifier.NAMED:
        known = name_body(mention.stem, context, year, vocabulary) if _OFFICE.search(mention.stem) else None
        home = _home(mention.stem, context, year, vocabulary)
        return known or BodyName(mention.stem, (), home, None, f"x-{hash12(skeleton(mention.stem))}")
    if mention.qualifier is Qualifier.PLACE:
        place = gazetteer.spell_out(mention.owner, context, year)
    elif mention.qualifier is Qualifier.LEVEL:
        place = owner_of(mention.owner, context, gazetteer)
        if place is None and "社区" in mention.stem and context is not None:
            # A community whose name begins like a level word: 县西巷社区人民调解委员会.
            return official_body(context, mention.owner + mention.stem, None, vocabulary)
    elif outpost := _outpost(mention.stem, context, vocabulary):
        return outpost
    else:
        place = _owner_from_stem(mention.stem, context, vocabulary)
    if place is None or (mention.stem == "司法所" and place.level is not Level.TOWNSHIP):
        return None  # only townships have one
    printed = mention.owner if mention.qualifier is Qualifier.PLACE else None
    return official_body(place, mention.stem, function, vocabulary, printed)


def _outpost(stem: str, context: Place | None, vocabulary: Vocabulary) -> BodyName | None:
    """The outpost of a bureau, named with the county's bureau: 泉城路司法所, 泉城路派出所."""
    if context is None or context.code is None or not stem.endswith(("司法所", "派出所")) or len(stem) < 5:
        return None
    county = vocabulary.gazetteer.place(context.code[:6])
    if county.level is not Level.COUNTY:
        return None
    region = official_name(county, vocabulary.gazetteer)
    if stem.endswith("司法所"):
        name = f"{region}司法局{stem}"
    elif county.name.endswith("区"):
        name = f"{region.removesuffix(county.name)}公安局{county.name}分局{stem}"
    else:
        name = f"{region}公安局{stem}"
    return BodyName(name, (stem, region + stem), county, None, f"x-{hash12(skeleton(stem))}")


def _home(name: str, context: Place | None, year: int | None, vocabulary: Vocabulary) -> Place | None:
    """Where a body with a name of its own belongs, so that a firm is one in the reports of two regions.

    None when its name does not begin with a province, a city or the report's own place.
    """
    if context is not None and context.name in name:
        return context
    place = vocabulary.gazetteer.spell_out(name, context, year)
    return place if place is not None and place.level in (Level.PROVINCE, Level.PREFECTURE) else None


def _owner_from_stem(stem: str, context: Place | None, vocabulary: Vocabulary) -> Place | None:
    """Whose body a bare stem is: the level word inside tells (依法治市办), else the report's own place."""
    for word in ("省", "市", "县", "区", "州", "旗", "镇"):
        if f"依法治{word}" in stem or f"法治{word}" in stem:
            return owner_of(word, context, vocabulary.gazetteer)
    return context


def _organisation(name: str, vocabulary: Vocabulary) -> BodyName | None:
    """An organisation of the vocabulary under its full name, in its home province."""
    known = vocabulary.bodies.organisations.lookup(name)
    if known is None:
        return None
    homes = vocabulary.gazetteer.named(known.home) if known.home else []
    home = vocabulary.gazetteer.place(homes[0].code) if homes else None
    others = tuple(other for other in (*known.short, *known.guarded) if other != name)
    return BodyName(name, others, home, None, f"x-{hash12(skeleton(name))}")


def _national(mention: AgencyMention, function: AgencyFunction | None) -> BodyName:
    if function is None:
        return BodyName(
            mention.owner + mention.stem, (), None, None, f"x-{hash12(mention.owner + mention.stem)}"
        )
    names = function.stems_at(Level.NATIONAL)
    if mention.stem in {name for name, _ in function.former}:
        return BodyName(
            mention.stem, (), None, function, f"{local_name(function.iri)}-x-{hash12(mention.stem)}"
        )
    aliases = tuple(n for n in (*names[1:], mention.stem) if n != names[0])
    return BodyName(names[0], tuple(dict.fromkeys(aliases)), None, function, local_name(function.iri))


def official_body(
    place: Place,
    stem: str,
    function: AgencyFunction | None,
    vocabulary: Vocabulary,
    printed: str | None = None,
) -> BodyName:
    """The body of `place` with this stem: full name, aliases and slug; `printed` is its region as the text has it."""
    region = official_name(place, vocabulary.gazetteer)
    if stem.startswith("人大"):
        stem = _WORKING_COMMITTEE.sub("人大常委会", stem)
    if function is None and place.level is Level.COUNTY:
        stem = _COURT.sub(r"人民\1", stem)
    if place.level is Level.TOWNSHIP and place.name.endswith("街道") and stem.startswith("街道"):
        stem = stem.removeprefix("街道")
    if function is None:
        if stem.startswith((region, place.name)) and printed is None:
            stem = stem.removeprefix(region).removeprefix(place.name) or stem
        # Schools, firms and the like go by the short name: 商丘师范学院.
        name = (
            (printed or region) + stem
            if printed is not None and not region.endswith(printed)
            else region + stem
        )
        others = dict.fromkeys([(printed or region) + stem, region + stem, place.name + stem])
        return BodyName(
            name, tuple(o for o in others if o != name), place, None, f"x-{hash12(skeleton(stem))}"
        )
    word = level_word(place)
    former = dict(function.former)
    stems = [s.replace("{L}", word) for s in _stems_for(function, place)]
    if place.level is Level.COUNTY and place.chain.split("/")[0] in _MUNICIPALITIES:
        stems = [*_of_a_higher_rank(function, stem, stems), *stems]
    if word == "街道":  # what a street has are working committees of the district's
        stems.sort(key=lambda s: "工作委员会" not in s)
    aliases = [a.replace("{L}", word) for a in function.aliases]
    if stem in former or (stem not in stems and stem not in aliases and not stems):
        chosen, slug = (
            stem,
            f"{local_name(function.iri)}-x-{hash12(stem)}" if stem in former else local_name(function.iri),
        )
    else:
        chosen = (
            stem
            if stem in stems or _in_full(stem)
            else next((s for s in stems if is_subsequence(stem, s)), stems[0] if stems else stem)
        )
        slug = local_name(function.iri)
    names: dict[str, None] = {compose(region, place, chosen): None}
    for name in _composed(place, region, dict.fromkeys([chosen, stem, *stems, *aliases])):
        if len(names) > _MOST_ALIASES:
            break
        names[name] = None
    official, *more = names
    return BodyName(official, tuple(more), place, function, slug)


_MOST_ALIASES = 12


def _composed(place: Place, region: str, stems: Iterable[str]) -> Iterator[str]:
    """The names that these stems make with the region's name, in full and in short."""
    prefixes = dict.fromkeys([region, place.name])
    for stem in stems:
        for prefix in prefixes:
            yield compose(prefix, place, stem)
            if stem.startswith("委"):
                yield prefix + stem


def _of_a_higher_rank(function: AgencyFunction, stem: str, stems: list[str]) -> list[str]:
    """Names that fit the printed one where a county's do not: a municipality's districts have 支队 and 委员会."""
    if any(is_subsequence(stem, s) for s in stems):
        return []
    above = (*function.stems_at("municipality"), *function.stems_at(Level.PREFECTURE))
    return [s for s in dict.fromkeys(above) if "{" not in s and is_subsequence(stem, s)]


def _in_full(stem: str) -> bool:
    """Whether a printed name is no short one: short ones drop 和 first (文体和旅游局, but 文旅局)."""
    return len(stem) >= 6 and "和" in stem and stem.endswith(("局", "厅", "委员会"))


def _stems_for(function: AgencyFunction, place: Place) -> tuple[str, ...]:
    """The stems at the place's level, or at the nearest one that has any."""
    order: list[Level | str] = [
        stem_level(place),
        Level.COUNTY,
        Level.PREFECTURE,
        "municipality",
        Level.PROVINCE,
        Level.TOWNSHIP,
    ]
    return next((stems for level in order if (stems := function.stems_at(level))), ())


def compose(region: str, place: Place, stem: str) -> str:
    """Region and stem to a full name; stems of party bodies begin with 委 and take 中共 before the region."""
    if "{" in stem:
        above = place.chain.split("/")[-2] if "/" in place.chain else ""
        return stem.replace("{R}", region).replace("{r}", strip_level(place.name)).replace("{P}", above)
    if stem == "委":
        return f"中共{region}委"
    return f"中共{region}{stem}" if stem.startswith("委") else f"{region}{stem}"


def name_body(text: str, context: Place | None, year: int | None, vocabulary: Vocabulary) -> BodyName | None:
    """The body that a piece of text is the name of: 中共株洲市委 → 中共株洲市委员会. None when it names none."""
    places = place_names(text, vocabulary.gazetteer, _towns_near(context, vocabulary))
    for mention in find_agencies(text, 0, len(text), vocabulary.bodies, places):
        if mention.span == Span(0, len(text)) and mention.qualifier is not Qualifier.NAMED:
            return name_of(mention, context, year, vocabulary)
    return None


def _towns_near(context: Place | None, vocabulary: Vocabulary) -> list[str]:
    gazetteer = vocabulary.gazetteer
    return [
        name for county in gazetteer.counties_near(context) for name in gazetteer.townships.get(county, {})
    ]
