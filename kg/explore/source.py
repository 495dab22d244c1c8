"""A graph as a server holds it: the store, its outline in memory, and what is worked out of it once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyoxigraph as ox

from kg.explore.described import LookedUp
from kg.explore.finder import Finder
from kg.explore.index import Index, read_index
from kg.explore.nets import Choice, Net
from kg.explore.tallies import Spread, facts_of, regions_of, spreads
from kg.namespaces import ONTOLOGY
from kg.spread.facts import Facts
from kg.spread.profiles import Profiles, profiles


@dataclass(slots=True)
class Source:
    """A graph to cut slices of; safe to use from several threads.

    `has_text` tells whether the text of a report (IRI without the base) is at hand. `spread` is how far each
    programme has come, the widest first, `regions` how many regions do or try each, by number.
    """

    store: ox.Store
    index: Index
    finder: Finder
    has_text: Callable[[str], bool]
    spread: list[Spread] = field(init=False)
    regions: Mapping[int, int] = field(init=False)
    _net: tuple[Choice, Net] | None = field(init=False, default=None)
    _profiles: tuple[Facts, Profiles] | None = field(init=False, default=None)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.spread = spreads(self.index)
        counted = regions_of(self.index)
        self.regions = {int(number): int(counted[number]) for number in np.flatnonzero(counted)}

    def described(self) -> LookedUp:
        """The store to look subjects up in, for one slice."""
        return LookedUp(self.store, self.index.base)

    def net(self, choice: Choice) -> Net:
        """The network that a choice leaves; the last one is kept."""
        with self._lock:
            if self._net is None or self._net[0] != choice:
                self._net = choice, Net(self.index, choice)
            return self._net[1]

    def profiles(self) -> tuple[Facts, Profiles]:
        """What all regions report, drawn up at the first call."""
        with self._lock:
            if self._profiles is None:
                facts = facts_of(self.index)
                self._profiles = facts, profiles(facts)
            return self._profiles

    def naming(self, of: LookedUp, number: int, ends: tuple[str, ...]) -> set[str]:
        """The facts that name an entity as one of these ends (names of the ontology)."""
        node = of.full(self.index.iris[number])
        return {fact for end in ends for fact in of.subjects(ONTOLOGY + end, node)}


def make_source(
    store: ox.Store, index: Index | None = None, has_text: Callable[[str], bool] = lambda report: False
) -> Source:
    """A source of a store; its outline is read from it unless given: some seconds for each million quads."""
    index = index or read_index(store)
    return Source(store, index, Finder(index.names, index.facts.tolist()), has_text)
