"""The names of state, party and public bodies: stems that follow a region or level word, and whole names.

A stem is what remains of a body's name without its region: 司法局, 委政法委, 人民政府办公室. In the
vocabulary `{L}` stands for the level word, `{R}` for the region's full name, `{r}` for its short one
and `{P}` for the prefecture above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Level
from kg.vocabulary.automaton import WordAutomaton
from kg.vocabulary.body_words import BodyWords
from kg.vocabulary.concepts import AgencyFunction
from kg.vocabulary.organisations import OrganisationLexicon

LEVEL_WORDS = ("省", "区", "市", "县", "州", "旗", "镇", "乡", "盟")
_NATIONAL_FORMER = re.compile(r"(?:部|总局)$|^(?:国务院|中国|国家(?!税务局|外汇))")


class Stem(NamedTuple):
    """A stem or whole name found in text: offsets are code points, half-open.

    `national` marks whole names of national bodies, `alone` stems that are complete without a qualifier
    (依法治市办), `former` names that ended with a reform.
    """

    start: int
    end: int
    text: str
    function: AgencyFunction
    national: bool
    alone: bool
    former: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    function: AgencyFunction
    national: bool = False
    alone: bool = False
    former: bool = False


class BodyLexicon:
    """All stems and national names, in one automaton."""

    def __init__(
        self,
        functions: Iterable[AgencyFunction],
        words: BodyWords | None = None,
        organisations: OrganisationLexicon | None = None,
    ) -> None:
        """The first function that has a stem owns it; `words` are those of the grammar of names."""
        self.words = words or BodyWords()
        self.organisations = organisations or OrganisationLexicon()
        self._entries: dict[str, _Entry] = {}
        self.functions = tuple(functions)
        for function in self.functions:
            self._add_function(function)
        self._stems = sorted(stem for stem in self._entries if len(stem) >= 2)
        self.automaton = WordAutomaton(self._stems)

    def _add_function(self, function: AgencyFunction) -> None:
        levels = [level for level, _ in function.stems]
        for name in function.stems_at(Level.NATIONAL):
            self._add(name, _Entry(function, national=True))
        local = [stem for level, stems in function.stems if level != Level.NATIONAL for stem in stems]
        only_national = levels == [Level.NATIONAL]
        for stem in local:
            if "{R}" not in stem and "{r}" not in stem and "{P}" not in stem:
                self._expand(stem, _Entry(function))
        for alias in function.aliases:
            self._expand(
                alias,
                _Entry(function, national=only_national, alone="{L}" in alias and not alias.startswith("委")),
            )
        for name, _ in function.former:
            self._expand(name, _Entry(function, national=bool(_NATIONAL_FORMER.search(name)), former=True))

    def _expand(self, stem: str, entry: _Entry) -> None:
        if "{R}" in stem or "{r}" in stem or "{P}" in stem:
            return
        for word in LEVEL_WORDS if "{L}" in stem else ("",):
            self._add(stem.replace("{L}", word), entry)
        if stem.startswith("委") and len(stem) >= 4 and "{L}" not in stem:
            self._add("党" + stem, entry)  # the autonomous regions have a 党委宣传部

    def _add(self, stem: str, entry: _Entry) -> None:
        self._entries.setdefault(stem, entry)

    def find(self, folded: str) -> Iterator[Stem]:
        """Yield every stem in folded text, overlapping ones too, by place."""
        for index, start, end in self.automaton.find(folded):
            text = self._stems[index]
            entry = self._entries[text]
            yield Stem(start, end, text, entry.function, entry.national, entry.alone, entry.former)

    def lookup(self, text: str) -> _Entry | None:
        """What is known of a stem or national name, or None."""
        return self._entries.get(text)


def is_subsequence(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in the same order: 卫健委 in 卫生健康委员会."""
    remaining = iter(full)
    return all(char in remaining for char in short)
