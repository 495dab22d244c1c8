"""The network that facts make, from the outline of a graph: neighbours, the strongest core, shortest paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kg.explore.entities import KINDS
from kg.explore.index import NONE, STAGES, Index, Numbers

_REGION = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Which ties count: kinds left out, years from and to, a stage of adoptions, a province (by number)."""

    hidden: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    stage: str = ""
    province: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities that facts tie: the lower number first, how many facts, whether all are mere plans."""

    a: int
    b: int
    facts: int
    planned: bool


class Net:
    """The ties of a graph that a choice leaves, each pair once."""

    def __init__(self, index: Index, choice: Choice) -> None:
        rows, kept = index.ties, _kept(index, choice)
        size = len(index.iris)
        pairs, where, counts = np.unique(
            rows.a[kept].astype(np.int64) * size + rows.b[kept], return_inverse=True, return_counts=True
        )
        plans = np.bincount(where, weights=rows.stage[kept] == STAGES.index("planned"), minlength=len(pairs))
        self._kinds = index.kinds
        a, b = (pairs // size).astype(np.int32), (pairs % size).astype(np.int32)
        both = np.concatenate([a, b])
        order = np.argsort(both, kind="stable")
        self._a, self._b, self._counts, self._planned = a, b, counts, plans == counts
        self._other = np.concatenate([b, a])[order]
        self._pair = np.concatenate([np.arange(len(a)), np.arange(len(a))])[order]
        self._from = np.searchsorted(both[order], np.arange(size + 1))
        self.degree: Numbers = np.diff(self._from).astype(np.int32)

    def near(self, entity: int) -> list[int]:
        """The neighbours of an entity, those that most facts tie to it first."""
        ends = slice(self._from[entity], self._from[entity + 1])
        other, counts = self._other[ends], self._counts[self._pair[ends]]
        return [int(x) for x in other[np.lexsort((other, -self.degree[other], -counts))]]

    def among(self, entities: Iterable[int]) -> list[Tie]:
        """The ties among some entities."""
        chosen = np.array(sorted(set(entities)), np.int32)
        kept = np.flatnonzero(np.isin(self._a, chosen) & np.isin(self._b, chosen))
        return [
            Tie(int(self._a[at]), int(self._b[at]), int(self._counts[at]), bool(self._planned[at]))
            for at in kept
        ]

    def all(self) -> list[int]:
        """All entities that have a tie."""
        return [int(x) for x in np.flatnonzero(self.degree)]

    def core(self, limit: int) -> list[int]:
        """The regions that share most and what they share, about `limit` entities.

        What nearly all regions share tells nothing apart, and stands back where enough else is shared.
        """
        regions = self._kinds == _REGION
        sides = ((self._a, self._b), (self._b, self._a))
        ends = [
            (one[regions[one] & ~regions[other]], other[regions[one] & ~regions[other]])
            for one, other in sides
        ]
        region, shared = (np.concatenate(part) for part in zip(*ends, strict=True))
        counts = np.bincount(shared, minlength=len(regions))
        ranked = [
            int(x) for x in np.lexsort((np.arange(len(counts)), -self.degree, -counts)) if counts[x] > 1
        ]
        most = max(4.0, len(np.unique(region)) / 6)
        telling = [entity for entity in ranked if counts[entity] <= most]
        kept: set[int] = set()
        lines = 0
        for entity in telling if len(telling) >= 25 else ranked:
            if len(kept) >= limit or lines > limit * 2.2:
                break
            around = region[shared == entity].tolist()
            if len(around) + len(kept) <= limit * 1.4:
                kept.update((entity, *around))
                lines += len(around)
        if len(kept) > 3:
            return sorted(kept)
        return [int(x) for x in np.argsort(-self.degree, kind="stable")[:limit] if self.degree[x]]

    def path(self, start: int, end: int) -> list[int] | None:
        """A shortest path from one entity to another, None where there is none."""
        before: dict[int, int] = {start: NONE}
        queue = deque([start])
        while queue and end not in before:
            here = queue.popleft()
            for other in self._other[self._from[here] : self._from[here + 1]].tolist():
                if other not in before:
                    before[other] = here
                    queue.append(other)
        if end not in before:
            return None
        steps = [end]
        while (step := before[steps[-1]]) != NONE:
            steps.append(step)
        return steps[::-1]


def _kept(index: Index, choice: Choice) -> Numbers:
    rows = index.ties
    kept = np.ones(len(rows.a), bool)
    for number, (kind, _) in enumerate(KINDS):
        if kind in choice.hidden:
            kept &= (index.kinds[rows.a] != number) & (index.kinds[rows.b] != number)
    if choice.first is not None:
        kept &= rows.year >= choice.first
    if choice.last is not None:
        kept &= (rows.year <= choice.last) & (rows.year != NONE)
    if choice.stage in STAGES:
        kept &= (rows.stage == STAGES.index(choice.stage)) | (rows.stage == NONE)
    if choice.province is not None:
        inside = [
            region for region in index.of_kind("region").tolist() if choice.province in index.line(region)
        ]
        kept &= np.isin(rows.region, np.array(inside, np.int32))
    return np.flatnonzero(kept).astype(np.int32)


def choice_of(index: Index, params: Mapping[str, str]) -> Choice:
    """The choice that the parameters of a page's address name; what cannot be read counts as not given."""

    def year(name: str) -> int | None:
        text = params.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 6 else None

    return Choice(
        frozenset(filter(None, params.get("hide", "").split(","))),
        year("from"),
        year("to"),
        params.get("stage", ""),
        index.numbers.get(params.get("province", "")),
    )
