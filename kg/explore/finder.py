"""Search over the names of a whole graph, as the page does it: written, or spelled in pinyin, full or by initials."""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from kg.explore.pinyin import readings

_MARKS = re.compile(r"[\s\u201c\u201d\"'\u2018\u2019\u300a\u300b\u3008\u3009\u300c\u300d\u00b7\u2022]+")
_SPELLED = re.compile(r"[a-z\u00fc]+")
_END = "\n"
_LOOKED_AT = 4000
_TRIED = 400
_SPELLINGS = 6
_DOUBLE = ("zh", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that was found: its number, how near it is (higher is nearer), and the alias that matched."""

    number: int
    score: float
    by: str = ""


def fold(name: str) -> str:
    """A name as it is compared: NFKC, lower case, without spaces, quotation marks and dots between words."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).lower())


class Finder:
    """Finds entities by their names; `names` has each one's names, its own first, `weights` how often it is named.

    All names stand in one text, those of the most named entities first: a search of that text is a search of
    all, and one that hits too often stops after the most named ones.
    """

    def __init__(self, names: Sequence[Sequence[str]], weights: Sequence[int]) -> None:
        self._weights = weights
        self._shown: list[str] = []
        self._entity: list[int] = []
        self._own: list[bool] = []
        folded: list[str] = []
        for number in sorted(range(len(names)), key=lambda n: (-weights[n], n)):
            listed: set[str] = set()
            for name in names[number]:
                for form in dict.fromkeys((name, name.replace("/", ""))):
                    text = fold(form)
                    if text and text not in listed:
                        listed.add(text)
                        folded.append(text)
                        self._shown.append(name)
                        self._entity.append(number)
                        self._own.append(name == names[number][0])
        self._text = _END + _END.join(folded) + _END
        self._starts = np.cumsum([1, *(len(text) + 1 for text in folded)])
        self._initials: dict[str, str] = defaultdict(str)
        self._syllables: dict[str, str] = defaultdict(str)
        for char, sounds in readings(folded).items():
            for sound in sounds.split():
                self._syllables[sound] += char
            for initial in dict.fromkeys(sound[0] for sound in sounds.split()):
                self._initials[initial] += char
        for sound in list(self._syllables):
            if sound[:2] in _DOUBLE:
                self._initials[sound[:2]] += self._syllables[sound]
        self._spelled = lru_cache(maxsize=256)(self._pattern)

    def find(self, query: str, limit: int = 60) -> list[Found]:
        """The entities with a name like the query, the nearest first, at most `limit`."""
        wanted = fold(query)
        if not wanted:
            return []
        best: dict[int, Found] = {}
        hits = self._written(wanted)
        if _SPELLED.fullmatch(wanted):
            hits = (*hits, *self._spoken(wanted.replace("\u00fc", "v")))
        for place, score in hits:
            number = self._entity[place]
            score += 4 * float(np.log2(1 + self._weights[number])) - (0 if self._own[place] else 8)
            known = best.get(number)
            if known is None or score > known.score:
                best[number] = Found(number, round(score, 3), "" if self._own[place] else self._shown[place])
        return heapq.nsmallest(limit, best.values(), key=lambda found: (-found.score, found.number))

    def _hits(self, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, bool, int]]:
        """(place of the name, whether the hit begins it, letters that it has beside the hit)."""
        for start, end in islice(spans, _LOOKED_AT):
            place = int(np.searchsorted(self._starts, start, "right")) - 1
            first = int(self._starts[place])
            yield place, start == first, int(self._starts[place + 1]) - 1 - first - (end - start)

    def _written(self, wanted: str) -> tuple[tuple[int, float], ...]:
        hits = self._hits(_occurrences(self._text, wanted))
        return tuple(
            (place, 140.0 if begins and not more else (90 if begins else 60) - min(20, more))
            for place, begins, more in hits
        )

    def _spoken(self, wanted: str) -> tuple[tuple[int, float], ...]:
        pattern = self._spelled(wanted)
        if pattern is None:
            return ()
        hits = self._hits(match.span() for match in pattern.finditer(self._text))
        return tuple(
            (place, (110 if begins and not more else 70 if begins else 40) - min(20, more))
            for place, begins, more in hits
        )

    def _pattern(self, wanted: str) -> re.Pattern[str] | None:
        """A pattern of the characters that may be spelled so; None when no name can be."""
        # Those of the fewest units are meant: xingzheng is two syllables, not nine initials.
        spellings = sorted(islice(self._spellings(wanted), _TRIED), key=len)[:_SPELLINGS]
        alternatives = dict.fromkeys("".join(f"[{chars}]" for chars in spelling) for spelling in spellings)
        return re.compile("|".join(alternatives)) if alternatives else None

    def _spellings(self, wanted: str) -> Iterator[tuple[str, ...]]:
        """The ways to read letters as initials and syllables, whole syllables before initials."""
        if not wanted:
            yield ()
            return
        for length in range(min(6, len(wanted)), 0, -1):
            unit = wanted[:length]
            chars = self._syllables.get(unit, "") if length > 1 or unit in "aeo" else ""
            if length == len(wanted) and length > 1:  # the last syllable may be unfinished
                chars = "".join(
                    dict.fromkeys("".join(c for s, c in self._syllables.items() if s.startswith(unit)))
                )
            if length == 1 or unit in _DOUBLE:
                chars += self._initials.get(unit, "")
            if length == 1:
                chars += unit
            if chars:
                for rest in self._spellings(wanted[length:]):
                    yield (re.escape(chars), *rest)


def _occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)
