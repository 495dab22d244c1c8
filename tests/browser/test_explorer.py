"""The explorer in a real browser, opened as a file: each view, by mouse and keyboard, with no request at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from networks import INJECTIONS

from browser.conftest import missing
from kg.explore import write_explorer
from kg.explore.build import BuildError, ensure
from kg.explore.data import ExplorerData, explorer_data
from kg.explore.page import application, page
from kg.graph.store import open_store

PRACTICE = "#/programme/xing-xing-xian-jie"
REGION = "#/region/430281"


@pytest.fixture(scope="module")
def built() -> None:
    try:
        ensure()
    except BuildError as error:
        missing(f"the explorer's page cannot be built: {error}")


@pytest.fixture(scope="module")
def explorer(built: None, seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "图谱.html"
    write_explorer(seeds_folder, path)
    return path


@dataclass
class Opened:
    """A page in the browser, with what it asked for and complained about."""

    tab: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, place: str) -> None:
        self.tab.evaluate("place => { location.hash = place }", place)
        self.tab.wait_for_timeout(150)

    def text(self, selector: str) -> str:
        return str(self.tab.locator(selector).first.inner_text())


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any, explorer: Path) -> Iterator[Open]:
    contexts = []
    all_opened = []

    def opening(
        place: str = "", path: Path | None = None, width: int = 1280, height: int = 860, **options: Any
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        made = Opened(context.new_page())
        all_opened.append(made)
        made.tab.on("request", lambda request: made.requests.append(request.url))
        made.tab.on("console", lambda message: made.complaints.append(message.text))
        made.tab.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.tab.goto((path or explorer).as_uri() + place)
        made.tab.wait_for_selector("html[data-ready]")
        return made

    yield opening
    for made in all_opened:
        outside = [url for url in made.requests if not url.startswith(("file://", "blob:"))]
        # What the software renderer of this browser says of itself is no complaint of the page.
        complaints = [text for text in made.complaints if "GL Driver Message" not in text]
        assert (outside, complaints) == ([], [])
    for context in contexts:
        context.close()


def test_the_seeds_make_a_small_page(explorer: Path, opened: Open) -> None:
    assert explorer.stat().st_size < 6_000_000
    made = opened()
    assert made.text("h1")
    assert made.tab.locator(".tile").count() == 8
    assert made.tab.locator("td.cell.on").count() == 5


# ---- search


@pytest.mark.parametrize(
    ("typed", "name"),
    [("xxxj", "行刑衔接"), ("xingxing", "行刑衔接"), ("行刑", "行刑衔接"), ("两法衔接", "行刑衔接"), ("430281", "醴陵市"), ("lls", "醴陵市"), ("liling", "醴陵市")],
)  # fmt: skip
def test_search_finds_names_aliases_codes_and_pinyin(opened: Open, typed: str, name: str) -> None:
    made = opened()
    made.tab.wait_for_timeout(300)
    made.tab.fill("#search", typed)
    assert name in [
        text.split("\n")[1].split(" ")[0]
        for text in made.tab.locator("#found [role=option]").all_inner_texts()
    ]


def test_from_nothing_to_the_sentence_with_the_keyboard_alone(opened: Open) -> None:
    made = opened()
    made.tab.keyboard.press("/")
    made.tab.keyboard.type("xxxj")
    made.tab.keyboard.press("ArrowDown")
    assert made.tab.get_attribute("#search", "aria-activedescendant") == "found-0"
    made.tab.keyboard.press("Enter")
    made.tab.wait_for_timeout(200)
    assert made.text("h1") == "行刑衔接"
    quote = made.tab.locator("button.quote").first
    quote.focus()
    made.tab.keyboard.press("Enter")
    assert "行刑衔接" in made.text("#panel blockquote")
    assert made.tab.evaluate("document.activeElement.id") == "panel"
    made.tab.keyboard.press("Escape")
    assert made.tab.locator("#panel").is_hidden()
    assert made.tab.evaluate("document.activeElement.className") == "quote"


# ---- views


def test_a_practice_page(opened: Open) -> None:
    made = opened(PRACTICE)
    assert "醴陵市" in made.text("main table")
    made.tab.wait_for_selector("figure canvas")
    assert made.tab.locator("figure canvas").count() >= 2
    with made.tab.expect_download() as download:
        made.tab.locator("section button", has_text="CSV").first.click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert content.splitlines()[0].startswith("地区,阶段,年份")
    assert "行刑衔接" in content
    for button, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with made.tab.expect_download() as download:
            made.tab.locator("figure button", has_text=button).last.click()
        assert Path(download.value.path()).read_bytes().startswith(start)


def test_the_map_colours_a_province(opened: Open) -> None:
    made = opened(PRACTICE)
    with made.tab.expect_download() as download:
        made.tab.locator("figure").last.locator("button", has_text="SVG").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert len(re.findall(r"<path", drawing)) > 34


def test_the_reader_brings_boundaries_of_prefectures(opened: Open, tmp_path: Path) -> None:
    square = [[112.9, 27.0], [114.2, 27.0], [114.2, 28.3], [112.9, 28.3], [112.9, 27.0]]
    other = [[x + 2, y] for x, y in square]
    shape = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for name, ring in (("株洲市", square), ("别处市", other))
        ],
    }
    mine = tmp_path / "边界.geojson"
    mine.write_text(json.dumps(shape, ensure_ascii=False), encoding="utf-8")
    made = opened(PRACTICE)

    def drawing() -> str:
        with made.tab.expect_download() as download:
            made.tab.locator("figure").last.locator("button", has_text="SVG").click()
        return Path(download.value.path()).read_text(encoding="utf-8")

    provinces = len(re.findall("<path", drawing()))
    made.tab.set_input_files("label.file input", str(mine))
    made.tab.wait_for_timeout(300)
    mapped = drawing()
    areas = re.findall(r'<path d="[^"]*Z?" fill="([^"]*)"', mapped)
    assert len(re.findall("<path", mapped)) < provinces / 4
    assert len(set(areas)) >= 2  # the prefecture above the county is coloured, the other one is not
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"type": "Topology"}', encoding="utf-8")
    made.tab.set_input_files("label.file input", str(wrong))
    made.tab.wait_for_timeout(100)
    assert "GeoJSON" in made.text("#live")


def test_the_editor_offers_terms_and_variables(opened: Open) -> None:
    made = opened("#/sparql")
    editor = made.tab.locator(".editor .cm-content")
    editor.click()
    made.tab.keyboard.press("Control+a")
    made.tab.keyboard.press("Delete")
    made.tab.keyboard.type("SELECT ?做法 { ?x a kg:Adop", delay=15)
    offered = made.tab.locator(".editor .cm-tooltip-autocomplete li")
    offered.first.wait_for()
    assert offered.first.inner_text() == "kg:Adoption采用"
    made.tab.wait_for_timeout(150)
    made.tab.keyboard.press("Enter")
    made.tab.keyboard.type(" . FILTER(?做", delay=15)
    made.tab.wait_for_timeout(300)
    assert "?做法" in made.tab.locator(".editor .cm-tooltip-autocomplete").inner_text()
    made.tab.keyboard.press("Escape")
    assert made.tab.locator(".editor .cm-tooltip-autocomplete").count() == 0
    assert "a kg:Adoption ." in editor.inner_text()


def test_evidence_shows_all_that_proves_a_fact(opened: Open) -> None:
    made = opened(REGION)
    made.tab.locator("button.quote").first.click()
    shown = made.text("#panel")
    for word in ("报告", "位置", "方法", "置信度"):
        assert word in shown
    assert "fact=" in made.tab.url
    again = opened(made.tab.url[made.tab.url.index("#") :])
    assert again.text("#panel") == shown


def test_a_region_page(opened: Open) -> None:
    made = opened(REGION)
    headings = made.tab.locator("main h2").all_inner_texts()
    for word in ("做了什么", "相似地区", "本地未报告", "荣誉", "统计数据"):
        assert any(word in heading for heading in headings)


def test_a_report_leads_from_a_fact_to_its_sentence_and_back(opened: Open) -> None:
    made = opened(REGION)
    made.tab.locator("td.report a").first.click()
    made.tab.wait_for_selector(".text a.name")
    assert made.tab.locator(".text a.name").count() > 100
    assert made.tab.locator(".text p.here").count() == 1
    row = made.tab.locator(".fact-row").nth(12)
    row.click()
    quote = made.text("#panel blockquote")
    marked = made.tab.evaluate("[...CSS.highlights.get('kg-sentence')].map(range => range.toString()).join()")
    assert marked == quote
    assert quote in made.text(".text p.here")
    made.tab.keyboard.press("Escape")
    made.tab.locator(".text a.name.k-programme").first.click()
    assert made.tab.locator("#panel article").count() >= 1


def test_offsets_hold_beyond_the_basic_plane(
    built: None, opened: Open, seeds_folder: Path, tmp_path: Path
) -> None:
    data = explorer_data(open_store(seeds_folder))
    iri = sorted(data.texts)[0]
    number = next(n for n, row in enumerate(data.main["entities"]) if row["i"] == iri)
    for table in data.main["facts"].values():
        for row in table["rows"]:
            if row[1] == number:
                row[2] = [[quote, start + 2, end + 2, *rest] for quote, start, end, *rest in row[2]]
    shifted = ExplorerData(data.main, {**data.texts, iri: "𠀀𠮷" + data.texts[iri]}, data.turtle)
    path = tmp_path / "shifted.html"
    path.write_bytes(page(application(), shifted))
    made = opened(f"#/{iri}", path=path)
    made.tab.wait_for_selector(".text a.name")
    made.tab.locator(".fact-row").nth(3).click()
    marked = made.tab.evaluate("[...CSS.highlights.get('kg-sentence')].map(range => range.toString()).join()")
    assert marked == made.text("#panel blockquote")


def test_the_matrix_sorts_and_opens_evidence(opened: Open) -> None:
    made = opened("#/matrix")
    first = made.text("tbody th a")
    made.tab.locator("thead button").first.click()
    assert made.text("tbody th a") != first
    made.tab.locator("td.cell.on button").first.click()
    assert made.tab.locator("#panel blockquote").count() >= 1
    made.go("#/matrix?by=year")
    assert "2023" in made.text("thead")


def test_two_regions_side_by_side(opened: Open) -> None:
    made = opened("#/compare?a=region%2F430281&b=region%2F411400")
    headings = " ".join(made.tab.locator("main h2").all_inner_texts())
    assert "两地都在做" in headings and "只有醴陵市报告" in headings
    assert made.tab.locator("button.quote").count() > 10


# ---- network


def test_the_network_draws_filters_and_finds_a_path(opened: Open) -> None:
    made = opened("#/network")
    made.tab.wait_for_selector(".sigma canvas")
    whole = made.tab.locator("tbody tr").count()
    assert whole > 10
    made.tab.locator(".key.k-regulation").click()
    made.tab.wait_for_timeout(200)
    assert "hide=regulation" in made.tab.url
    assert made.tab.get_attribute(".key.k-regulation", "aria-pressed") == "false"
    made.go("#/network?path=region%2F430281,region%2F350423")
    made.tab.wait_for_selector(".sigma canvas")
    assert made.tab.locator("tbody tr").count() >= 2
    made.tab.wait_for_timeout(300)
    with made.tab.expect_download() as download:
        made.tab.locator(".legend-row button", has_text="SVG").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    assert "醴陵市" in drawing and "清流县" in drawing
    with made.tab.expect_download() as download:
        made.tab.locator(".legend-row button", has_text="PNG").click()
    assert Path(download.value.path()).stat().st_size > 4000


def test_the_network_looks_the_same_tomorrow(opened: Open) -> None:
    drawings = []
    for _ in range(2):
        made = opened("#/network?focus=region%2F430281")
        made.tab.wait_for_selector(".sigma canvas")
        made.tab.wait_for_timeout(300)
        with made.tab.expect_download() as download:
            made.tab.locator(".legend-row button", has_text="SVG").click()
        drawings.append(Path(download.value.path()).read_bytes())
    assert drawings[0] == drawings[1]


def test_a_click_in_the_network_shows_evidence_and_a_double_click_expands(opened: Open) -> None:
    made = opened("#/network?focus=programme%2Fxing-xing-xian-jie")
    made.tab.wait_for_selector(".sigma canvas")
    made.tab.wait_for_timeout(300)
    with made.tab.expect_download() as download:
        made.tab.locator(".legend-row button", has_text="SVG").click()
    drawing = Path(download.value.path()).read_text(encoding="utf-8")
    x, y = re.search(
        r'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" fill="[^"]+"/><text[^>]*>醴陵市<', drawing
    ).groups()  # type: ignore[union-attr]
    box = made.tab.locator(".sigma").bounding_box()
    at = (box["x"] + float(x), box["y"] + float(y))
    before = made.tab.locator(".count").nth(6).inner_text()
    made.tab.mouse.click(*at)
    made.tab.wait_for_selector("#panel blockquote")
    made.tab.keyboard.press("Escape")
    made.tab.wait_for_timeout(300)
    made.tab.mouse.dblclick(*at)
    made.tab.wait_for_timeout(500)
    assert "open=region" in made.tab.url
    assert int(made.tab.locator(".count").nth(6).inner_text()) > int(before)


# ---- SPARQL


def _answered(made: Opened) -> str:
    made.tab.wait_for_selector(".answer .tabled, .answer p", timeout=30_000)
    return made.text(".state")


def test_a_named_question_is_answered_in_the_page(opened: Open) -> None:
    made = opened("#/sparql?name=regions-with-programme&programme=行刑衔接")
    assert "1 行" in _answered(made)
    assert "醴陵市" in made.text(".answer table")
    with made.tab.expect_download() as download:
        made.tab.locator(".answer button", has_text="CSV").click()
    assert "醴陵市" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_every_named_question_runs(opened: Open, seeds_folder: Path) -> None:
    from kg.query import named_queries

    made = opened("#/sparql")
    for name in named_queries():
        made.go(f"#/sparql?name={name}")
        _answered(made)
        assert made.tab.locator(".note.error").count() == 0, name


def test_a_query_typed_with_the_keyboard_draws_a_chart(opened: Open) -> None:
    made = opened(
        "#/sparql?q="
        + "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c".replace(" ", "%20").replace("?", "%3F")
    )
    made.tab.locator(".cm-content").click()
    made.tab.keyboard.press("Control+Enter")
    _answered(made)
    assert made.tab.locator(".answer tbody tr").count() > 10
    made.tab.locator(".answer .tabs button").nth(1).click()
    made.tab.wait_for_selector(".answer figure canvas")
    made.tab.locator(".cm-content").click()
    made.tab.keyboard.press("Control+a")
    made.tab.keyboard.type("SELECT nonsense")
    made.tab.keyboard.press("Control+Enter")
    made.tab.wait_for_selector(".note.error")


# ---- languages, colours, widths


def test_english_by_a_switch_and_by_the_address(opened: Open) -> None:
    made = opened()
    assert made.tab.get_attribute("html", "lang") == "zh-CN"
    made.tab.locator(".switches button", has_text="English").click()
    assert made.tab.get_attribute("html", "lang") == "en"
    assert "Practices" in made.text("main h2")
    assert "lang=en" in made.tab.url
    assert "Adoption curve" in " ".join(opened(f"{PRACTICE}?lang=en").tab.locator("h2").all_inner_texts())


def test_dark_by_the_system_and_by_a_switch(opened: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = opened(color_scheme="light"), opened(color_scheme="dark")
    assert light.tab.evaluate(ground) != dark.tab.evaluate(ground)
    light.tab.locator(".switches button").nth(1).click()
    assert light.tab.evaluate(ground) == dark.tab.evaluate(ground)


@pytest.mark.parametrize(
    "place",
    ["", PRACTICE, REGION, "#/matrix", "#/network", "#/sparql", "#/compare", "#/about", "#/list/report"],
)
def test_a_phone_shows_each_view_within_its_width(opened: Open, place: str) -> None:
    made = opened(place, width=390, height=844, has_touch=True, is_mobile=True)
    made.tab.wait_for_timeout(300)
    assert made.tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", PRACTICE, "#/matrix"])
def test_words_stand_out_from_their_ground(opened: Open, place: str, scheme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text; plain grounds alone, as the page uses no pictures behind words."""
    made = opened(place, color_scheme=scheme)
    weak = made.tab.evaluate(
        """() => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgba = (text) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
        const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
        const ground = (one) => { for (let step = one; step; step = step.parentElement) { const c = rgba(getComputedStyle(step).backgroundColor); if (c[3] > 200) return c; } return [255, 255, 255, 255]; };
        const found = [];
        for (const one of document.querySelectorAll('body *')) {
            const own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            if (!own || !one.checkVisibility() || one.closest('.quiet, .skip, script, noscript')) continue;
            const a = light(rgba(getComputedStyle(one).color)), b = light(ground(one));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) found.push([one.className, one.textContent.slice(0, 20), ratio.toFixed(2)]);
        }
        return found.slice(0, 8);
    }"""
    )
    assert weak == []


