"""The kinds of thing that a page shows: how they are recognised, named and coloured, and in which order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a box: fill, border and text."""

    fill: str
    border: str
    text: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node: `words` are the names under which a graph may give it, in lower case."""

    id: str
    zh: str
    en: str
    light: Look
    dark: Look
    words: frozenset[str] = frozenset()


def _kind(id: str, zh: str, en: str, light: str, dark: str, *words: str) -> NodeKind:
    return NodeKind(id, zh, en, Look(*light.split()), Look(*dark.split()), frozenset((id, zh, *words)))


# In the order of the legend and of the sectors around a centre.
KINDS: tuple[NodeKind, ...] = (
    _kind("region", "地区", "region", "#dbeafe #2563eb #1e3a8a", "#16305f #60a5fa #e0edff"),
    _kind("programme", "做法", "programme", "#d1fae5 #059669 #064e3b", "#0b3b2e #34d399 #d5fbe9"),
    _kind("agency", "机关", "agency", "#fef3c7 #c77d05 #6b3410", "#45310b #fbbf24 #fff3cd"),
    _kind("regulation", "法规文件", "regulation", "#ede9fe #7c3aed #4c1d95", "#33235f #a78bfa #ece7ff"),
    _kind("award", "荣誉", "honour", "#ffe4e6 #e11d48 #881337", "#521727 #fb7185 #ffe4e8", "honour", "awardreceipt"),
    _kind(
        "indicator", "指标", "indicator", "#cffafe #0891b2 #164e63", "#0c3b49 #22d3ee #d6f8ff",
        "observation", "statistic",
    ),
    _kind("report", "报告", "report", "#e2e8f0 #64748b #1e293b", "#2a3445 #94a3b8 #e8edf4"),
    _kind("function", "机关职能", "function", "#fae8ff #c026d3 #701a75", "#471a4f #e879f9 #fce7ff", "agencyfunction"),
    _kind("other", "其他", "other", "#f3f4f6 #6b7280 #1f2937", "#2d3138 #9ca3af #eef0f3"),
)  # fmt: skip

BY_ID: Mapping[str, NodeKind] = {kind.id: kind for kind in KINDS}
ORDER: Mapping[str, int] = {kind.id: index for index, kind in enumerate(KINDS)}
_BY_WORD = {word: kind.id for kind in KINDS for word in kind.words}
_STEP = re.compile(r"/([a-z]+)/[^/]*$")


def tail(name: object) -> str:
    """The last part of an IRI or prefixed name: `kg:pilot` → `pilot`; other text stays as it is."""
    return re.split(r"[#/:]", str(name))[-1]


def node_kind(node: object, attributes: Mapping[str, Any]) -> str:
    """The id of the kind of a node: from its attribute `kind`, else from its IRI, else `other`."""
    given = tail(attributes.get("kind") or "").lower()
    if given in _BY_WORD:
        return _BY_WORD[given]
    step = _STEP.search(str(attributes.get("iri") or node))
    return _BY_WORD.get(step.group(1), "other") if step else "other"


def node_label(node: object, attributes: Mapping[str, Any]) -> str:
    """The label of a node on one line; a node without one shows the last step of its IRI."""
    text = one_line(attributes.get("label") or attributes.get("name") or "")
    return text or one_line(tail(node)) or one_line(node) or "?"


def node_iri(node: object, attributes: Mapping[str, Any]) -> str:
    """The IRI of a node: its attribute `iri`, else the node itself."""
    return str(attributes.get("iri") or node)


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


def one_line(text: object) -> str:
    """Text without line ends, control characters and marks of direction, which would spoil a drawing."""
    return " ".join(_UNSEEN.sub(" ", str(text)).split())


def texts(value: object) -> tuple[str, ...]:
    """An attribute as a tuple of texts: None is empty, a list gives one each, other values one."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple | set | frozenset):
        found = tuple(str(item) for item in value if item is not None and item != "")
        return tuple(sorted(found)) if isinstance(value, set | frozenset) else found
    return (str(value),)
