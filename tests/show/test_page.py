"""The page as text: whole, the same every time, and safe whatever the graph holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from networks import BASE, INJECTIONS, county, hostile, regions

from kg.errors import UsageError
from kg.show import around, core, page, write_page
from kg.show.page import _refuse_external

REGION = f"{BASE}region/430281"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.tags


def _data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_is_chinese_and_whole() -> None:
    html = page(around(county(), REGION), "醴陵市的关系网络")
    assert html.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "<title>醴陵市的关系网络</title>" in html
    assert "查找" in html
    assert not [tag for tag, attrs in _tags(html) if {"src", "href"} & set(attrs)]
    assert not re.search(r"cdn\.jsdelivr|cdnjs\.cloudflare|bootstrap", html)


def test_the_same_graph_gives_the_same_bytes() -> None:
    graph = core(regions())
    other = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(data=True))))
    assert page(graph, "图") == page(graph, "图") == page(other, "图")


def test_the_policy_allows_the_scripts_of_the_page_and_no_other() -> None:
    html = page(core(regions()), "图")
    policy = next(attrs["content"] for _, attrs in _tags(html) if attrs.get("http-equiv"))
    assert policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert allowed == {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts}
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy


def test_facts_between_two_nodes_are_one_tie_with_all_their_quotes() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("r", label="醴陵市", kind="region")
    graph.add_node("p", label="行刑衔接", kind="programme")
    graph.add_node("d", label="2023年度报告", kind="report")
    same = {"label": "采用做法", "year": 2023, "stage": "pilot", "section": "一、", "report": "d"}
    graph.add_edge("r", "p", quote="甲。", **same)
    graph.add_edge("r", "p", quote="甲。", **same)
    graph.add_edge("p", "r", quote="乙。", year=2024)
    (tie,) = _data(page(graph, "图"))["ties"]
    assert [fact["quote"] for fact in tie["facts"]] == ["乙。", "甲。"]
    assert tie["facts"][1] == {
        "what": "采用做法", "from": "醴陵市", "to": "行刑衔接", "stage": "试点", "year": "2023",
        "region": "醴陵市", "section": "一、", "report": "2023年度报告", "quote": "甲。",
    }  # fmt: skip


def test_a_tie_is_dashed_only_when_nothing_goes_beyond_a_plan() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("r", "p", stage="planned")
    graph.add_edge("r", "q", stage="planned")
    graph.add_edge("r", "q", stage="implemented")
    graph.add_edge("r", "s")
    assert sorted(tie["planned"] for tie in _data(page(graph, "图"))["ties"]) == [False, False, True]


@pytest.mark.parametrize("bare", [nx.MultiDiGraph(), nx.MultiDiGraph([("a", "b"), ("b", "a"), ("a", "a")])])
def test_missing_attributes_are_no_obstacle(bare: nx.MultiDiGraph) -> None:
    assert len(_data(page(bare, ""))["nodes"]) == bare.number_of_nodes()


def test_what_was_left_out_is_told() -> None:
    assert _data(page(around(county(), REGION, 20), "图"))["left_out"] == 91


def test_no_text_of_a_graph_becomes_markup() -> None:
    plain = [tag for tag, _ in _tags(page(county(), "图"))]
    for title in INJECTIONS:
        html = page(hostile(), title)
        assert [tag for tag, _ in _tags(html)] == plain
        assert html.count("<script>") == page(county(), "图").count("<script>")
        for text in ("<img src=x", "<svg onload", "<!--<script>", "<b>粗"):
            assert text not in html
        html.encode("utf-8")


def test_texts_reach_the_data_as_they_are() -> None:
    quotes = {fact["quote"] for tie in _data(page(hostile(), "图"))["ties"] for fact in tie["facts"]}
    assert {text for text in INJECTIONS if "\ud800" not in text} <= quotes


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<link rel=stylesheet href=//cdn.example/x.css>",
        "<img src='http://example.org/x.png'>",
        "<p onclick='x()'>",
        "<style>@import 'x.css';</style>",
        "<style>p { background: url(https://example.org/x.png) }</style>",
    ],
)
def test_a_page_that_reaches_out_is_refused(markup: str) -> None:
    with pytest.raises(AssertionError):
        _refuse_external(f"<html>{markup}</html>")


def test_english_is_there_on_request() -> None:
    html = page(county(), "Liling", lang="en")
    assert '<html lang="en">' in html
    assert _data(html)["words"]["close"] == "Close"
    with pytest.raises(UsageError, match="zh, en"):
        page(county(), "图", lang="fr")


def test_the_file_is_utf_8_whatever_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    path = tmp_path / "new" / "图.html"
    html = page(county(), "醴陵市")
    write_page(path, html)
    assert path.read_bytes() == html.encode("utf-8")
