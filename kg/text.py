"""Folding of text for matching: every function here says how its offsets relate to the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import wraps
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")

# Full-width ASCII (U+FF01–FF5E) to ASCII, odd spaces to a plain one, corner quotes to curly ones.
_FOLD: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys((160, 8194, 8195, 8201, 8203, 12288, 65279, 9), 32)
_FOLD |= {ord(a): ord(b) for a, b in zip("「」『』﹁﹂〝〞", "“”‘’“”“”", strict=True)}
_FOLD |= {ord(a): ord(b) for a, b in zip("﹒•‧〈〉﹑", "···<>、", strict=True)}

_ODD = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")

# What carries no meaning in a name: quotation marks, brackets, spaces, enumeration marks.
_INSIGNIFICANT = frozenset(" \n\t“”‘’\"'()[]{}《》<>〔〕【】、,。·")


# In the skeleton of a whole text line ends stay.
_DROPPED = re.compile(f"[{re.escape(''.join(sorted(_INSIGNIFICANT - {chr(10)})))}]")

# Folding and dropping in one step.
_BARE: dict[int, int | None] = {
    code: None if chr(_FOLD.get(code, code)) in _INSIGNIFICANT else _FOLD.get(code)
    for code in (*_FOLD, *map(ord, _INSIGNIFICANT))
}
_NOT_BARE = re.compile(f"[{re.escape(''.join(map(chr, _BARE)))}]")


def fold(text: str) -> str:
    """Return `text` with full-width ASCII, spaces and quotation marks unified.

    The result has the same length, code point by code point, so offsets in one hold in the other.
    Straight double quotes become opening and closing ones by turns within a line.
    """
    folded = text
    for odd in set(_ODD.findall(text)):
        folded = folded.replace(odd, chr(_FOLD[ord(odd)]))
    if '"' not in folded:
        return folded
    return "\n".join(_curl(line) for line in folded.split("\n"))


def _curl(line: str) -> str:
    if '"' not in line:
        return line
    out: list[str] = []
    inside = False
    for char in line:
        if char == "“":
            inside = True
        elif char == "”":
            inside = False
        elif char == '"':
            char = "”" if inside else "“"
            inside = not inside
        out.append(char)
    return "".join(out)


def skeleton(text: str) -> str:
    """Return the letters and digits of `text` that count when names are compared (offsets are lost)."""
    return text.translate(_BARE) if _NOT_BARE.search(text) else text


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Keep a function's result for the last long text: the stages ask the same of one report many times.

    The function must be pure, and nobody may change what it returns.
    """
    last: tuple[str, T] | None = None

    @wraps(function)
    def answer(folded: str) -> T:
        nonlocal last
        kept = last  # another thread may put in its own
        if kept is not None and kept[0] is folded:
            return kept[1]
        value = function(folded)
        if len(folded) > 1000:
            last = folded, value
        return value

    return answer


@remembered
def skeleton_with_offsets(folded: str) -> tuple[str, list[int]]:
    """Return the skeleton of folded text and what `offset_in` needs to find places in `folded` again.

    A line end counts as a separator (kept as a newline), so that no name is found across paragraphs.
    """
    pieces = _DROPPED.split(folded)
    return "".join(pieces), list(accumulate(map(len, pieces[:-1])))


def offset_in(dropped: list[int], at: int) -> int:
    """Where in the folded text the character `at` of its skeleton stands.

    `dropped` tells of each mark that was dropped, in order, in front of which character of the skeleton it stood.
    """
    return at + bisect_right(dropped, at)


_CLAUSE_STOP = re.compile("[。;!?\n,:]")
_ENDS_CLAUSE_ONLY = ",:"
_REACH = 2000  # no sentence is looked for further away than this


def sentence_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence that holds `folded[start:end]` (ends at 。;!? or a line end)."""
    return _bounds(folded, start, end, _sentence_stops(folded))


def clause_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause that holds `folded[start:end]` (ends at a comma or colon too)."""
    return _bounds(folded, start, end, _clause_stops(folded))


@remembered
def _clause_stops(folded: str) -> list[int]:
    """Where the marks that end clauses stand, in order, between -1 and `len(folded)`."""
    lengths = map(len, _CLAUSE_STOP.split(folded))
    return list(accumulate(map((1).__add__, lengths), initial=-1))


@remembered
def _sentence_stops(folded: str) -> list[int]:
    """The same without those that end no sentence."""
    stops = _clause_stops(folded)
    inner = [stop for stop in stops[1:-1] if folded[stop] not in _ENDS_CLAUSE_ONLY]
    return [-1, *inner, len(folded)]


def _bounds(folded: str, start: int, end: int, stops: list[int]) -> tuple[int, int]:
    """The stretch around `start … end` between two stops, without spaces at its ends."""
    before = bisect_left(stops, start)
    left, right = stops[before - 1] + 1, stops[before]
    if right < end:
        right = stops[bisect_left(stops, end, before)]
    if right - left > _REACH:
        left, right = max(left, start - _REACH), min(right, end + _REACH)
    while left < start and folded[left] == " ":
        left += 1
    while right > end and folded[right - 1] == " ":
        right -= 1
    return left, right


@remembered
def quoted_spans(folded: str) -> list[tuple[int, int]]:
    """Return the spans inside “…” (marks left out), outer and inner ones, shortest 1, longest 60 code points."""
    spans: list[tuple[int, int]] = []
    stack: list[int] = []
    for found in re.finditer("[“”‘’\n]", folded):
        char = found.group()
        if char == "\n":
            stack.clear()
        elif char in "“‘":
            stack.append(found.end())
        elif stack:
            begin = stack.pop()
            if 1 <= found.start() - begin <= 60:
                spans.append((begin, found.start()))
    return sorted(spans)
