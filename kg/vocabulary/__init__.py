"""What the project knows of its domain, read from `ontology/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.paths import ontology_dir
from kg.text import skeleton
from kg.vocabulary.bodies import BodyLexicon
from kg.vocabulary.concepts import (
    Concept,
    load_functions,
    load_honours,
    load_indicators,
    load_programmes,
    load_regulations,
    load_rhetoric,
)
from kg.vocabulary.gazetteer import Gazetteer
from kg.vocabulary.labels import LabelMatcher

__all__ = ["Vocabulary", "load_vocabulary"]

_FILES = (
    "agencies.ttl", "areas.csv", "honours.ttl", "indicators.ttl", "kg.ttl", "programmes.ttl", "regions.csv",
    "regulations.ttl", "rhetoric.ttl", "townships.csv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All vocabularies, with their matchers. `fingerprint` is a SHA-256 over the files (hex)."""

    gazetteer: Gazetteer
    bodies: BodyLexicon
    programmes: tuple[Concept, ...]
    regulations: tuple[Concept, ...]
    honours: tuple[Concept, ...]
    indicators: tuple[Concept, ...]
    rhetoric: frozenset[str]
    programme_labels: LabelMatcher
    regulation_labels: LabelMatcher
    honour_labels: LabelMatcher
    indicator_labels: LabelMatcher
    fingerprint: str


@lru_cache(maxsize=4)
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read the vocabularies of `folder` (the shipped ones by default); the result is kept for the process.

    Raises VocabularyError naming the file and the concept when a file does not hold together.
    """
    folder = folder or ontology_dir()
    programmes = load_programmes(folder / "programmes.ttl")
    regulations = load_regulations(folder / "regulations.ttl")
    honours = load_honours(folder / "honours.ttl")
    indicators = load_indicators(folder / "indicators.ttl")
    digest = hashlib.sha256()
    for name in _FILES:
        try:
            digest.update((folder / name).read_bytes())
        except OSError as error:
            raise VocabularyError(f"{name}: {error}") from error
    return Vocabulary(
        Gazetteer.load(folder),
        BodyLexicon(load_functions(folder / "agencies.ttl")),
        programmes,
        regulations,
        honours,
        indicators,
        frozenset(skeleton(text) for text in load_rhetoric(folder / "rhetoric.ttl")),
        LabelMatcher(programmes),
        LabelMatcher(regulations),
        LabelMatcher(honours),
        LabelMatcher(indicators),
        digest.hexdigest(),
    )
