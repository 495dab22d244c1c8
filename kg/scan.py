"""Running slow patterns only where they can match. What is found is what the pattern alone finds, only sooner.

The engine tries a pattern at every character unless it begins with plain characters. Most patterns here begin with
any words and end with telling ones, or begin behind something; a quick look for the telling part comes first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class _TellingWords:
    """The telling words of all patterns. One pass over a text finds where each stands."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._automaton: AhoCorasick | None = None
        self._last: tuple[str, dict[str, list[int]]] | None = None

    def add(self, words: Iterable[str]) -> None:
        """Look for these words too."""
        self._words = sorted({*self._words, *words})
        self._automaton = self._last = None

    def found_in(self, text: str) -> dict[str, list[int]]:
        """Where each word begins, in order; what was found last is kept, since many patterns ask of one text."""
        last = self._last  # another thread may put in its own
        if last is not None and last[0] is text:
            return last[1]
        if self._automaton is None:
            self._automaton = AhoCorasick(
                self._words, matchkind=MatchKind.Standard, implementation=Implementation.DFA
            )
        found: list[list[int]] = [[] for _ in self._words]
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found[index].append(start)
        by_word = dict(zip(self._words, found, strict=True))
        self._last = text, by_word
        return by_word


_TELLING = _TellingWords()


class Around:
    """A pattern whose every match holds one of some words.

    A match begins at most `before` characters in front of the word, and ends, with all that is looked at behind
    it, at most `behind` characters after the word's end.
    """

    def __init__(self, pattern: re.Pattern[str], words: str, before: int, behind: int) -> None:
        """`words` are parted by `|`; they are plain words, no pattern."""
        self.pattern = pattern
        self._words = tuple(dict.fromkeys(words.split("|")))
        self._before, self._behind = before, behind
        _TELLING.add(self._words)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize, seen: str | None = None
    ) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer(text, start, end)` yields.

        `seen` is the text that `text` masks parts of, of the same length: what is known of its words is used.
        """
        found = _TELLING.found_in(text if seen is None else seen)
        words = sorted((at, at + len(word)) for word in self._words for at in found[word])
        end = min(end, len(text))
        low = high = start
        for begin, stop in words:
            if begin < start or stop > end:
                continue
            if begin - self._before > high:
                yield from self.pattern.finditer(text, low, high)
                low = begin - self._before
            high = max(high, min(end, stop + self._behind))
        if low < high:
            yield from self.pattern.finditer(text, low, high)


class From:
    """A pattern whose matches all begin with one of some characters."""

    def __init__(self, first: str, pattern: str) -> None:
        """`first` is a set of characters as in a pattern: `[分先]`, `\\d`."""
        self.first, self.pattern = first, re.compile(pattern)
        # The engine looks quickly for a set in front; whether the pattern follows is then asked from behind it.
        self._begin = re.compile(rf"{first}(?<=(?={pattern}).)")

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer(text, start, end)` yields."""
        reached = start
        for first in self._begin.finditer(text, start, end):
            if first.start() >= reached and (found := self.pattern.match(text, first.start(), end)):
                yield found
                reached = found.end()
