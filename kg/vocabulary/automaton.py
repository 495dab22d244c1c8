"""Finding many words in a text at once. Automata may be joined, so that a report is read once for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

Found = tuple[int, int, int]
"""A word's index in its list, and where it begins and ends."""

_LONG = 1000  # what is shorter is quickly read again


class WordAutomaton:
    """Finds the words of a list, those that overlap too."""

    def __init__(self, words: Sequence[str]) -> None:
        """The words are told by their index; none is empty."""
        self.words = words
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard) if words else None
        self._joint: tuple[_Joint, int] | None = None

    def find(self, text: str) -> list[Found]:
        """All words in `text`, by where they end, of those that end together the longest first."""
        if self._joint is not None and len(text) > _LONG:
            joint, number = self._joint
            return joint.find(text)[number]
        return self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []

    def join(self, joint: _Joint, number: int) -> None:
        """Read long texts together with others; `number` is this one's among them."""
        self._joint = joint, number


class _Joint:
    """One automaton for the words of several lists. What it found in the last text is kept."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        places: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(lists):
            for index, word in enumerate(words):
                places.setdefault(word, []).append((number, index))
        self._places = list(places.values())
        self._lists = len(lists)
        self._automaton = AhoCorasick(list(places), matchkind=MatchKind.Standard)
        self._last: tuple[str, list[list[Found]]] | None = None

    def find(self, text: str) -> list[list[Found]]:
        last = self._last  # another thread may put in its own
        if last is not None and last[0] is text:
            return last[1]
        found: list[list[Found]] = [[] for _ in range(self._lists)]
        for word, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for number, index in self._places[word]:
                found[number].append((index, start, end))
        self._last = text, found
        return found


def read_together(*automata: WordAutomaton) -> None:
    """Let one pass over a long text serve all of these."""
    joint = _Joint([automaton.words for automaton in automata])
    for number, automaton in enumerate(automata):
        automaton.join(joint, number)
