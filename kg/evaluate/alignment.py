"""Which extracted entry stands for which gold entry: one to one, the likest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.entries import ATTRIBUTES, LINKED_KINDS, Entry
from kg.evaluate.likeness import comparable, dice, overlap
from kg.model import Kind

QUOTE_OVERLAP = 0.5
AWARD_NAME_DICE = 0.5
INDICATOR_DICE = 0.4

# The printed 万 and 亿 are multiplied out in floating point, so values may differ in the last digits.
_VALUE_TOLERANCE = 1e-9

Likeness = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Entries of one kind: the pairs (gold first), in the gold's order, and what is left on either side."""

    pairs: tuple[tuple[Entry, Entry], ...]
    missed: tuple[Entry, ...]
    spurious: tuple[Entry, ...]


def align(gold: Sequence[Entry], found: Sequence[Entry]) -> Alignment:
    """Pair gold and extracted entries of one kind.

    Pairs are chosen one by one, the likest first; of equally like ones that whose gold entry, then whose
    extracted entry, comes first.
    """
    candidates = [
        (likeness, i, j)
        for i, ours in enumerate(gold)
        for j, theirs in enumerate(found)
        if (likeness := _likeness(ours, theirs)) is not None
    ]
    candidates.sort(key=lambda c: (tuple(-part for part in c[0]), c[1], c[2]))
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return Alignment(
        pairs=tuple((gold[i], found[paired[i]]) for i in sorted(paired)),
        missed=tuple(entry for i, entry in enumerate(gold) if i not in paired),
        spurious=tuple(entry for j, entry in enumerate(found) if j not in taken),
    )


def is_linked(gold: Entry, found: Entry) -> bool:
    """Whether the extracted name is the gold name or one of its aliases."""
    return found.name in gold.names


def agrees(gold: Entry, found: Entry, attribute: str) -> bool:
    """Whether a pair agrees in an attribute; indicators need only be alike."""
    if attribute == "indicator":
        return dice(gold.name, found.name) >= INDICATOR_DICE
    return comparable(gold.raw.get(attribute)) == comparable(found.raw.get(attribute))


def disagreements(gold: Entry, found: Entry) -> list[str]:
    """Return the attributes in which a pair does not agree."""
    return [attribute for attribute in ATTRIBUTES[gold.kind] if not agrees(gold, found, attribute)]


def _likeness(gold: Entry, found: Entry) -> Likeness | None:
    """How alike two entries of one kind are, greater is liker; None if they may not be paired."""
    if gold.kind in LINKED_KINDS:
        return _entity_likeness(gold, found)
    return _award_likeness(gold, found) if gold.kind is Kind.AWARD else _statistic_likeness(gold, found)


def _entity_likeness(gold: Entry, found: Entry) -> Likeness | None:
    shared = len(gold.surfaces & found.surfaces) + is_linked(gold, found)
    return (shared,) if shared else None


def _award_likeness(gold: Entry, found: Entry) -> Likeness | None:
    names = dice(gold.name, found.name)
    if names < AWARD_NAME_DICE:
        return None
    quotes = overlap(gold.quote, found.quote)
    if quotes < QUOTE_OVERLAP:
        return None
    # One sentence may give one honour to several: the recipient then tells them apart.
    return names, quotes, agrees(gold, found, "recipient")


def _statistic_likeness(gold: Entry, found: Entry) -> Likeness | None:
    if gold.unit != found.unit or gold.value is None or found.value is None:
        return None
    if not math.isclose(gold.value, found.value, rel_tol=_VALUE_TOLERANCE):
        return None
    quotes = overlap(gold.quote, found.quote)
    return (quotes, dice(gold.name, found.name)) if quotes >= QUOTE_OVERLAP else None
