"""A picture as SVG: plain elements, every text escaped, the same bytes for the same picture."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kg.show.words import LANGUAGES
from kg.spread.pictures.scene import LIGHT, Circle, Item, Path, Rect, Scene, Text, clean

FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB',"
    "'Microsoft YaHei','WenQuanYi Micro Hei',SimHei,sans-serif"
)
"""The fonts that a viewer looks for, best first."""


def to_svg(scene: Scene, *, themed: bool = False) -> str:
    """The picture as an SVG document that refers to nothing outside; texts of shapes become tooltips.

    With `themed`, shapes bear classes (`f-ink` fills, `s-ink` strokes) instead of the light colours, for a page
    that defines them (see `kg.spread.pictures.page`).
    """
    drawing = scene.drawing
    width, height = number(drawing.width), number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" lang="{LANGUAGES[scene.lang]}" role="img" aria-labelledby="t d" '
        f'font-family="{FONTS}">'
    )
    about = f'<title id="t">{_text(scene.title)}</title>\n<desc id="d">{_text(scene.description)}</desc>'
    paper = Rect(0, 0, drawing.width, drawing.height, "paper")
    shapes = "\n".join(_shape(item, themed) for item in (paper, *drawing.items))
    return f"{head}\n{about}\n{shapes}\n</svg>\n"


def number(value: float) -> str:
    """A coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _shape(item: Item, themed: bool) -> str:
    name, attributes, inside = _geometry(item)
    for key, value in _paint(item, themed):
        attributes += f' {key}="{value}"'
    if item.title:
        inside = f"<title>{_text(item.title)}</title>{inside}"
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _geometry(item: Item) -> tuple[str, str, str]:
    if isinstance(item, Rect):
        given = {"x": item.x, "y": item.y, "width": item.width, "height": item.height}
        if item.radius:
            given["rx"] = item.radius
        return "rect", _numbers(given), ""
    if isinstance(item, Circle):
        return "circle", _numbers({"cx": item.x, "cy": item.y, "r": item.radius}), ""
    if isinstance(item, Path):
        steps = " ".join(
            f"{'L' if index else 'M'}{number(x)} {number(y)}" for index, (x, y) in enumerate(item.points)
        )
        return "path", f' d="{steps}{" Z" if item.closed else ""}"', ""
    anchor = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
    weight = ' font-weight="600"' if item.bold else ""
    size = _numbers({"x": item.x, "y": item.y, "font-size": item.size})
    return "text", size + anchor + weight, _text(item.text)


def _numbers(given: dict[str, float]) -> str:
    return "".join(f' {key}="{number(value)}"' for key, value in given.items())


def _paint(item: Item, themed: bool) -> Iterator[tuple[str, str]]:
    stroke = None if isinstance(item, Text) else item.stroke
    if themed:
        names = [f"f-{item.fill}"] if item.fill else []
        names += [f"s-{stroke}"] if stroke else []
        if names:
            yield "class", " ".join(names)
    elif item.fill:
        yield "fill", LIGHT[item.fill]
    if not item.fill:
        yield "fill", "none"
    if stroke is None or isinstance(item, Text):
        return
    if not themed:
        yield "stroke", LIGHT[stroke]
    if item.line != 1:
        yield "stroke-width", number(item.line)
    if isinstance(item, Path) and not item.closed:
        yield "stroke-linejoin", "round"
    if not isinstance(item, Circle) and item.dash:
        yield "stroke-dasharray", DASH_TEXT


DASH = (5.0, 3.5)
"""Lengths of the dashes and of the gaps between them."""

DASH_TEXT = " ".join(number(length) for length in DASH)
