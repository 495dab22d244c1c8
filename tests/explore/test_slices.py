"""Slices of a served graph against the whole data of the same graph."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import kg
from kg.explore.data import ExplorerData, explorer_data
from kg.explore.entities import KINDS
from kg.explore.part import Part
from kg.explore.places import PAGE
from kg.explore.slices import entities_slice, facts_slice, outline, slice_of
from kg.explore.source import Source, make_source

FULL = "adoption citation award observation mention link".split()
Read = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def source(seeds_graph: kg.Graph) -> Source:
    return make_source(seeds_graph.store)


@pytest.fixture(scope="module")
def whole(seeds_graph: kg.Graph) -> ExplorerData:
    return explorer_data(seeds_graph.store)


def read(data: dict[str, Any]) -> Read:
    """Kind → facts by name of column, entities by IRI in place of their numbers."""
    iris = [row["i"] for row in data["entities"]]
    ends = {
        "report",
        "programme",
        "region",
        "regulation",
        "honour",
        "recipient",
        "indicator",
        "entity",
        "from",
    }
    found: Read = {}
    for kind, table in data["facts"].items():
        rows = []
        for row in table["rows"]:
            one = dict(zip(table["columns"], row, strict=True))
            one["evidence"] = [[*e[:3], data["sections"][e[3]], *e[4:]] for e in one["evidence"]]
            for name in one.keys() & ends:
                one[name] = None if one[name] is None else iris[one[name]]
            if "agencies" in one:
                one["agencies"] = sorted(iris[number] for number in one["agencies"])
            rows.append(one)
        found[kind] = sorted(rows, key=lambda one: one["iri"])
    return found


def naming(facts: Read, iri: str) -> Read:
    """The facts that name an entity, as an end (not as the report that tells them)."""
    return {
        kind: [one for one in rows if iri in {v for k, v in one.items() if k not in ("iri", "report") and isinstance(v, str)}
               or iri in one.get("agencies", ())]
        for kind, rows in facts.items()
    }  # fmt: skip


@pytest.fixture(scope="module")
def every(whole: ExplorerData) -> Read:
    return read(whole.main)


ENTITIES = (
    "programme/xing-xing-xian-jie",
    "programme/yi-jian-shi-yi-ci-ban",
    "region/430281",
    "region/411400",
    "agency/430281-si-fa-xing-zheng",
)


@pytest.mark.parametrize("iri", ENTITIES)
def test_the_slice_of_an_entity_has_all_facts_that_name_it_as_the_file_has_them(
    source: Source, every: Read, iri: str
) -> None:
    found, wanted = naming(read(slice_of(source, iri, {})), iri), naming(every, iri)
    assert any(wanted.values())
    assert found == wanted


def test_every_entity_counts_the_facts_that_name_it(source: Source, every: Read, whole: ExplorerData) -> None:
    counted: dict[str, int] = defaultdict(int)
    for kind in FULL:
        for one in every[kind]:
            named = {
                v
                for k, v in one.items()
                if k not in ("iri", "report") and isinstance(v, str) and v in source.index.numbers
            }
            for iri in (*named, *one.get("agencies", ())):
                counted[iri] += 1
    assert {source.index.iris[n]: int(c) for n, c in enumerate(source.index.facts) if c} == counted


def test_a_report_has_all_its_facts(source: Source, every: Read) -> None:
    report = next(iri for iri in source.index.iris if iri.startswith("report/430281-"))
    found = read(slice_of(source, report, {}))
    assert found == {kind: [one for one in rows if one["report"] == report] for kind, rows in every.items()}


def test_starts_of_a_practice_are_those_of_the_file(source: Source, whole: ExplorerData) -> None:
    iris = [row["i"] for row in whole.main["entities"]]
    compared = 0
    for programme, rows in whole.main["analyses"]["starts"].items():
        made = slice_of(source, iris[programme], {})
        own = [row["i"] for row in made["entities"]]
        [(of, found)] = made["analyses"]["starts"].items()
        assert own[of] == iris[programme]
        assert sorted([own[r], *rest] for r, *rest in found) == sorted([iris[r], *rest] for r, *rest in rows)
        compared += len(rows)
    assert compared > 200


@pytest.mark.parametrize("region", ["region/430281", "region/350423", "region/411400"])
def test_similar_regions_and_gaps_are_those_of_the_file(
    source: Source, whole: ExplorerData, region: str
) -> None:
    iris = [row["i"] for row in whole.main["entities"]]
    made = slice_of(source, region, {})
    own = [row["i"] for row in made["entities"]]
    for name in ("similar", "gaps"):
        [(_, found)] = made["analyses"][name].items()
        wanted = whole.main["analyses"][name][iris.index(region)]
        assert {(own[row[0]], row[1]) for row in found} == {(iris[row[0]], row[1]) for row in wanted}
        assert found


def test_labels_terms_and_questions_are_those_of_the_file(source: Source, whole: ExplorerData) -> None:
    told = outline(source)
    for name in ("base", "kinds", "labels", "terms", "queries", "prefixes"):
        assert told[name] == whole.main[name], name
    assert ["kg:Adoption", "采用", "class"] in told["terms"] and ["kg:programme", "做法", "property"] in told[
        "terms"
    ]


def test_the_overview_counts_what_the_file_holds(source: Source, whole: ExplorerData) -> None:
    told = outline(source)["whole"]
    for number, (kind, _) in enumerate(KINDS):
        assert told["entities"][kind] == sum(row["k"] == number for row in whole.main["entities"])
    assert told["facts"] == {kind: len(table["rows"]) for kind, table in whole.main["facts"].items()}
    made = slice_of(source, "", {})
    own = [row["i"] for row in made["entities"]]
    iris = [row["i"] for row in whole.main["entities"]]
    starts = {
        iris[p]: (len(rows), min(row[1] for row in rows))
        for p, rows in whole.main["analyses"]["starts"].items()
    }
    practices = made["given"]["practices"]
    assert [regions for _, regions, _ in practices] == sorted(
        (regions for _, regions, _ in practices), reverse=True
    )
    assert {own[p]: (regions, first) for p, regions, first in practices}.items() <= starts.items()
    assert told["practices"] == len(starts)


def test_cells_of_coverage_count_practices_that_are_done(source: Source, every: Read) -> None:
    made = slice_of(source, "", {})
    own = [row["i"] for row in made["entities"]]
    wanted: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in every["adoption"]:
        if one["stage"] != "planned":
            wanted[one["region"], one["year"]].add(one["programme"])
    found = {(own[region], year): count for region, year, count in made["given"]["filled"]}
    assert found
    assert all(len(wanted[key]) == count for key, count in found.items())


@pytest.mark.parametrize("by", ["region", "year"])
def test_cells_of_the_matrix_have_the_best_stage_and_the_regions(
    source: Source, every: Read, by: str
) -> None:
    made = slice_of(source, "matrix", {"by": by})
    own = [row["i"] for row in made["entities"]]
    wanted: dict[tuple[str, Any], list[dict[str, Any]]] = defaultdict(list)
    for one in every["adoption"]:
        wanted[one["programme"], one[by]].append(one)
    rank = ["implemented", "pilot", "planned"]
    table = made["given"]["yearly" if by == "year" else "cells"]
    assert len(table) > 50
    for programme, column, stage, regions in table:
        facts = wanted[own[programme], column if by == "year" else own[column]]
        assert stage == min((one["stage"] for one in facts), key=rank.index)
        assert regions == len({one["region"] for one in facts})


def test_the_matrix_sorts_by_a_column(source: Source) -> None:
    made = slice_of(source, "matrix", {"sort": "region/350423"})
    own = [row["i"] for row in made["entities"]]
    column = own.index("region/350423")
    stages = {row: stage for row, at, stage, _ in made["given"]["cells"] if at == column}
    first = [row for row, _ in made["given"]["rows"][: len(stages)]]
    assert set(first) == set(stages)


def test_a_network_around_a_practice_draws_its_neighbours_and_their_ties(source: Source, every: Read) -> None:
    iri = "programme/xing-xing-xian-jie"
    made = slice_of(source, "network", {"focus": iri})
    own = [row["i"] for row in made["entities"]]
    drawn = {own[number] for number in made["given"]["shown"]}
    regions = {one["region"] for one in every["adoption"] if one["programme"] == iri}
    assert regions and regions <= drawn
    for a, b, count, _ in made["given"]["ties"]:
        assert count >= 1
        assert {own[a], own[b]} <= drawn


def test_a_network_leaves_out_what_the_filters_hide(source: Source) -> None:
    kinds = [kind for kind, _ in KINDS]
    made = slice_of(source, "network", {"hide": "agency,regulation", "all": "1"})
    shown = {kinds[made["entities"][number]["k"]] for number in made["given"]["shown"]}
    assert "programme" in shown and not shown & {"agency", "regulation"}
    early = slice_of(source, "network", {"to": "2020", "all": "1"})
    assert 0 < len(early["given"]["shown"]) < len(made["given"]["shown"])
    inside = slice_of(source, "network", {"province": "region/430000", "all": "1"})
    regions = {
        row["i"]
        for n, row in enumerate(inside["entities"])
        if n in set(inside["given"]["shown"]) and row["k"] == 0
    }
    assert "region/430281" in regions and "region/350423" not in regions


def test_a_path_joins_two_entities_step_by_step(source: Source) -> None:
    made = slice_of(source, "network", {"path": "region/430281,region/350423"})
    way = made["given"]["way"]
    own = [row["i"] for row in made["entities"]]
    assert own[way[0]] == "region/430281" and own[way[-1]] == "region/350423"
    ties = {frozenset((a, b)) for a, b, *_ in made["given"]["ties"]}
    assert all(frozenset(pair) in ties for pair in pairwise(way))


def test_facts_between_two_entities_are_asked_for_alone(source: Source, every: Read) -> None:
    iri = "programme/xing-xing-xian-jie"
    region = next(one["region"] for one in every["adoption"] if one["programme"] == iri)
    found = read(facts_slice(source, {"kind": "adoption", "programme": iri, "region": region}))
    assert found["adoption"] == [
        o for o in every["adoption"] if o["programme"] == iri and o["region"] == region
    ]
    assert not found["citation"]
    either = read(facts_slice(source, {"a": region, "b": iri}))
    assert {one["iri"] for one in found["adoption"]} <= {one["iri"] for one in either["adoption"]}
    year = str(found["adoption"][0]["year"])
    assert read(facts_slice(source, {"kind": "adoption", "region": region, "year": year}))["adoption"]
    assert not read(facts_slice(source, {"kind": "adoption", "region": region, "year": "1999"}))["adoption"]
    assert not any(read(facts_slice(source, {"region": "region/nowhere"})).values())


def test_a_list_comes_page_by_page_without_gaps(source: Source) -> None:
    total = outline(source)["whole"]["facts"]["adoption"]
    seen: list[str] = []
    for page in range(1, total // PAGE + 2):
        made = slice_of(source, "list/adoption", {"page": str(page)})
        assert made["given"]["page"] == {"number": page, "size": PAGE, "total": total}
        seen += [one["iri"] for one in read(made)["adoption"]]
    assert len(seen) == len(set(seen)) == total
    assert slice_of(source, "list/agency", {"page": "nonsense"})["given"]["page"]["number"] == 1


def test_a_fact_of_the_address_comes_along(source: Source, every: Read) -> None:
    fact = every["adoption"][0]["iri"]
    assert [one["iri"] for one in read(slice_of(source, "about", {"fact": fact}))["adoption"]] == [fact]
    assert not any(read(slice_of(source, "about", {"fact": "adoption/none"})).values())
    assert not any(read(slice_of(source, "about", {"fact": "nonsense > ?"})).values())


def test_what_is_left_out_is_counted(source: Source) -> None:
    part = Part(source.index)
    part.add_facts((f"adoption/{n}" for n in range(9)), most=4)
    assert len(part.facts["adoption"]) == 4
    assert part.data(source.described(), lambda _: False, {})["totals"] == {"adoption": 9}


def test_an_unknown_place_is_empty(source: Source) -> None:
    made = slice_of(source, "no/such/place", {})
    assert made["entities"] == [] and not any(table["rows"] for table in made["facts"].values())


def test_names_are_given_for_known_iris_alone(source: Source) -> None:
    made = entities_slice(source, ["region/430281", "region/none", "<x>"])
    assert "region/430281" in [row["i"] for row in made["entities"]]
    assert all(row["k"] == 0 for row in made["entities"])


def test_texts_are_told_of_reports_that_have_one(source: Source, seeds_graph: kg.Graph) -> None:
    with_text = make_source(
        seeds_graph.store, source.index, has_text=lambda report: report.startswith("report/430281-")
    )
    made = slice_of(with_text, "region/430281", {})
    assert len(made["texts"]) == 1 and made["texts"][0].startswith("report/430281-")


def test_the_outline_is_the_same_each_time(seeds_graph: kg.Graph, source: Source) -> None:
    again = make_source(seeds_graph.store).index
    assert again.iris == source.index.iris and again.names == source.index.names
    assert np.array_equal(again.ties.a, source.index.ties.a) and np.array_equal(
        again.facts, source.index.facts
    )
