"""Finding the labels of a vocabulary in running text, whatever quotation marks or spaces stand inside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.text import skeleton, skeleton_with_offsets
from kg.vocabulary.automaton import WordAutomaton
from kg.vocabulary.concepts import Concept


class LabelMatch(NamedTuple):
    """A label found: offsets are code points of the folded text, quotation marks around it left out."""

    start: int
    end: int
    concept: Concept


class LabelMatcher:
    """An Aho-Corasick automaton over the skeletons of all labels of some concepts."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Labels of concepts that come first win where two concepts share one.

        A label that is among a concept's quoted ones counts only in quotation marks, even the preferred one.
        """
        entries: dict[str, tuple[Concept, bool]] = {}
        for concept in concepts:
            quoted = {skeleton(label) for label in concept.quoted}
            for bare in [*map(skeleton, concept.labels), *quoted]:
                entries.setdefault(bare, (concept, bare in quoted))
        entries.pop("", None)
        self._entries = entries
        self._labels = list(entries)
        self._targets = [entries[label] for label in self._labels]
        self.automaton = WordAutomaton(self._labels)

    def exact(self, name: str) -> Concept | None:
        """The concept that bears `name` among its labels, quotation marks and spaces ignored."""
        found = self._entries.get(skeleton(name))
        return found[0] if found else None

    def find(self, folded: str, accept: Callable[[int, int], bool] | None = None) -> Iterator[LabelMatch]:
        """Yield the matches in folded text, leftmost and longest first, none overlapping another.

        `accept` may turn down a match by its offsets; a shorter one inside then has its turn.
        """
        bare, dropped = skeleton_with_offsets(folded)
        candidates: list[tuple[int, int, Concept]] = []
        for index, start, end in self.automaton.find(bare):
            concept, quoted = self._targets[index]
            # As `offset_in` says, without the cost of calling it.
            begin, stop = start + bisect_right(dropped, start), end + bisect_right(dropped, end - 1)
            if (not quoted or _in_quotes(folded, begin, stop)) and (accept is None or accept(begin, stop)):
                candidates.append((begin, stop, concept))
        candidates.sort(key=lambda c: (c[0], -c[1]))
        reached = -1
        for begin, stop, concept in candidates:
            if begin >= reached:
                yield LabelMatch(begin, stop, concept)
                reached = stop


def _in_quotes(folded: str, start: int, end: int) -> bool:
    """Whether the label begins right behind an opening quotation mark (it may run on behind the closing one)."""
    return start > 0 and folded[start - 1] in "“‘" and any(mark in "”’" for mark in folded[end - 1 : end + 6])
