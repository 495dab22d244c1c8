from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.serialise import FORMATS, serialise, write

PROGRAM = """
import hashlib, sys, pyoxigraph as ox
from kg.graph.serialise import serialise
quads = list(ox.parse(sys.stdin.buffer.read(), format=ox.RdfFormat.N_QUADS))
print(hashlib.sha256(b"".join(serialise(quads, f) for f in ("turtle", "trig", "jsonld"))).hexdigest())
"""


@pytest.mark.parametrize("format", FORMATS)
def test_same_bytes_whatever_the_order(format: str, quads: list[ox.Quad]) -> None:
    mixed = [*quads, *quads[:50]]
    random.Random(7).shuffle(mixed)
    assert serialise(mixed, format) == serialise(quads, format)


def test_same_bytes_from_another_process(quads: list[ox.Quad]) -> None:
    here = b"".join(serialise(quads, format) for format in ("turtle", "trig", "jsonld"))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=serialise(quads, "nquads"),
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.decode().strip() == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("format", FORMATS)
def test_round_trip(format: str, quads: list[ox.Quad]) -> None:
    back = list(ox.parse(serialise(quads, format), format=FORMATS[format]))
    if FORMATS[format].supports_datasets:
        assert set(back) == set(quads)
    assert {q.triple for q in back} == {q.triple for q in quads}
    assert len(back) == len({q.triple for q in quads})


@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("nquads", "nquads"), ("trig", "trig")])
def test_rdflib_reads_it(format: str, name: str, quads: list[ox.Quad]) -> None:
    data = rdflib.Dataset().parse(data=serialise(quads, format), format=name)
    assert len({(s, p, o) for s, p, o, _ in rdflib_quads(data)}) == len(quads)


def rdflib_quads(graph: rdflib.Graph) -> list[tuple[object, object, object, object]]:
    whole = rdflib.Dataset(store=graph.store)
    return list(whole.quads())


def test_turtle_is_prefixed_grouped_and_typed_first(quads: list[ox.Quad]) -> None:
    text = serialise(quads, "turtle").decode()
    header = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert header == sorted(header)
    assert "\nregion:430281 a kg:Region ;\n" in text
    assert text.count("\nregion:430281 ") == 1


def test_nquads_are_sorted_by_graph(quads: list[ox.Quad]) -> None:
    graphs = [line.rsplit(" ", 2)[-2] for line in serialise(quads, "nquads").decode().splitlines()]
    assert graphs == sorted(graphs)


def test_prefixes_follow_the_base(quads: list[ox.Quad]) -> None:
    text = serialise(quads, "turtle", "https://example.org/id/").decode()
    assert "@prefix region: <https://example.org/id/region/> ." in text


def test_write_replaces_whole_files(tmp_path: Path, quads: list[ox.Quad]) -> None:
    path = tmp_path / "out" / "graph.ttl"
    for _ in range(2):
        write(quads, path, "turtle")
    assert path.read_bytes() == serialise(quads, "turtle")
    assert list(path.parent.iterdir()) == [path]


def test_unknown_format_and_empty_graph() -> None:
    with pytest.raises(ValueError, match="none of turtle"):
        serialise([], "rdfxml")
    assert serialise([], "nquads") == b""


def test_two_hundred_thousand_triples_in_seconds() -> None:
    predicate = ox.NamedNode("https://example.org/p")
    triples = [
        ox.Triple(ox.NamedNode(f"https://example.org/{n % 20_000}"), predicate, ox.Literal(f"行刑衔接{n}"))
        for n in range(200_000)
    ]
    begin = time.perf_counter()
    data = serialise(triples, "turtle")
    assert data.count(b"\n") > 20_000
    assert time.perf_counter() - begin < 15  # about one second on an idle machine
