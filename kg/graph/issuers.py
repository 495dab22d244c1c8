"""The agencies that issue a report: named in its header, found again among the agencies of its text."""

from __future__ import annotations

from collections.abc import Iterable

from kg.iris import agency_iri, unknown_slug
from kg.model import Agency, Extraction
from kg.text import skeleton


def issuers(extraction: Extraction) -> list[Agency]:
    """The issuers of a report as agencies, in the order of the header, each once.

    An issuer that the text does not name becomes an agency of the report's place without a function.
    """
    by_name: dict[str, Agency] = {}
    for names in (_own_name, _aliases, _surfaces):
        for agency in extraction.agencies:
            for name in names(agency):
                by_name.setdefault(skeleton(name), agency)
    metadata = extraction.report.metadata
    found: dict[str, Agency] = {}
    for name in metadata.issuers:
        agency = by_name.get(skeleton(name)) or Agency(
            agency_iri(metadata.place, unknown_slug(name)), name, (), metadata.place, None, ()
        )
        found.setdefault(agency.iri, agency)
    return list(found.values())


def _own_name(agency: Agency) -> Iterable[str]:
    return (agency.name,)


def _aliases(agency: Agency) -> Iterable[str]:
    return agency.aliases


def _surfaces(agency: Agency) -> Iterable[str]:
    return (mention.surface for mention in agency.mentions)
