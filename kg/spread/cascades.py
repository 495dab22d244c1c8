"""Cascades: who took something up, and when; read from and written to CSV."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

NAMES: tuple[tuple[str, str, str], ...] = (
    ("node", "time", "cascade"),
    ("node_name", "event_time", "cascade_id"),
    ("statenam", "adopt_year", "policy"),
)
"""The names known for node, time and cascade: plain, of the R package NetworkInference, of SPID."""


@dataclass(frozen=True, slots=True)
class Event:
    """One adoption: `node` took up what `cascade` stands for at `time` (any unit, a year for instance)."""

    cascade: str
    node: str
    time: float


@dataclass(frozen=True, slots=True)
class Cascade:
    """One thing that spread: the nodes that took it up, earliest first, each once, and their times."""

    name: str
    nodes: tuple[str, ...]
    times: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is no cascade: unequal lengths, a node twice, times unsorted or not finite."""
        if len(self.nodes) != len(self.times):
            raise UsageError(f"cascade {self.name}: {len(self.nodes)} nodes but {len(self.times)} times")
        if len(set(self.nodes)) != len(self.nodes):
            raise UsageError(f"cascade {self.name}: a node occurs twice; keep its earliest time only")
        if not all(map(math.isfinite, self.times)):
            raise UsageError(f"cascade {self.name}: a time is not a finite number")
        if any(later < earlier for earlier, later in zip(self.times, self.times[1:], strict=False)):
            raise UsageError(f"cascade {self.name}: the times are not in order; sort nodes and times by time")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A node that was given more than once in a cascade: the time kept (the earliest) and one not used."""

    cascade: str
    node: str
    kept: float
    dropped: float


@dataclass(frozen=True, slots=True)
class Cascades:
    """Many cascades over one set of nodes.

    `nodes` lists every node once, in the order that decides between equal edges (see
    `kg.spread.netinf.infer`); left empty, it is the order of first appearance in the cascades. `duplicates`
    reports what was left out.
    """

    cascades: tuple[Cascade, ...]
    nodes: tuple[str, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

    def __post_init__(self) -> None:
        """Fill in `nodes`, and refuse cascades of one name and nodes that `nodes` lacks or repeats."""
        named = dict.fromkeys(node for cascade in self.cascades for node in cascade.nodes)
        if not self.nodes:
            object.__setattr__(self, "nodes", tuple(named))
        listed = set(self.nodes)
        if len(listed) != len(self.nodes):
            raise UsageError("a node is listed twice among the nodes of the cascades")
        missing = [node for node in named if node not in listed]
        if missing:
            raise UsageError(f"the nodes of the cascades do not list {missing[0]}")
        if len({cascade.name for cascade in self.cascades}) != len(self.cascades):
            raise UsageError("two cascades have the same name; give each its own")

    def __len__(self) -> int:
        """The number of cascades."""
        return len(self.cascades)

    def __iter__(self) -> Iterator[Cascade]:
        """The cascades in their order."""
        return iter(self.cascades)

    def events(self) -> Iterator[Event]:
        """All adoptions, node by node in the order of `nodes`, which reading them again gives back."""
        of: dict[str, list[Event]] = {node: [] for node in self.nodes}
        for cascade in self.cascades:
            for node, time in zip(cascade.nodes, cascade.times, strict=True):
                of[node].append(Event(cascade.name, node, time))
        for events in of.values():
            yield from events


def from_events(events: Iterable[Event]) -> Cascades:
    """Group adoptions into cascades, sorted by name.

    Nodes are numbered by first appearance, and a cascade is sorted by time, then by that number. Where a node
    is given twice in a cascade the earliest time is kept and the others are reported in `duplicates`.
    """
    order: dict[str, int] = {}
    earliest: dict[str, dict[str, float]] = {}
    given: list[Event] = []
    for event in events:
        order.setdefault(event.node, len(order))
        times = earliest.setdefault(event.cascade, {})
        if event.node in times:
            given.append(Event(event.cascade, event.node, max(times[event.node], event.time)))
            times[event.node] = min(times[event.node], event.time)
        else:
            times[event.node] = event.time
    cascades = []
    for name in sorted(earliest):
        pairs = sorted(earliest[name].items(), key=lambda pair: (pair[1], order[pair[0]]))
        cascades.append(Cascade(name, tuple(node for node, _ in pairs), tuple(time for _, time in pairs)))
    duplicates = tuple(Duplicate(e.cascade, e.node, earliest[e.cascade][e.node], e.time) for e in given)
    return Cascades(tuple(cascades), tuple(order), duplicates)


def read_cascades(path: Path | str) -> Cascades:
    """Read cascades from a CSV file (UTF-8) with a header.

    Columns are found by name, in any order and beside others: `node`, `time`, `cascade`; or `node_name`,
    `event_time`, `cascade_id` (NetworkInference); or `statenam`, `adopt_year`, `policy` (State Policy
    Innovation and Diffusion database, Boehmke and others 2020, https://doi.org/10.7910/DVN/CVYSR7). Raises
    UsageError, with the line, for anything that cannot be read so. See `from_events` for order and
    duplicates.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            return from_events(list(_events(stream, str(path))))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a CSV file in UTF-8: {error}") from error


def write_cascades(cascades: Cascades, path: Path | str, header: tuple[str, str, str] = NAMES[0]) -> None:
    """Write cascades as CSV that `read_cascades` reads back; `header` names node, time and cascade."""
    if header not in NAMES:
        known = "; ".join(",".join(names) for names in NAMES)
        raise UsageError(f"unknown columns {','.join(header)}; known are {known}")
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((event.node, _number(event.time), event.cascade) for event in cascades.events())


def _events(stream: Iterable[str], source: str) -> Iterator[Event]:
    """The adoptions in lines of CSV, header first; `source` is what errors name."""
    rows = csv.reader(stream, strict=True)
    columns: tuple[int, int, int] | None = None
    found = False
    while True:
        where = f"{source}, line {rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            raise UsageError(f"{where}: not CSV ({error}); quote fields with quotes or commas") from error
        if not any(field.strip() for field in row):
            continue
        if columns is None:
            columns = _columns(row, where)
        else:
            found = True
            yield _event(row, columns, where)
    if not found:
        raise UsageError(f"{source}: no adoptions; expected a header and one line for each adoption")


def _columns(header: list[str], where: str) -> tuple[int, int, int]:
    """Where node, time and cascade stand in a header."""
    names = [name.strip().lower() for name in header]
    for wanted in NAMES:
        if all(names.count(name) == 1 for name in wanted):
            node, time, cascade = (names.index(name) for name in wanted)
            return node, time, cascade
    known = "; ".join(",".join(wanted) for wanted in NAMES)
    given = ",".join(header)
    raise UsageError(f"{where}: the header {given} does not name node, time and cascade; known are {known}")


def _event(row: list[str], columns: tuple[int, int, int], where: str) -> Event:
    """One row as an adoption."""
    if len(row) <= max(columns):
        raise UsageError(f"{where}: {len(row)} fields are too few; the header has more")
    node, time, cascade = (row[column].strip() for column in columns)
    if not node or not cascade:
        raise UsageError(f"{where}: the {'node' if not node else 'cascade'} is empty")
    try:
        number = math.nan if "_" in time else float(time)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"{where}: the time {time!r} is not a number; give a year, or a count of any unit")
    return Event(cascade, node, number)


def _number(value: float) -> str:
    """A time as text: whole numbers without a point, others so that they read back the same."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
