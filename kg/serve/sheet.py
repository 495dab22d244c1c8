"""A plain page about one IRI: the sentences that prove it, and its triples."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from fastapi.responses import HTMLResponse

from kg.iris import rebase
from kg.namespaces import ONTOLOGY, PREFIXES, RDFS
from kg.query import shorten
from kg.query.results import Term
from kg.serve import html
from kg.serve.describing import Description

_LABEL = ox.NamedNode(RDFS + "label")
_QUOTE = ox.NamedNode(ONTOLOGY + "quote")
_SECTION = ox.NamedNode(ONTOLOGY + "section")


def sheet(found: Description, base: str, place: str) -> HTMLResponse:
    """The page of a description; links to IRIs under `base` lead to `place` on this server."""
    prefixes = {name: rebase(iri, base) for name, iri in PREFIXES.items()}
    node = ox.NamedNode(found.iri)
    labels: dict[object, str] = {t.subject: _words(t.object) for t in found.triples if _names(t)}
    short = shorten(found.iri, prefixes)
    parts = [_quotes(found), "<h2>三元组 Triples</h2>", _table(found, node, labels, prefixes, base, place)]
    if found.cut is not None:
        parts.append(
            f"<p>指向它的三元组只列出 {found.cut} 条,其余请用 <a href='/sparql'>SPARQL</a> 查询。"
            f" Of what points at it, {found.cut} triples are shown.</p>"
        )
    local = html.text(place + found.iri.removeprefix(base))
    parts.append(
        f'<p><code>{html.text(found.iri)}</code> · <a href="{local}.ttl">Turtle</a> · '
        f'<a href="{local}.jsonld">JSON-LD</a> · <a href="{local}.nt">N-Triples</a> · <a href="/">首页 Start</a></p>'
    )
    label = labels.get(node)
    return html.page(f"{label} ({short})" if label else short, "\n".join(parts))


def _names(triple: ox.Triple) -> bool:
    language = triple.object.language if isinstance(triple.object, ox.Literal) else "none"
    return triple.predicate == _LABEL and language in (None, "zh")


def _quotes(found: Description) -> str:
    """The quotes of the evidence, the longest first, with their sections."""
    sections = {t.subject: t.object for t in found.triples if t.predicate == _SECTION}
    quotes = {(t.object, sections.get(t.subject)) for t in found.triples if t.predicate == _QUOTE}
    ordered = sorted(
        ((_words(quote), _words(section)) for quote, section in quotes), key=lambda q: (-len(q[0]), q)
    )
    return "".join(
        f"<blockquote>{html.text(quote)}{section and f'<br><small>{html.text(section)}</small>'}</blockquote>"
        for quote, section in ordered
    )


def _words(term: Term | None) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _table(
    found: Description,
    node: ox.NamedNode,
    labels: Mapping[object, str],
    prefixes: Mapping[str, str],
    base: str,
    place: str,
) -> str:
    def cell(term: Term) -> str:
        if not isinstance(term, ox.NamedNode):
            language = isinstance(term, ox.Literal) and term.language
            return html.text(term.value if isinstance(term, ox.Literal) else str(term)) + (
                f" <small>@{html.text(language)}</small>" if language else ""
            )
        iri = term.value
        target = place + iri.removeprefix(base) if iri.startswith(base) else iri
        name = labels.get(term)
        return html.link(target, shorten(iri, prefixes)) + (f" {html.text(name)}" if name else "")

    own = sorted((t for t in found.triples if t.subject == node), key=str)
    incoming = sorted((t for t in found.triples if t.object == node and t.subject != node), key=str)
    rows = [f"<tr><th>{cell(t.predicate)}</th><td>{cell(t.object)}</td></tr>" for t in own]
    rows += [f"<tr><td>{cell(t.subject)}</td><th>{cell(t.predicate)} ↑</th></tr>" for t in incoming]
    return f"<table>{''.join(rows)}</table>"
