"""Mentions of programmes to adoptions: which programme, where, at which stage, since when, by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass, field
from operator import attrgetter

from kg.extract.agencies import PlaceName
from kg.extract.programmes import ProgrammeMention
from kg.extract.stages import overall_stage, stage_at, stated_start
from kg.iris import candidate_iri
from kg.link.decisions import Decisions
from kg.link.variants import programme_core
from kg.model import Agency, Kind, Level, Mention, Place, Programme, Report, Role, Span, Stage
from kg.text import clause_around, sentence_around, skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept
from kg.vocabulary.gazetteer import Gazetteer

_NO_DECISIONS = Decisions()
_START = attrgetter("start")


@dataclass(slots=True)
class _Found:
    iri: str
    concept: Concept | None
    name: str
    kind: str
    mentions: list[ProgrammeMention] = field(default_factory=list)


def link_programmes(
    report: Report,
    folded: str,
    mentions: list[ProgrammeMention],
    places: list[PlaceName],
    agencies: tuple[Agency, ...],
    vocabulary: Vocabulary,
    decisions: Decisions = _NO_DECISIONS,
) -> tuple[Programme, ...]:
    """Group mentions by programme and judge each: stage, places, start and the agencies of the same clause.

    A new programme's IRI is minted from the core of its name (see `kg.link.variants`), so that variants in
    other reports have it too; `decisions` of a reviewer are followed first.
    """
    gazetteer = vocabulary.gazetteer
    apart = decisions.apart(report.source)
    found: dict[str, _Found] = {}
    for mention in decisions.judged(report, mentions):
        key, entry = _identity(mention, vocabulary, apart)
        found.setdefault(key, entry).mentions.append(mention)
    _merge_variants(found, apart)
    bodies = sorted((m.span, a.iri) for a in agencies for m in a.mentions)
    linked = [_programme(report, folded, entry, places, bodies, gazetteer) for entry in found.values()]
    return tuple(sorted(linked, key=lambda p: p.mentions[0].span))


def _identity(mention: ProgrammeMention, vocabulary: Vocabulary, apart: Container[str]) -> tuple[str, _Found]:
    """By what a mention's programme is known within the report, and the programme."""
    concept, key = mention.concept, ""
    if concept is None:
        key = skeleton(mention.name)
        key = key if key in apart else programme_core(mention.name)
        iri = candidate_iri(Kind.PROGRAMME, key)
        concept = vocabulary.minted.get(iri)
    if concept is None:
        return key, _Found(iri, None, mention.name, mention.kind)
    return concept.iri, _Found(concept.iri, concept, concept.name, concept.kind)


def _merge_variants(found: dict[str, _Found], apart: Container[str]) -> None:
    """A new name that another one begins with, longer by a telling word only, is the same programme."""
    fresh = {key for key, entry in found.items() if entry.concept is None and key not in apart}
    for longer in sorted(fresh, key=len):
        for cut in range(1, 5):
            key = longer[:-cut]
            if len(key) >= 4 and key in fresh and key in found:
                found[key].mentions.extend(found.pop(longer).mentions)
                break


def _programme(
    report: Report,
    folded: str,
    entry: _Found,
    places: list[PlaceName],
    bodies: list[tuple[Span, str]],
    gazetteer: Gazetteer,
) -> Programme:
    mentions = sorted(entry.mentions, key=lambda m: m.span)
    stages = [stage_at(report, folded, m.span) for m in mentions]
    stage = overall_stage(stages)
    best = _evidence(report, mentions, stages, stage)
    left, right = clause_around(folded, best.span.start, best.span.end)
    where = tuple(
        dict.fromkeys(
            place for m in mentions for place in _places_of(report, folded, m.span, places, gazetteer)
        )
    )
    since = next(
        (year for m in mentions if (year := stated_start(folded, m.span, report.metadata.year)) is not None),
        None,
    )
    concept = entry.concept
    quote = Span(
        left, min(right, left + 300) if right - left > 300 and best.span.end <= left + 300 else right
    )
    return Programme(
        iri=entry.iri,
        name=concept.name if concept else entry.name,
        aliases=tuple(dict.fromkeys([*(concept.labels[1:] if concept else ()), *_forms(report, entry)])),
        kind=concept.kind if concept else entry.kind,
        places=where,
        stage=stage,
        since=since,
        known=concept is not None,
        quote=quote,
        mentions=tuple(_mentions(report, mentions)),
        agencies=_agencies_in(quote, bodies),
    )


def _evidence(
    report: Report, mentions: list[ProgrammeMention], stages: list[Stage], stage: Stage
) -> ProgrammeMention:
    """The mention that shows the stage best: of that stage, outside headings' problems, with the earliest place."""
    if len(mentions) == 1:
        return mentions[0]
    right = [m for m, s in zip(mentions, stages, strict=True) if s is stage] or mentions
    telling = (m for m in right if report.role_at(m.span.start) is not Role.PROBLEMS)
    return next(telling, right[0])


_MARKS = re.compile('[“”‘’"「」]')


