"""A store in one pass: every subject with its values by predicate, the short way to many tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.namespaces import BASE, ONTOLOGY, RDF

_TYPE = RDF + "type"
_ENTITIES = "graph/entities"


class Described:
    """What a store says of each subject: texts and IRIs by the local name of the predicate, sorted.

    `base` is the IRI that the data's IRIs begin with. IRIs under it are shortened to what follows it
    (`region/430281`), terms of the ontology to their local names; other IRIs stay in full. Literals in another
    language than Chinese are left out.
    """

    def __init__(self, store: ox.Store) -> None:
        self.base = base_of(store)
        self._of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for quad in store.quads_for_pattern(None, None, None, None):
            self._take(quad)

    def _take(self, quad: ox.Quad) -> None:
        if not isinstance(quad.subject, ox.NamedNode):
            return
        subject = self.short(quad.subject.value)
        value = quad.object
        if isinstance(value, ox.NamedNode):
            text = self.short(value.value)
        elif isinstance(value, ox.Literal) and value.language in (None, "zh"):
            text = value.value
        else:
            return
        if quad.predicate.value == _TYPE:
            self._kinds[text].add(subject)
            return
        values = self._of[subject][_local(quad.predicate.value)]
        if text not in values:
            values.append(text)

    def short(self, iri: str) -> str:
        """An IRI without the base or the ontology's prefix."""
        return iri.removeprefix(self.base).removeprefix(ONTOLOGY)

    def of_kind(self, kind: str) -> list[str]:
        """The subjects of a class of the ontology, sorted."""
        return sorted(self._kinds.get(kind, ()))

    def is_a(self, subject: str, kind: str) -> bool:
        """Whether a subject is of a class of the ontology."""
        return subject in self._kinds.get(kind, ())

    def all(self, subject: str, name: str) -> list[str]:
        """All values of a predicate, sorted."""
        return sorted(self._of[subject].get(name, ())) if subject in self._of else []

    def one(self, subject: str, name: str) -> str | None:
        """The value of a predicate (the least of several), None for none."""
        values = self.all(subject, name)
        return values[0] if values else None

    def whole(self, subject: str, name: str) -> int | None:
        """The value of a predicate as a whole number."""
        value = self.one(subject, name)
        return None if value is None else int(value)


def base_of(store: ox.Store) -> str:
    """The IRI that the data's IRIs begin with, as the name of the graph of entities tells it."""
    names: Iterable[ox.NamedNode | ox.BlankNode] = store.named_graphs()
    ends = [name.value for name in names if name.value.endswith(_ENTITIES)]
    return min(ends).removesuffix(_ENTITIES) if ends else BASE


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
