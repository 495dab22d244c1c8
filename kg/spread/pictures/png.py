"""A picture as PNG, drawn by Pillow from the same shapes as the SVG.

Pillow is chosen since it needs nothing else and can open a given face of a font collection: in
NotoSansCJK-Regular.ttc the first face has Japanese forms, the Chinese ones come later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.spread.pictures.fonts import Face, find_face, pillow
from kg.spread.pictures.scene import LIGHT, Circle, Item, Path, Point, Rect, Scene, Text, clean
from kg.spread.pictures.svg import DASH

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCALE = 2
"""Pixels of the file for one of the picture, so that it stays sharp in print."""

_OVER = 2  # drawn this much larger again and shrunk, which smooths the edges
_MOST_PIXELS = 40_000_000


def to_png(scene: Scene, face: Face | None = None) -> bytes:
    """The picture as a PNG file. `face` is the font to use, by default the best Chinese one that is found.

    Raises UsageError when Pillow or a Chinese font is missing, saying what to install.
    """
    image_module, draw_module, _ = pillow()
    face = face or find_face()
    factor = SCALE * _OVER
    width, height = ceil(scene.drawing.width) * factor, ceil(scene.drawing.height) * factor
    if width * height > _MOST_PIXELS * _OVER**2:
        raise UsageError("the picture is too large for a PNG; write .svg or .html instead")
    image = image_module.new("RGB", (width, height), LIGHT["paper"])
    draw = draw_module.Draw(image)
    for item in scene.drawing.items:
        _draw(draw, item, face, factor)
    out = BytesIO()
    small = image.resize((width // _OVER, height // _OVER), image_module.Resampling.BOX)
    small.save(out, "PNG", optimize=True, dpi=(96 * SCALE, 96 * SCALE))
    return out.getvalue()


def _colour(role: str | None) -> str | None:
    return None if role is None else LIGHT[role]


def _draw(draw: ImageDraw, item: Item, face: Face, factor: int) -> None:
    if isinstance(item, Text):
        _write(draw, item, face, factor)
    elif isinstance(item, Path):
        _path(draw, item, factor)
    elif isinstance(item, Circle):
        # As in SVG a line lies half inside and half outside of the edge; Pillow puts it inside.
        reach = (item.radius + (item.line / 2 if item.stroke else 0)) * factor
        x, y = item.x * factor, item.y * factor
        draw.ellipse(
            (x - reach, y - reach, x + reach, y + reach), _colour(item.fill), _colour(item.stroke),
            round(item.line * factor) if item.stroke else 0,
        )  # fmt: skip
    else:
        _rectangle(draw, item, factor)


def _rectangle(draw: ImageDraw, item: Rect, factor: int) -> None:
    half = item.line / 2 if item.stroke and not item.dash else 0.0
    left, top = (item.x - half) * factor, (item.y - half) * factor
    right, bottom = (item.x + item.width + half) * factor - 1, (item.y + item.height + half) * factor - 1
    stroke = None if item.dash else _colour(item.stroke)
    if right >= left and bottom >= top:
        draw.rounded_rectangle(
            (left, top, right, bottom), (item.radius + half) * factor, _colour(item.fill), stroke,
            round(item.line * factor) if stroke else 0,
        )  # fmt: skip
    if item.dash and item.stroke:
        x, y, end_x, end_y = item.x, item.y, item.x + item.width, item.y + item.height
        corners = ((x, y), (end_x, y), (end_x, end_y), (x, end_y), (x, y))
        _path(draw, Path(corners, None, item.stroke, item.line, True), factor)


def _path(draw: ImageDraw, item: Path, factor: int) -> None:
    points = [(x * factor, y * factor) for x, y in item.points]
    if item.closed and item.fill and len(points) > 2:
        draw.polygon(points, _colour(item.fill))
    if item.stroke is None:
        return
    if item.closed:
        points.append(points[0])
    width = max(1, round(item.line * factor))
    colour = _colour(item.stroke)
    for part in _dashes(points, factor) if item.dash else (points,):
        draw.line(part, colour, width, "curve")


def _dashes(points: Sequence[Point], factor: int) -> Iterator[list[Point]]:
    """The pieces of a line that a dash pattern leaves, each with its corners."""
    lengths = [length * factor for length in DASH]
    turn, left = 0, lengths[0]
    part = [points[0]]
    for (x, y), (end_x, end_y) in pairwise(points):
        whole = hypot(end_x - x, end_y - y)
        done = 0.0
        while whole - done > left:
            done += left
            at = (x + (end_x - x) * done / whole, y + (end_y - y) * done / whole)
            if turn == 0:
                yield [*part, at]
            turn = 1 - turn
            left = lengths[turn]
            part = [at]
        left -= whole - done
        part.append((end_x, end_y))
    if turn == 0 and len(part) > 1:
        yield part


def _write(draw: ImageDraw, item: Text, face: Face, factor: int) -> None:
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[item.anchor]
    draw.text(
        (item.x * factor, item.y * factor), face.shown(clean(item.text)), LIGHT[item.fill],
        face.sized(round(item.size * factor)), anchor, stroke_width=0.02 * item.size * factor if item.bold else 0,
    )  # fmt: skip