def _forms(report: Report, entry: _Found) -> list[str]:
    """Other forms in which the text names the programme, with suffixes: 有诉即办窗口."""
    forms = [report.text[form.start : form.end] for m in entry.mentions for form in m.forms]
    forms += [report.text[m.span.start : m.span.end] for m in entry.mentions]
    bare = (_MARKS.sub("", form) for form in forms)
    return [form for form in dict.fromkeys(bare) if form != entry.name]


def _mentions(report: Report, mentions: list[ProgrammeMention]) -> list[Mention]:
    found: list[Mention] = []
    for m in mentions:
        for span in (m.span, *m.forms):
            found.append(Mention(span, report.text[span.start : span.end], m.method, m.score))
    return sorted(found, key=lambda m: (m.span.start, m.span.end))


def _places_of(
    report: Report, folded: str, span: Span, places: list[PlaceName], gazetteer: Gazetteer
) -> list[Place]:
    """Where the mention's sentence says it is done: a lower place that is its subject, else the report's own."""
    own = report.metadata.place
    if own is None:
        return []
    left, _ = sentence_around(folded, span.start, span.end)
    first = bisect_left(places, left, key=_START)
    last = bisect_left(places, span.start, lo=first, key=_START)
    for index in range(last - 1, first - 1, -1):
        name = places[index]
        lead = folded[left : name.start]
        touches = folded[name.end : span.start] in ("", "“")  # 葫芦岛市“海岛议事亭”
        if (
            not touches
            and not _is_subject(lead)
            and not (lead.endswith("在") and _DOES.match(folded, _row_end(folded, places, index)))
        ):
            continue
        if re.match(r"(?:、|和|及)?(?:等|各)", folded[name.end : name.end + 1]):
            continue
        row = places[index : _last_of_row(folded, places, index) + 1]
        found = (
            gazetteer.spell_out(each.text, own, report.metadata.year)
            for each in row
            if each.end <= span.start
        )
        lower = [place for place in found if place is not None and place.chain.startswith(own.chain + "/")]
        if lower:
            return [
                _village(folded, row[-1].end, span.start, place) or place for place in dict.fromkeys(lower)
            ]
    if own.level is Level.TOWNSHIP:
        clause, _ = clause_around(folded, span.start, span.end)
        village = _village(folded, clause, span.start, own) or _village_in(folded, clause, span.start, own)
        return [village or own]
    return [own]


_VILLAGE = re.compile(
    r"((?![各全本我该在向为由等指推依老智示城农基文和一二三四五六七八九十两多个与及对把将])[\u4e00-\u9fff]{2,5}(?:社区|村|嘎查))(?:率先|先后|积极|创新性)?"
    r"(?=试点|建立|打造|成立|创出|创新|设立|推行|探索|推出|开展|实行|组建)"
)


def _village(folded: str, start: int, end: int, place: Place) -> Place | None:
    """The village of a township that acts, named at `start`: 图克镇|梅林庙嘎查建立."""
    named = _VILLAGE.match(folded, start, end) if place.level is Level.TOWNSHIP else None
    return Place(f"{place.chain}/{named.group(1)}", Level.VILLAGE) if named else None


def _village_in(folded: str, start: int, end: int, own: Place) -> Place | None:
    """The village in which a township does something: 在芙蓉街社区试点."""
    at = folded.find("在", start, end)
    return _village(folded, at + 1, end, own) if at >= 0 else None


# What a place does in front of the name of what it does.
_DOES = re.compile(
    r"(?:等地?|[两三四五]地|\d+个[县市区镇乡]{1,3})?(?:先行|率先|分别|积极|全面|探索|继续|同步)*(?:试点|开展|推行|实行|实施|设立|建设|启动|探索|建立|打造|试行|推广|推进|创建|成立)"
)


def _is_subject(lead: str) -> bool:
    """Whether what stands between the beginning of a sentence and a place lets the place be the one that acts."""
    if not lead.strip():
        return True
    near = lead[-8:] if "," not in lead else lead.rsplit(",", 1)[1]
    return re.fullmatch(r"[\s一二三四五六七八九十是(),、]*(?:其中|如|在|指导|支持)?", near) is not None


def _last_of_row(folded: str, places: list[PlaceName], index: int) -> int:
    """The last place of the row that the place at `index` begins: 大连市、丹东市."""
    while index + 1 < len(places) and folded[places[index].end : places[index + 1].start] in (
        "、",
        "和",
        "及",
        "与",
    ):
        index += 1
    return index


def _row_end(folded: str, places: list[PlaceName], index: int) -> int:
    return places[_last_of_row(folded, places, index)].end


def _agencies_in(quote: Span, bodies: list[tuple[Span, str]]) -> tuple[str, ...]:
    """The agencies named inside a quote, sorted; `bodies` are all mentions by place."""
    first = bisect_left(bodies, (Span(quote.start, quote.start), ""))
    found: set[str] = set()
    for span, iri in bodies[first:]:
        if span.start >= quote.end:
            break
        if span.end <= quote.end:
            found.add(iri)
    return tuple(sorted(found))


def lower_place(
    report: Report, folded: str, span: Span, places: list[PlaceName], gazetteer: Gazetteer
) -> Place | None:
    """The place that a number or fact at `span` is about."""
    found = _places_of(report, folded, span, places, gazetteer)
    return found[0] if found and found[0].level is not Level.VILLAGE else report.metadata.place
