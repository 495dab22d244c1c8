"""Turtle files of a vocabulary as plain dictionaries."""

from __future__ import annotations

from collections import defaultdict
from typing import Protocol

import pyoxigraph as ox

from kg.errors import VocabularyError

Properties = dict[str, list[str]]


class Source(Protocol):
    """What vocabularies are read from: a path, or a file of the user's that has been read already."""

    @property
    def name(self) -> str:
        """The name that messages give."""

    def read_bytes(self) -> bytes:
        """What the file holds."""


def read_subjects(path: Source) -> dict[str, Properties]:
    """Return subject → predicate IRI → values of a Turtle file, in the file's order.

    IRIs and literals are both given as text; blank nodes as `_:id`. Raises VocabularyError naming the
    file and the line that cannot be read.
    """
    subjects: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            subjects[_text(quad.subject)][quad.predicate.value].append(_text(quad.object))
    except (SyntaxError, OSError, TypeError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error
    return dict(subjects)


def _text(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, (ox.NamedNode, ox.Literal)):
        return term.value
    raise TypeError(f"a term that no vocabulary uses: {term}")
