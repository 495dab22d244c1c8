"""What the project knows of its domain, read from `ontology/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from kg.errors import VocabularyError
from kg.iris import local_name
from kg.paths import ontology_dir
from kg.text import skeleton
from kg.vocabulary.automaton import read_together
from kg.vocabulary.bodies import BodyLexicon
from kg.vocabulary.body_words import BodyWords
from kg.vocabulary.concepts import (
    Concept,
    load_functions,
    load_honours,
    load_indicators,
    load_programmes,
    load_regulations,
    load_rhetoric,
)
from kg.vocabulary.extra import ExtraFile, load_extra, read_extra
from kg.vocabulary.gazetteer import Gazetteer
from kg.vocabulary.labels import LabelMatcher
from kg.vocabulary.organisations import OrganisationLexicon

__all__ = ["ExtraFile", "Vocabulary", "load_vocabulary", "read_extra"]

_FILES = (
    "agencies.ttl", "areas.csv", "body_words.csv", "honours.ttl", "indicators.ttl", "kg.ttl", "organisations.csv", "programmes.ttl", "regions.csv",
    "regulations.ttl", "rhetoric.ttl", "townships.csv",
)  # fmt: skip
# Read when the extraction is loaded, always the shipped ones.
_WORDS = ("programme_words.csv",)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All vocabularies, with their matchers. `fingerprint` is a SHA-256 over the files (hex).

    `extra` are the user's own files among them, `minted` the programmes with an IRI like a new one's, by IRI.
    """

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
    extra: tuple[ExtraFile, ...] = ()
    minted: dict[str, Concept] = field(default_factory=dict)


@lru_cache(maxsize=4)
def load_vocabulary(folder: Path | None = None, extra: tuple[ExtraFile, ...] = ()) -> Vocabulary:
    """Read the vocabularies of `folder` (the shipped ones by default); the result is kept for the process.

    `extra` are files of the user's own (see `read_extra`), whose concepts are added. Raises VocabularyError
    naming the file and the concept when a file does not hold together, or a label in `extra` is taken.
    """
    if extra:
        # Called as others call it, so that the shipped ones are kept once.
        return _extended(load_vocabulary() if folder is None else load_vocabulary(folder), extra)
    folder = folder or ontology_dir()
    programmes = load_programmes(folder / "programmes.ttl")
    regulations = load_regulations(folder / "regulations.ttl")
    honours = load_honours(folder / "honours.ttl")
    indicators = load_indicators(folder / "indicators.ttl")
    digest = hashlib.sha256()
    for path in (*(folder / name for name in _FILES), *(ontology_dir() / name for name in _WORDS)):
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise VocabularyError(f"{path.name}: {error}") from error
    return _joined(
        Vocabulary(
            Gazetteer.load(folder),
            BodyLexicon(
                load_functions(folder / "agencies.ttl"),
                BodyWords.load(folder / "body_words.csv"),
                OrganisationLexicon.load(folder / "organisations.csv"),
            ),
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
    )


def _joined(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary, with those read together that look at the same text."""
    read_together(
        vocabulary.gazetteer.automaton,
        vocabulary.bodies.automaton,
        vocabulary.bodies.organisations.automaton,
    )
    read_together(vocabulary.programme_labels.automaton, vocabulary.regulation_labels.automaton)
    return vocabulary


def _extended(shipped: Vocabulary, extra: tuple[ExtraFile, ...]) -> Vocabulary:
    known = {
        "Programme": shipped.programmes,
        "Regulation": shipped.regulations,
        "Award": shipped.honours,
    }
    added = load_extra(extra, known)
    programmes = shipped.programmes + added["Programme"]
    regulations = shipped.regulations + added["Regulation"]
    honours = shipped.honours + added["Award"]
    digest = hashlib.sha256(shipped.fingerprint.encode())
    for file in extra:
        digest.update(hashlib.sha256(file.data).digest())
    extended = replace(
        shipped,
        programmes=programmes,
        regulations=regulations,
        honours=honours,
        programme_labels=LabelMatcher(programmes),
        regulation_labels=LabelMatcher(regulations),
        honour_labels=LabelMatcher(honours),
        fingerprint=digest.hexdigest(),
        extra=extra,
        minted={c.iri: c for c in added["Programme"] if local_name(c.iri).startswith("x-")},
    )
    read_together(extended.programme_labels.automaton, extended.regulation_labels.automaton)
    return extended
