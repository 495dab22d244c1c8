"""Profiles, gaps, intensity and links on real reports: every statement has a quote that stands in its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import SEEDS

import kg
from kg.query import named_queries, run
from kg.read.report import to_text
from kg.spread.facts import Facts, load_facts
from kg.spread.gaps import gaps, gaps_table
from kg.spread.intensity import contradictions, intensity, intensity_table
from kg.spread.links import inferred_links, link_quads, read_links
from kg.spread.similarity import compare, comparison_table, neighbours, neighbours_table
from kg.spread.stated import stated_in, stated_links

PROVINCES = Path(__file__).parents[3] / "shared" / "corpora" / "provincial-2025"
SOME = ("浙江省", "江苏省", "福建省", "四川省", "青海省")


@pytest.fixture(scope="module")
def seeds(seeds_graph: kg.Graph) -> Facts:
    return load_facts(seeds_graph.store)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    if not PROVINCES.is_dir():
        pytest.skip("the provincial reports are not at hand")
    paths = [PROVINCES / f"2025年{name}政府工作报告.docx" for name in SOME]
    return kg.build(SEEDS, *paths, out=tmp_path_factory.mktemp("both") / "graph")


def texts(facts: Facts) -> dict[str, str]:
    return {
        iri: to_text(Path(report.source).read_bytes(), report.source)
        for iri, report in facts.reports.items()
        if report.source
    }


def test_counties_are_alike_by_practices(seeds: Facts) -> None:
    found = neighbours(seeds, "醴陵市")
    assert "清流县" in {n.place.name for n in found[:2]}
    assert {n.place.name for n in found} == {"清流县", "商丘市", "鄂州市", "包场镇"}
    assert neighbours_table(seeds, "醴陵市", found).to_dicts()[0]["why"]


def test_gaps_come_with_peers_quotes_that_stand_in_their_reports(seeds: Facts) -> None:
    read = texts(seeds)
    peers, found = gaps(seeds, "醴陵市", top=30)
    assert len(found) == 30
    own = {
        a.programme
        for a in seeds.adoptions
        if seeds.places[a.region].name == "醴陵市" and a.stage != "planned"
    }
    for gap in found:
        assert gap.programme not in own
        assert gap.peers and all(row.quote in read[row.report] for row in gap.peers)
    assert len(gaps_table(seeds, "醴陵市", peers, found)) == 30


def test_provinces(both: kg.Graph) -> None:
    facts = load_facts(both.store)
    found = compare(facts, "浙江省", "江苏省")
    rows = comparison_table(facts, found).to_dicts()
    assert len(found.shared) > 15 and all(row["a_quote"] or row["b_quote"] for row in rows)
    peers, _ = gaps(facts, "浙江省")
    assert {facts.places[r].name for r in peers.profile} == {"江苏省", "福建省", "四川省", "青海省"}
    measures = intensity(facts, "保交房")
    assert all(m.row.quote for m in measures) and len(intensity_table(facts, measures)) == len(measures)
    assert all(m.against for m in contradictions(facts))


def test_stated_links_of_quotes(both: kg.Graph) -> None:
    facts = load_facts(both.store)
    read = texts(facts)
    links = stated_links(facts)
    ends = {(facts.places[link.origin].name, link.destination.rsplit("/", 1)[-1]) for link in links}
    assert ("三明市", "630000") in ends and ("三明市", "cn") in ends and ("醴陵市", "430000") in ends
    assert all(link.report and link.quote in read[link.report] for link in links)
    stored = stated_in(both.store, facts)  # those of the graph, if it holds some, else the same
    assert {(a.origin, a.destination) for a in stored} >= {(a.origin, a.destination) for a in links}


def test_queries_of_links(both: kg.Graph) -> None:
    import pyoxigraph as ox

    facts = load_facts(both.store)
    store = ox.Store()
    store.extend(both.store)
    store.extend(link_quads(stated_links(facts)))
    store.extend(
        link_quads(inferred_links(facts, [("浙江省", "江苏省", 22.3, 0.004)], "netinf, exponential"))
    )
    assert {link.kind.value for link in read_links(store)} == {"stated", "inferred"}
    stated = run(store, named_queries()["stated-links"].sparql)
    assert len(stated.rows) >= len({link.quote for link in stated_links(facts)})
    (row,) = run(store, named_queries()["inferred-links"].sparql).rows
    assert "浙江省" in map(str, row) and "江苏省" in map(str, row)
