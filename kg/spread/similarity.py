"""What two regions share, and which regions are most alike (the measure is that of `kg.spread.profiles`)."""

from __future__ import annotations

from dataclasses import dataclass

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

_REASONS = 5


@dataclass(frozen=True, slots=True)
class Practice:
    """A programme as two regions report it: its weight, how many regions do, and the statements of each."""

    programme: str
    weight: float
    regions: int
    a: tuple[AdoptionRow, ...]
    b: tuple[AdoptionRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two observed regions: how alike they are, what both report, and what one reports and the other does not.

    Each list has the rarest practices first. A practice that one reports and the other only plans stands
    among those of one, with the plan beside it.
    """

    a: PlaceRow
    b: PlaceRow
    years_a: tuple[int, ...]
    years_b: tuple[int, ...]
    similarity: float
    shared: tuple[Practice, ...]
    only_a: tuple[Practice, ...]
    only_b: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A region like another: how alike, how many practices each reports, and those they share, rarest first."""

    place: PlaceRow
    similarity: float
    own: int
    theirs: int
    shared: tuple[Practice, ...]


def compare(facts: Facts, a: str, b: str, year: int | None = None) -> Comparison:
    """Compare two observed regions (names as `Facts.find_region` takes them), over all years or one."""
    known = profiles(facts, year)
    left, right = observed(facts, known, a), observed(facts, known, b)
    if left.iri == right.iri:
        raise UsageError(f"{a!r} and {b!r} are the same region; give two")
    first, second = known.of[left.iri], known.of[right.iri]

    def practices(programmes: set[str]) -> tuple[Practice, ...]:
        found = [_practice(known, p, first, second) for p in programmes]
        return tuple(sorted(found, key=lambda practice: (-practice.weight, practice.programme)))

    mine, theirs = set(first.reported), set(second.reported)
    return Comparison(
        left, right, first.years, second.years, known.similarity(left.iri, right.iri),
        practices(mine & theirs), practices(mine - theirs), practices(theirs - mine),
    )  # fmt: skip


def neighbours(
    facts: Facts, region: str, top: int = 10, year: int | None = None, known: Profiles | None = None
) -> list[Neighbour]:
    """The regions most like one, best first, and the practices they share; none that shares nothing.

    `known` are the profiles of these facts and this year, for those who ask for many regions.
    """
    known = known or profiles(facts, year)
    place = observed(facts, known, region)
    own = known.of[place.iri]
    ranked = sorted(
        ((known.similarity(place.iri, other), other) for other in known.of if other != place.iri),
        key=lambda pair: (-pair[0], pair[1]),
    )
    return [
        Neighbour(
            facts.places[other],
            similarity,
            len(own.reported),
            len(known.of[other].reported),
            tuple(_practice(known, p, own, known.of[other]) for p in known.shared(place.iri, other)),
        )
        for similarity, other in ranked[:top]
        if similarity > 0
    ]


def _practice(known: Profiles, programme: str, a: Profile, b: Profile) -> Practice:
    regions = known.adopters.get(programme, frozenset())
    return Practice(
        programme, known.weights.get(programme, 0.0), len(regions), a.rows(programme), b.rows(programme)
    )


def comparison_table(facts: Facts, found: Comparison) -> Table:
    """A comparison as rows: what both report, then what only the one, then what only the other does."""
    a, b = found.a.name, found.b.name
    rows = [
        (
            where,
            programme_name(facts, practice.programme),
            programme_kind(facts, practice.programme),
            practice.programme,
            round(practice.weight, 3),
            practice.regions,
            *_side(practice.a),
            *_side(practice.b),
        )
        for where, practices in (("both", found.shared), (a, found.only_a), (b, found.only_b))
        for practice in practices
    ]
    note = (
        f"{a} ({_years(found.years_a)}) and {b} ({_years(found.years_b)}): similarity {found.similarity:.3f}; "
        f"{len(found.shared)} practices shared, {len(found.only_a)} only {a}, {len(found.only_b)} only {b}. "
        f"{MEASURE}. {SILENCE}"
    )
    columns = (
        "where", "programme", "kind", "iri", "weight", "regions",
        "a_state", "a_years", "a_quote", "a_report", "b_state", "b_years", "b_quote", "b_report",
    )  # fmt: skip
    return Table("compare", columns, tuple(rows), note)


def _side(rows: tuple[AdoptionRow, ...]) -> tuple[str, str | None, str | None, str | None]:
    """State, years, quote and report of one region's statements."""
    if not rows:
        return ("not reported", None, None, None)
    state = "planned" if all(row.stage == "planned" for row in rows) else rows[0].stage
    return (state, _years(sorted({row.year for row in rows})), rows[0].quote, rows[0].report)


def _years(years: tuple[int, ...] | list[int]) -> str:
    return ", ".join(map(str, years))


def neighbours_table(facts: Facts, region: str, found: list[Neighbour]) -> Table:
    """Neighbours as rows: how alike, and why: the rare practices shared, with quotes of the rarest."""
    place = facts.find_region(region)
    rows = []
    for rank, neighbour in enumerate(found, start=1):
        reasons = [
            f"{programme_name(facts, practice.programme)} ({practice.regions})"
            for practice in neighbour.shared[:_REASONS]
        ]
        rarest = neighbour.shared[0]
        other = neighbour.place
        rows.append(
            (
                rank,
                other.name,
                other.iri,
                other.level,
                None if (province := province_of(other)) is None else facts.places[province].name,
                round(neighbour.similarity, 3),
                len(neighbour.shared),
                neighbour.own,
                neighbour.theirs,
                "; ".join(reasons),
                rarest.a[0].quote,
                rarest.b[0].quote,
                rarest.b[0].report,
            )
        )
    columns = (
        "rank", "region", "iri", "level", "province", "similarity", "shared", "own", "theirs", "why",
        "own_quote", "their_quote", "their_report",
    )  # fmt: skip
    note = (
        f"Regions most like {place.name}. {MEASURE}. Why: the rarest practices shared, with the number of regions "
        f"that report each; the quotes are of the first. {SILENCE}"
    )
    if not found:
        note = f"No other observed region shares a practice with {place.name}. {MEASURE}."
    return Table("neighbours", columns, tuple(rows), note)
