"""What a region could take up next: practices that its peers report and its own reports do not.

Peers are the regions whose profiles are most alike, those of the same level, or those of the same province.
Two estimates rank a practice g for a region r, both over the N − 1 other observed regions, of which n_g report g:

- peers: (k + α·b) / (m + α), k of the m peers reporting it, b = n_g / (N − 1) its rate among all; peers by
  profile count by how alike they are: k = m · Σ similarity of those that report it / Σ similarity of all;
- predicted: the mean over the practices h of r, weighted by rarity, of P(g|h) = (n_gh + α·b) / (n_h + α),
  n_h other regions reporting h and n_gh both. Its lift is P(g|h) / b (S. Brin, R. Motwani, J. Ullman and S. Tsur,
  Dynamic itemset counting and implication rules, SIGMOD 1997), above 1 where h makes g likelier.

α = 2 draws what few regions show towards the rate among all. The score is the geometric mean of the two.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kg.errors import UsageError
from kg.spread.facts import AdoptionRow, Facts, PlaceRow
from kg.spread.profiles import (
    MEASURE,
    SILENCE,
    Profile,
    Profiles,
    observed,
    profiles,
    programme_kind,
    programme_name,
    province_of,
)
from kg.spread.tables import Table

PeersBy = Literal["profile", "level", "province"]
ALPHA = 2.0
"""The weight of the rate among all regions, in regions."""

_ENOUGH = 3  # so many regions of the same level, else peers by profile come from all levels
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers of a region by each of the three ways, nearest by profile first; `by` is the one that ranks.

    `all_levels` tells that the peers by profile come from all levels; `similarity` is that of each peer.
    """

    by: PeersBy
    profile: tuple[str, ...]
    level: tuple[str, ...]
    province: tuple[str, ...]
    all_levels: bool
    similarity: Mapping[str, float]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The peers that rank the gaps."""
        return {"profile": self.profile, "level": self.level, "province": self.province}[self.by]


@dataclass(frozen=True, slots=True)
class Prediction:
    """How likely g is where h is reported: smoothed P(g|h), its lift, and the n_gh of n_h regions behind it."""

    programme: str
    probability: float
    lift: float
    both: int
    regions: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A practice that peers report and the region does not (`state` tells whether it plans it).

    `shares` gives, by way of choosing peers, how many of how many report it. `best` is the region's own practice
    that raises its chance most. `peers` are the statements of the chosen peers, the nearest first, one each.
    """

    programme: str
    state: str
    score: float
    peer_rate: float
    predicted: float
    best: Prediction | None
    shares: dict[str, tuple[int, int]]
    peers: tuple[AdoptionRow, ...]
    planned: tuple[AdoptionRow, ...]


def gaps(
    facts: Facts,
    region: str,
    top: int = 20,
    by: PeersBy = "profile",
    size: int = 10,
    year: int | None = None,
    known: Profiles | None = None,
) -> tuple[Peers, list[Gap]]:
    """The practices that at least one peer reports and the region does not, highest score first.

    `by` chooses the peers that rank: the `size` regions most alike by profile (of the same level where there are
    at least three), all of the same level, or all of the same province. `known` are the profiles of these facts
    and this year, for those who ask for many regions. Raises UsageError for an unknown or unobserved region.
    """
    if by not in get_args(PeersBy):
        raise UsageError(f"unknown way to choose peers {by!r}; known are {', '.join(get_args(PeersBy))}")
    known = known or profiles(facts, year)
    place = observed(facts, known, region)
    peers = _peers(facts, known, place, by, size)
    own = known.of[place.iri]
    wanted = {
        programme
        for peer in peers.chosen
        for programme in known.of[peer].reported
        if programme not in own.reported and programme in known.weights
    }
    held = [
        (practice, regions, len(regions) - 1)
        for practice in own.reported
        if len(regions := known.adopters[practice]) > 1 and practice in known.weights
    ]
    found = [_gap(known, own, peers, programme, held) for programme in wanted]
    found.sort(key=lambda gap: (-gap.score, gap.programme))
    return peers, found[:top]


def _peers(facts: Facts, known: Profiles, place: PlaceRow, by: PeersBy, size: int) -> Peers:
    likeness = {region: known.similarity(place.iri, region) for region in known.of if region != place.iri}
    others = sorted(likeness, key=lambda region: (-likeness[region], region))
    level = tuple(region for region in others if facts.places[region].level == place.level)
    home = province_of(place)
    province = tuple(r for r in others if home is not None and province_of(facts.places[r]) == home)
    alike = [region for region in others if likeness[region] > 0]
    same = [region for region in alike if region in set(level)]
    all_levels = len(same) < _ENOUGH
    return Peers(by, tuple((alike if all_levels else same)[:size]), level, province, all_levels, likeness)


