"""A picture as a page: one file that asks for nothing, light or dark as the reader's system is."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from kg.show.words import LANGUAGES
from kg.spread.pictures.scene import DARK, LIGHT, Scene, clean
from kg.spread.pictures.svg import FONTS, to_svg
from kg.spread.pictures.words import say

_STYLE = """
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
@media print {{ :root {{ {light} }} }}
body {{ margin: 0; padding: 16px; background: var(--paper); color: var(--ink); font: 14px/1.6 {fonts}; }}
main {{ max-width: 1200px; margin: 0 auto; }}
.picture {{ overflow-x: auto; }}
svg {{ display: block; max-width: 100%; min-width: 620px; height: auto; margin: 0 auto; }}
details {{ max-width: 900px; margin: 12px auto; }}
summary {{ cursor: pointer; padding: 8px 0; }}
summary:focus-visible {{ outline: 2px solid var(--reported); outline-offset: 2px; }}
li {{ overflow-wrap: anywhere; }}
{roles}
"""


def to_html(scene: Scene) -> str:
    """The picture as a self-contained page without any script, to be saved as UTF-8.

    A policy forbids whatever is not in the page; below the picture its items stand as a list, for those who
    use a keyboard, a screen reader or a touch screen.
    """
    style = _STYLE.format(
        light=" ".join(f"--{role}: {value};" for role, value in LIGHT.items()),
        dark=" ".join(f"--{role}: {value};" for role, value in DARK.items()),
        roles="\n".join(f".f-{role} {{ fill: var(--{role}) }} .s-{role} {{ stroke: var(--{role}) }}" for role in LIGHT),
        fonts=FONTS,
    )  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    titles = list(dict.fromkeys(clean(item.title) for item in scene.drawing.items if item.title))
    listed = "".join(f"<li>{escape(title)}</li>\n" for title in titles)
    details = f"<details><summary>{say(scene.lang, 'items', count=len(titles))}</summary><ul>\n{listed}</ul></details>\n"
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[scene.lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(clean(scene.title))}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f'<div class="picture" tabindex="0">{to_svg(scene, themed=True)}</div>\n{details if titles else ""}</main>\n</body>\n</html>\n'
    )
