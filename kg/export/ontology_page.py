"""The ontology as a page to read: laid out by pyLODE, Chinese and English side by side, closed to the network.

pyLODE (https://github.com/RDFLib/pyLODE) reads the ontology and its own copies of published ones; nothing here or
there asks a server. What it makes is then put into Chinese first, and given a style and a content security policy.
"""

from __future__ import annotations

import logging
import pickle
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from importlib import resources
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN

from kg.errors import UsageError
from kg.namespaces import ONTOLOGY
from kg.paths import ontology_dir

PAGE = "ontology.html"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_HEADER = rdflib.URIRef(ONTOLOGY.removesuffix("#"))
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
# What the reading copy takes over as it stands; labels and comments are put together from both languages.
_KEPT = (
    RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, SDO.domainIncludes, SDO.rangeIncludes,
    SKOS.example, OWL.versionInfo, DCTERMS.license, DCTERMS.creator, VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri, SDO.name,
)  # fmt: skip

# Headings of pyLODE's pages in Chinese.
_CHINESE = {
    "Metadata": "基本信息", "Classes": "类", "Object Properties": "对象属性", "Datatype Properties": "数据属性",
    "Namespaces": "命名空间", "Legend": "图例", "Table of Contents": "目录", "Title": "名称", "Creator": "作者",
    "License": "许可", "Version Info": "版本", "Preferred Namespace Prefix": "前缀", "Preferred Namespace Uri": "命名空间",
    "Description": "说明", "Example": "示例", "Sub Class Of": "上位类", "Super Class Of": "下位类",
    "Sub Property Of": "上位属性", "Super Property Of": "下位属性", "Domain": "主体的类", "Domainincludes": "主体的类（之一）",
    "Range": "取值", "Rangeincludes": "取值（之一）", "In Domain Of": "具有的属性", "In Domain Includes Of": "可有的属性",
    "In Range Of": "作为取值的属性", "In Range Includes Of": "可作为取值的属性", "Individuals": "个体",
}  # fmt: skip
_HEADING = re.compile(
    r"(<h[234]>\s*|<h4>\s*<a href=\"#[a-z]+\">\s*|<a class=\"hover_property\"[^>]*>\s*|<td>)"
    r"(" + "|".join(sorted(_CHINESE, key=len, reverse=True)) + r")(\s*</)"
)


def ontology_page(folder: Path | None = None) -> bytes:
    """Return the page of `kg.ttl` in `folder` (the shipped one by default), HTML in UTF-8 that needs no other file.

    Raises UsageError when pyLODE is not installed or does not work.
    """
    graph = rdflib.Graph().parse((folder or ontology_dir()) / "kg.ttl", format="turtle")
    with _quiet():
        made = _by_pylode(_reading_copy(graph))
    return _finished(made, _individuals(graph)).encode()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the settings of logging, which pyLODE changes when it is loaded, and its messages to itself."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        root.handlers[:] = handlers
        root.setLevel(level)


def _by_pylode(graph: rdflib.Graph) -> str:
    try:
        from pylode import OntPub
    except ImportError as error:
        raise UsageError(
            f"{PAGE} is made by pyLODE, which is not installed: pip install 'fazhi-kg[docs]'"
        ) from error
    except OSError as error:
        raise UsageError(f"this pyLODE cannot be loaded ({error}): pip install 'fazhi-kg[docs]'") from error
    try:
        publication = OntPub(graph)
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        raise UsageError(
            f"pyLODE could not use its cache, refs*.pickle in its own folder ({error}): delete it, or run once with "
            "the right to write there"
        ) from error
    # The names of anchors are those of terms, so that an IRI of the ontology finds its place in the page.
    publication.fids = {str(term): local(term) for kind in _KINDS for term in graph.subjects(RDF.type, kind)}
    return str(publication.make_html())


def local(term: object) -> str:
    """`Report` for the IRI of kg:Report."""
    return str(term).removeprefix(ONTOLOGY)


