"""Writing programmes into a vocabulary file of the user's own, in the form of `ontology/programmes.ttl`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.iris import local_name
from kg.namespaces import BASE, PREFIXES
from kg.text import skeleton
from kg.vocabulary import ExtraFile, Vocabulary, load_vocabulary

_NEEDED = ("kg", "skos", "scheme", "programme")
_HEAD = (
    "# Programmes of our own, beside the shipped ones: kg build REPORTS --vocabulary THIS-FILE\n"
    "# Labels are matched without regard to quotation marks, spaces and 、; kg:quotedLabel only inside quotation marks.\n"
)


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme to be written; `quoted` tells that its name counts inside quotation marks only."""

    iri: str
    name: str
    variants: tuple[str, ...]
    kind: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The names that were written, and those that were not, each with the reason."""

    names: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def extend_file(path: Path, programmes: Iterable[NewProgramme]) -> Written:
    """Add programmes to the Turtle file at `path`, which is made where it is missing; nothing in it is changed.

    A programme that the file or the shipped vocabulary has already is left out, and so is a variant that
    belongs to another one. The result is loaded before it replaces the file. Raises VocabularyError when the
    file there is broken, or cannot be written.
    """
    try:
        before = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror or error}") from error
    vocabulary = _load(path, before)
    blocks: list[str] = []
    names: list[str] = []
    left: list[tuple[str, str]] = []
    taken: set[str] = set()
    for programme in programmes:
        reason = _why_not(programme, vocabulary, taken)
        if reason:
            left.append((programme.name, reason))
            continue
        labels = _free([programme.name, *programme.variants], vocabulary, taken)
        taken.update(map(skeleton, labels))
        blocks.append(_block(programme, labels))
        names.append(programme.name)
    if blocks:
        _replace(path, _joined(before.decode("utf-8"), blocks).encode())
    return Written(tuple(names), tuple(left))


def _load(path: Path, data: bytes) -> Vocabulary:
    return load_vocabulary(None, (ExtraFile(str(path), data),)) if data.strip() else load_vocabulary()


def _why_not(programme: NewProgramme, vocabulary: Vocabulary, taken: set[str]) -> str:
    iri = _own_iri(programme)
    if any(concept.iri == iri for concept in vocabulary.programmes):
        return "it is there already"
    owner = vocabulary.programme_labels.exact(programme.name)
    if owner is not None:
        return f"its name belongs to {owner.name} already"
    if len(skeleton(programme.name)) < 2:
        return "its name is too short to be found"
    return "its name belongs to one before it" if skeleton(programme.name) in taken else ""


def _own_iri(programme: NewProgramme) -> str:
    """The IRI under the project's own base, whatever base the graph was built with."""
    return f"{BASE}programme/{local_name(programme.iri)}"


def _free(labels: list[str], vocabulary: Vocabulary, taken: set[str]) -> list[str]:
    """The labels that belong to nobody, each once whatever marks stand inside."""
    found: dict[str, str] = {}
    for label in labels:
        bare = skeleton(label)
        if len(bare) >= 2 and bare not in taken and vocabulary.programme_labels.exact(label) is None:
            found.setdefault(bare, label)
    return list(found.values())


def _block(programme: NewProgramme, labels: list[str]) -> str:
    name, *variants = (str(ox.Literal(label, language="zh")) for label in labels)
    lines = [
        f"programme:{local_name(programme.iri)} a kg:Programme",
        "skos:inScheme scheme:programmes",
        f"skos:prefLabel {name}",
        *([f"skos:altLabel {' , '.join(variants)}"] if variants else []),
        *([f"kg:quotedLabel {name}"] if programme.quoted else []),
        f"kg:kind kg:{programme.kind}",
    ]
    return " ;\n    ".join(lines) + " .\n"


def _joined(before: str, blocks: list[str]) -> str:
    declared = dict(re.findall(r"^\s*@prefix\s+([\w-]*):\s*<([^>]*)>\s*\.", before, re.MULTILINE))
    lacking = [name for name in _NEEDED if declared.get(name) != PREFIXES[name]]
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in lacking)
    head = before if before.strip() else _HEAD
    head += "" if head.endswith("\n") else "\n"
    return "\n".join([head, *([prefixes] if prefixes else []), *blocks])


def _replace(path: Path, data: bytes) -> None:
    _load(path, data)
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror or error}") from error
