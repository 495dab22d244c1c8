"""How much: statistics tied to the programme that they measure, comparable over regions and years.

Two numbers are comparable when they have the same unit and a like indicator: the same concept of the vocabulary,
or else the same words once quotation marks, digits, generic words (项目, 任务) and neutral beginnings (累计, 新增,
实施) are taken off and ways to say 筹集 and 开工 are made one. 开工 and 完工 stay two indicators.

Outliers: the modified z-score 0.6745 · (x − median) / MAD of B. Iglewicz and D. Hoaglin, How to Detect and Handle
Outliers (1993), flagged above 3.5, within programme, indicator, unit and level of region. x is the common logarithm
where all values are above zero and the unit is no share, because counts of large and small regions differ by
factors. Where MAD is 0 the mean absolute deviation takes its place: (x − median) / (1.2533 · mean deviation).

Contradictions: one region, year, programme, indicator and unit, and values that differ by more than rounding:
37,000 agrees with 36,987. Both may be right, as of a part and of the whole; each is shown with its sentence.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, median

from kg.spread.facts import Facts, ObservationRow
from kg.spread.tables import Table
from kg.text import skeleton

THRESHOLD = 3.5
ENOUGH = 5
"""Fewer comparable values than this are not judged."""

SHARES = frozenset({"%", "‰", "个百分点", "百分点", "倍", "位", "分"})
_UNITS = {"㎡": "平方米", "m²": "平方米", "km": "公里", "千米": "公里", "平方千米": "平方公里"}
_NEUTRAL = re.compile(
    r"^(?:全年|全[省市县区州]|累计|共计|共|已|现有|[新净]?增加?|目前|各类|各级|总共|完成|实施|实现|开展|推进|推动|组织|深入|扎实|持续|为|对|将)+"
)
_SAME = (
    (re.compile(r"^(?:建设筹[集措]|筹集建设|筹建|筹措)"), "筹集"),
    (re.compile(r"^(?:新?开工(?:建设|改造|筹集)?|启动建设)"), "开工"),
)
# Words of targets, not of results.
_HEDGED = re.compile(r"左右|以上|以内|力争|确保|目标|计划|预计|预期")
_GENERIC = re.compile(r"项目|任务|工作|(?:达到?|为|约|超过?|突破)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with what is compared: `group` names like indicators, None where the text gives no name.

    `z` is the modified z-score among `peers` comparable values, None where they are too few or all equal.
    `against` are the observations that contradict this one; `within` tells that one stands in the same report.
    """

    row: ObservationRow
    group: str | None
    unit: str
    z: float | None = None
    peers: int = 0
    against: tuple[ObservationRow, ...] = ()
    within: bool = False

    @property
    def outlier(self) -> bool:
        """Whether the score is beyond the threshold."""
        return self.z is not None and abs(self.z) > THRESHOLD


def intensity(facts: Facts, programme: str | None = None) -> list[Measure]:
    """The statistics of a programme (a name as `Facts.find_programme` takes it), or of all programmes."""
    wanted = None if programme is None else facts.find_programme(programme).iri
    rows = [
        row
        for row in facts.observations
        if row.programme is not None and wanted in (None, row.programme) and row.region is not None
    ]
    return judged(facts, rows)


def judged(facts: Facts, rows: Iterable[ObservationRow]) -> list[Measure]:
    """Observations with outliers and contradictions marked, like beside like, by region and year."""
    found = [Measure(row, like(row), _UNITS.get(row.unit, row.unit)) for row in rows]
    alike: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, measure in enumerate(found):
        if measure.group is None:
            continue
        row = measure.row
        place = facts.places.get(row.region or "")
        alike[row.programme, measure.group, measure.unit, place.level if place else None].append(number)
        if row.region is not None and row.year is not None:
            same[row.programme, measure.group, measure.unit, row.region, row.year].append(number)
    scores: dict[int, tuple[float | None, int]] = {}
    for (_, _, unit, _), numbers in alike.items():
        values = [found[number].row.value for number in numbers]
        for number, score in zip(numbers, _scores(values, unit or ""), strict=True):
            scores[number] = (score, len(numbers))
    against = {n: _against(found, n, numbers) for numbers in same.values() for n in numbers}
    measures = []
    for number, measure in enumerate(found):
        z, peers = scores.get(number, (None, 0))
        others = against.get(number, ())
        within = any(other.report == measure.row.report for other in others)
        measures.append(Measure(measure.row, measure.group, measure.unit, z, peers, others, within))
    return sorted(measures, key=lambda m: _order(facts, m))


