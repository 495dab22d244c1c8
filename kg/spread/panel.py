"""The files that diffusion research works on, written into a folder; `data-dictionary.md` explains each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.spread.cascades import Cascades, Event, from_events
from kg.spread.coverage import coverage_note, coverage_table, name_of, place_of
from kg.spread.curves import cumulative_curve
from kg.spread.dictionary import COLUMNS, dictionary
from kg.spread.facts import Facts
from kg.spread.risk import DyadYear, Setting, dyads, national_year, risk_set, setting
from kg.spread.scores import scores
from kg.spread.starts import Start, observed_years, same_year, starts, told_by_itself, years_of
from kg.spread.tables import Cell, Row, Table, write_rows

Starts = dict[str, tuple[Start, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and its number of rows."""

    path: Path
    rows: int


def write_panel(facts: Facts, folder: Path | str, *, fewest: int = 2) -> list[Written]:
    """Write all files into `folder`, which is made if missing, and say how many rows each holds.

    `panel.csv`, `dyads.csv` and `scores.csv` hold the programmes that at least `fewest` regions start; the
    others hold all. Rows are written as they come, so that memory does not grow with them. Raises UsageError
    when the folder cannot be written.
    """
    place = Path(folder)
    every = starts(facts)
    names = unique_names(facts, every)
    here = setting(facts)
    common = {iri: found for iri, found in every.items() if len(found) >= fewest}
    makers: dict[str, Callable[[], Iterator[Row]]] = {
        "adoptions": lambda: _adoptions(facts, every, names),
        "panel": lambda: _panel(here, common, names),
        "dyads": lambda: _dyads(here, common, names),
        "cascades": lambda: _cascades(facts, every, names, datable=False),
        "cascades-datable": lambda: _cascades(facts, every, names, datable=True),
        "policies": lambda: _policies(facts, every, names),
        "scores": lambda: iter(scores_table(facts, fewest, every).rows),
        "curves": lambda: _curves(every, names),
        "coverage": lambda: _coverage(facts),
    }
    written = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, rows in makers.items():
            path = place / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                written.append(Written(path, write_rows(stream, COLUMNS[name], rows())))
        text = dictionary({one.path.stem: one.rows for one in written}, coverage_note(facts), fewest)
        (place / "data-dictionary.md").write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{place}: cannot be written: {error}") from error
    return written


def unique_names(facts: Facts, programmes: Starts) -> dict[str, str]:
    """Programme (IRI) → its name, with the last part of its IRI where two share a name."""
    names = {iri: facts.programmes[iri].name if iri in facts.programmes else iri for iri in programmes}
    often = Counter(names.values())
    return {
        iri: name if often[name] == 1 else f"{name} ({iri.rsplit('/', 1)[-1]})"
        for iri, name in sorted(names.items())
    }


def _by_name(found: Starts, names: dict[str, str]) -> Iterator[tuple[str, str, tuple[Start, ...]]]:
    for iri in sorted(found, key=lambda iri: names[iri]):
        yield iri, names[iri], found[iri]


def _adoptions(facts: Facts, every: Starts, names: dict[str, str]) -> Iterator[Row]:
    for _, name, found in _by_name(every, names):
        ties = same_year(found)
        for start in found:
            place, said = place_of(facts, start.region), start.adoption
            report = facts.reports.get(said.report)
            yield (
                name, place.chain, place.code, place.level, name_of(facts, place.province), start.year,
                start.censoring, start.first_report, start.last_without, said.stage, said.since,
                ties[start.year] - 1, "; ".join(facts.agencies.get(iri, iri) for iri in said.agencies),
                said.quote, said.section, report.title if report else None,
                report.source if report else None,
                None if told_by_itself(facts, said) or report is None else name_of(facts, report.region),
                said.iri,
            )  # fmt: skip


def _panel(here: Setting, common: Starts, names: dict[str, str]) -> Iterator[Row]:
    for iri, name, found in _by_name(common, names):
        national = national_year(here.facts.programmes.get(iri))
        for row in risk_set(here, found):
            place = row.place
            yield (
                name, place.chain, place.code, place.level, name_of(here.facts, place.province), row.year,
                int(row.event), int(row.left_censored), int(row.observed), row.years_at_risk,
                row.neighbours, _share(row.neighbours_started, row.neighbours),
                row.same_province, _share(row.same_province_started, row.same_province),
                None if row.parent is None else int(row.parent),
                row.all_started, national, None if national is None else int(national <= row.year),
            )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


