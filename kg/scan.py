"""Running slow patterns only where they can match. What is found is what the pattern alone finds, only sooner.

The engine tries a pattern at every character unless it begins with plain characters. Most patterns here begin with
any words and end with telling ones, or begin behind something; a quick look for the telling part comes first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """A pattern whose every match holds one of some words, `anchor`.

    A match begins at most `before` characters in front of the word, and ends, with all that is looked at behind
    it, at most `behind` characters after the word's end.
    """

    pattern: re.Pattern[str]
    anchor: re.Pattern[str]
    before: int
    behind: int

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer(text, start, end)` yields."""
        end = min(end, len(text))
        low = high = start
        for word in self.anchor.finditer(text, start, end):
            if word.start() - self.before > high:
                yield from self.pattern.finditer(text, low, high)
                low = word.start() - self.before
            high = min(end, word.end() + self.behind)
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