def test_every_control_has_a_name(opened: Open) -> None:
    for place in ("", PRACTICE, "#/network", "#/matrix", "#/sparql", "#/compare"):
        made = opened(place)
        nameless = made.tab.evaluate(
            """() => [...document.querySelectorAll('button, a[href], input, select, [role=img]')]
            .filter(one => one.checkVisibility() && !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length))
            .map(one => one.outerHTML.slice(0, 90))"""
        )
        assert nameless == []


def test_printing_leaves_the_controls_out(opened: Open) -> None:
    made = opened(PRACTICE)
    made.tab.emulate_media(media="print")
    assert made.tab.locator("#top").is_hidden()
    assert made.tab.locator("main table").first.is_visible()


def test_an_unknown_place_says_so(opened: Open) -> None:
    assert "没有这一页" in opened("#/region/nowhere").text("h1")
    assert opened("#/%E0%A4%A").tab.locator("h1").count() == 1


# ---- injection


def _poisoned(given: Any, words: Iterator[str]) -> Any:
    """The data with a hostile text in place of every text that a report could have brought in."""
    if isinstance(given, dict):
        return {
            key: value if key in ("i", "in", "broader", "level", "kind") else _poisoned(value, words)
            for key, value in given.items()
        }
    if isinstance(given, list):
        return [_poisoned(one, words) for one in given]
    return next(words) if isinstance(given, str) and re.search(r"[\u4e00-\u9fff]", given) else given


