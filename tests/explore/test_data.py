"""What the explorer's page holds: entities, facts with their evidence, texts, places, readings."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from samples import LILING, SEEDS

import kg
from kg.errors import UsageError
from kg.explore.data import ExplorerData, explorer_data
from kg.explore.described import Described
from kg.explore.page import application, page
from kg.explore.pinyin import readings
from kg.explore.positions import positions
from kg.explore.texts import report_texts, texts_in
from kg.spread.facts import load_facts


@pytest.fixture(scope="module")
def data(seeds_graph: kg.Graph) -> ExplorerData:
    return explorer_data(seeds_graph.store)


def rows(data: ExplorerData, kind: str) -> list[dict[str, Any]]:
    table = data.main["facts"][kind]
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def test_every_entity_of_the_graph_is_there_once(data: ExplorerData, seeds_graph: kg.Graph) -> None:
    iris = [row["i"] for row in data.main["entities"]]
    assert len(iris) == len(set(iris))
    kinds = "kg:Region kg:Programme kg:Agency kg:Regulation kg:Award kg:Indicator kg:Report"
    counted = seeds_graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ VALUES ?c {{ {kinds} }} ?x a ?c }}")
    assert len(iris) == int(str(counted.rows[0][0]))


def test_facts_are_those_of_the_graph(data: ExplorerData, seeds_graph: kg.Graph) -> None:
    facts = load_facts(seeds_graph.store)
    assert len(rows(data, "adoption")) == len(facts.adoptions)
    assert len(rows(data, "observation")) == len(facts.observations)
    names = {number: row["n"] for number, row in enumerate(data.main["entities"])}
    told = {(names[row["region"]], names[row["programme"]], row["stage"]) for row in rows(data, "adoption")}
    assert ("醴陵市", "行刑衔接", "implemented") in told


def test_no_fact_without_evidence_and_every_quote_stands_in_the_text(data: ExplorerData) -> None:
    entities = data.main["entities"]
    checked = 0
    for kind in ("adoption", "citation", "award", "observation", "mention"):
        for fact in rows(data, kind):
            assert fact["evidence"], fact["iri"]
            text = data.texts[entities[fact["report"]]["i"]]
            for quote, start, end, section, _, _ in fact["evidence"]:
                assert text[start:end] == quote
                assert 0 <= section < len(data.main["sections"])
                checked += 1
    assert checked > 1000


def test_the_longest_quote_comes_first(data: ExplorerData) -> None:
    for fact in rows(data, "adoption"):
        lengths = [len(evidence[0]) for evidence in fact["evidence"]]
        assert lengths == sorted(lengths, reverse=True)


def test_the_page_tells_no_folder_of_the_machine(data: ExplorerData) -> None:
    text = json.dumps(data.main, ensure_ascii=False)
    assert str(SEEDS) not in text
    assert f"{LILING}.txt" in text


def test_the_same_graph_gives_the_same_data(data: ExplorerData, seeds_graph: kg.Graph) -> None:
    again = explorer_data(seeds_graph.store)
    assert json.dumps(again.main, sort_keys=True) == json.dumps(data.main, sort_keys=True)
    assert again.turtle == data.turtle


def test_a_graph_under_another_base(tmp_path: Path) -> None:
    graph = kg.build(SEEDS / f"{LILING}.txt", out=tmp_path, base="https://example.org/x/")
    of = Described(graph.store)
    assert of.base == "https://example.org/x/"
    assert "region/430281" in of.of_kind("Region")
    made = explorer_data(graph.store)
    assert made.main["prefixes"]["region"] == "https://example.org/x/region/"
    assert made.main["analyses"]["starts"]


# ---- texts


def test_a_text_comes_only_from_the_unchanged_file(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    shutil.copy(SEEDS / f"{LILING}.txt", source)
    (digest,) = texts_in([source])
    assert report_texts([("r", str(source), digest)])["r"].startswith(source.read_text(encoding="utf-8")[:20])
    assert (
        report_texts(
            [("r", str(source), "0" * 64), ("s", str(tmp_path / "b.txt"), digest), ("t", None, None)]
        )
        == {}
    )
    assert list(report_texts([("r", "gone.txt", digest)], texts_in([tmp_path]))) == ["r"]


# ---- pinyin, positions


def test_readings_hold_all_sounds_of_a_character() -> None:
    table = readings(["行刑衔接", "长沙市", "绿色Abc"])
    assert {"xing", "hang"} <= set(table["行"].split())
    assert {"chang", "zhang"} <= set(table["长"].split())
    assert "lv" in table["绿"].split()
    assert "A" not in table


def test_positions_are_repeatable_and_apart() -> None:
    ties = {(0, 1): 3, (0, 2): 1, (1, 2): 1, (2, 3): 1, (5, 6): 1}
    once, again = positions(8, ties), positions(8, ties)
    assert once == again
    assert once[4] is None and once[7] is None
    placed = [tuple(place) for place in once if place]
    assert len(placed) == len(set(placed)) == 6


def test_positions_of_nothing() -> None:
    assert positions(2, {}) == [None, None]
    assert positions(0, {}) == []


# ---- the page

APP = b"<html><!--kg-data--><script>1</script></html>"
_BLOCK = re.compile(rb'<script type="application/octet-stream" id="([a-z0-9-]+)">([A-Za-z0-9+/=]*)</script>')


def test_blocks_unpack_to_the_data(data: ExplorerData) -> None:
    made = page(APP, data)
    assert made == page(APP, data)
    blocks = {
        name.decode(): gzip.decompress(base64.b64decode(packed)) for name, packed in _BLOCK.findall(made)
    }
    main = json.loads(blocks["kg-main"])
    assert main["entities"] == data.main["entities"]
    assert blocks["kg-turtle"] == data.turtle
    assert [blocks[f"kg-text-{n}"].decode() for n in range(len(main["texts"]))] == [
        data.texts[iri] for iri in main["texts"]
    ]


def test_no_text_of_a_graph_can_leave_its_block() -> None:
    hostile = ExplorerData(
        {"x": "</script><script>alert(1)</script><!--"}, {"r": "</script>\ud800"}, b"</script>"
    )
    made = page(APP, hostile)
    assert made.count(b"</script>") == 4
    assert b"alert" not in made


def test_a_damaged_application_is_refused(data: ExplorerData) -> None:
    with pytest.raises(UsageError, match="damaged"):
        page(b"<html></html>", data)


def test_a_missing_application_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="install the package again"):
        application(tmp_path / "app.html")


def test_the_turtle_that_a_build_wrote_is_that_of_its_store(seeds_folder: Path) -> None:
    assert (
        explorer_data(kg.open_graph(seeds_folder).store).turtle == (seeds_folder / "graph.ttl").read_bytes()
    )
