"""Inferred links in a graph on disk: put in, told apart, replaced by those of a later inference."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from samples import letter

import kg
from kg.checking import check_graph
from kg.graph.store import base_of
from kg.spread.facts import load_facts
from kg.spread.links import LinkKind, inferred_links, read_links
from kg.spread.stored import keep_inferred


def built(folder: Path, **options: str) -> kg.Graph:
    """The graph of three counties, in `folder`/g."""
    for number, issuer in enumerate(("寿县人民政府", "清流县人民政府", "醴陵市人民政府")):
        text = letter("推行“一件事一次办”,办理案件5件。", issuer=issuer)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return kg.build(*sorted(folder.glob("*.txt")), out=folder / "g", **options)


def test_the_base_is_that_of_the_build(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    assert base_of(built(tmp_path, base=base).store) == base


def test_links_are_kept_and_replaced(tmp_path: Path) -> None:
    graph = built(tmp_path)
    folder = tmp_path / "g"
    before = sorted(map(str, graph.store))
    facts = load_facts(graph.store)
    for origin, destination in (("寿县", "清流县"), ("清流县", "醴陵市")):
        keep_inferred(folder, inferred_links(facts, [(origin, destination, 3.5, 0.01)], "netinf"))
        store = kg.open_graph(folder).store
        (link,) = [link for link in read_links(store) if link.kind is LinkKind.INFERRED]
        assert [facts.places[end].name for end in (link.origin, link.destination)] == [origin, destination]
        assert (link.p_value, link.improvement, link.method) == (0.01, 3.5, "netinf")
        for name, format in (("graph.ttl", ox.RdfFormat.TURTLE), ("graph.nq", ox.RdfFormat.N_QUADS)):
            written = list(ox.parse((folder / name).read_bytes(), format=format))
            assert sum("InferredLink" in str(quad.object) for quad in written) >= 1, name
        assert not check_graph(folder, [str(path) for path in sorted(tmp_path.glob("*.txt"))]).failed
    keep_inferred(folder, [])
    assert sorted(map(str, kg.open_graph(folder).store)) == before
