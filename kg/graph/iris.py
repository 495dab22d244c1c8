"""Minting of the IRIs of reports, facts and evidence, all under the project's own base.

`kg.graph.terms.rebase_quads` moves finished quads to another base.
"""

from __future__ import annotations

import hashlib

from kg.iris import iri, local_name, place_local
from kg.model import Place
from kg.namespaces import BASE

ONTOLOGY_GRAPH = "ontology"
VOCABULARY_GRAPH = "vocabulary"
ENTITIES_GRAPH = "entities"


def report_local(place: Place | None, year: int | None, sha256: str) -> str:
    """The local name of a report: `430281-2023-2610cc06`.

    An unknown place reads `unknown`, an unknown year `undated`; the last part is the start of `sha256` (hex).
    Raises ValueError when `sha256` is too short.
    """
    if len(sha256) < 8:
        raise ValueError(f"not a SHA-256: {sha256!r}")
    region = "unknown" if place is None else place_local(place)
    return f"{region}-{'undated' if year is None else year}-{sha256[:8]}"


def report_iri(local: str) -> str:
    """The IRI of a report, which is also the name of its graph."""
    return iri(BASE, "report", local)


def graph_iri(name: str, base: str = BASE) -> str:
    """The name of one of the shared graphs: `graph/ontology`, `graph/vocabulary`, `graph/entities`."""
    return iri(base, "graph", name)


def mention_iri(report: str, kind: str, entity: str) -> str:
    """The IRI of a mention: report's local name, `region` or `agency`, and the entity's local name."""
    return iri(BASE, "mention", f"{report}-{kind}-{local_name(entity)}")


def adoption_iri(report: str, programme: str, region: str) -> str:
    """The IRI of an adoption of a programme by a region (both IRIs) in a report (local name)."""
    return iri(BASE, "adoption", f"{report}-{local_name(programme)}-{local_name(region)}")


def citation_iri(report: str, regulation: str) -> str:
    """The IRI of a citation of a regulation (IRI) in a report (local name)."""
    return iri(BASE, "citation", f"{report}-{local_name(regulation)}")


def award_iri(report: str, digest: str) -> str:
    """The IRI of the receipt of an award; `digest` tells the awards of a report apart."""
    return iri(BASE, "award", f"{report}-{digest}")


def observation_iri(report: str, start: int, turn: int = 1) -> str:
    """The IRI of a statistic whose number starts at `start`; `turn` counts those that share one number."""
    return iri(BASE, "observation", f"{report}-{start}" + (f"-{turn}" if turn > 1 else ""))


def evidence_iri(report: str, start: int, end: int, body: str) -> str:
    """The IRI of the evidence that `text[start:end]` of a report gives for the fact `body` (IRI)."""
    digest = hashlib.sha1(body.encode(), usedforsecurity=False).hexdigest()[:8]
    return iri(BASE, "evidence", f"{report}-{start}-{end}-{digest}")