def test_no_text_of_a_graph_runs(built: None, opened: Open, seeds_folder: Path, tmp_path: Path) -> None:
    data = explorer_data(open_store(seeds_folder))

    def words() -> Iterator[str]:
        while True:
            yield from INJECTIONS

    keep = ("queries", "prefixes", "base", "kinds", "pinyin", "labels")
    main = {
        key: value if key in keep else _poisoned(json.loads(json.dumps(value)), words())
        for key, value in data.main.items()
    }
    texts = {iri: "\n".join(INJECTIONS) * 20 for iri in data.texts}
    path = tmp_path / "hostile.html"
    path.write_bytes(page(application(), ExplorerData(main, texts, data.turtle)))
    report = sorted(texts)[0]
    made = opened(path=path)
    for place in ("", PRACTICE, REGION, f"#/{report}", "#/matrix", "#/network", "#/compare?a=region%2F430281&b=region%2F411400", "#/list/agency", "#/search?q=<img src=x onerror=window.__hit=1>", "#/sparql?name=%3Cscript%3E"):  # fmt: skip
        made.go(place)
        for quote in made.tab.locator("button.quote").all()[:1]:
            quote.click()
        made.tab.fill("#search", "<")
        made.tab.fill("#search", "")
        assert (
            made.tab.locator(
                "main img, main svg, main iframe, main script, #panel img, #panel svg, #found img"
            ).count()
            == 0
        )
    assert made.tab.evaluate("window.__hit") is None


def test_the_policy_lets_nothing_else_run_or_leave(opened: Open) -> None:
    made = opened()
    policy = made.tab.get_attribute("meta[http-equiv='Content-Security-Policy']", "content")
    assert (
        "default-src 'none'" in policy
        and "unsafe-inline" not in policy
        and "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")
    )
    made.tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.__hit = 1';
            document.body.append(script);
            fetch('https://example.org/').catch(() => 0);
        }"""
    )
    made.tab.wait_for_timeout(200)
    assert made.tab.evaluate("window.__hit") is None
    assert [text for text in made.complaints if "Content Security Policy" in text]
    made.complaints.clear()
    made.requests[:] = [url for url in made.requests if url != "https://example.org/"]