Held = tuple[str, frozenset[str], int]
"""A practice of the region, those that report it, and how many others do."""


def _gap(known: Profiles, own: Profile, peers: Peers, programme: str, held: list[Held]) -> Gap:
    adopters = known.adopters[programme]
    base = len(adopters) / (len(known.of) - 1)
    groups = {"profile": peers.profile, "level": peers.level, "province": peers.province}
    shares = {way: (sum(r in adopters for r in group), len(group)) for way, group in groups.items()}
    rate = _rate(peers, adopters, base)
    predictions = _predictions(adopters, held, base)
    total = sum(known.weights[p.programme] for p in predictions)
    predicted = base
    if total:
        predicted = sum(known.weights[p.programme] * p.probability for p in predictions) / total
    best = max(predictions, key=lambda p: (p.lift, p.both, p.programme), default=None)
    statements = tuple(known.of[r].reported[programme][0] for r in peers.chosen if r in adopters)
    return Gap(
        programme, own.state(programme), math.sqrt(rate * predicted), rate, predicted, best, shares, statements,
        own.planned.get(programme, ()),
    )  # fmt: skip


def _rate(peers: Peers, adopters: frozenset[str], base: float) -> float:
    size = len(peers.chosen)
    if peers.by == "profile":
        whole = sum(peers.similarity[region] for region in peers.chosen)
        count = size * sum(peers.similarity[r] for r in peers.chosen if r in adopters) / whole
    else:
        count = sum(region in adopters for region in peers.chosen)
    return (count + ALPHA * base) / (size + ALPHA)


def _predictions(adopters: frozenset[str], held: list[Held], base: float) -> list[Prediction]:
    """What each of the region's practices that other regions report too says of one that it lacks."""
    found = []
    for practice, regions, others in held:
        both = len(regions & adopters)  # the region itself is not among those that report what it lacks
        probability = (both + ALPHA * base) / (others + ALPHA)
        found.append(Prediction(practice, probability, probability / base, both, others))
    return found


def gaps_table(facts: Facts, region: str, peers: Peers, found: list[Gap]) -> Table:
    """Gaps as rows, each with how many peers report it, what predicts it, and peers' quotes."""
    place = facts.find_region(region)
    rows = [(rank, *_row(facts, gap)) for rank, gap in enumerate(found, start=1)]
    columns = (
        "rank", "programme", "kind", "iri", "state", "score", "peer_rate", "predicted",
        "alike", "alike_of", "level", "level_of", "province", "province_of",
        "predictor", "probability", "lift", "support", "peers", "quotes", "reports",
    )  # fmt: skip
    return Table("gaps", columns, tuple(rows), _note(facts, place, peers))


def _row(facts: Facts, gap: Gap) -> tuple[str | int | float | None, ...]:
    best = gap.best
    told = gap.peers[:_QUOTES]
    shares = [number for way in ("profile", "level", "province") for number in gap.shares[way]]
    return (
        programme_name(facts, gap.programme),
        programme_kind(facts, gap.programme),
        gap.programme,
        gap.state,
        round(gap.score, 4),
        round(gap.peer_rate, 4),
        round(gap.predicted, 4),
        *shares,
        None if best is None else programme_name(facts, best.programme),
        None if best is None else round(best.probability, 4),
        None if best is None else round(best.lift, 3),
        None if best is None else f"{best.both} of {best.regions}",
        "; ".join(facts.places[row.region].name for row in gap.peers),
        "; ".join(f"{facts.places[row.region].name} {row.year}: “{row.quote}”" for row in told),
        " ".join(row.report for row in told),
    )


def _note(facts: Facts, place: PlaceRow, peers: Peers) -> str:
    names = ", ".join(facts.places[r].name for r in peers.chosen[:10])
    many = " …" if len(peers.chosen) > 10 else ""
    ways = {"profile": "the most alike", "level": "of the same level", "province": "of the same province"}
    which = ways[peers.by]
    if peers.by == "profile":
        which += " of any level" if peers.all_levels else " of the same level"
    if not peers.chosen:
        return f"{place.name} has no peers {which} in this graph: no gaps can be told. {SILENCE}"
    return (
        f"What peers of {place.name} report and it does not; {len(peers.chosen)} peers, {which}: {names}{many}. "
        f"score = √(peer_rate · predicted), both smoothed with α = {ALPHA:g} towards the rate among all regions; "
        f"lift: how much likelier where the predictor is reported, support: by how many of the regions that do. {MEASURE}. {SILENCE}"
    )
