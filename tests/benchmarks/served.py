"""How a served graph feels when it grows: `python -m tests.benchmarks.served GRAPH [REPORTS…]`.

GRAPH is a folder of kg build. For each number of REPORTS (100, 1,000 and 10,000 unless given) its reports are told
again of other counties and years, as quads, into a store of that many reports; the facts are the same, so that places
of one region are of one size and practices grow. Printed are the seconds to read the outline, and for each place of
the explorer the milliseconds to cut its slice and the size of it, beside those of GRAPH itself. The stores lie in a
temporary folder: 10,000 reports of the five seeds are 65 million quads and take some 8 GB and ten minutes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.explore.finder import Finder
from kg.explore.slices import slice_of
from kg.explore.source import Source, make_source
from kg.graph.store import STORE, open_store
from kg.namespaces import BASE
from kg.paths import ontology_dir

SIZES = (100, 1_000, 10_000)
FIRST_YEAR = 2012
ROUNDS = 5
SEARCHES = ("xxxj", "行刑", "430281", "hunan", "yijianshi")
_GRAPH = re.compile(r"<([^<>]*)> \.$")


def counties() -> list[tuple[str, str]]:
    """(code, name) of the counties of today."""
    with (ontology_dir() / "regions.csv").open(encoding="utf-8") as file:
        return [
            (row["code"], row["name"])
            for row in csv.DictReader(file)
            if row["level"] == "county" and not row["valid_to"]
        ]


def templates(graph: Path) -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    """The quads that all share, and (code, year, quads) of each report with those of its region's entities."""
    lines: dict[str, list[str]] = {}
    for line in (graph / "graph.nq").read_text(encoding="utf-8").splitlines():
        found = _GRAPH.search(line)
        lines.setdefault(found[1] if found else "", []).append(line)
    shared = [line for name, quads in lines.items() if "/id/report/" not in name for line in quads]
    made = []
    for name, quads in sorted(lines.items()):
        if "/id/report/" in name:
            code, year, _ = name.rsplit("/", 1)[1].split("-")
            own = re.compile(rf"^<{re.escape(BASE)}(?:agency/{code}-[^>]*|region/{code})> ")
            made.append((code, year, quads + [line for line in shared if own.match(line)]))
    return shared, made


def told_again(graph: Path, reports: int) -> Iterator[bytes]:
    """The N-Quads of a graph of so many reports, in pieces."""
    shared, models = templates(graph)
    places = counties()
    yield "\n".join(shared).encode() + b"\n"
    for number in range(reports):
        code, year, lines = models[number % len(models)]
        place, name = places[number % len(places)]
        new_year = str(FIRST_YEAR + number // len(places) + number % 7)
        text = "\n".join(lines)
        text = text.replace(f"/{code}-{year}-", f"/{place}-{new_year}-x{number}-").replace(
            f"region/{code}>", f"region/{place}>"
        )
        text = text.replace(f"agency/{code}-", f"agency/{place}-").replace(
            f'ontology#year> "{year}"', f'ontology#year> "{new_year}"'
        )
        text = re.sub(
            rf'(<{re.escape(BASE)}region/{place}> <[^>]*(?:prefLabel|label)>) "[^"]*"', rf'\1 "{name}"', text
        )
        yield text.encode() + b"\n"


def load(graph: Path, reports: int, folder: Path) -> ox.Store:
    """A store of so many reports in a folder."""
    store = ox.Store(str(folder / STORE))
    batch: list[bytes] = []
    for piece in told_again(graph, reports):
        batch.append(piece)
        if len(batch) == 100:
            store.bulk_load(b"".join(batch), format=ox.RdfFormat.N_QUADS)
            batch = []
    store.bulk_load(b"".join(batch), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    return open_store(folder)


def places(source: Source) -> dict[str, tuple[str, dict[str, str]]]:
    """The places to measure: name → path and parameters."""
    index = source.index
    widest = index.iris[source.spread[0].programme]
    middle = index.iris[source.spread[len(source.spread) // 2].programme]
    one, other = (index.iris[number] for number in list(index.years)[:2])
    report = index.iris[index.of_kind("report").tolist()[-1]]
    return {
        "overview": ("", {}),
        "widest practice": (widest, {}),
        "middling practice": (middle, {}),
        "region": (one, {}),
        "report": (report, {}),
        "network, core": ("network", {}),
        "network, one practice": ("network", {"focus": middle}),
        "network, 5,000 nodes": ("network", {"all": "1"}),
        "shortest path": ("network", {"path": f"{one},{middle}"}),
        "matrix": ("matrix", {}),
        "compare": ("compare", {"a": one, "b": other}),
        "list of agencies": ("list/agency", {}),
        "list of adoptions": ("list/adoption", {"page": "3"}),
    }


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """The best of some runs, in milliseconds, and what came out."""
    best, made = float("inf"), None
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - began)
    return 1000 * best, made


def measure(store: ox.Store) -> None:
    """Print the waits of one store."""
    began = time.perf_counter()
    source = make_source(store)
    index = source.index
    print(f"\n{len(index.of_kind('report'))} reports, {len(index.iris)} entities, {index.counts['adoption']} adoptions: "
          f"outline in {time.perf_counter() - began:.1f} s")  # fmt: skip
    began = time.perf_counter()
    source.profiles()
    print(f"  {'profiles of all regions, once':30} {1000 * (time.perf_counter() - began):8.0f} ms")
    for name, (path, params) in places(source).items():
        took, made = timed(lambda path=path, params=params: slice_of(source, path, params))  # type: ignore[misc]
        print(
            f"  {name:30} {took:8.0f} ms {len(json.dumps(made, ensure_ascii=False).encode()) / 1000:8.0f} kB"
        )
    worst = max(timed(lambda query=query: source.finder.find(query, 14))[0] for query in SEARCHES)  # type: ignore[misc]
    print(f"  {'slowest search':30} {worst:8.1f} ms")
    assert isinstance(source.finder, Finder)


def main() -> None:
    """Measure the graph that was named, then its multiples."""
    graph = Path(sys.argv[1])
    measure(open_store(graph))
    for reports in map(int, sys.argv[2:] or map(str, SIZES)):
        with tempfile.TemporaryDirectory(prefix="kg-served-") as folder:
            began = time.perf_counter()
            store = load(graph, reports, Path(folder))
            print(f"\n{len(store)} quads loaded in {time.perf_counter() - began:.0f} s")
            measure(store)


if __name__ == "__main__":
    main()
