"""The page of a network: drawn by pyvis, one file that needs nothing else and reaches nothing else."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Hashable, Mapping
from html.parser import HTMLParser
from importlib import resources
from string import Template
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.show.kinds import BY_ID, KINDS, ORDER, node_iri, node_kind, node_label, one_line, texts
from kg.show.layout import MARGIN_X, MARGIN_Y, Box, layout
from kg.show.ties import Tie, ties
from kg.show.words import LANGUAGES, WORDS, value_name

_FONTS = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif'

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "nodes": {
        "shape": "box",
        "labelHighlightBold": False,
        "margin": {"top": MARGIN_Y, "bottom": MARGIN_Y, "left": MARGIN_X, "right": MARGIN_X},
        "shapeProperties": {"borderRadius": 7},
        "font": {"face": _FONTS, "multi": False},
        "fixed": {"x": True, "y": True},
    },
    "edges": {
        "smooth": {"enabled": True, "type": "continuous", "roundness": 0.35},
        "selectionWidth": 0,
        "hoverWidth": 0.5,
        "font": {"face": _FONTS},
    },
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 250,
    },
}


def page(graph: nx.MultiDiGraph, title: str, *, centre: Hashable | None = None, lang: str = "zh") -> str:
    """The HTML page that shows `graph` (as chosen by `around` or `core`), self-contained, to be saved as UTF-8.

    `centre` is the entity to put in the middle (by default what `around` noted), `lang` is zh or en. The page
    asks for nothing over a network and runs no script but its own, whatever the texts in the graph hold. The
    same graph gives the same page.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"no page in {lang!r}: choose one of {', '.join(LANGUAGES)}")
    centre = graph.graph.get("centre") if centre is None else centre
    boxes = layout(graph, centre if centre in graph else None)
    found = ties(graph, lang)
    ids = {node: _id(node) for node in graph}
    data = _data(graph, found, boxes, ids, lang)
    data["centre"] = ids.get(centre) if centre is not None else None
    styles, scripts = _inline_parts(_drawn(graph, found, boxes, ids))
    made = _assembled(
        one_line(title),
        data,
        [*styles, _asset("page.css")],
        [*scripts, _asset("page.js"), _asset("search.js")],
        lang,
    )
    _refuse_external(made)
    return made


