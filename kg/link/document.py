"""The report's own metadata with full official names."""

from __future__ import annotations

from dataclasses import replace

from kg.link.agencies import name_body
from kg.model import Metadata
from kg.vocabulary import Vocabulary


def link_metadata(metadata: Metadata, vocabulary: Vocabulary) -> Metadata:
    """Return the metadata with issuers and addressees under their full official names."""
    year = metadata.year

    def full(name: str) -> str:
        body = name_body(name, metadata.place, year, vocabulary)
        return body.name if body else name

    issuers = tuple(dict.fromkeys(full(name) for name in metadata.issuers))
    if not issuers and metadata.place is not None and metadata.title and "政府工作报告" in metadata.title:
        government = name_body(metadata.place.name + "人民政府", metadata.place, year, vocabulary)
        issuers = (government.name,) if government else ()
    return replace(metadata, issuers=issuers, addressees=tuple(full(name) for name in metadata.addressees))
