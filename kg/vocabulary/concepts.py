"""The concepts of the vocabularies: programmes, regulations, honours, indicators, rhetoric, functions of agencies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import VocabularyError
from kg.model import Level
from kg.namespaces import ELI, ONTOLOGY, RDF, SKOS
from kg.vocabulary.turtle import Properties, Source, read_subjects

_KINDS = frozenset(["reform", "campaign", "mechanism", "method", "service", "platform", "site", "plan"])


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its labels.

    `labels` are matched anywhere (the preferred one first), `quoted` only inside quotation marks,
    `kind` is the local name of its kind, `broader` IRIs of wider concepts, `details` whatever else a
    vocabulary tells of its concepts, by short names.
    """

    iri: str
    name: str
    labels: tuple[str, ...]
    quoted: tuple[str, ...] = ()
    kind: str = ""
    broader: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str | None:
        """One of the further details, or None."""
        return dict(self.details).get(name)


@dataclass(frozen=True, slots=True)
class AgencyFunction:
    """What a kind of body does, and the names it bears at each level.

    `stems` are full names without the region (司法局), the usual one first; `{L}` stands for the level
    word (省 市 县 区), `{R}` for the region's name. `aliases` are short stems, `former` names with the
    year in which each ended.
    """

    iri: str
    name: str
    stems: tuple[tuple[Level | str, tuple[str, ...]], ...]
    aliases: tuple[str, ...]
    former: tuple[tuple[str, int], ...]

    def stems_at(self, level: Level | str) -> tuple[str, ...]:
        """The names at a level of government (`municipality` for the four cities of provincial rank)."""
        return dict(self.stems).get(level, ())


def _subjects_of(path: Source, class_name: str) -> Iterator[tuple[str, Properties]]:
    for subject, properties in read_subjects(path).items():
        if ONTOLOGY + class_name in properties.get(RDF + "type", ()):
            yield subject, properties


def _name(path: Source, iri: str, properties: Properties) -> str:
    names = properties.get(SKOS + "prefLabel", [])
    if len(names) != 1 or not names[0].strip():
        raise VocabularyError(f"{path.name}: {iri} needs exactly one skos:prefLabel")
    return names[0]


def load_concepts(
    path: Source,
    class_name: str,
    details: dict[str, str] | None = None,
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[Concept, ...]:
    """Read the concepts of a class from a Turtle file.

    `details` maps predicate IRIs to the short names under which they are kept. Raises VocabularyError on a
    concept without a single preferred label, or with a broader concept that is neither in the file nor
    `elsewhere` (IRIs).
    """
    found: list[Concept] = []
    for iri, properties in _subjects_of(path, class_name):
        name = _name(path, iri, properties)
        labels = [name, *properties.get(SKOS + "altLabel", []), *properties.get(SKOS + "hiddenLabel", [])]
        kind = next((k.rsplit("#", 1)[-1] for k in properties.get(ONTOLOGY + "kind", [])), "")
        kept = [
            (short, value)
            for predicate, short in (details or {}).items()
            for value in properties.get(predicate, [])
        ]
        found.append(
            Concept(
                iri,
                name,
                tuple(dict.fromkeys(labels)),
                tuple(properties.get(ONTOLOGY + "quotedLabel", [])),
                kind,
                tuple(properties.get(SKOS + "broader", [])),
                tuple(kept),
            )
        )
    known = elsewhere | {concept.iri for concept in found}
    for concept in found:
        for broader in concept.broader:
            if broader not in known:
                raise VocabularyError(
                    f"{path.name}: {concept.iri} has a broader concept that is missing: {broader}"
                )
        if class_name == "Programme" and concept.kind not in _KINDS:
            raise VocabularyError(f"{path.name}: {concept.iri} has no kg:kind of {', '.join(sorted(_KINDS))}")
    return tuple(found)


def load_programmes(path: Source, elsewhere: frozenset[str] = frozenset()) -> tuple[Concept, ...]:
    """Read programmes; details: `document` (title of the founding document), `year`."""
    details = {ONTOLOGY + "originDocument": "document", ONTOLOGY + "originYear": "year"}
    return load_concepts(path, "Programme", details, elsewhere)


def load_regulations(path: Source, elsewhere: frozenset[str] = frozenset()) -> tuple[Concept, ...]:
    """Read regulations; details: `issuer`, `year`, `number`."""
    details = {ELI + "passed_by": "issuer", ONTOLOGY + "year": "year", ELI + "id_local": "number"}
    return load_concepts(path, "Regulation", details, elsewhere)


def load_honours(path: Source, elsewhere: frozenset[str] = frozenset()) -> tuple[Concept, ...]:
    """Read honours; details: `grantor`, `level`."""
    details = {ONTOLOGY + "grantorName": "grantor", ONTOLOGY + "level": "level"}
    return load_concepts(path, "Award", details, elsewhere)


def load_indicators(path: Path) -> tuple[Concept, ...]:
    """Read indicators; details: `unit`, `topic`."""
    return load_concepts(path, "Indicator", {ONTOLOGY + "unit": "unit", ONTOLOGY + "topic": "topic"})


_STEMS: tuple[tuple[str, Level | str], ...] = (
    ("nationalName", Level.NATIONAL),
    ("provinceName", Level.PROVINCE),
    ("municipalityName", "municipality"),
    ("prefectureName", Level.PREFECTURE),
    ("countyName", Level.COUNTY),
    ("townshipName", Level.TOWNSHIP),
)


def load_functions(path: Path) -> tuple[AgencyFunction, ...]:
    """Read the functions of agencies. Raises VocabularyError on a former name without its last year."""
    subjects = read_subjects(path)
    found: list[AgencyFunction] = []
    for iri, properties in subjects.items():
        if ONTOLOGY + "AgencyFunction" not in properties.get(RDF + "type", ()):
            continue
        former: list[tuple[str, int]] = []
        for node in properties.get(ONTOLOGY + "formerly", []):
            told = subjects.get(node, {})
            names, until = told.get(SKOS + "prefLabel", []), told.get(ONTOLOGY + "until", [])
            if len(names) != 1 or len(until) != 1 or not until[0].isdecimal():
                raise VocabularyError(
                    f"{path.name}: {iri} has a former name without a label or its last year"
                )
            former.append((names[0], int(until[0])))
        stems = tuple(
            (level, tuple(properties[ONTOLOGY + key]))
            for key, level in _STEMS
            if ONTOLOGY + key in properties
        )
        aliases = tuple(properties.get(SKOS + "altLabel", []))
        found.append(AgencyFunction(iri, _name(path, iri, properties), stems, aliases, tuple(former)))
    return tuple(found)


def load_rhetoric(path: Path) -> frozenset[str]:
    """Read the expressions that stand in quotation marks without being a programme."""
    return frozenset(concept.name for concept in load_concepts(path, "Rhetoric"))
