"""Mentions of programmes to adoptions: which programme, where, at which stage, since when, by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass, field

from kg.extract.programmes import ProgrammeMention
from kg.extract.stages import overall_stage, stage_at, stated_start
from kg.iris import candidate_iri
from kg.link.decisions import Decisions
from kg.link.subjects import Subjects
from kg.link.variants import programme_core
from kg.model import Agency, Kind, Mention, Programme, Report, Role, Span, Stage
from kg.text import clause_around, skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept

_NO_DECISIONS = Decisions()


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
    subjects: Subjects,
    agencies: tuple[Agency, ...],
    vocabulary: Vocabulary,
    decisions: Decisions = _NO_DECISIONS,
) -> tuple[Programme, ...]:
    """Group mentions by programme and judge each: stage, places, start and the agencies of the same clause.

    A new programme's IRI is minted from the core of its name (see `kg.link.variants`), so that variants in
    other reports have it too; `decisions` of a reviewer are followed first.
    """
    apart = decisions.apart(report.source)
    found: dict[str, _Found] = {}
    for mention in decisions.judged(report, mentions):
        key, iri, concept = _identity(mention, vocabulary, apart)
        if key not in found:
            known = concept or mention
            found[key] = _Found(iri, concept, known.name, known.kind)
        found[key].mentions.append(mention)
    _merge_variants(found, apart)
    bodies = sorted((m.span, a.iri) for a in agencies for m in a.mentions)
    linked = [_programme(report, folded, entry, subjects, bodies) for entry in found.values()]
    return tuple(sorted(linked, key=lambda p: p.mentions[0].span))


def _identity(
    mention: ProgrammeMention, vocabulary: Vocabulary, apart: Container[str]
) -> tuple[str, str, Concept | None]:
    """By what a mention's programme is known within the report, its IRI, and the programme if it is known."""
    concept = mention.concept
    if concept is not None:
        return concept.iri, concept.iri, concept
    key = skeleton(mention.name)
    key = key if key in apart else programme_core(mention.name)
    iri = candidate_iri(Kind.PROGRAMME, key)
    concept = vocabulary.minted.get(iri)
    return (key if concept is None else iri), iri, concept


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
    subjects: Subjects,
    bodies: list[tuple[Span, str]],
) -> Programme:
    mentions = entry.mentions
    if len(mentions) > 1:
        mentions = sorted(mentions, key=lambda m: m.span)
    stages = [stage_at(report, folded, m.span) for m in mentions]
    stage = overall_stage(stages)
    best = _evidence(report, mentions, stages, stage)
    left, right = clause_around(folded, best.span.start, best.span.end)
    where = tuple(dict.fromkeys(place for m in mentions for place in subjects.places(m.span)))
    starts = (stated_start(folded, m.span, report.metadata.year) for m in mentions)
    since = next((year for year in starts if year is not None), None)
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
    bare = (form if form.isalnum() else _MARKS.sub("", form) for form in forms)
    return [form for form in dict.fromkeys(bare) if form != entry.name]


def _mentions(report: Report, mentions: list[ProgrammeMention]) -> list[Mention]:
    text = report.text
    found = [
        Mention(span, text[span.start : span.end], m.method, m.score)
        for m in mentions
        for span in (m.span, *m.forms)
    ]
    return sorted(found, key=lambda m: m.span) if len(found) > 1 else found


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