def _id(node: Hashable) -> str:
    """A short name of a node that is safe everywhere."""
    return "n" + hashlib.sha256(str(node).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _drawn(
    graph: nx.MultiDiGraph, found: list[Tie], boxes: Mapping[Hashable, Box], ids: Mapping[Hashable, str]
) -> str:
    """What pyvis makes of the network. Titles are left out: one with "href" would be shown as HTML."""
    from pyvis.network import Network  # loads IPython

    network = Network(height="100%", width="100%", cdn_resources="in_line")
    for node in sorted(boxes, key=lambda node: ids[node]):
        box = boxes[node]
        network.add_node(ids[node], label=box.text, shape="box", x=box.x, y=box.y, font={"size": box.size})
    for number, tie in enumerate(found):
        one, other = (ids[node] for node in tie.pair)
        network.edges.append({"id": f"t{number}", "from": one, "to": other, "dashes": tie.planned})
    network.options = _OPTIONS  # set_options would take the spaces out of the names of fonts
    return str(network.generate_html(notebook=False))


def _data(
    graph: nx.MultiDiGraph,
    found: list[Tie],
    boxes: Mapping[Hashable, Box],
    ids: Mapping[Hashable, str],
    lang: str,
) -> dict[str, Any]:
    """What the page's script needs: all texts of the graph stand here and nowhere else but in the drawing."""
    kinds = {node: node_kind(node, graph.nodes[node]) for node in graph}
    return {
        "words": dict(WORDS[lang]),
        "left_out": graph.graph.get("left_out", 0),
        "kinds": [
            {
                "id": kind.id,
                "name": kind.zh if lang == "zh" else kind.en,
                "count": sum(1 for other in kinds.values() if other == kind.id),
                **{
                    theme: {"fill": look.fill, "border": look.border, "text": look.text}
                    for theme, look in (("light", kind.light), ("dark", kind.dark))
                },
            }
            for kind in KINDS
            if kind.id in kinds.values()
        ],
        "nodes": [
            {"id": ids[node], "kind": kinds[node], "size": boxes[node].size, **_about(graph, node, lang)}
            for node in sorted(graph, key=lambda node: ids[node])
        ],
        "ties": [
            {"id": f"t{number}", "a": ids[tie.pair[0]], "b": ids[tie.pair[1]], **_tie(tie, kinds, lang)}
            for number, tie in enumerate(found)
        ],
    }


def _about(graph: nx.MultiDiGraph, node: Hashable, lang: str) -> dict[str, str]:
    data = graph.nodes[node]
    aliases = [one_line(text) for key in ("alias", "aliases", "altLabel") for text in texts(data.get(key))]
    fields = {
        "label": node_label(node, data),
        "iri": node_iri(node, data),
        "level": value_name(re.split(r"[#/:]", str(data.get("level") or ""))[-1], lang),
        "year": str(data.get("year") or ""),
        "aliases": "、".join(dict.fromkeys(aliases)),
    }
    return {name: text for name, text in fields.items() if text}


def _tie(tie: Tie, kinds: Mapping[Hashable, str], lang: str) -> dict[str, Any]:
    """The kind that colours a tie is the rarer end: of a region and a programme, the programme."""
    kind = max((kinds[node] for node in tie.pair), key=lambda kind: (kind != "report", ORDER[kind]))
    names = list(dict.fromkeys(fact["what"] for fact in tie.facts if "what" in fact))
    return {
        "kind": kind,
        "name": "、".join(names) or (BY_ID[kind].zh if lang == "zh" else BY_ID[kind].en),
        "planned": tie.planned,
        "facts": tie.facts,
    }


_BLOCK = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


def _inline_parts(made: str) -> tuple[list[str], list[str]]:
    """The contents of the inline styles and scripts of a page, in order: what is loaded from elsewhere is left."""
    found: dict[str, list[str]] = {"style": [], "script": []}
    for block in _BLOCK.finditer(made):
        if not re.search(r"\bsrc\s*=", block[2], re.IGNORECASE):
            found[block[1].lower()].append(block[3])
    return found["style"], found["script"]


def _assembled(title: str, data: Mapping[str, Any], styles: list[str], scripts: list[str], lang: str) -> str:
    # As a browser reads them, so that the hashes hold.
    scripts = [re.sub(r"\r\n?", "\n", script) for script in scripts]
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    made = Template(_asset("page.html")).substitute(
        {name: html.escape(word) for name, word in WORDS[lang].items()},
        lang=LANGUAGES[lang],
        title=html.escape(title),
        policy=html.escape(policy, quote=False),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        data=text,
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )
    return made.encode("utf-8", "replace").decode()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _asset(name: str) -> str:
    return resources.files("kg.show").joinpath(name).read_text(encoding="utf-8")


class _External(HTMLParser):
    """Notes every src, href or action of a page, and every url() or @import of its styles, that leads out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        for name, value in attrs:
            if name in {"src", "href", "srcset", "action", "data", "poster", "background"} or name.startswith(
                "on"
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += re.findall(r"""@import[^;]{0,80}|url\(\s*+["']?+(?!data:)[^)]{0,80}""", data)

    def handle_endtag(self, tag: str) -> None:
        self._style = False


def _refuse_external(made: str) -> None:
    """Raise AssertionError when the page would load anything or holds a handler in an attribute."""
    parser = _External()
    parser.feed(made)
    parser.close()
    if parser.found:
        raise AssertionError(f"the page refers to what it does not hold: {parser.found[:3]}")
