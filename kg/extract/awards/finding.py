"""All honours that a text tells of, each once."""

from __future__ import annotations

from kg.extract.awards.mention import AwardMention, Sort
from kg.extract.awards.praised import praised, promoted
from kg.extract.awards.ranked import ranked
from kg.extract.awards.received import among, given, graded, received
from kg.model import Level, Span
from kg.text import skeleton
from kg.vocabulary import Vocabulary

_OWN = {Level.PROVINCE: 1, Level.PREFECTURE: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4, Level.ZONE: 3}


def find_awards(
    folded: str, start: int, end: int, own: Level | None, vocabulary: Vocabulary, bodies: list[Span]
) -> list[AwardMention]:
    """Return the honours that `folded[start:end]` says were received by a place at level `own` or what is in it."""
    own_rank = _OWN.get(own, 3) if own else 3
    found: list[tuple[AwardMention, str]] = []
    for candidate in (
        *received(folded, start, end, vocabulary, bodies),
        *graded(folded, start, end),
        *praised(folded, start, end, bodies),
        *given(folded, start, end, vocabulary, bodies),
        *promoted(folded, start, end, own_rank),
        *ranked(folded, start, end, own_rank),
        *among(folded, start, end, vocabulary, bodies),
    ):
        name = skeleton(candidate.name)
        if not any(_same(candidate, name, *other) for other in found):
            found.append((candidate, name))
    return sorted((award for award, _ in found), key=lambda a: (a.quote, a.name, a.subject))


def _same(a: AwardMention, a_name: str, b: AwardMention, b_name: str) -> bool:
    """Whether two mentions tell of one honour: the same words at one place, or one's title ending the other's.

    The names are those of `a` and `b` without marks.
    """
    one, other = (a_name, b_name) if len(a_name) <= len(b_name) else (b_name, a_name)
    if a.quote.overlaps(b.quote):
        apart = (
            a.subject != b.subject and (a.one_of_row or b.one_of_row) and not a.subject.overlaps(b.subject)
        )
        return not apart and (one == other or (_once(a, b) and other.endswith(one)))
    return len(one) >= 8 and other.endswith(one) and other != one


def _once(a: AwardMention, b: AwardMention) -> bool:
    """Whether two patterns may have found the same with more or fewer words."""
    return a.sort is not b.sort or a.sort is Sort.PROMOTION
