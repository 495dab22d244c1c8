from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from samples import SEEDS

import kg
from kg.api import find_query
from kg.errors import UsageError


def test_what_the_package_offers() -> None:
    assert set(kg.__all__) == {"Graph", "__version__", "build", "extract", "open_graph"}
    assert all(hasattr(kg, name) for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_build_returns_the_graph_with_its_summary(seeds_graph: kg.Graph) -> None:
    assert seeds_graph.summary is not None and seeds_graph.summary.reports == 5


def test_a_built_graph_is_opened_without_a_summary(seeds_folder: Path) -> None:
    graph = kg.open_graph(seeds_folder)
    assert graph.summary is None and graph.folder == seeds_folder
    assert graph.query("ASK { ?r a kg:Report }").rows == [(True,)]


def test_no_graph_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build"):
        kg.open_graph(tmp_path)
    with pytest.raises(UsageError, match="kg build"):
        kg.Graph(tmp_path).query("ASK { ?s ?p ?o }")


def test_queries_see_all_graphs_and_need_no_prefixes(seeds_graph: kg.Graph) -> None:
    found = seeds_graph.query("SELECT ?label { region:430281 rdfs:label ?label }")
    assert found.columns == ("label",)
    assert "醴陵市" in {label for (label,) in found.rows}


def test_updates_are_refused(seeds_graph: kg.Graph) -> None:
    with pytest.raises(UsageError):
        seeds_graph.query("DELETE WHERE { ?s ?p ?o }")


def test_named_questions_take_values(seeds_graph: kg.Graph) -> None:
    found = seeds_graph.ask("regions-with-programme", {"programme": "行刑衔接"})
    text = found.to_csv()
    assert "湖南省/株洲市/醴陵市" in text
    assert "商丘" not in text
    assert seeds_graph.ask("reports").rows


def test_an_unknown_question_offers_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean regions-with-programme"):
        find_query("regions-with-programmes")
    with pytest.raises(UsageError, match="kg query --list"):
        find_query("xyzzy")


def test_as_an_rdflib_dataset(seeds_graph: kg.Graph) -> None:
    dataset = seeds_graph.to_rdflib()
    report = rdflib.URIRef("https://w3id.org/fazhi-kg/ontology#Report")
    assert len(set(dataset.subjects(rdflib.RDF.type, report))) == 5


def test_as_a_networkx_graph(seeds_graph: kg.Graph) -> None:
    pytest.importorskip("kg.export.property_graph")
    graph = seeds_graph.to_networkx()
    assert "醴陵市" in {data.get("label") for _, data in graph.nodes(data=True)}


def test_progress_and_paths_of_either_kind(tmp_path: Path) -> None:
    seen: list[int] = []
    file = SEEDS / "001_b2724b32383efc5b.txt"
    graph = kg.build(str(file), out=str(tmp_path / "g"), progress=lambda done, total: seen.append(total))
    assert seen == [1]
    assert graph.folder == tmp_path / "g"
