"""Agencies: bodies of state, party and public life that a report names."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.body_grammar import bodies_of_places, founded_bodies
from kg.extract.body_mentions import AgencyMention, Qualifier, longest
from kg.extract.known_bodies import bodies_in_rows, known_bodies, new_sections
from kg.extract.named_bodies import named_bodies
from kg.extract.organisations import known_organisations
from kg.extract.places import PlaceName, place_names
from kg.vocabulary.bodies import BodyLexicon, Stem
from kg.vocabulary.organisations import OrganisationMatch

__all__ = ["AgencyMention", "PlaceName", "Qualifier", "find_agencies", "place_names"]

# Below a report its page names who runs it.
_IMPRINT = re.compile(r"(?:主办|承办|主管|协办|技术支持)(?:单位)?[:] *")


def find_agencies(
    folded: str, start: int, end: int, lexicon: BodyLexicon, places: list[PlaceName]
) -> list[AgencyMention]:
    """Return the bodies named in `folded[start:end]`, in order of place, none overlapping another.

    Behind `end` only those count that the imprint names.
    """
    known = _Known(list(lexicon.find(folded)), list(lexicon.organisations.find(folded)), places)
    chosen = _between(folded, start, end, lexicon, known)
    below = {match.end() for match in _IMPRINT.finditer(folded, end)}
    if below:
        behind = _between(folded, end, len(folded), lexicon, known)
        chosen += [mention for mention in behind if mention.span.start in below]
    return chosen


class _Known(NamedTuple):
    """What the vocabularies found in a text: stems of bodies, organisations, place names."""

    stems: list[Stem]
    organisations: list[OrganisationMatch]
    places: list[PlaceName]


def _between(folded: str, start: int, end: int, lexicon: BodyLexicon, known: _Known) -> list[AgencyMention]:
    words, stems, places = lexicon.words, known.stems, known.places
    chosen = longest(
        [
            *known_organisations(folded, start, end, known.organisations, places),
            *known_bodies(folded, start, end, lexicon, stems, places),
            *bodies_of_places(folded, start, end, places, words),
            *named_bodies(folded, start, end, places, words),
            *founded_bodies(folded, start, end, words),
        ]
    )
    more = [*bodies_in_rows(folded, stems, chosen, end), *new_sections(folded, chosen)]
    return longest([*more, *chosen]) if more else chosen
