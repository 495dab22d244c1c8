"""The concepts of the vocabulary files as triples, as far as reports use them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.graph.terms import ALT_LABEL, LABEL, PREF_LABEL, chinese, kg_term, node
from kg.namespaces import SKOS
from kg.vocabulary.turtle import Source

_FILES = ("agencies.ttl", "honours.ttl", "indicators.ttl", "programmes.ttl", "regulations.ttl")
_BROADER = node(SKOS + "broader")


def concept_triples(
    folder: Path, used: Iterable[str], extra: Iterable[Source] = ()
) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Return the triples of the used concepts (IRIs) and all broader ones; those of agency functions apart.

    Each concept gets its preferred label as rdfs:label too; blank nodes are left out. IRIs that neither
    `folder` nor the `extra` files describe are passed over. Raises VocabularyError naming a file that cannot
    be read.
    """
    known = _described(folder)
    for file in extra:
        known = known | _triples_of(file)
    concepts: list[ox.Triple] = []
    functions: list[ox.Triple] = []
    for iri in sorted(_with_broader(known, used)):
        triples = known[iri]
        is_function = any(triple.object == kg_term("AgencyFunction") for triple in triples)
        (functions if is_function else concepts).extend(triples)
    return concepts, functions


def _with_broader(known: dict[str, list[ox.Triple]], used: Iterable[str]) -> set[str]:
    wanted = set(used)
    found: set[str] = set()
    while wanted:
        iri = wanted.pop()
        if iri in found or iri not in known:
            continue
        found.add(iri)
        for triple in known[iri]:
            if triple.predicate == _BROADER and isinstance(triple.object, ox.NamedNode):
                wanted.add(triple.object.value)
    return found


@lru_cache(maxsize=2)
def _described(folder: Path) -> dict[str, list[ox.Triple]]:
    found: dict[str, list[ox.Triple]] = {}
    for name in _FILES:
        for iri, triples in _triples_of(folder / name).items():
            found.setdefault(iri, []).extend(triples)
    return found


def _triples_of(file: Source) -> dict[str, list[ox.Triple]]:
    found: dict[str, list[ox.Triple]] = defaultdict(list)
    try:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            subject = quad.subject
            if not isinstance(subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode):
                continue
            value = quad.object
            if (
                quad.predicate in (PREF_LABEL, ALT_LABEL)
                and isinstance(value, ox.Literal)
                and not value.language
            ):
                value = chinese(value.value)  # a file of the user's own may leave the tag out
            found[subject.value].append(ox.Triple(subject, quad.predicate, value))
            if quad.predicate == PREF_LABEL:
                found[subject.value].append(ox.Triple(subject, LABEL, value))
    except (SyntaxError, OSError) as error:
        raise VocabularyError(f"{file.name}: {error}") from error
    return dict(found)
