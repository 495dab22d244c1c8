"""What a store says of its subjects: all of it read in one pass, or each subject when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

import pyoxigraph as ox

from kg.graph.store import base_of
from kg.namespaces import OA, ONTOLOGY, RDF

_TYPE = RDF + "type"
_BODY = OA + "hasBody"

_Properties = dict[str, list[str]]
_NOTHING: _Properties = {}


class Described:
    """What a store says of each subject: texts and IRIs by the local name of the predicate, sorted.

    `base` is the IRI that the data's IRIs begin with. IRIs under it are shortened to what follows it
    (`region/430281`), terms of the ontology to their local names; other IRIs stay in full. Literals in another
    language than Chinese are left out. The store is read whole, the short way to many subjects.
    """

    def __init__(self, store: ox.Store) -> None:
        self.base = base_of(store)
        self._of: dict[str, _Properties] = {}
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for quad in store.quads_for_pattern(None, None, None, None):
            if isinstance(quad.subject, ox.NamedNode) and (text := self._text(quad.object)) is not None:
                subject = self.short(quad.subject.value)
                if quad.predicate.value == _TYPE:
                    self._kinds[text].add(subject)
                else:
                    _put(self._of.setdefault(subject, {}), quad.predicate.value, text)

    def _text(self, value: object) -> str | None:
        if isinstance(value, ox.NamedNode):
            return self.short(value.value)
        if isinstance(value, ox.Literal) and value.language in (None, "zh"):
            return value.value
        return None

    def _properties(self, subject: str) -> _Properties:
        return self._of.get(subject, _NOTHING)

    def short(self, iri: str) -> str:
        """An IRI without the base or the ontology's prefix."""
        return iri.removeprefix(self.base).removeprefix(ONTOLOGY)

    def of_kind(self, kind: str) -> list[str]:
        """The subjects of a class, sorted: one of the ontology by its local name, any other by its IRI."""
        return sorted(self._kinds.get(kind, ()))

    def is_a(self, subject: str, kind: str) -> bool:
        """Whether a subject is of a class of the ontology."""
        return subject in self._kinds.get(kind, ())

    def all(self, subject: str, name: str) -> list[str]:
        """All values of a predicate, sorted."""
        return sorted(self._properties(subject).get(name, ()))

    def one(self, subject: str, name: str) -> str | None:
        """The value of a predicate (the least of several), None for none."""
        return min(self._properties(subject).get(name, ()), default=None)

    def whole(self, subject: str, name: str) -> int | None:
        """The value of a predicate as a whole number."""
        value = self.one(subject, name)
        return None if value is None else int(value)

    def evidence_of(self, facts: Collection[str]) -> list[str]:
        """The pieces of evidence that prove some of the facts, sorted."""
        wanted = set(facts)
        return [iri for iri in self.of_kind("Evidence") if not wanted.isdisjoint(self.all(iri, "hasBody"))]


class LookedUp(Described):
    """The same of a store that is too large to be held: each subject is read when it is asked for.

    What was read is kept: make one for each question that is asked, not for the life of a server.
    """

    def __init__(self, store: ox.Store, base: str | None = None) -> None:
        self.base = base_of(store) if base is None else base
        self._store = store
        self._of = {}

    def full(self, short: str) -> ox.NamedNode:
        """The node of a shortened IRI: of the data (it holds a slash), of the ontology, or in full."""
        if "://" in short:
            return ox.NamedNode(short)
        return ox.NamedNode(self.base + short if "/" in short else ONTOLOGY + short)

    def _properties(self, subject: str) -> _Properties:
        known = self._of.get(subject)
        if known is None:
            known = self._of[subject] = {}
            for quad in self._store.quads_for_pattern(self.full(subject), None, None, None):
                if (text := self._text(quad.object)) is not None:
                    _put(known, quad.predicate.value, text)
        return known

    def of_kind(self, kind: str) -> list[str]:
        """The subjects of a class of the ontology, sorted."""
        return self.subjects(_TYPE, ox.NamedNode(kind if "://" in kind else ONTOLOGY + kind))

    def is_a(self, subject: str, kind: str) -> bool:
        """Whether a subject is of a class of the ontology."""
        return kind in self._properties(subject).get(_local(_TYPE), ())

    def subjects(self, predicate: str, value: ox.NamedNode) -> list[str]:
        """The subjects that have this value for a predicate (IRI in full), sorted."""
        quads = self._store.quads_for_pattern(None, ox.NamedNode(predicate), value, None)
        return sorted(
            {self.short(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        )

    def evidence_of(self, facts: Collection[str]) -> list[str]:
        """The pieces of evidence that prove some of the facts, sorted."""
        return sorted({iri for fact in facts for iri in self.subjects(_BODY, self.full(fact))})


@lru_cache(maxsize=1000)
def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _put(properties: _Properties, predicate: str, text: str) -> None:
    values = properties.setdefault(_local(predicate), [])
    if text not in values:
        values.append(text)