def _dyads(here: Setting, common: Starts, names: dict[str, str]) -> Iterator[Row]:
    for _, name, found in _by_name(common, names):
        for pair in dyads(here, found, risk_set(here, found)):
            yield (name, *_dyad(here, pair))


def _dyad(here: Setting, pair: DyadYear) -> Row:
    source, target = place_of(here.facts, pair.source.region), pair.target
    return (
        source.chain, source.code, source.level, target.place.chain, target.place.code, target.place.level,
        target.year, int(target.event), target.year - pair.source.year, pair.relation,
        int(pair.same_province), int(pair.neighbour), int(not pair.source.datable),
        int(target.left_censored),
    )  # fmt: skip


def _coverage(facts: Facts) -> Iterator[Row]:
    for row in coverage_table(facts).to_dicts():
        unit = place_of(facts, str(row["iri"])).chain
        yield (unit, *(row[name] for name in COLUMNS["coverage"][1:]))


def cascades_of(facts: Facts, *, datable: bool = True) -> Cascades:
    """The starts as cascades for `kg.spread.netinf`, nodes and cascades named as in the research files.

    Left-censored first reports stay out unless `datable` is false: their order is not that of the starts.
    """
    every = starts(facts)
    names = unique_names(facts, every)
    return from_events(
        Event(name, place_of(facts, start.region).chain, float(start.year))
        for _, name, found in _by_name(every, names)
        for start in found
        if start.datable or not datable
    )


def _cascades(facts: Facts, every: Starts, names: dict[str, str], datable: bool) -> Iterator[Row]:
    for _, name, found in _by_name(every, names):
        for start in found:
            if start.datable or not datable:
                yield place_of(facts, start.region).chain, start.year, name


def _policies(facts: Facts, every: Starts, names: dict[str, str]) -> Iterator[Row]:
    for iri, name, found in _by_name(every, names):
        row = facts.programmes.get(iri)
        levels = Counter(place_of(facts, start.region).level for start in found)
        yield (
            name, "text" if row is None or row.candidate else "vocabulary", found[0].year, found[-1].year,
            len(found), "; ".join(row.labels) if row else None, row.kind if row else None,
            row.origin_year if row else None, row.origin_document if row else None, national_year(row),
            sum(not start.datable for start in found),
            "; ".join(f"{level} {number}" for level, number in sorted(levels.items())), iri,
        )  # fmt: skip


def scores_table(facts: Facts, fewest: int = 2, every: Starts | None = None) -> Table:
    """Leaders and laggards among the regions with reports, each level for itself (see `kg.spread.scores`)."""
    found = starts(facts) if every is None else every
    observed = observed_years(facts)
    adoptions = {iri: years_of(begun) for iri, begun in found.items()}
    rows: list[Row] = []
    levels = dict.fromkeys(place.level for place in setting(facts).units)
    for level in levels:
        units = [iri for iri in observed if place_of(facts, iri).level == level]
        for score in scores(adoptions, units, observed, fewest):
            place = place_of(facts, score.unit)
            numbers: tuple[Cell, ...] = (score.rate, score.lower, score.upper)
            rows.append(
                (
                    place.chain, place.code, level, score.rank, round(score.boushey, 6), score.started,
                    score.programmes, score.opportunities,
                    *(round(float(number or 0), 6) for number in numbers), score.rate_rank,
                )
            )  # fmt: skip
    return Table("scores", COLUMNS["scores"], tuple(rows), coverage_note(facts))


def _curves(every: Starts, names: dict[str, str]) -> Iterator[Row]:
    for _, name, found in _by_name(every, names):
        curve = cumulative_curve(
            (start.year for start in found), censored=sum(not start.datable for start in found)
        )
        left = Counter(start.year for start in found if not start.datable)
        fit = curve.best
        model = None if fit is None else "logistic" if fit is curve.logistic else "concave"
        for index, year in enumerate(curve.years):
            yield (
                name, year, curve.new[index], left[year], curve.cumulative[index],
                round(curve.cumulative[index] / curve.cumulative[-1], 6), curve.shape, model,
                _digits(fit.values[index] if fit else None), _digits(fit.ceiling if fit else None),
                _digits(fit.rate if fit else None), _digits(fit.offset if fit else None),
                _digits(fit.rss if fit else None), _digits(curve.logistic.aic if curve.logistic else None),
                _digits(curve.concave.aic if curve.concave else None), _digits(curve.difference),
            )  # fmt: skip


def _digits(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
