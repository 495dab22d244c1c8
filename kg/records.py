"""An extraction as one plain JSON object a report: the schema of the annotated reports, plus `source`."""

from __future__ import annotations

from typing import Any

from kg.model import Extraction, Level, Mention, Place, Span


def to_record(extraction: Extraction) -> dict[str, Any]:
    """Return what a report says as a JSON-able object.

    Keys: `source`, `document`, `regions`, `agencies`, `regulations`, `programmes`, `awards`, `statistics`.
    Every surface and quote is an exact substring of the report's text. `score` (0 to 1) and `method` tell how
    sure an entry is and how it was found, those of an entity by its surest mention.
    """
    report = extraction.report
    meta = report.metadata

    def quote(span: Span) -> str:
        return report.text[span.start : span.end]

    return {
        "source": report.source,
        "document": {
            "title": meta.title,
            "issuer": "、".join(meta.issuers) or None,
            "region": meta.place.chain if meta.place else None,
            "level": _level(meta.place),
            "year": meta.year,
            "doc_number": meta.doc_number,
            "index_number": meta.index_number,
            "published": meta.published,
            "dated": meta.dated,
            "signatories": list(meta.signatories),
            "addressees": list(meta.addressees),
        },
        "regions": [
            {"name": _printed(r.place), "surfaces": _surfaces(r.mentions), **_found(r.mentions)}
            for r in extraction.regions
        ],
        "agencies": [
            {
                "name": a.name,
                "aliases": list(a.aliases),
                "surfaces": _surfaces(a.mentions),
                **_found(a.mentions),
            }
            for a in extraction.agencies
        ],
        "regulations": [
            {
                "title": r.title,
                "aliases": list(r.aliases),
                "surfaces": _surfaces(r.mentions),
                "kind": r.kind,
                "role": r.role,
                **_found(r.mentions),
            }
            for r in extraction.regulations
        ],
        "programmes": [
            {
                "name": p.name,
                "aliases": list(p.aliases),
                "surfaces": _surfaces(p.mentions),
                "kind": p.kind,
                "where": [_printed(place) for place in p.places],
                "stage": p.stage.value,
                "quote": quote(p.quote),
                **_found(p.mentions),
            }
            for p in extraction.programmes
        ],
        "awards": [
            {
                "name": a.name,
                "recipient": a.recipient,
                "grantor": a.grantor,
                "level": a.level,
                "year": a.year,
                "programme": a.programme_name,
                "quote": quote(a.quote),
                "score": a.score,
                "method": a.method.value,
            }
            for a in extraction.awards
        ],
        "statistics": [
            {
                "indicator": s.indicator,
                "value": _number(s.value),
                "unit": s.unit,
                "quote": quote(s.quote),
                "score": s.score,
                "method": s.method.value,
            }
            for s in extraction.statistics
        ],
    }


def _level(place: Place | None) -> str | None:
    if place is None:
        return None
    return Level.COUNTY.value if place.level is Level.ZONE else place.level.value


def _found(mentions: tuple[Mention, ...]) -> dict[str, Any]:
    """How an entity was found: the score and the method of its surest mention."""
    best = max(mentions, key=lambda mention: mention.score, default=None)
    return {"score": best.score, "method": best.method.value} if best else {}


def _printed(place: Place) -> str:
    """The chain of an official division; other zones and areas go by the name that the text gives them."""
    return place.name if place.level is Level.ZONE and place.code is None else place.chain


def _surfaces(mentions: tuple[Mention, ...]) -> list[str]:
    return list(dict.fromkeys(mention.surface for mention in mentions))


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
