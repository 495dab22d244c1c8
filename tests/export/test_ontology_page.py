"""The ontology as a page: everything is on it, in both languages, and it asks nothing of anyone."""

from __future__ import annotations

import builtins
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS
from samples import SEEDS

from kg.errors import UsageError
from kg.export.documents import write_documents
from kg.export.ontology_page import POLICY, ontology_page
from kg.namespaces import ONTOLOGY
from kg.paths import ontology_dir

pytest.importorskip("pylode")

# Attributes by which a page loads something without a click.
LOADING = {
    "src",
    "srcset",
    "data",
    "poster",
    "background",
    "action",
    "formaction",
    "manifest",
    "ping",
    "xlink:href",
}


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *tags: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.elements if tag in tags)


@pytest.fixture(scope="module")
def html() -> str:
    return ontology_page().decode()


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def ontology_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_dir() / "kg.ttl")


def own_terms(graph: rdflib.Graph) -> list[rdflib.term.Node]:
    return [term for term in set(graph.subjects(RDF.type)) if str(term).startswith(ONTOLOGY)]


def test_every_term_has_its_place(page: Page, ontology_graph: rdflib.Graph) -> None:
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    missing = {str(term).removeprefix(ONTOLOGY) for term in own_terms(ontology_graph)} - set(places)
    assert missing == set()


def test_every_label_and_comment_is_there(page: Page, ontology_graph: rdflib.Graph) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        texts = [
            str(text)
            for term in own_terms(ontology_graph)
            for text in ontology_graph.objects(term, predicate)
        ]
        assert len(texts) > 150
        assert [text for text in texts if text not in page.text] == []


def test_links_inside_the_page_arrive(page: Page) -> None:
    places = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    inside = {link["href"][1:] for link in page.all("a") if link.get("href", "").startswith("#")}
    assert len(inside) > 80
    assert inside - places == set()


def test_it_loads_nothing(html: str, page: Page) -> None:
    assert not [
        tag for tag, _ in page.elements if tag in {"script", "iframe", "object", "embed", "base", "form"}
    ]
    assert all(link["href"].startswith("data:") for link in page.all("link"))
    assert not [name for _, attributes in page.elements for name in attributes if name in LOADING]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", html)
    outside = [link["href"] for link in page.all("a") if not link.get("href", "#").startswith("#")]
    assert outside and all(link.startswith(("https://", "http://")) for link in outside)


def test_policy_language_and_charset(page: Page) -> None:
    policies = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    assert "default-src 'none'" in POLICY
    assert [element["lang"] for element in page.all("html")] == ["zh-CN"]
    assert any("utf-8" in element.get("content", "") for element in page.all("meta"))
    assert {element["lang"] for element in page.all("span") if "lang" in element} == {"zh", "en"}


def test_headings_are_chinese_first(page: Page) -> None:
    for heading in (
        "基本信息 Metadata",
        "类 Classes",
        "对象属性 Object Properties",
        "个体 Individuals",
        "说明 Description",
    ):
        assert heading in page.text
    assert "None" not in re.findall(r"\w+", page.text)


def test_text_of_the_ontology_cannot_break_out(tmp_path: Path) -> None:
    text = (ontology_dir() / "kg.ttl").read_text(encoding="utf-8")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    for known in (
        "一份报告所说的一件事；至少有一条证据。",
        "事实",
        "已实施",
        "报告称已在开展或已完成。",
        "件",
    ):
        assert f'"{known}"@zh' in text
        text = text.replace(f'"{known}"@zh', f'"{evil}"@zh')
    (tmp_path / "kg.ttl").write_text(text, encoding="utf-8")
    found = Page(ontology_page(tmp_path).decode())
    assert not list(found.all("script", "img"))
    assert found.text.count(evil) >= 5


def test_the_same_ontology_gives_the_same_bytes(html: str) -> None:
    code = "import sys; from kg.export.ontology_page import ontology_page; sys.stdout.buffer.write(ontology_page())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(SEEDS.parent)},
        timeout=120,
    )
    assert done.stdout.decode() == html
    assert done.stderr == b""


def test_no_network_is_needed(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    assert ontology_page().decode() == html


def test_logging_stays_as_it_was() -> None:
    root = logging.getLogger()
    before = (root.handlers[:], root.level, root.manager.disable)
    ontology_page()
    assert (root.handlers[:], root.level, root.manager.disable) == before


def test_without_pylode_the_others_are_written(
    seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name == "pylode":
            raise ImportError(name)
        return real(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    written = write_documents(seeds_folder, tmp_path / "out")
    assert [path.name for path in written.files] == ["dataset.ttl", "context.jsonld"]
    assert all(path.is_file() for path in written.files)
    assert written.problem is not None and "fazhi-kg[docs]" in written.problem


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied", "refs.pickle"), EOFError("cut")])
def test_a_cache_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    import pylode

    def refuse(graph: rdflib.Graph) -> None:
        raise error

    monkeypatch.setattr(pylode, "OntPub", refuse)
    with pytest.raises(UsageError, match=r"cache.*delete it"):
        ontology_page()


def test_other_pages_of_another_pylode_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import pylode

    monkeypatch.setattr(pylode.OntPub, "make_html", lambda self: "<html><head></head></html>")
    with pytest.raises(UsageError, match="other pages"):
        ontology_page()
