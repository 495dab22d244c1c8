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
_TABLE = 0x10000  # characters beyond have no reading here
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST = 32
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
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", name).lower())
    return unicodedata.normalize("NFKC", bare)


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
        self._syllables: dict[str, str] = defaultdict(str)
        firsts = np.zeros(_TABLE, np.uint32)
        for letter in _LETTERS:
            firsts[ord(letter)] = _bit(letter)
        for char, sounds in readings(folded).items():
            for sound in sounds.split():
                self._syllables[sound] += char
                firsts[ord(char)] |= _bit(sound)
        codes = np.frombuffer((self._text + _END * _LONGEST).encode("utf-32-le"), np.uint32)
        self._firsts = firsts[np.minimum(codes, _TABLE - 1)]
        self._ways = lru_cache(maxsize=256)(self._spellings)

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
        found: list[tuple[int, float]] = []
        for units in self._ways(wanted):
            hits = self._hits(iter([(at, at + len(units)) for at in self._spelled(units)]))
            found += [
                (place, (110 if begins and not more else 70 if begins else 40) - min(20, more))
                for place, begins, more in hits
            ]
        return tuple(found)

    def _spelled(self, units: tuple[str, ...]) -> list[int]:
        """Where in the text the units follow each other: first by the letters that they begin with, then whole."""
        at = np.flatnonzero(self._firsts[: len(self._text)] & _bit(units[0]))
        for step, unit in enumerate(units[1:], start=1):
            at = at[(self._firsts[at + step] & _bit(unit)) != 0]
        exact = [
            (step, self._chars(unit, step == len(units) - 1))
            for step, unit in enumerate(units)
            if len(unit) > 1
        ]
        found = (int(x) for x in at if all(self._text[x + step] in chars for step, chars in exact))
        return list(islice(found, _LOOKED_AT))

    def _chars(self, unit: str, last: bool) -> frozenset[str]:
        """The characters that are read so; at the end of a query a syllable may be unfinished."""
        if unit in _DOUBLE or last:
            return frozenset(
                "".join(chars for sound, chars in self._syllables.items() if sound.startswith(unit))
            )
        return frozenset(self._syllables.get(unit, ""))

    def _spellings(self, wanted: str) -> list[tuple[str, ...]]:
        """The ways to read letters as initials and syllables, those of the fewest units: xingzheng is two."""
        ways = islice(self._units(wanted), _TRIED)
        return sorted((units for units in ways if len(units) <= _LONGEST), key=len)[:_SPELLINGS]

    def _units(self, wanted: str) -> Iterator[tuple[str, ...]]:
        if not wanted:
            yield ()
            return
        for length in range(min(6, len(wanted)), 0, -1):
            unit, last = wanted[:length], length == len(wanted)
            if length == 1 or self._chars(unit, last):
                for rest in self._units(wanted[length:]):
                    yield (unit, *rest)


def _bit(sound: str) -> np.uint32:
    return np.uint32(1 << (ord(sound[0]) - ord("a")))


def _occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)
