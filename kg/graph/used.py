"""What a report uses of the world outside it: small records that a build can keep and merge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.issuers import issuers
from kg.model import Extraction, Place


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one report names it: IRI, names (the usual one first) and the local name of its kind."""

    iri: str
    name: str
    aliases: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as one report names it; `function` is the IRI of its function, if known."""

    named: Named
    place: Place | None
    function: str | None


@dataclass(frozen=True, slots=True)
class Used:
    """The entities that one report uses.

    `regulations` and `programmes` stand in no vocabulary, `concepts` are the IRIs of those that do.
    """

    places: tuple[Place, ...]
    bodies: tuple[Body, ...]
    regulations: tuple[Named, ...]
    programmes: tuple[Named, ...]
    concepts: tuple[str, ...]


def used_by(extraction: Extraction) -> Used:
    """The entities that the quads of a report point to, each once, in a fixed order."""
    agencies = dict.fromkeys([*extraction.agencies, *issuers(extraction)])
    bodies = [Body(Named(a.iri, a.name, a.aliases), a.place, a.function) for a in agencies]
    regulations = [Named(r.iri, r.title, r.aliases, r.kind) for r in extraction.regulations if not r.known]
    programmes = [Named(p.iri, p.name, p.aliases, p.kind) for p in extraction.programmes if not p.known]
    return Used(
        tuple(dict.fromkeys(_places(extraction, bodies))),
        tuple(dict.fromkeys(bodies)),
        tuple(dict.fromkeys(regulations)),
        tuple(dict.fromkeys(programmes)),
        tuple(sorted(_concepts(extraction, bodies))),
    )


def _places(extraction: Extraction, bodies: Iterable[Body]) -> list[Place]:
    found: list[Place | None] = [extraction.report.metadata.place]
    found += [region.place for region in extraction.regions]
    found += [body.place for body in bodies]
    found += [place for programme in extraction.programmes for place in programme.places]
    found += [statistic.place for statistic in extraction.statistics]
    found += [end for link in extraction.links for end in (link.origin, link.destination)]
    return [place for place in found if place is not None]


def _concepts(extraction: Extraction, bodies: Iterable[Body]) -> set[str]:
    found: set[str | None] = {body.function for body in bodies}
    found |= {regulation.iri for regulation in extraction.regulations if regulation.known}
    found |= {programme.iri for programme in extraction.programmes if programme.known}
    for award in extraction.awards:
        found |= {award.honour, award.programme, award.recipient_iri}
    for statistic in extraction.statistics:
        found |= {statistic.indicator_iri, statistic.programme}
    return {iri for iri in found if iri}
