"""The page of a network in a real browser, opened as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from networks import BASE, INJECTIONS, county, hostile, regions

from kg.show import around, core, page, write_page

REGION = f"{BASE}region/430281"


@dataclass
class Opened:
    """A page in the browser, with what it asked for and complained about."""

    tab: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def id_of(self, label: str) -> str:
        script = "label => JSON.parse(document.getElementById('kg-data').textContent).nodes.find(n => n.label === label).id"
        return str(self.tab.evaluate(script, label))

    def click_node(self, label: str) -> None:
        at = self.tab.evaluate("id => network.canvasToDOM(network.getPosition(id))", self.id_of(label))
        self._click(at)

    def click_tie(self, one: str, other: str) -> None:
        script = """([one, other]) => {
            const tie = edges.get().find(t => [t.from, t.to].includes(one) && [t.from, t.to].includes(other));
            const curve = network.body.edges[tie.id].edgeType;
            // A point of the line that no box covers.
            for (let share = 0.3; share < 0.7; share += 0.02) {
                const at = network.canvasToDOM(curve.getPoint(share));
                if (network.getNodeAt(at) === undefined && network.getEdgeAt(at) === tie.id) return at;
            }
            return null;
        }"""
        at = self.tab.evaluate(script, [self.id_of(one), self.id_of(other)])
        assert at
        self._click(at)

    def _click(self, at: dict[str, float]) -> None:
        box = self.tab.locator("#mynetwork").bounding_box()
        self.tab.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def opening(html: str, width: int = 1280, height: int = 800, **options: Any) -> Opened:
        path = tmp_path / "页面.html"
        write_page(path, html)
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        made = Opened(context.new_page())
        made.tab.on("request", lambda request: made.requests.append(request.url))
        made.tab.on("console", lambda message: made.complaints.append(message.text))
        made.tab.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.tab.goto(path.as_uri())
        made.tab.wait_for_selector("#legend button", state="attached")
        return made

    yield opening
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def liling() -> str:
    return page(around(county(), REGION), "醴陵市的关系网络")


def _colours(opened: Opened) -> int:
    """How many colours the canvas shows, as far as a sample of its dots tells."""
    script = """() => {
        network.redraw();
        const canvas = document.querySelector('#mynetwork canvas');
        const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const seen = new Set();
        for (let at = 0; at < dots.length; at += 4 * 7) seen.add(dots.slice(at, at + 4).join());
        return seen.size;
    }"""
    return int(opened.tab.evaluate(script))


def test_the_page_opens_without_a_request_or_a_complaint(opened: Open, liling: str) -> None:
    made = opened(liling)
    assert _colours(made) > 20
    made.tab.wait_for_timeout(300)
    assert [url for url in made.requests if not url.startswith("file://")] == []
    assert len(made.requests) == 1
    assert made.complaints == []
    text = made.tab.inner_text("body")
    for words in ("醴陵市的关系网络", "111 个实体", "地区", "做法", "机关", "法规文件", "荣誉"):
        assert words in text


def test_a_click_on_a_node_shows_its_quotes(opened: Open, liling: str) -> None:
    made = opened(liling)
    made.click_node("行刑衔接")
    panel = made.tab.locator("#panel")
    panel.wait_for(state="visible")
    text = panel.inner_text()
    for words in ("行刑衔接", "做法", "两法衔接", "深入推进“行刑衔接”", "2025", "年度法治政府建设情况的报告"):
        assert words in text
    made.tab.keyboard.press("Escape")
    panel.wait_for(state="hidden")


def test_a_click_on_a_line_shows_all_its_facts(opened: Open, liling: str) -> None:
    made = opened(liling)
    made.click_tie("醴陵市", "府检联动")
    panel = made.tab.locator("#panel")
    panel.wait_for(state="visible")
    assert "府检联动" in made.tab.inner_text("#panel-title")
    assert made.tab.locator("#panel blockquote").count() == 2
    assert "采用做法" in panel.inner_text()


def test_a_click_beside_everything_closes_the_panel(opened: Open, liling: str) -> None:
    made = opened(liling)
    made.click_node("醴陵市")
    made.tab.locator("#panel").wait_for(state="visible")
    box = made.tab.locator("#mynetwork").bounding_box()
    made.tab.mouse.click(box["x"] + 6, box["y"] + 6)
    made.tab.locator("#panel").wait_for(state="hidden")


def test_search_finds_by_name_alias_and_code_with_the_keyboard(opened: Open, liling: str) -> None:
    made = opened(liling)
    for wanted, title in (("行刑", "行刑衔接"), ("两法", "行刑衔接"), ("430281", "醴陵市")):
        made.tab.keyboard.press("/")
        made.tab.keyboard.press("Control+A")
        made.tab.keyboard.type(wanted)
        made.tab.locator("#found li").first.wait_for(state="visible")
        if title == "醴陵市":
            made.tab.locator("#found li", has_text="醴陵市").first.click()
        else:
            made.tab.keyboard.press("Enter")
        assert made.tab.inner_text("#panel-title").startswith(title[:3])
        made.tab.keyboard.press("Escape")
    made.tab.keyboard.press("/")
    made.tab.keyboard.type("没有这个")
    assert "没有找到" in made.tab.inner_text("#found")


def test_the_panel_leads_on_to_neighbours(opened: Open, liling: str) -> None:
    made = opened(liling)
    made.click_node("行刑衔接")
    made.tab.locator("#panel h3 button", has_text="醴陵市").first.click()
    assert made.tab.inner_text("#panel-title") == "醴陵市"
    assert made.tab.locator("#panel section").count() == 40
    made.tab.locator("#panel .more").click()
    assert made.tab.locator("#panel section").count() == 80


def test_the_legend_hides_and_shows_a_kind(opened: Open, liling: str) -> None:
    made = opened(liling)
    count = "kind => nodes.get().filter(n => n.hidden).length + ' ' + edges.get().some(e => e.hidden)"
    button = made.tab.locator("#legend button", has_text="机关")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert made.tab.evaluate(count) == "30 true"
    button.click()
    assert made.tab.evaluate(count) == "0 false"


@pytest.mark.parametrize("which", ["around", "core"])
def test_boxes_do_not_overlap_as_drawn(opened: Open, liling: str, which: str) -> None:
    made = opened(liling if which == "around" else page(core(regions()), "图"))
    boxes = made.tab.evaluate("nodes.getIds().map(id => network.getBoundingBox(id))")
    assert len(boxes) > 100
    rim = 2 * 7  # what the library adds to either box for its round corners
    for one, other in combinations(boxes, 2):
        apart_x = one["right"] - rim < other["left"] or other["right"] - rim < one["left"]
        assert apart_x or one["bottom"] - rim < other["top"] or other["bottom"] - rim < one["top"]


def test_a_phone_shows_everything_within_its_width(opened: Open, liling: str) -> None:
    made = opened(liling, width=390, height=844, has_touch=True, is_mobile=True)
    assert made.tab.evaluate("document.documentElement.scrollWidth") <= 390
    made.click_node("醴陵市")
    box = made.tab.locator("#panel").bounding_box()
    assert box["x"] >= 0
    assert box["width"] <= 390
    assert box["height"] < 500
    assert made.complaints == []


def test_the_page_follows_the_dark_scheme(opened: Open, liling: str) -> None:
    made = opened(liling)
    ground = "getComputedStyle(document.body).backgroundColor + nodes.get()[0].color.background"
    light = made.tab.evaluate(ground)
    made.tab.emulate_media(color_scheme="dark")
    made.tab.wait_for_timeout(100)
    assert made.tab.evaluate(ground) != light


@pytest.mark.parametrize("title", INJECTIONS[:4])
def test_no_text_of_a_graph_runs(opened: Open, title: str) -> None:
    made = opened(page(hostile(), title))
    ids = made.tab.evaluate("nodes.getIds()")
    for node in ids:
        made.tab.evaluate("id => network.body.emitter.emit('click', { nodes: [id], edges: [] })", node)
        made.tab.evaluate("id => network.body.emitter.emit('showPopup', id)", node)
    for tie in made.tab.evaluate("edges.getIds()"):
        made.tab.evaluate("id => network.body.emitter.emit('click', { nodes: [], edges: [id] })", tie)
    assert made.tab.locator("#panel blockquote").count() == 1
    made.tab.keyboard.press("/")
    made.tab.keyboard.type("hit")
    assert made.tab.locator("#found li").count() > 2
    # The pointer rests on a box, so that its tooltip comes up.
    at = made.tab.evaluate("id => network.canvasToDOM(network.getPosition(id))", ids[0])
    box = made.tab.locator("#mynetwork").bounding_box()
    made.tab.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    made.tab.wait_for_timeout(500)
    assert made.tab.evaluate("window.__hit") is None
    assert made.tab.locator("#panel img, #panel svg, #found img, .vis-tooltip *").count() == 0
    assert len(made.requests) == 1
    assert made.complaints == []


def test_the_policy_stops_scripts_that_do_not_belong_to_the_page(opened: Open, liling: str) -> None:
    made = opened(liling)
    made.tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.__hit = 1';
            document.body.append(script);
            const image = document.createElement('img');
            image.setAttribute('onerror', 'window.__hit = 1');
            image.src = 'data:,';
            document.body.append(image);
            fetch('https://example.org/').catch(() => 0);
        }"""
    )
    made.tab.wait_for_timeout(200)
    assert made.tab.evaluate("window.__hit") is None
    assert [url for url in made.requests if url.startswith("http")] == []
