"""The ontology's page in a browser: nothing is asked for, anchors are those of the IRIs, a phone can show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.export.ontology_page import ontology_page

pytest.importorskip("pylode")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ontology") / "ontology.html"
    path.write_bytes(ontology_page())
    return path


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    """The page, with what it asks for and what it complains of."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.asked, opened.complaints = [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(f"file://{file}")
    yield opened
    opened.close()


def test_it_asks_for_nothing_and_has_no_complaint(page: Any, file: Path) -> None:
    assert page.asked == [f"file://{file}"]
    assert page.complaints == []
    assert page.title().startswith("法治报告知识图谱本体")


def test_an_iri_of_the_ontology_finds_its_place(page: Any, file: Path) -> None:
    page.goto(f"file://{file}#Adoption")
    assert "采用 adoption" in page.locator(":target").inner_text()
    box = page.locator(":target").bounding_box()
    assert 0 <= box["y"] < 100


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_runs_over_the_edge(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_table_of_contents_leads_on(page: Any) -> None:
    page.get_by_role("link", name="个体 Individuals").click()
    assert page.url.endswith("#individuals")
    assert "试点 pilot" in page.locator("#individuals").inner_text()