def _reading_copy(graph: rdflib.Graph) -> rdflib.Graph:
    """The classes and properties in the order of their names, with what pyLODE shows of them."""
    copy = rdflib.Graph(bind_namespaces="core")
    for prefix, space in graph.namespaces():
        copy.bind(prefix, space, override=True)
    agents = sorted(graph.subjects(RDF.type, PROV.Agent), key=_by_name)
    terms = sorted({term for kind in _KINDS for term in graph.subjects(RDF.type, kind)}, key=_by_name)
    for term in (_HEADER, *agents, *terms):
        title = " ".join(dict.fromkeys(_text(graph, term, (DCTERMS.title, RDFS.label)).values()))
        copy.add((term, RDFS.label if term in terms else DCTERMS.title, rdflib.Literal(title)))
        for predicate in (DCTERMS.description, RDFS.comment):
            for language, text in _text(graph, term, (predicate,)).items():
                marked = f'<span lang="{language}">{escape(text)}</span>'  # pyLODE reads Markdown, which keeps this
                copy.add((term, DCTERMS.description, rdflib.Literal(marked)))
        for predicate in _KEPT:
            for value in sorted(graph.objects(term, predicate), key=_by_name):
                if predicate != RDF.type or value in (*_KINDS, OWL.Ontology, PROV.Agent):
                    copy.add((term, predicate, value))
    return copy


def _by_name(term: object) -> tuple[str, str]:
    return str(term).lower(), str(term)


def _text(
    graph: rdflib.Graph, term: rdflib.term.Node, predicates: tuple[rdflib.URIRef, ...]
) -> dict[str, str]:
    """Language → text, Chinese first, by the first predicate that has any."""
    for predicate in predicates:
        texts = [text for text in graph.objects(term, predicate) if isinstance(text, rdflib.Literal)]
        found = {text.language or "en": str(text) for text in texts}
        if found:
            return {language: found[language] for language in sorted(found, reverse=True)}
    return {}


def _individuals(graph: rdflib.Graph) -> str:
    """The section of stages, roles and kinds, which pyLODE leaves out."""
    classes = sorted(graph.subjects(RDF.type, OWL.Class), key=_by_name)
    of = {kind: sorted(graph.subjects(RDF.type, kind), key=_by_name) for kind in classes}
    terms = dict.fromkeys(term for kind in classes for term in of[kind])
    rows = [_individual(graph, term, [kind for kind in classes if term in of[kind]]) for term in terms]
    return (
        '<div class="section" id="individuals"><h2>Individuals</h2><table class="entity individuals">'
        + "\n".join(rows)
        + "</table></div>\n"
    )


def _individual(graph: rdflib.Graph, term: rdflib.term.Node, classes: list[rdflib.term.Node]) -> str:
    name = escape(local(term))
    above = any((term, RDF.type, kind) in graph for kind in _KINDS)  # a property as well: its place is there
    label = " ".join(dict.fromkeys(_text(graph, term, (RDFS.label,)).values()))
    comments = (
        f'<p lang="{language}">{escape(text)}</p>'
        for language, text in _text(graph, term, (RDFS.comment,)).items()
    )
    kinds = ", ".join(f'<a href="#{escape(local(kind))}">kg:{escape(local(kind))}</a>' for kind in classes)
    return (
        ("<tr>" if above else f'<tr id="{name}">')
        + f"<td><code>kg:{name}</code></td><td>{escape(label)}</td><td>{kinds}</td><td>{''.join(comments)}</td></tr>"
    )


def _finished(page: str, individuals: str) -> str:
    """pyLODE's page in Chinese first, with the section of individuals, a policy and a style; without its script."""
    style = resources.files("kg.export").joinpath("ontology_page.css").read_text(encoding="utf-8")
    page = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    page = _put(page, "<html>", '<html lang="zh-CN">', "")
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
    )
    page = _put(page, "<head>", "<head>" + head, "")
    page = _put(page, "</head>", f"<style>\n{style}</style>\n", "</head>")
    page = _put(page, '<div id="namespaces">', individuals, '<div id="namespaces">')
    entry = '<li><h4><a href="#individuals">Individuals</a></h4></li>'
    page = re.sub(r"<li>\s*<h4>\s*<a href=\"#namespaces\">", lambda found: entry + found[0], page, count=1)
    page = page.replace(' title="None. Defined in None"', "").replace(". Defined in None", ".")
    return _HEADING.sub(_in_chinese, page)


def _in_chinese(found: re.Match[str]) -> str:
    english = found[2].replace("includes", " Includes")
    return f'{found[1]}{_CHINESE[found[2]]} <span lang="en">{english}</span>{found[3]}'


def _put(page: str, where: str, piece: str, then: str) -> str:
    """Replace the first `where` of the page. Raises UsageError when a new pyLODE writes its pages otherwise."""
    if where not in page:
        raise UsageError(
            f"this version of pyLODE writes other pages ({where} is missing): pip install 'fazhi-kg[docs]'"
        )
    return page.replace(where, piece + then, 1)
