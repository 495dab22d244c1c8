"""Place names in text: divisions, and townships near the report, those that touch joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

import rjieba

from kg.text import clause_around
from kg.vocabulary.gazetteer import Gazetteer


class PlaceName(NamedTuple):
    """A place name in text, divisions that touch joined: 南通市海门区包场镇.

    `parts` are the offsets where each division's name ends, the last one at `end`.
    """

    start: int
    end: int
    text: str
    parts: tuple[int, ...]


def place_names(folded: str, gazetteer: Gazetteer, towns: Iterable[str]) -> list[PlaceName]:
    """Return divisions and the townships `towns` (names near the report) named in folded text, in order.

    Names that touch are joined: 醴陵市白兔潭镇 is one place name.
    """
    edges = WordEdges(folded)
    spans: list[tuple[int, int]] = []
    for start, end, name in gazetteer.find_all(folded):
        inside = spans and spans[-1][0] == start  # the longest name from here on came first
        if not inside and _whole(folded, start, end, name, edges):
            spans.append((start, end))
    town_set = set(towns)
    counties = {end: (start, end) for start, end in spans if folded[end - 1] in "区县市旗"}
    for match in _TOWN_END.finditer(folded) if town_set or counties else ():
        for length in range(8, 1, -1):
            begin = match.end() - length
            if begin >= 0 and folded[begin : match.end()] in town_set:
                spans.append((begin, match.end()))
                break
            if begin in counties and _has_town(
                gazetteer, folded[slice(*counties[begin])], folded[begin : match.end()]
            ):
                spans.append((begin, match.end()))
                break
    spans.sort(key=lambda s: (s[0], -s[1]))
    joined: list[PlaceName] = []
    last = ""
    for start, end in spans:
        if joined and start < joined[-1].end:
            continue
        name = folded[start:end]
        if (
            joined
            and start == joined[-1].end
            and (name in town_set or gazetteer.lies_in(name, last) or _has_town(gazetteer, last, name))
        ):
            before = joined[-1]
            joined[-1] = PlaceName(before.start, end, folded[before.start : end], (*before.parts, end))
        else:
            joined.append(PlaceName(start, end, name, (end,)))
        last = name
    return joined


_TOWN_END = re.compile(r"街道|镇|乡|苏木")


def _has_town(gazetteer: Gazetteer, county: str, town: str) -> bool:
    """Whether a county of that name has such a township: 渝中区 and 解放碑街道."""
    return any(town in gazetteer.townships.get(division.code, {}) for division in gazetteer.named(county))


class WordEdges:
    """Where the segmenter lets words begin and end. It sees one clause at a time, so only those asked for are cut."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._clauses: dict[int, set[int]] = {}

    def around(self, start: int, end: int) -> set[int]:
        """The edges in the clause of `folded[start:end]`, offsets of the whole text."""
        left, right = clause_around(self._folded, start, end)
        if left not in self._clauses:
            lengths = (len(word) for word in rjieba.cut(self._folded[left:right]))
            self._clauses[left] = set(accumulate(lengths, initial=left))
        return self._clauses[left]


_VERBS_TOO = frozenset(["会同县"])
_HEAD = 200
_SHORT_CITY = re.compile(".州")  # 杭州 is short for 杭州市 and no level word ends it
_LEVEL_WORDS = ("省", "市", "县", "区", "州", "盟", "旗", "街道")


def _whole(folded: str, start: int, end: int, name: str, edges: WordEdges) -> bool:
    """Whether a match is a place's name rather than part of other words: 四平 in 四平台, 开县 in 召开县委."""
    if name.endswith(_LEVEL_WORDS) and not _SHORT_CITY.fullmatch(name):
        if name in _VERBS_TOO:  # 会同县法院: with the county's court, unless the report speaks of the county
            return folded[start - 1 : start] in ("省", "市") or name in folded[:_HEAD]
        if len(name) >= 3:
            return True
        # Two-character counties (佳县, 和县) hide in other words: they need the place above them or an edge before.
        return (folded[max(0, start - 1) : start] in "省市州、,。;:(“《\n ") and end in edges.around(
            start, end
        )
    return {start, end} <= edges.around(start, end)
