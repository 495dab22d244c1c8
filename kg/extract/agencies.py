"""Agencies: bodies of state, party and public life that a report names."""

from __future__ import annotations

from kg.extract.body_grammar import bodies_of_places, founded_bodies
from kg.extract.body_mentions import AgencyMention, Qualifier, longest
from kg.extract.known_bodies import bodies_in_rows, known_bodies
from kg.extract.named_bodies import named_bodies
from kg.extract.organisations import known_organisations
from kg.extract.places import PlaceName, place_names
from kg.vocabulary.bodies import BodyLexicon

__all__ = ["AgencyMention", "PlaceName", "Qualifier", "find_agencies", "place_names"]


def find_agencies(
    folded: str, start: int, end: int, lexicon: BodyLexicon, places: list[PlaceName]
) -> list[AgencyMention]:
    """Return the bodies named in `folded[start:end]`, longest first where they overlap, in order of place."""
    words = lexicon.words
    stems = list(lexicon.find(folded))
    chosen = longest(
        [
            *known_organisations(folded, start, end, lexicon.organisations, places),
            *known_bodies(folded, start, end, lexicon, stems, places),
            *bodies_of_places(folded, start, end, places, words),
            *named_bodies(folded, start, end, places, words),
            *founded_bodies(folded, start, end, words),
        ]
    )
    return longest([*bodies_in_rows(folded, stems, chosen, end), *chosen])