def contradictions(facts: Facts) -> list[Measure]:
    """All observations, tied to a programme or not, that another one contradicts."""
    return [measure for measure in judged(facts, facts.observations) if measure.against]


def like(row: ObservationRow) -> str | None:
    """What an observation counts, in the form in which like indicators are equal; None for an unnamed one."""
    if row.indicator is not None:
        return row.indicator
    text = re.sub(r"[\d.]+", "", skeleton(row.indicator_text))
    for pattern, word in _SAME:
        text = pattern.sub(word, _NEUTRAL.sub("", text))
    return _GENERIC.sub("", text) or text or None


def _order(facts: Facts, measure: Measure) -> tuple[str, str, str, str, int, str]:
    row = measure.row
    programme = facts.programmes.get(row.programme or "")
    name = programme.name if programme else ""
    return (name, measure.group or "~", measure.unit, row.region or "", row.year or 0, row.iri)


def _scores(values: Sequence[float], unit: str) -> list[float | None]:
    if len(values) < ENOUGH:
        return [None] * len(values)
    raw = unit in SHARES or min(values) <= 0
    return modified_z(values if raw else [math.log10(value) for value in values])


def modified_z(values: Sequence[float]) -> list[float | None]:
    """The modified z-score of each value (see the module); None for all where they are equal."""
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    spread = median(distances)
    if spread > 0:
        return [0.6745 * (value - middle) / spread for value in values]
    mean = fmean(distances)
    return [None if not mean else (value - middle) / (1.2533 * mean) for value in values]


def _against(found: Sequence[Measure], number: int, numbers: Sequence[int]) -> tuple[ObservationRow, ...]:
    own = found[number].row
    return tuple(
        found[other].row
        for other in numbers
        if other != number and not agree(own.value, found[other].row.value)
    )


def agree(a: float, b: float) -> bool:
    """Whether two values are the same but for rounding to the fewer significant digits of the two."""
    if a == b:
        return True
    digits = min(_digits(a), _digits(b))
    return f"{a:.{digits - 1}e}" == f"{b:.{digits - 1}e}"


def _digits(value: float) -> int:
    """Significant digits as a value is written: zeros at the end of a number from 1000 on may be rounding."""
    if float(value).is_integer() and abs(value) < 1000:
        return max(2, len(str(int(abs(value)))))
    return max(2, len(Decimal(repr(value)).normalize().as_tuple().digits))


def intensity_table(facts: Facts, found: list[Measure]) -> Table:
    """Measures as rows, flags in words, each with its sentence."""
    rows = tuple(_row(facts, measure) for measure in found)
    outliers = sum(measure.outlier for measure in found)
    against = sum(bool(measure.against) for measure in found)
    columns = (
        "programme", "indicator", "like", "value", "unit", "region", "level", "year", "z", "compared", "flags",
        "against", "quote", "report", "iri",
    )  # fmt: skip
    note = (
        f"{len(found)} statistics, {outliers} outliers, {against} in contradiction. Compared: values of the same "
        f"unit, like indicator and level of region; z: modified z-score (median absolute deviation), on logarithms "
        f"for counts, from {ENOUGH} values on, flagged beyond {THRESHOLD:g}. A contradiction may be of a part with "
        f"the whole, of a plan with a result or of two groups: read the sentences."
    )
    return Table("intensity", columns, rows, note)


def _row(facts: Facts, measure: Measure) -> tuple[str | int | float | None, ...]:
    row = measure.row
    place = facts.places.get(row.region or "")
    programme = facts.programmes.get(row.programme or "")
    flags = ["outlier"] if measure.outlier else []
    if measure.against:
        where = "within a report" if measure.within else "between reports"
        hedged = {bool(_HEDGED.search(each.quote)) for each in (row, *measure.against)}
        flags.append(
            f"contradiction {where}" + (", perhaps of a target with a result" if len(hedged) > 1 else "")
        )
    return (
        programme.name if programme else None,
        row.indicator_text,
        measure.group,
        row.value,
        measure.unit,
        place.name if place else None,
        place.level if place else None,
        row.year,
        None if measure.z is None else round(measure.z, 2),
        measure.peers or None,
        "; ".join(flags) or None,
        "; ".join(f"{other.value:g} {other.unit}: “{other.quote}”" for other in measure.against) or None,
        row.quote,
        row.report,
        row.iri,
    )
