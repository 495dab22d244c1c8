"""How alike two strings are, as scoring sees it: pure functions of strings."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from kg.text import fold

# Brackets and curly quotation marks by their Unicode category, and what has another one.
_MARKS = frozenset({"Ps", "Pe", "Pi", "Pf"})
_OTHERS = frozenset("\"'<>、,。")

Comparable = str | float | frozenset[str] | None


def normalise(text: str) -> str:
    """Return `text` with full-width ASCII as half-width, without white space, brackets, quotes and 、,。."""
    return "".join(char for char in fold(text) if not _ignored(char))


def _ignored(char: str) -> bool:
    return char in _OTHERS or char.isspace() or unicodedata.category(char) in _MARKS


def normalised(texts: Iterable[str]) -> frozenset[str]:
    """Return the normalised texts, without those of which nothing is left."""
    return frozenset(normalise(text) for text in texts) - {""}


def comparable(value: object) -> Comparable:
    """Return a JSON value as it is compared: strings normalised, lists as sets, empty ones as None."""
    if isinstance(value, str):
        return normalise(value) or None
    if isinstance(value, list | tuple):
        return normalised(str(item) for item in value) or None
    return value if isinstance(value, int | float) else None


def dice(one: str, other: str) -> float:
    """Return the Dice coefficient of the character bigrams (repeats count), 0 to 1; 1 for equal strings."""
    if one == other:
        return 1.0
    ours, theirs = _bigrams(one), _bigrams(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[start : start + 2] for start in range(len(text) - 1))


def overlap(one: str, other: str) -> float:
    """Return the length of the longest common part over that of the shorter string, 0 to 1.

    1 when one string holds the other, 0 when either is empty.
    """
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0.0
    return 1.0 if shorter in longer else longest_common(shorter, longer) / len(shorter)


def longest_common(one: str, other: str) -> int:
    """Return the length of the longest string that is part of both."""
    # What is common at one length is common at every smaller one, so the length is found by halving.
    least, most = 0, min(len(one), len(other))
    while least < most:
        length = (least + most + 1) // 2
        if _parts(one, length).isdisjoint(_parts(other, length)):
            most = length - 1
        else:
            least = length
    return least


def _parts(text: str, length: int) -> set[str]:
    return {text[start : start + length] for start in range(len(text) - length + 1)}
