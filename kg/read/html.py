"""HTML to text: the visible text in reading order, one block a line."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SKIP = frozenset({"script", "style", "noscript", "template", "head", "select", "svg", "iframe", "button"})
_BLOCK = frozenset(
    (
        "address article aside blockquote br caption dd div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section table tbody td "
        "tfoot th thead tr ul"
    ).split()
)


def html_to_text(markup: str) -> str:
    """Return the visible text of a page, blocks on lines of their own, blank lines dropped."""
    tree = LexborHTMLParser(markup)
    root = tree.body or tree.root
    if root is None:
        return ""
    pieces: list[str] = []
    _collect(root, pieces)
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(root: LexborNode, pieces: list[str]) -> None:
    # A stack instead of recursion: pages nest deeper than Python's limit allows.
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            kept = node.parent is not None and node.parent.tag == "pre"
            pieces.append(text if kept else text.replace("\n", " "))
            continue
        if tag in _SKIP or tag.startswith("-") or tag == "!doctype":
            continue
        block = tag in _BLOCK
        if block:
            pieces.append("\n")
            stack.append("\n")
        child = node.last_child
        while child is not None:
            stack.append(child)
            child = child.prev
