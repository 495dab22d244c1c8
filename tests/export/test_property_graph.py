"""The network: which nodes and edges it has, and that other tools read it back."""

from __future__ import annotations

import io

import networkx as nx
import pyoxigraph as ox
import pytest
from queries_fixture import small_store

from kg.export.formats import write_export
from kg.export.property_graph import networkx_graph
from kg.namespaces import BASE, ONTOLOGY, RDF, RDFS

LILING = BASE + "region/430281"
PROGRAMME = BASE + "programme/xing-xing-xian-jie"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return networkx_graph(small_store())


def edges(graph: nx.MultiDiGraph, kind: str) -> list[tuple[str, str]]:
    return sorted((one, other) for one, other, data in graph.edges(data=True) if data["kind"] == kind)


def test_regions_carry_their_place(graph: nx.MultiDiGraph) -> None:
    node = graph.nodes[LILING]
    assert node == {
        "label": "醴陵市",
        "kind": "region",
        "iri": LILING,
        "level": "county",
        "chain": "湖南省/株洲市/醴陵市",
        "code": "430281",
        "latitude": 27.657873,
        "longitude": 113.507157,
    }


def test_adoptions_carry_stage_years_and_the_longest_quote(graph: nx.MultiDiGraph) -> None:
    (edge,) = (d for d in graph.get_edge_data(LILING, PROGRAMME).values() if d["kind"] == "adopts")
    assert (edge["stage"], edge["year"], edge["since"]) == ("implemented", 2023, 2021)
    assert edge["quote"] == "自2021年起健全行刑衔接机制,移送涉嫌犯罪案件12件。"
    assert edge["report"] == BASE + "report/430281-2023-fc91a61e"


def test_every_kind_of_edge(graph: nx.MultiDiGraph) -> None:
    county, report = BASE + "region/350423", BASE + "report/350423-2020-7c3a9f10"
    assert len(edges(graph, "adopts")) == 8
    assert (county, BASE + "regulation/xing-zheng-chu-fa-fa") in edges(graph, "cites")
    assert edges(graph, "involved") == [(BASE + "agency/430281-si-fa-xing-zheng", PROGRAMME)]
    assert (LILING, BASE + "honour/fa-zhi-zheng-fu-jian-she-shi-fan-xian") in edges(graph, "received")
    assert (LILING, BASE + "region/430200") in edges(graph, "within")
    assert (BASE + "agency/430281-si-fa-xing-zheng", LILING) in edges(graph, "belongs")
    assert (BASE + "agency/350423-ren-min-zheng-fu", report) in edges(graph, "published")


def test_attributes_are_plain_and_labelled(graph: nx.MultiDiGraph) -> None:
    for data in [d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]:
        assert data["label"] and data["kind"]
        assert {type(value) for value in data.values()} <= {str, int, float}


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networkx_reads_it_back(
    format: str, graph: nx.MultiDiGraph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("network") / f"graph.{format}"
    write_export(small_store(), format, path)
    found = nx.read_graphml(path, force_multigraph=True) if format == "graphml" else nx.read_gexf(path)
    assert set(found) == set(graph)
    assert found.number_of_edges() == graph.number_of_edges()
    assert {data["label"] for _, data in found.nodes(data=True)} >= {"醴陵市", "行刑衔接", "醴陵市司法局"}
    assert {data["quote"] for *_, data in found.edges(data=True) if "quote" in data} == {
        data["quote"] for *_, data in graph.edges(data=True) if "quote" in data
    }
    assert found.nodes[LILING]["latitude"] == 27.657873


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_characters_that_xml_forbids_do_not_break_the_file(
    format: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = ox.Store()
    region, where = ox.NamedNode(BASE + "region/1"), ox.NamedNode(BASE + "graph/entities")
    label = ox.Literal('甲\x00\x0b<&"县\ufffe\u2028😀', language="zh")
    store.add(ox.Quad(region, ox.NamedNode(RDF + "type"), ox.NamedNode(ONTOLOGY + "Region"), where))
    store.add(ox.Quad(region, ox.NamedNode(RDFS + "label"), label, where))
    path = tmp_path_factory.mktemp("xml") / "graph"
    write_export(store, format, path)
    data = io.BytesIO(path.read_bytes())
    found = nx.read_graphml(data) if format == "graphml" else nx.read_gexf(data)
    assert found.nodes[region.value]["label"] == '甲<&"县\u2028😀'


def test_an_empty_store_is_an_empty_network() -> None:
    assert len(networkx_graph(ox.Store())) == 0
