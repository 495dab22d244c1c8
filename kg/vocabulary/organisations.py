"""Organisations of national knowledge: enterprises, banks, exchanges, institutes, laboratories, universities, museums.

The data are `ontology/organisations.csv`: `name` (the full one), `kind`, `home` (a province's short name, where
sure), `short` (other names, parted by |, that mean the organisation wherever they stand) and `guarded` (names that
are parts of other words or mean other things too, and count only where a text speaks of firms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import VocabularyError
from kg.text import fold
from kg.vocabulary.automaton import WordAutomaton
from kg.vocabulary.tables import rows

_COLUMNS = ("name", "kind", "home", "short", "guarded")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, its kind (enterprise, bank, university …), its home province, and its names."""

    name: str
    kind: str
    home: str = ""
    short: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()


class OrganisationMatch(NamedTuple):
    """A name found: offsets are code points; `guarded` names need a context."""

    start: int
    end: int
    organisation: Organisation
    guarded: bool


class OrganisationLexicon:
    """All organisations and their names, in one automaton."""

    def __init__(self, organisations: Iterable[Organisation] = ()) -> None:
        """Raises VocabularyError where two organisations have the same name."""
        self._entries: dict[str, tuple[Organisation, bool]] = {}
        self.organisations = tuple(organisations)
        for organisation in self.organisations:
            for label in (organisation.name, *organisation.short):
                self._add(label, organisation, False)
            for label in organisation.guarded:
                self._add(label, organisation, True)
        self._labels = list(self._entries)
        self._targets = list(self._entries.values())
        self.automaton = WordAutomaton(self._labels)

    def _add(self, label: str, organisation: Organisation, guarded: bool) -> None:
        owner, _ = self._entries.setdefault(fold(label), (organisation, guarded))
        if owner is not organisation:
            raise VocabularyError(f"organisations.csv: {label} is {owner.name} and {organisation.name}")

    @classmethod
    def load(cls, path: Path) -> OrganisationLexicon:
        """Read the table. Raises VocabularyError naming the file and what does not fit."""
        return cls(
            Organisation(row["name"], row["kind"], row["home"], _parts(row["short"]), _parts(row["guarded"]))
            for _, row in rows(path, _COLUMNS, needed=("name", "kind"))
        )

    def find(self, folded: str) -> Iterator[OrganisationMatch]:
        """Yield every name in folded text, overlapping ones too."""
        for index, start, end in self.automaton.find(folded):
            yield OrganisationMatch(start, end, *self._targets[index])

    def lookup(self, name: str) -> Organisation | None:
        """The organisation that bears a name, or None."""
        found = self._entries.get(fold(name))
        return found[0] if found else None


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
