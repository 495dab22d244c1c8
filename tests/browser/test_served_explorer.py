"""The explorer over a server in a real browser: each place shows what the file shows, and asks this server alone."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

from browser.conftest import missing
from kg.explore.build import BuildError, ensure
from kg.serve.app import create_app
from kg.serve.server import listen
from kg.serve.settings import Settings

PRACTICE = "#/programme/xing-xing-xian-jie"
REGION = "#/region/430281"


@pytest.fixture(scope="module")
def address(seeds_folder: Path) -> Iterator[str]:
    """A server of the seeds' graph on a free port of this machine."""
    try:
        ensure()
    except BuildError as error:
        missing(f"the explorer's page cannot be built: {error}")
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(create_app(seeds_folder, Settings(workers=1)), log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    server.should_exit = True
    thread.join(20)
    listening.close()


class Visit:
    """A tab of the served explorer, with what it asked for and complained about."""

    def __init__(self, tab: Any, address: str) -> None:
        self.tab, self.address = tab, address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, place: str) -> None:
        if self.tab.url.startswith(self.address):
            self.tab.evaluate("place => { location.hash = place }", place)
            self.tab.wait_for_timeout(60)
        else:
            self.tab.goto(self.address + place)
        self.settled()

    def settled(self) -> None:
        self.tab.wait_for_selector("#main:not([aria-busy]) h1")

    def text(self, selector: str = "#main") -> str:
        return str(self.tab.locator(selector).first.inner_text())


Go = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Go]:
    contexts, visits = [], []

    def visiting(place: str = "", **options: Any) -> Visit:
        context = browser.new_context(
            reduced_motion="reduce",
            accept_downloads=True,
            **({"viewport": {"width": 1280, "height": 860}} | options),
        )
        contexts.append(context)
        made = Visit(context.new_page(), address)
        visits.append(made)
        made.go(place)
        return made

    yield visiting
    for context in contexts:
        context.close()
    for one in visits:
        assert not [words for words in one.complaints if "GL Driver Message" not in words]
        assert all(url.startswith((address, "blob:", "data:")) for url in one.requests)


def test_the_overview_counts_the_whole_graph(visit: Go) -> None:
    page = visit()
    assert "行刑衔接" not in page.text(".tiles") and re.search(r"\b5\b", page.text(".tiles"))
    page.tab.locator(".grid .cell.on button").first.click()
    page.tab.wait_for_selector("#panel .fact blockquote")


def test_three_clicks_from_the_search_to_the_sentence(visit: Go) -> None:
    page = visit()
    page.tab.fill("#search", "xxxj")
    page.tab.locator("#found [role=option]").first.click()
    page.settled()
    assert page.text("h1") == "行刑衔接"
    page.tab.locator("table .quote").first.click()
    page.tab.wait_for_selector("#panel blockquote")
    assert "行刑衔接" in page.text("#panel blockquote") or "两法衔接" in page.text("#panel blockquote")
    page.tab.locator("#panel .go a").first.click()
    page.tab.wait_for_selector(".text p.here")
    assert page.text("#panel blockquote")[:6] in page.text(".text p.here")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (REGION, "做了什么"),
        (REGION, "相似地区"),
        (PRACTICE, "采用曲线"),
        ("#/list/agency", "机关"),
        ("#/list/adoption", "第 1 / "),
        ("#/matrix", "醴陵市"),
        ("#/matrix?by=year", "2023"),
        ("#/compare?a=region/430281&b=region/350423", "相似度"),
        ("#/search?q=xxxj", "行刑衔接"),
        ("#/about", "kg serve"),
        ("#/nowhere", "没有这一页"),
    ],
)
def test_each_place_shows_its_part(visit: Go, place: str, wanted: str) -> None:
    assert wanted in visit(place).text()


def test_a_table_of_a_region_is_as_long_as_in_the_file(visit: Go, seeds_folder: Path) -> None:
    from kg.explore.data import explorer_data
    from kg.graph.store import open_store

    main = explorer_data(open_store(seeds_folder)).main
    iris = [row["i"] for row in main["entities"]]
    table = main["facts"]["adoption"]
    column = table["columns"].index("region")
    wanted = sum(1 for row in table["rows"] if row[column] == iris.index("region/430281"))
    assert re.search(rf"\b{wanted} 行", visit(REGION).text("section"))


def test_a_cell_of_the_matrix_brings_its_evidence(visit: Go) -> None:
    page = visit("#/matrix")
    page.tab.locator(".matrix .cell.on button").first.click()
    page.tab.wait_for_selector("#panel .fact blockquote")


def test_the_network_draws_opens_and_finds_a_path(visit: Go) -> None:
    page = visit("#/network")
    page.tab.wait_for_selector(".sigma canvas")
    assert page.tab.locator("section table tbody tr").count() > 5
    page.tab.locator("section table .quote").first.click()
    page.tab.wait_for_selector("#panel .fact blockquote")
    page.go("#/network?path=region/430281,region/350423")
    assert "→" in page.text("h1") and page.tab.locator("section table tbody tr").count() >= 2
    page.go("#/network?focus=programme/xing-xing-xian-jie")
    before = page.tab.locator("section h2 .count").first.inner_text()
    page.go("#/network?focus=programme/xing-xing-xian-jie&open=region/430281")
    assert int(page.tab.locator("section h2 .count").first.inner_text()) > int(before)


def test_sparql_is_answered_by_the_server(visit: Go) -> None:
    page = visit("#/sparql?name=regions-with-programme&programme=行刑衔接")
    page.tab.wait_for_selector(".answer .tabled")
    assert "醴陵市" in page.text(".answer")
    assert any(url.endswith("/sparql") for url in page.requests)
    page.go("#/sparql?q=" + quote("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s a kg:Region ; rdfs:label ?o }"))
    page.tab.locator(".sparql-page .primary").first.click()
    page.tab.wait_for_selector(".answer pre")
    assert "@prefix" in page.text(".answer pre")


def test_a_query_that_is_wrong_says_why(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = Visit(context.new_page(), address)
    page.go("#/sparql?q=SELECT%20nonsense")
    page.tab.locator(".sparql-page .primary").first.click()
    page.tab.wait_for_selector(".answer .error")
    assert "syntax error" in page.text(".answer .error")
    context.close()


def test_the_address_of_a_fact_opens_its_evidence(visit: Go) -> None:
    page = visit(PRACTICE)
    page.tab.locator("table .quote").first.click()
    page.tab.wait_for_selector("#panel blockquote")
    hash_ = page.tab.evaluate("location.hash")
    assert "fact=" in hash_
    again = visit("#/about?" + hash_.split("?")[1])
    again.tab.wait_for_selector("#panel blockquote")
    assert again.text("#panel blockquote") == page.text("#panel blockquote")


def test_in_english_and_on_a_phone(visit: Go) -> None:
    page = visit("#/region/430281?lang=en", viewport={"width": 390, "height": 780})
    assert "What it does" in page.text()
    assert page.tab.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_the_reader_who_goes_on_before_the_answer_sees_the_last_place(visit: Go) -> None:
    page = visit()
    page.tab.evaluate(
        f"() => {{ location.hash = '{PRACTICE}'; setTimeout(() => {{ location.hash = '{REGION}' }}, 5) }}"
    )
    page.tab.wait_for_timeout(400)
    page.settled()
    assert page.text("h1") == "醴陵市"
