"""Vocabulary files of the user's own: programmes, regulations and honours beside the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import VocabularyError
from kg.iris import local_name
from kg.namespaces import ONTOLOGY, RDF, SKOS
from kg.text import skeleton
from kg.vocabulary.concepts import Concept, load_honours, load_programmes, load_regulations
from kg.vocabulary.turtle import Properties, read_subjects

_LOADERS = {"Programme": load_programmes, "Regulation": load_regulations, "Award": load_honours}
_CLASSES = {ONTOLOGY + name: name for name in _LOADERS}
_LOCAL = re.compile(r"[A-Za-z0-9._~-]+")


@dataclass(frozen=True, slots=True)
class ExtraFile:
    """A Turtle file as it was read: its name for messages, and its bytes."""

    name: str
    data: bytes = field(repr=False)

    def read_bytes(self) -> bytes:
        """The bytes of the file."""
        return self.data


def read_extra(paths: Iterable[str | Path]) -> tuple[ExtraFile, ...]:
    """Read vocabulary files, each once. Raises VocabularyError naming one that cannot be read."""
    files: dict[Path, ExtraFile] = {}
    for given in paths:
        path = Path(given)
        try:
            files.setdefault(path.resolve(), ExtraFile(str(given), path.read_bytes()))
        except OSError as error:
            raise VocabularyError(f"{given}: {error.strerror or error}") from error
    return tuple(files.values())


def load_extra(
    files: Iterable[ExtraFile], shipped: Mapping[str, tuple[Concept, ...]]
) -> dict[str, tuple[Concept, ...]]:
    """The concepts of `files` by the name of their class: Programme, Regulation, Award.

    `shipped` holds the shipped ones in the same way. Raises VocabularyError naming the file and the concept
    when a file does not hold together, when an IRI or a label is taken already, or a label is too short to
    be told apart.
    """
    found: dict[str, tuple[Concept, ...]] = dict.fromkeys(_LOADERS, ())
    taken = _Taken(shipped)
    for file in files:
        _check_classes(file, read_subjects(file))
        for name, load in _LOADERS.items():
            concepts = load(file, frozenset(taken.iris))
            for concept in concepts:
                taken.add(file.name, name, concept)
            found[name] += concepts
    return found


def _check_classes(file: ExtraFile, subjects: Mapping[str, Properties]) -> None:
    found = 0
    for iri, properties in subjects.items():
        types = properties.get(RDF + "type", [])
        if iri.startswith("_:") or SKOS + "ConceptScheme" in types:
            continue
        if not any(kind in _CLASSES for kind in types):
            raise VocabularyError(f"{file.name}: {iri} is no kg:Programme, kg:Regulation or kg:Award")
        if not iri.startswith(("http://", "https://")) or _LOCAL.fullmatch(local_name(iri)) is None:
            raise VocabularyError(
                f"{file.name}: {iri} must be an http(s) IRI whose last step has ASCII letters, digits and -._~ only"
            )
        found += 1
    if not found:
        raise VocabularyError(f"{file.name}: holds no kg:Programme, kg:Regulation or kg:Award")


class _Taken:
    """The IRIs and labels that concepts have already, and who has them."""

    def __init__(self, shipped: Mapping[str, tuple[Concept, ...]]) -> None:
        self.iris: set[str] = set()
        self._labels: dict[tuple[str, str], str] = {}
        self._locals: dict[tuple[str, str], str] = {}
        self._kinds = {name: {c.kind for c in concepts} for name, concepts in shipped.items()}
        for name, concepts in shipped.items():
            for concept in concepts:
                self.iris.add(concept.iri)
                self._locals[name, local_name(concept.iri)] = f"the shipped {concept.iri}"
                for label in _labels(concept):
                    self._labels.setdefault(
                        (name, skeleton(label)), f"the shipped {concept.iri} ({concept.name})"
                    )

    def add(self, file: str, name: str, concept: Concept) -> None:
        """Take the IRI and the labels of a concept, or refuse it."""
        where = f"{file}: {concept.iri}"
        if name == "Regulation" and concept.kind not in self._kinds[name]:
            kinds = ", ".join(sorted(self._kinds[name]))
            raise VocabularyError(f"{where} has no kg:kind of {kinds}")
        owner = self._locals.setdefault((name, local_name(concept.iri)), where)
        if owner is not where:
            raise VocabularyError(f"{where} has the IRI, or the end of the IRI, of {owner}")
        self.iris.add(concept.iri)
        for label in _labels(concept):
            if len(skeleton(label)) < 2:
                raise VocabularyError(f"{where} has a label too short to be found: {label!r}")
            owner = self._labels.setdefault((name, skeleton(label)), where)
            if owner is not where:
                raise VocabularyError(f"{where} has the label {label}, which belongs to {owner}")


def _labels(concept: Concept) -> Iterator[str]:
    yield from concept.labels
    yield from concept.quoted
